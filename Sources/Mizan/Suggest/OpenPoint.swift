import MizanMapping

/// A decision that a person must take before a draft can be used.
public struct OpenPoint: Sendable, Hashable {
  /// One answer.
  public struct Choice: Sendable, Hashable {
    /// What a person reads.
    public var label: String
    /// What the mapping says then: the block of the line, such as `{ value: REA }`.
    public var line: String
    /// What speaks for it, for people; may be empty.
    public var note = ""
  }

  /// What is asked about, such as `activity.status`.
  public var subject: String
  public var choices: [Choice]
  /// Whether any text may be answered, as a value.
  public var takesText: Bool
  /// The question, as a code with a text in three languages.
  public var question: Reason
  /// The codes that a text must be one of; empty: any text.
  var codes: [String] = []
  /// The rest of the line, written while the point is open.
  var rest: String
  /// `from`, `value`, or that of the country.
  var key: String

  /// Whether a text can be the value: a school year has a year in it, a month is `2023-05`.
  func fits(_ text: String) -> Bool {
    if subject.hasSuffix(".school_year") {
      return ValueEvidence.isYear(text) || ValueProbe.isSchoolYear(text)
    }
    guard subject.hasSuffix(".report_month") else { return true }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && ValueEvidence.isYear(String(parts[0])) && parts[1].utf8.count == 2
      && (1...12).contains(Int(parts[1]) ?? 0)
  }

  /// The key of the question about the country.
  static let countryKey = "country"

  /// What the mapping says as long as nobody has decided.
  var todo: String {
    let labels = choices.prefix(12).map(\.label).joined(separator: " | ")
    let dots = choices.count > 12 ? " | …" : ""
    let text = labels.isEmpty ? "TODO" : "TODO: \(labels)\(dots)"
    if key == OpenPoint.countryKey { return YAMLText.quoted(text) }
    return "{ \(key): \(YAMLText.quoted(text))\(rest) }"
  }
}

/// Texts of YAML.
enum YAMLText {
  /// A text in double quotes.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n", "\r", "\t": result += " "
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F || (0x80..<0xA0).contains(scalar.value) {
          continue
        }
        if isHidden(scalar) {
          let hex = String(scalar.value, radix: 16, uppercase: true)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
          continue
        }
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Marks that nobody sees and that change how a line reads.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// A text that stands behind `#`: one line.
  static func comment(_ text: String) -> String {
    TopRows.oneLine(text).unicodeScalars.filter {
      $0.value >= 0x20 && !isHidden($0) && !(0x7F..<0xA0).contains($0.value)
    }
    .reduce(into: "") { $0.unicodeScalars.append($1) }
  }
}
