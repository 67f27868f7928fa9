/// Takes blanks off both ends of a text and turns line breaks and runs of blanks into one space.
enum TextCleaner {
  /// Whether cleaning would change the text; most texts are clean.
  @inline(__always)
  static func needsCleaning(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return false }
    if first <= 32 || last <= 32 { return true }
    var previous: UInt8 = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 32 || (byte == 32 && previous == 32) { return true }
      if byte == 0xC2 || byte == 0xE2 || byte == 0xEF, isBlank(bytes, index) > 0 { return true }
      previous = byte
      index &+= 1
    }
    return false
  }

  /// Appends the cleaned text.
  static func clean(_ bytes: UnsafeBufferPointer<UInt8>, into result: inout [UInt8]) {
    if !needsCleaning(bytes) {
      result.append(contentsOf: bytes)
      return
    }
    var pending = false
    var hasText = false
    var index = 0
    while index < bytes.count {
      let blank = isBlank(bytes, index)
      if blank > 0 {
        pending = hasText
        index += blank
        continue
      }
      if pending { result.append(32) }
      pending = false
      hasText = true
      result.append(bytes[index])
      index += 1
    }
  }

  /// The length of the blank at an index: space, tab, line breaks, U+00A0, U+202F, U+FEFF; else 0.
  @inline(__always)
  private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let byte = bytes[index]
    if byte == 32 || (byte >= 9 && byte <= 13) { return 1 }
    if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 { return 2 }
    if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] == 0xAF {
      return 3
    }
    if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBB, bytes[index + 2] == 0xBF {
      return 3
    }
    return 0
  }
}
