/// A number cut into digits and marks, one byte each, in memory that the caller lends.
struct NumberTokens {
  /// The most digits and marks of a number.
  static let limit = 64

  /// Marks as tokens; 0 to 9 are digits.
  private enum Token {
    static let comma: UInt8 = 16
    static let dot: UInt8 = 17
    static let space: UInt8 = 18
    static let apostrophe: UInt8 = 19
    /// U+066C, which only ever groups, and U+066B, which is only ever decimal.
    static let arabicGrouping: UInt8 = 20
    static let arabicDecimal: UInt8 = 21
    /// Bidirectional marks and the like, which say nothing.
    static let nothing: UInt8 = 254
    static let foreign: UInt8 = 255
    static let none: UInt8 = 0xFE
  }

  private let tokens: UnsafeMutableBufferPointer<UInt8>
  private let count: Int
  private var isNegative = false
  private var has: Set16 = Set16()

  /// Which marks occur.
  private struct Set16 {
    private var bits: UInt16 = 0
    mutating func insert(_ token: UInt8) { bits |= 1 << UInt16(token & 15) }
    func contains(_ token: UInt8) -> Bool { bits & (1 << UInt16(token & 15)) != 0 }
  }

  /// Nil when something is in the text that no number has.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ room: UnsafeMutableBufferPointer<UInt8>) {
    var count = 0
    var hasDigit = false
    var isBegun = false
    var marks = Set16()
    var index = 0
    while index < bytes.count {
      let token = NumberTokens.token(bytes, &index)
      if token == Token.nothing || (token == Token.space && count == 0 && !isBegun) { continue }
      if token == Token.foreign {
        guard !isBegun, count == 0, let negative = NumberTokens.sign(bytes, index) else {
          return nil
        }
        isNegative = negative
        isBegun = true
        continue
      }
      guard count < room.count else { return nil }
      room[count] = token
      count += 1
      isBegun = true
      if token <= 9 { hasDigit = true }
    }
    while count > 0, room[count - 1] == Token.space { count -= 1 }
    guard hasDigit else { return nil }
    for index in 0..<count where room[index] > 9 { marks.insert(room[index]) }
    tokens = room
    self.count = count
    has = marks
  }

  /// The token at an index, which moves behind it.
  private static func token(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt8 {
    let byte = bytes[index]
    if byte < 0x80 {
      index += 1
      switch byte {
      case 48...57: return byte - 48
      case 44: return Token.comma
      case 46: return Token.dot
      case 39: return Token.apostrophe
      case 32, 9: return Token.space
      default: return Token.foreign
      }
    }
    guard let scalar = scalar(bytes, &index) else { return Token.foreign }
    switch scalar.value {
    case 0x0660...0x0669: return UInt8(scalar.value - 0x0660)
    case 0x06F0...0x06F9: return UInt8(scalar.value - 0x06F0)
    case 0x066B: return Token.arabicDecimal
    case 0x066C: return Token.arabicGrouping
    case 0x060C: return Token.comma
    case 0x2019, 0x02BC: return Token.apostrophe
    case 0xA0, 0x2007, 0x2009, 0x202F: return Token.space
    case 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x061C, 0xFEFF: return Token.nothing
    default:
      guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue
      else { return Token.foreign }
      return UInt8(value)
    }
  }

  /// Decodes one scalar of two to four bytes; nil for bytes that are no UTF-8.
  private static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int
  ) -> Unicode.Scalar? {
    let first = bytes[index]
    let more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1
    guard first >= 0xC2, first <= 0xF4, index + more < bytes.count else {
      index += 1
      return nil
    }
    var value = UInt32(first) & (0x3F >> UInt32(more))
    for offset in 1...more {
      let byte = bytes[index + offset]
      guard byte & 0xC0 == 0x80 else {
        index += 1
        return nil
      }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    index += more + 1
    return Unicode.Scalar(value)
  }

  /// Whether the sign just before `end` is a minus; nil when it is no sign.
  private static func sign(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool? {
    if bytes[end - 1] == 45 { return true }
    if bytes[end - 1] == 43 { return false }
    if end >= 3, bytes[end - 3] == 0xE2, bytes[end - 2] == 0x88, bytes[end - 1] == 0x92 {
      return true
    }
    return nil
  }

  /// What the number is under a style; without a declared one, what can be read in two ways is
  /// ambiguous.
  func reading(_ style: NumberStyle) -> NumberReading {
    func found(_ number: DecimalNumber?) -> NumberReading {
      number.map { .value($0) } ?? .unreadable(.numberUnreadable)
    }
    if style.isDeclared {
      return found(
        value(
          grouping: NumberTokens.token(style.grouping), decimal: NumberTokens.token(style.decimal)))
    }
    let hasSpace = has.contains(Token.space)
    let other = hasSpace ? Token.space : Token.apostrophe
    switch (has.contains(Token.comma), has.contains(Token.dot)) {
    case (false, false): return found(value(grouping: other, decimal: Token.none))
    case (true, true):
      let isCommaLast = last(Token.comma) > last(Token.dot)
      return found(
        value(
          grouping: isCommaLast ? Token.dot : Token.comma,
          decimal: isCommaLast ? Token.comma : Token.dot))
    case (let comma, _):
      let only = comma ? Token.comma : Token.dot
      let isGrouped = hasSpace || has.contains(Token.apostrophe)
      let asGrouping = isGrouped ? nil : value(grouping: only, decimal: Token.none)
      let asDecimal = value(grouping: other, decimal: only)
      if let asGrouping, let asDecimal {
        return asGrouping == asDecimal ? .value(asGrouping) : .ambiguous
      }
      return found(asGrouping ?? asDecimal)
    }
  }

  private static func token(_ mark: NumberStyle.Mark) -> UInt8 {
    switch mark {
    case .none: Token.none
    case .comma: Token.comma
    case .dot: Token.dot
    case .space: Token.space
    case .apostrophe: Token.apostrophe
    }
  }

  private func last(_ token: UInt8) -> Int {
    var index = count - 1
    while index >= 0, tokens[index] != token { index -= 1 }
    return index
  }

  /// The value under one reading. Groups have three digits after the first, which has one to
  /// three and does not begin with zero.
  private func value(grouping: UInt8, decimal: UInt8) -> DecimalNumber? {
    var mantissa: Int128 = 0
    var scale = 0
    var inFraction = false
    var group = 0
    var hasGroups = false
    for index in 0..<count {
      let token = tokens[index]
      if token <= 9 {
        mantissa = mantissa * 10 + Int128(token)
        if mantissa > 1_000_000_000_000_000_000_000_000 { return nil }
        if inFraction { scale += 1 } else { group += 1 }
      } else if token == decimal || token == Token.arabicDecimal {
        if inFraction || (hasGroups && group != 3) { return nil }
        inFraction = true
      } else if token == grouping || token == Token.arabicGrouping {
        if inFraction || group == 0 || group > 3 || (hasGroups && group != 3) { return nil }
        if !hasGroups && tokens[0] == 0 { return nil }
        hasGroups = true
        group = 0
      } else {
        return nil
      }
    }
    if hasGroups && !inFraction && group != 3 { return nil }
    if inFraction && scale == 0 { return nil }
    return DecimalNumber(wide: isNegative ? -mantissa : mantissa, scale: scale)
  }
}
