/// Tells in one pass whether a text can be copied into a CSV file as it is.
enum PlainBytes {
  /// What a byte may ask for: 1 a blank, 2 a second look (controls, separators, quotes, and bytes
  /// that begin a blank of more than one byte).
  private nonisolated(unsafe) static let kinds: UnsafePointer<UInt8> = {
    let kinds = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    kinds.initialize(repeating: 0, count: 256)
    for byte in 0..<32 { kinds[byte] = 2 }
    kinds[32] = 1
    for byte in [34, 44, 127, 0xC2, 0xE2, 0xEF] { kinds[byte] = 2 }
    return UnsafePointer(kinds)
  }()

  /// Whether a text has no blanks at its ends, none doubled, and nothing that wants quotes. False
  /// may also mean: look closer.
  @inline(__always)
  static func areClean(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let kinds = kinds
    var all: UInt8 = 0
    for index in 0..<count { all |= kinds[Int(bytes[index])] }
    if all == 0 { return true }
    if all & 2 != 0 { return false }
    var previous: UInt8 = 32
    for index in 0..<count {
      let byte = bytes[index]
      if byte == 32 && previous == 32 { return false }
      previous = byte
    }
    return previous != 32
  }
}
