import Glibc
import MizanRecords

extension SheetReader {
  /// Removes white space at both ends of the gathered text.
  func trimScratch() {
    let bytes = scratch.bytes
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = bytes.first, let last = bytes.last, isSpace(first) || isSpace(last) else {
      return
    }
    var start = 0
    var end = bytes.count
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    memmove(scratch.base, scratch.base + start, end - start)
    scratch.advance(to: scratch.base + (end - start))
  }

  /// Makes the gathered ISO 8601 date a date of a cell; false when it is only a time or no date.
  ///
  /// Fractions of a second and a `Z` are left out; midnight is no time.
  func isoDate() -> Bool {
    let bytes = scratch.bytes
    func fits(_ pattern: StaticString, at start: Int) -> Bool {
      guard bytes.count >= start + pattern.utf8CodeUnitCount else { return false }
      return (0..<pattern.utf8CodeUnitCount).allSatisfy {
        let wanted = pattern.utf8Start[$0]
        let byte = bytes[start + $0]
        return wanted == 0x39 ? byte &- 0x30 < 10 : byte == wanted
      }
    }
    guard fits("9999-99-99", at: 0) else { return false }
    if bytes.count == 10 { return true }
    guard fits("T99:99:99", at: 10) else { return false }
    let isMidnight = bytes[11..<19].elementsEqual("00:00:00".utf8)
    scratch.advance(to: scratch.base + (isMidnight ? 10 : 19))
    return true
  }
}

extension SharedStrings {
  /// The string of an index in digits; nil when it is no index of the table.
  func entry(_ text: UnsafePointer<UInt8>, _ length: Int) -> Entry? {
    guard (1...9).contains(length) else { return nil }
    var index = 0
    for position in 0..<length {
      guard text[position] &- 0x30 < 10 else { return nil }
      index = index * 10 + Int(text[position] &- 0x30)
    }
    return index < count ? entries[index] : nil
  }
}
