public import MizanDiagnostics

/// What a crosswalk loses on its way to SSSOM or back, counted.
public struct SSSOMLoss: Sendable {
  /// One kind of loss.
  public struct Item: Sendable, Hashable {
    /// What kind, with its text in three languages.
    public let code: Code
    /// The column, slot or predicate of which something is lost.
    public let subject: String
    /// What became of it; empty when nothing did.
    public let became: String
    /// How many values or lines.
    public var count: Int
    /// The first line of the file on which it happens; nil when it is not in a line.
    public let line: Int?
  }

  /// The file that was read.
  public let file: String
  /// How many lines were read, and how many were written.
  public var read = 0, written = 0
  /// The kinds of loss in the order in which they were met.
  public private(set) var items: [Item] = []
  private var places: [String: Int] = [:]

  init(_ file: String) { self.file = file }

  /// Counts one more.
  mutating func add(_ code: Code, _ subject: String, became: String = "", line: Int? = nil) {
    let key = "\(code.name)\u{1F}\(subject)\u{1F}\(became)"
    if let place = places[key] {
      items[place].count += 1
    } else {
      places[key] = items.count
      items.append(Item(code: code, subject: subject, became: became, count: 1, line: line))
    }
  }

  /// Whether everything comes back here; notes tell what others may leave out.
  public var isEmpty: Bool { items.allSatisfy { $0.code.severity == .note } }

  /// The losses for people, the first place of each.
  public var diagnostics: [Diagnostic] {
    items.map {
      Diagnostic(
        $0.code, at: Place(file, line: $0.line),
        [
          "value": ShownText.make($0.subject), "known": ShownText.make($0.became),
          "count": String($0.count),
        ])
    }
  }
}

extension Code {
  static let sssomColumnLost = Code("SSSOM_COLUMN_LOST", .warning)
  static let sssomValueLost = Code("SSSOM_VALUE_LOST", .warning)
  static let sssomExtension = Code("SSSOM_EXTENSION", .note)
  static let sssomBlankWord = Code("SSSOM_BLANK_WORD", .note)
  static let sssomSlotLost = Code("SSSOM_SLOT_LOST", .warning)
  static let sssomSetLost = Code("SSSOM_SET_LOST", .warning)
  static let sssomPredicate = Code("SSSOM_PREDICATE_CHANGED", .warning)
  static let sssomStatus = Code("SSSOM_STATUS_PROPOSED", .warning)
  static let sssomRepeated = Code("SSSOM_LINE_REPEATED", .warning)
}
