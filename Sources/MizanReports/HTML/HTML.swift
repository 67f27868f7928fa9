import MizanDiagnostics

/// A piece of a page. What stands in the source of the program is markup; what is filled in is
/// text and is escaped, so that nothing from a file can become markup.
///
/// ```swift
/// let cell: HTML = "<td>\(value)</td>"
/// ```
struct HTML: Sendable, ExpressibleByStringInterpolation {
  private(set) var source: String

  init(stringLiteral value: String) { source = value }
  init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

  static func += (one: inout HTML, other: HTML) { one.source += other.source }

  /// The pieces one after another.
  static func joined(_ pieces: some Sequence<HTML>, by separator: HTML = "") -> HTML {
    var result: HTML = ""
    var isFirst = true
    for piece in pieces {
      if !isFirst { result += separator }
      isFirst = false
      result += piece
    }
    return result
  }

  /// The text with the five characters that mean something in markup written as references; right
  /// inside elements and inside quoted attributes.
  static func escaped(_ text: String) -> String {
    let isHarmless = !text.utf8.contains {
      $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0x27
    }
    if isHarmless { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// How the gaps of a piece are filled.
  struct Interpolation: StringInterpolationProtocol {
    fileprivate var source = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      source.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    mutating func appendLiteral(_ literal: String) { source += literal }

    /// Words of ours.
    mutating func appendInterpolation(_ text: String) { source += HTML.escaped(text) }

    /// Markup made by another piece.
    mutating func appendInterpolation(_ piece: HTML) { source += piece.source }

    /// Text from a file: controls shown, cut to `limit` characters, kept apart from the direction
    /// of the text around it.
    mutating func appendInterpolation(data text: String, limit: Int = ShownText.limit) {
      source += "<bdi>" + HTML.escaped(ShownText.make(text, limit: limit)) + "</bdi>"
    }

    /// A number in groups of three.
    mutating func appendInterpolation(_ number: Int) {
      source += "<bdi>" + Digits.grouped(number) + "</bdi>"
    }

    /// An exact decimal in groups of three.
    mutating func appendInterpolation(decimal text: String) {
      source += "<bdi>" + HTML.escaped(Digits.grouped(ShownText.make(text))) + "</bdi>"
    }

    /// A number for CSS or an attribute, without groups.
    mutating func appendInterpolation(plain number: Int) { source += String(number) }
  }
}
