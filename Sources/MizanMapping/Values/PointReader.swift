import MizanDiagnostics
import MizanRecords

/// Reads a place on the earth, written as latitude and longitude in degrees, into `lat lon`.
///
/// `36.2 37.16`, `36.2, 37.16`, `36.2;37.16` and the four numbers of a survey tool (latitude,
/// longitude, altitude, accuracy) are read; degrees with minutes are not.
enum PointReader {
  /// Appends the place to `result`: two decimal numbers with a blank between them.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, into result: inout [UInt8]
  ) -> TextReading {
    if kind == .error { return .unreadable(.valueIsError) }
    guard kind == .text, bytes.count <= 200 else { return .unreadable(.pointUnreadable) }
    var text: [UInt8] = []
    TextCleaner.clean(bytes, into: &text)
    guard let parts = parts(text), let style = NumberStyle("1234.5") else {
      return .unreadable(.pointUnreadable)
    }
    var numbers: [DecimalNumber] = []
    for part in parts {
      let reading = part.withUnsafeBufferPointer {
        NumberReader.number($0, kind: .text, style: style)
      }
      guard case .value(let number) = reading else { return .unreadable(.pointUnreadable) }
      numbers.append(number)
    }
    guard numbers[0].magnitude <= DecimalNumber(90), numbers[1].magnitude <= DecimalNumber(180)
    else { return .unreadable(.pointOutside) }
    if numbers[0].mantissa == 0, numbers[1].mantissa == 0 { return .unreadable(.pointOutside) }
    numbers[0].append(to: &result)
    result.append(32)
    numbers[1].append(to: &result)
    return .value
  }

  /// The two or four numbers; nil when what parts them may as well be a decimal comma.
  private static func parts(_ text: [UInt8]) -> [[UInt8]]? {
    var parts: [[UInt8]] = [[]]
    var separators: [[UInt8]] = []
    for byte in text {
      let isSeparator = byte == 32 || byte == 44 || byte == 59
      if !isSeparator {
        if separators.count == parts.count { parts.append([]) }
        parts[parts.count - 1].append(byte)
      } else if separators.count == parts.count {
        separators[separators.count - 1].append(byte)
      } else {
        separators.append([byte])
      }
    }
    guard separators.count == parts.count - 1 else { return nil }
    switch parts.count {
    case 2:
      let isBareComma = separators[0] == [44]
      let isWhole = parts.contains { !$0.contains(46) }
      return isBareComma && isWhole ? nil : parts
    case 4: return separators.allSatisfy { $0 == [32] } ? parts : nil
    default: return nil
    }
  }
}

extension Code {
  static let pointUnreadable = Code("POINT_UNREADABLE", .error)
  static let pointOutside = Code("POINT_OUTSIDE", .error)
}
