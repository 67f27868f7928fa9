/// The functions that look at all of their arguments.
enum FunctionCall {
  /// The longest text that a function gives, in bytes; a longer one is missing, so that nested
  /// replacements cannot fill the memory.
  static let textLimit = 65_536

  /// Applies a function; a missing argument makes the result missing.
  static func apply(_ function: Function, count: Int, _ argument: (Int) -> Value) -> Value {
    guard function.arity.contains(count) else { return .missing }
    switch function {
    case .if, .firstOf: return .missing
    case .min, .max: return extreme(count, argument, largest: function == .max)
    case .abs:
      guard case .number(let number) = argument(0) else { return .missing }
      return .number(number.magnitude)
    case .round:
      guard case .number(let number) = argument(0) else { return .missing }
      if count == 1 { return .number(number.rounded(to: 0)) }
      guard let digits = whole(argument(1)), digits >= 0 else { return .missing }
      return .number(number.rounded(to: Int(min(digits, 18))))
    default: return text(function, argument)
    }
  }

  private static func extreme(
    _ count: Int, _ argument: (Int) -> Value, largest: Bool
  ) -> Value {
    var best: DecimalNumber?
    for index in 0..<count {
      guard case .number(let number) = argument(index) else { return .missing }
      guard let known = best else {
        best = number
        continue
      }
      if largest ? known < number : number < known { best = number }
    }
    return best.map { .number($0) } ?? .missing
  }

  private static func text(_ function: Function, _ argument: (Int) -> Value) -> Value {
    guard case .text(let text) = argument(0) else { return .missing }
    switch function {
    case .textLength: return .number(DecimalNumber(Int64(text.unicodeScalars.count)))
    case .lower: return .text(text.lowercased())
    case .trim: return .text(trimmed(text))
    case .schoolYearStart:
      guard let year = firstYear(text) else { return .missing }
      return .number(DecimalNumber(Int64(year)))
    default: break
    }
    guard case .text(let other) = argument(1) else { return .missing }
    switch function {
    case .startsWith: return .boolean(text.utf8.starts(with: other.utf8))
    case .contains: return .boolean(ByteSearch.contains(Array(text.utf8), Array(other.utf8)))
    case .yearsBetween:
      guard let from = PlainDate(iso: text), let to = PlainDate(iso: other) else {
        return .missing
      }
      return .number(DecimalNumber(Int64(from.wholeYears(until: to))))
    case .replace:
      guard case .text(let new) = argument(2) else { return .missing }
      return replaced(text, other, new)
    case .part:
      guard let place = whole(argument(2)), place >= 1, place <= 1_000_000 else { return .missing }
      return part(text, other, Int(place))
    default: return .missing
    }
  }

  private static func whole(_ value: Value) -> Int64? {
    guard case .number(let number) = value, number.scale == 0 else { return nil }
    return number.mantissa
  }

  private static func trimmed(_ text: String) -> String {
    var result: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { TextCleaner.clean($0, into: &result) }
    return String(decoding: result, as: UTF8.self)
  }

  private static func replaced(_ text: String, _ wanted: String, _ new: String) -> Value {
    let parts = ByteSearch.split(Array(text.utf8), by: Array(wanted.utf8))
    let added = new.utf8.count.multipliedReportingOverflow(by: parts.count)
    guard !added.overflow, added.partialValue &+ text.utf8.count <= textLimit else {
      return .missing
    }
    return .text(String(decoding: Array(parts.joined(separator: new.utf8)), as: UTF8.self))
  }

  /// One part from 1; missing when there are not so many.
  private static func part(_ text: String, _ separator: String, _ place: Int) -> Value {
    let parts = ByteSearch.split(Array(text.utf8), by: Array(separator.utf8))
    guard place <= parts.count else { return .missing }
    let part = trimmed(String(decoding: parts[place - 1], as: UTF8.self))
    return part.isEmpty ? .missing : .text(part)
  }

  /// The first year of `2021/2022`, `2021-2022` or `2021`.
  private static func firstYear(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 4 || (bytes.count > 4 && !(48...57).contains(bytes[4])) else {
      return nil
    }
    guard bytes.prefix(4).allSatisfy({ (48...57).contains($0) }) else { return nil }
    return bytes.prefix(4).reduce(0) { $0 * 10 + Int($1) - 48 }
  }
}

/// Looks for bytes in bytes.
enum ByteSearch {
  static func contains(_ text: [UInt8], _ wanted: [UInt8]) -> Bool {
    wanted.isEmpty || split(text, by: wanted).count > 1
  }

  /// The stretches between the places where `separator` stands, from left to right.
  static func split(_ text: [UInt8], by separator: [UInt8]) -> [ArraySlice<UInt8>] {
    guard let first = separator.first else { return [text[...]] }
    var parts: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index + separator.count <= text.count {
      if text[index] == first, text[index..<index + separator.count].elementsEqual(separator) {
        parts.append(text[start..<index])
        index += separator.count
        start = index
      } else {
        index += 1
      }
    }
    parts.append(text[start...])
    return parts
  }
}
