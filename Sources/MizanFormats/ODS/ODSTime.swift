/// Dates and lengths of time as the format writes them.
enum ODSTime {
  /// How many bytes of `2024-05-01T10:30:00.500` are a date of a cell; nil when it is none.
  ///
  /// Fractions of a second are left out; midnight is no time.
  static func dateCount(_ text: [UInt8]) -> Int? {
    guard fits("9999-99-99", text, 0) else { return nil }
    if text.count == 10 { return 10 }
    guard fits("T99:99:99", text, 10), text.count == 19 || text[19] == 0x2E else { return nil }
    return text[11..<19].elementsEqual("00:00:00".utf8) ? 10 : 19
  }

  /// `PT10H30M00S` as `10:30:00`; nil for anything else. Fractions of a second are left out.
  static func clock(_ text: [UInt8]) -> String? {
    guard text.starts(with: "PT".utf8), text.count < 40 else { return nil }
    var numbers: [UInt8: Int] = [:]
    var value = 0
    var isFraction = false
    for byte in text.dropFirst(2) {
      if byte &- 0x30 < 10 {
        if !isFraction {
          value = value &* 10 &+ Int(byte &- 0x30)
          if value > 1_000_000_000 { return nil }
        }
      } else if byte == 0x2E || byte == 0x2C {
        isFraction = true
      } else if byte == 0x48 || byte == 0x4D || byte == 0x53, numbers[byte] == nil {
        numbers[byte] = value
        (value, isFraction) = (0, false)
      } else {
        return nil
      }
    }
    let seconds = (numbers[0x48] ?? 0) * 3600 + (numbers[0x4D] ?? 0) * 60 + (numbers[0x53] ?? 0)
    return [seconds / 3600, seconds / 60 % 60, seconds % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  /// Whether digits and signs stand where the pattern has nines and signs.
  private static func fits(_ pattern: StaticString, _ text: [UInt8], _ start: Int) -> Bool {
    guard text.count >= start + pattern.utf8CodeUnitCount else { return false }
    return (0..<pattern.utf8CodeUnitCount).allSatisfy {
      let wanted = pattern.utf8Start[$0]
      let byte = text[start + $0]
      return wanted == 0x39 ? byte &- 0x30 < 10 : byte == wanted
    }
  }
}
