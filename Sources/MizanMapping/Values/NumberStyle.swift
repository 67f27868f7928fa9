/// How the numbers of a sheet are written: which mark groups thousands and which one is decimal.
struct NumberStyle: Sendable, Hashable {
  enum Mark: UInt8, Sendable {
    case none, comma, dot, space, apostrophe
  }

  /// Whether the style is declared; otherwise numbers that have two readings are held.
  var isDeclared: Bool
  var grouping: Mark
  var decimal: Mark

  /// Nothing is declared.
  static let unknown = NumberStyle(isDeclared: false, grouping: .none, decimal: .none)

  private init(isDeclared: Bool, grouping: Mark, decimal: Mark) {
    self.isDeclared = isDeclared
    self.grouping = grouping
    self.decimal = decimal
  }

  /// From a sample as a person writes it.
  init?(_ sample: String) {
    switch sample {
    case "1,234.5": self.init(isDeclared: true, grouping: .comma, decimal: .dot)
    case "1.234,5": self.init(isDeclared: true, grouping: .dot, decimal: .comma)
    case "1 234,5", "1\u{A0}234,5", "1\u{202F}234,5":
      self.init(isDeclared: true, grouping: .space, decimal: .comma)
    case "1 234.5": self.init(isDeclared: true, grouping: .space, decimal: .dot)
    case "1'234.5": self.init(isDeclared: true, grouping: .apostrophe, decimal: .dot)
    case "1234.5": self.init(isDeclared: true, grouping: .none, decimal: .dot)
    case "1234,5": self.init(isDeclared: true, grouping: .none, decimal: .comma)
    default: return nil
    }
  }
}
