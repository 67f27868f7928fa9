/// What bytes may be in XML that needs no second look: ASCII without references.
enum XMLPlainBytes {
  /// A byte of text between tags. A bracket is none, since `]]>` may not stand in text.
  static let text: UInt8 = 1
  /// A byte of an attribute's value, quotes left out. Tabs and line ends are none: they become
  /// blanks.
  static let value: UInt8 = 2
  /// A byte of a name, and one that a name may begin with.
  static let name: UInt8 = 4
  static let nameStart: UInt8 = 8
  /// A byte between attributes.
  static let space: UInt8 = 16

  /// The classes of each byte as bits.
  nonisolated(unsafe) static let classes: UnsafePointer<UInt8> = {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    table.initialize(repeating: 0, count: 256)
    for byte in 0x20..<0x7F { table[byte] = text | value }
    for byte in [9, 10] { table[byte] = text | space }
    table[0x20] |= space
    table[0x26] = 0  // &
    table[0x3C] = 0  // <
    table[0x5D] = value  // ]
    for quote in [0x22, 0x27] { table[quote] = text }
    for byte in [0x2D, 0x2E] + Array(0x30...0x39) { table[byte] |= name }
    for byte in [0x5F] + Array(0x41...0x5A) + Array(0x61...0x7A) { table[byte] |= name | nameStart }
    return UnsafePointer(table)
  }()
}
