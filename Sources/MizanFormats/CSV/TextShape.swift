/// What the first bytes of a text look like, before anybody knows its delimiter.
enum TextShape {
  /// Whether the bytes cannot be text in any encoding: many controls, and no wide characters.
  static func isBinary(_ head: [UInt8]) -> Bool {
    let sample = head.prefix(4096)
    if ByteOrderMark(sample) != nil { return false }
    let controls = sample.count { $0 < 32 && ![0, 9, 10, 11, 12, 13, 26, 27].contains($0) }
    return controls * 10 > sample.count
  }

  /// Whether lines hold several columns that are only lined up with blanks.
  static func isLinedUpWithBlanks(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var lines = 0
    var linedUp = 0
    for line in text.split(whereSeparator: { $0 == 10 || $0 == 13 }).prefix(50) {
      var gaps = 0
      var blanks = 0
      var hasText = false
      for byte in line {
        if byte == 32 {
          blanks += 1
        } else {
          if blanks >= 2 && hasText { gaps += 1 }
          blanks = 0
          hasText = true
        }
      }
      if hasText { lines += 1 }
      if gaps >= 1 { linedUp += 1 }
    }
    return lines >= 2 && linedUp * 5 >= lines * 4
  }
}
