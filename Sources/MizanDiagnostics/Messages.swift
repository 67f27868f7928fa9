/// The texts of all codes in the languages that a data officer reads.
///
/// A text has three parts (what, why, fix) with gaps such as `{value}`. The texts are data:
/// `standards/messages/*.csv`, read by `MizanStandards`.
public struct Messages: Sendable {
  /// The languages of the texts. Data are never localised.
  public enum Language: String, Sendable, Hashable, CaseIterable {
    case english = "en"
    case french = "fr"
    case arabic = "ar"
    /// Whether the language is written from right to left.
    public var isRightToLeft: Bool { self == .arabic }
  }

  /// The three parts of a text; `why` and `fix` may be empty.
  public struct Text: Sendable, Hashable {
    public var what: String
    public var why: String
    public var fix: String
    public init(what: String, why: String = "", fix: String = "") {
      self.what = what
      self.why = why
      self.fix = fix
    }
  }

  private var texts: [String: [Language: Text]] = [:]

  public init() {}

  /// The names of all codes that have a text.
  public var codes: [String] { texts.keys.sorted() }

  public mutating func set(_ text: Text, for code: String, in language: Language) {
    texts[code, default: [:]][language] = text
  }

  /// The text as it stands, gaps and all; nil when the language lacks it.
  public func template(of code: String, in language: Language) -> Text? { texts[code]?[language] }

  /// The text of a code with its gaps filled; English where a language lacks it, and the code's
  /// own words where nothing is known.
  public func text(
    for code: String, _ arguments: [String: String] = [:], in language: Language = .english
  ) -> Text {
    let known = texts[code]
    guard let template = known?[language] ?? known?[.english] else {
      let words = code.lowercased().split(separator: "_").joined(separator: " ")
      let rest = arguments.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      return Text(what: ([words] + rest).joined(separator: ", "))
    }
    return Text(
      what: Messages.fill(template.what, arguments), why: Messages.fill(template.why, arguments),
      fix: Messages.fill(template.fix, arguments))
  }

  /// Fills `{name}` gaps; a gap without a value stays empty.
  static func fill(_ template: String, _ arguments: [String: String]) -> String {
    guard template.contains("{") else { return template }
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      result += arguments[String(rest[rest.index(after: open)..<close])] ?? ""
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
