import MizanDiagnostics

/// Cuts an expression's text into words, numbers, texts and signs.
struct ExpressionLexer {
  /// One word of an expression.
  enum Token: Sendable, Hashable {
    case word(String)
    case number(DecimalNumber)
    case text(String)
    case sign(String)
    case end

    /// The token as messages quote it.
    var shown: String {
      switch self {
      case .word(let word): ShownText.make(word, limit: 30)
      case .number(let number): number.text
      case .text(let text): "\"" + ShownText.make(text, limit: 30) + "\""
      case .sign(let sign): sign
      case .end: "the end"
      }
    }
  }

  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// Signs that people bring from other languages, and what is written here.
  private static let habits: [String: String] = [
    "==": "=", "<>": "!=", "&&": "and", "||": "or", "!": "not", "&": "and", "|": "or",
    "\u{2264}": "<=", "\u{2265}": ">=", "\u{2260}": "!=", "\u{00D7}": "*", "\u{00F7}": "/",
    "\u{2212}": "-", "\u{201C}": "\"", "\u{201D}": "\"", "\u{060C}": ",",
    "{": "name without braces",
    "%": "a number without %",
  ]

  /// The next token and its place.
  mutating func next() -> Result<(token: Token, column: Int), ExpressionError> {
    while index < scalars.count, isBlank(scalars[index]) { index += 1 }
    let start = index
    guard index < scalars.count else { return .success((.end, start)) }
    let first = scalars[index]
    if isLetter(first) { return .success((.word(word()), start)) }
    if isDigit(first) { return number(start) }
    if first == "\"" || first == "'" { return text(first, start) }
    return sign(start)
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }

  /// A hyphen belongs to a word when a letter follows at once; `a - b` and `a -1` subtract.
  private mutating func word() -> String {
    var word = String.UnicodeScalarView()
    while index < scalars.count {
      let scalar = scalars[index]
      let joins = scalar == "-" && index + 1 < scalars.count && isLetter(scalars[index + 1])
      guard isLetter(scalar) || isDigit(scalar) || joins else { break }
      word.append(scalar)
      index += 1
    }
    return String(word)
  }

  private mutating func number(_ start: Int) -> Result<(token: Token, column: Int), ExpressionError>
  {
    var mantissa: Int64 = 0
    var digits = 0
    var scale: UInt8 = 0
    var inFraction = false
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == ".", !inFraction, index + 1 < scalars.count, isDigit(scalars[index + 1]) {
        inFraction = true
      } else if isDigit(scalar) {
        digits += 1
        guard digits <= 18 else {
          return .failure(
            ExpressionError(.exprNumber, start, ["fix": "at most 18 digits"]))
        }
        mantissa = mantissa * 10 + Int64(scalar.value - 48)
        if inFraction { scale += 1 }
      } else if isLetter(scalar) || scalar == "." {
        return .failure(
          ExpressionError(.exprNumber, start, ["fix": "digits with one point, such as 12.5"]))
      } else {
        break
      }
      index += 1
    }
    return .success((.number(DecimalNumber(mantissa: mantissa, scale: scale)), start))
  }

  private mutating func text(
    _ quote: Unicode.Scalar, _ start: Int
  ) -> Result<(token: Token, column: Int), ExpressionError> {
    var text = String.UnicodeScalarView()
    index += 1
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if scalar == quote { return .success((.text(String(text)), start)) }
      if scalar == "\\", index < scalars.count, scalars[index] == quote || scalars[index] == "\\" {
        text.append(scalars[index])
        index += 1
      } else {
        text.append(scalar)
      }
    }
    return .failure(
      ExpressionError(
        .exprSyntax, start,
        ["value": String(quote), "expected": "a closing \(quote)", "fix": "\(quote)text\(quote)"]))
  }

  private mutating func sign(_ start: Int) -> Result<(token: Token, column: Int), ExpressionError> {
    let one = String(String.UnicodeScalarView([scalars[index]]))
    let two =
      index + 1 < scalars.count
      ? String(String.UnicodeScalarView(scalars[index...(index + 1)])) : one
    for sign in ["!=", "<=", ">="] where two == sign {
      index += 2
      return .success((.sign(sign), start))
    }
    let habit = ExpressionLexer.habits[two] ?? ExpressionLexer.habits[one]
    if habit == nil, "=<>+-*/()[],".contains(one) {
      index += 1
      return .success((.sign(one), start))
    }
    return .failure(
      ExpressionError(
        .exprSyntax, start,
        [
          "value": ShownText.make(ExpressionLexer.habits[two] == nil ? one : two),
          "expected": "a name, a number, a \"text\" or a sign",
          "fix": habit ?? "",
        ]))
  }
}
