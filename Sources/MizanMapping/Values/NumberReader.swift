import MizanDiagnostics
import MizanRecords

/// What a cell says as a number.
enum NumberReading: Sendable, Hashable {
  case value(DecimalNumber)
  case unreadable(Code)
  /// It can be read in two ways and nothing says which.
  case ambiguous
}

/// What a reader of texts found; the text goes to the caller's buffer.
enum TextReading: Sendable, Hashable {
  case value
  case unreadable(Code)
  case ambiguous(Code)
}

/// Reads numbers in the digits of any script and with the separators people use.
///
/// Blank cells and marks of missing values are the caller's concern. A text is a number only if
/// all of it is: `12 pupils`, `1e3`, `0x10`, `1/2` and `1O` are not.
enum NumberReader {
  /// One to nine ASCII digits as their value; -1 for anything else. The path of nearly all cells.
  @inline(__always)
  static func fastCount(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64 {
    if count == 0 || count > 9 { return -1 }
    var value: Int64 = 0
    var index = 0
    while index < count {
      let digit = bytes[index] &- 48
      if digit > 9 { return -1 }
      value = value &* 10 &+ Int64(digit)
      index &+= 1
    }
    return value
  }

  /// A count: whole and not negative.
  static func count(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, style: NumberStyle
  ) -> NumberReading {
    let reading = number(bytes, kind: kind, style: style)
    guard case .value(let number) = reading else { return reading }
    if number.scale > 0 { return .unreadable(.numberFraction) }
    if number.mantissa < 0 { return .unreadable(.numberNegative) }
    return reading
  }

  /// A percentage on the scale of 0 to 100, with or without its sign.
  static func percent(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, style: NumberStyle
  ) -> NumberReading {
    var text = Array(bytes)
    func dropSuffix(_ suffix: [UInt8]) {
      if text.count >= suffix.count, Array(text.suffix(suffix.count)) == suffix {
        text.removeLast(suffix.count)
      }
    }
    dropSuffix([37])
    dropSuffix([0xD9, 0xAA])
    return text.withUnsafeBufferPointer { number($0, kind: kind, style: style) }
  }

  /// Any number.
  static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, style: NumberStyle
  ) -> NumberReading {
    switch kind {
    case .error: return .unreadable(.valueIsError)
    case .boolean, .date: return .unreadable(.numberUnreadable)
    default: break
    }
    guard let tokens = NumberTokens(bytes) else { return .unreadable(.numberUnreadable) }
    return tokens.reading(kind == .number ? NumberStyle("1234.5") ?? style : style)
  }
}

/// A number cut into digits and marks.
struct NumberTokens {
  private enum Token: Equatable {
    case digit(UInt8)
    case mark(NumberStyle.Mark)
    /// U+066C, which only ever groups, and U+066B, which is only ever decimal.
    case arabicGrouping, arabicDecimal
  }

  private var tokens: [Token] = []
  private var isNegative = false

  /// Nil when something is in the text that no number has.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var hasDigit = false
    var text = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
    while let first = text.first, NumberTokens.isBlank(first) { text.removeFirst() }
    while let last = text.last, NumberTokens.isBlank(last) { text.removeLast() }
    if let sign = text.first, sign == "-" || sign == "\u{2212}" || sign == "+" {
      isNegative = sign != "+"
      text.removeFirst()
    }
    for scalar in text {
      switch scalar {
      case ",", "\u{060C}": tokens.append(.mark(.comma))
      case ".": tokens.append(.mark(.dot))
      case "'", "\u{2019}": tokens.append(.mark(.apostrophe))
      case "\u{066C}": tokens.append(.arabicGrouping)
      case "\u{066B}": tokens.append(.arabicDecimal)
      default:
        if NumberTokens.isBlank(scalar) {
          tokens.append(.mark(.space))
        } else if scalar.properties.numericType == .decimal,
          let value = scalar.properties.numericValue
        {
          hasDigit = true
          tokens.append(.digit(UInt8(value)))
        } else {
          return nil
        }
      }
    }
    guard hasDigit, tokens.count <= 64 else { return nil }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\u{A0}" || scalar == "\u{202F}"
      || scalar == "\u{2009}" || scalar == "\u{200F}" || scalar == "\u{200E}"
  }

  func reading(_ style: NumberStyle) -> NumberReading {
    let kinds = Set(tokens.filter { if case .digit = $0 { false } else { true } }.map(name))
    if style.isDeclared {
      return value(grouping: mark(style.grouping), decimal: mark(style.decimal))
        .map { .value($0) } ?? .unreadable(.numberUnreadable)
    }
    let marks = tokens.compactMap { if case .mark(let mark) = $0 { mark } else { nil } }
    let separators = marks.filter { $0 == .comma || $0 == .dot }
    let distinct = Set(separators)
    if distinct.isEmpty {
      return value(grouping: mark(kinds.contains("space") ? .space : .apostrophe), decimal: nil)
        .map { .value($0) } ?? .unreadable(.numberUnreadable)
    }
    if distinct.count == 2, let last = separators.last, let first = separators.first, first != last
    {
      return value(grouping: mark(first), decimal: mark(last)).map { .value($0) }
        ?? .unreadable(.numberUnreadable)
    }
    guard distinct.count == 1, let only = separators.first else {
      return .unreadable(.numberUnreadable)
    }
    let asGrouping = kinds.contains("space") ? nil : value(grouping: mark(only), decimal: nil)
    let other: NumberStyle.Mark = kinds.contains("space") ? .space : .apostrophe
    let asDecimal = value(grouping: mark(other), decimal: mark(only))
    switch (asGrouping, asDecimal) {
    case (let one?, let two?): return one == two ? .value(one) : .ambiguous
    case (let one?, nil): return .value(one)
    case (nil, let two?): return .value(two)
    case (nil, nil): return .unreadable(.numberUnreadable)
    }
  }

  private func name(_ token: Token) -> String {
    switch token {
    case .digit: "digit"
    case .mark(.comma): "comma"
    case .mark(.dot): "dot"
    case .mark(.space): "space"
    case .mark: "apostrophe"
    case .arabicGrouping: "arabic grouping"
    case .arabicDecimal: "arabic decimal"
    }
  }

  private func mark(_ mark: NumberStyle.Mark) -> Token? { mark == .none ? nil : .mark(mark) }

  /// The value under one reading; groups must be of three digits after the first.
  private func value(grouping: Token?, decimal: Token?) -> DecimalNumber? {
    var mantissa: Int128 = 0
    var scale = 0
    var inFraction = false
    var group = 0
    var hasGroups = false
    for token in tokens {
      switch token {
      case .digit(let digit):
        mantissa = mantissa * 10 + Int128(digit)
        if mantissa > Int128(Int64.max) * 1_000_000 { return nil }
        if inFraction { scale += 1 } else { group += 1 }
      case decimal, .arabicDecimal:
        if inFraction || (hasGroups && group != 3) { return nil }
        inFraction = true
      case grouping, .arabicGrouping:
        if inFraction || group == 0 || group > 3 || (hasGroups && group != 3) { return nil }
        hasGroups = true
        group = 0
      default: return nil
      }
    }
    if hasGroups && !inFraction && group != 3 { return nil }
    if inFraction && scale == 0 { return nil }
    return DecimalNumber(wide: isNegative ? -mantissa : mantissa, scale: scale)
  }
}

extension Code {
  static let numberUnreadable = Code("NUMBER_UNREADABLE", .error)
  static let numberAmbiguous = Code("NUMBER_AMBIGUOUS", .error)
  static let numberNegative = Code("NUMBER_NEGATIVE", .error)
  static let numberFraction = Code("NUMBER_FRACTION", .error)
  static let valueIsError = Code("XLSX_ERROR_VALUE", .error)
}
