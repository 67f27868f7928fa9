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

  /// ASCII digits with or without a fraction of ASCII digits after a point, up to nine and eight of
  /// them; nil for anything else, and for three digits after the point unless `threeAreClear`:
  /// they may be a group.
  static func fastDecimal(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, threeAreClear: Bool
  ) -> DecimalNumber? {
    var value: Int64 = 0
    var index = 0
    while index < count, bytes[index] &- 48 <= 9 {
      value = value &* 10 &+ Int64(bytes[index] &- 48)
      index &+= 1
      if index > 9 { return nil }
    }
    if index == 0 { return nil }
    if index == count { return DecimalNumber(value) }
    let digits = count &- index &- 1
    guard bytes[index] == 46, digits > 0, digits <= 8, digits != 3 || threeAreClear else {
      return nil
    }
    index &+= 1
    while index < count {
      let digit = bytes[index] &- 48
      if digit > 9 { return nil }
      value = value &* 10 &+ Int64(digit)
      index &+= 1
    }
    return DecimalNumber(mantissa: value, scale: UInt8(truncatingIfNeeded: digits))
  }

  /// A count: whole and not negative. Whatever is no count gets the same code, because a person
  /// repairs all of them in the same way.
  static func count(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, style: NumberStyle
  ) -> NumberReading {
    switch number(bytes, kind: kind, style: style) {
    case .value(let number):
      return number.scale > 0 || number.mantissa < 0 ? .unreadable(.valueNotCount) : .value(number)
    case .unreadable(let code):
      return .unreadable(code == .valueIsError ? code : .valueNotCount)
    case .ambiguous: return .ambiguous
    }
  }

  /// A percentage on the scale of 0 to 100, with or without its sign on either side.
  static func percent(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, style: NumberStyle
  ) -> NumberReading {
    if kind == .number { return number(bytes, kind: kind, style: style) }
    var text: [UInt8] = []
    TextCleaner.clean(bytes, into: &text)
    for sign: [UInt8] in [[0x25], [0xD9, 0xAA], [0xEF, 0xBC, 0x85]] {
      if text.suffix(sign.count).elementsEqual(sign) {
        text.removeLast(sign.count)
        break
      }
      if text.starts(with: sign) {
        text.removeFirst(sign.count)
        break
      }
    }
    return text.withUnsafeBufferPointer { number($0, kind: kind, style: style) }
  }

  /// Any number.
  static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, style: NumberStyle
  ) -> NumberReading {
    switch kind {
    case .error: return .unreadable(.valueIsError)
    case .boolean, .date, .blank: return .unreadable(.numberUnreadable)
    case .number:
      return PlainNumber.read(bytes).map { .value($0) } ?? .unreadable(.numberUnreadable)
    case .text: break
    }
    guard bytes.count <= 256 else { return .unreadable(.numberUnreadable) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: NumberTokens.limit) { room in
      guard let tokens = NumberTokens(bytes, room) else { return .unreadable(.numberUnreadable) }
      return tokens.reading(style)
    }
  }
}

extension Code {
  static let numberUnreadable = Code("NUMBER_UNREADABLE", .error)
  static let numberAmbiguous = Code("NUMBER_AMBIGUOUS", .error)
  static let valueNotCount = Code("VALUE_NOT_COUNT", .error)
  static let valueIsError = Code("XLSX_ERROR_VALUE", .error)
}
