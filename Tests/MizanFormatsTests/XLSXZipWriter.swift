/// Writes small archives of stored entries, honest ones and liars.
struct XLSXZipWriter {
  /// One entry; what is nil is told truthfully.
  struct Entry {
    var name: String
    var bytes: [UInt8]
    var localName: String?
    var size: Int?
    var crc: UInt32?
    var flags = 0
    var method = 0
    /// The bytes as they stand in the archive, where they are not stored plainly.
    var packed: [UInt8]?

    init(_ name: String, _ text: String) {
      self.name = name
      bytes = Array(text.utf8)
    }
  }

  var entries: [Entry] = []
  var prefix: [UInt8] = []
  /// Lets the directory's entries all point at the first entry's data.
  var isOverlapping = false

  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      sum >> 8 ^ table[Int((sum ^ UInt32(byte)) & 0xFF)]
    }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }

  /// Raw deflate of `head`, then `blanks` runs of 258 spaces, then `tail`, in one fixed block.
  static func deflated(_ head: String, blanks: Int, _ tail: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var held: UInt32 = 0
    var count = 0
    func put(_ code: UInt32, _ width: Int) {
      // Codes go in from their highest bit.
      for bit in (0..<width).reversed() {
        held |= (code >> UInt32(bit) & 1) << UInt32(count)
        count += 1
        if count == 8 {
          bytes.append(UInt8(held))
          (held, count) = (0, 0)
        }
      }
    }
    put(0b110, 3)  // the last block, with fixed codes: 1, then 01 from its lowest bit
    for byte in head.utf8 + [0x20] { put(0x30 + UInt32(byte), 8) }
    for _ in 0..<blanks {
      put(0b1100_0101, 8)  // length 258
      put(0, 5)  // distance 1
    }
    for byte in tail.utf8 { put(0x30 + UInt32(byte), 8) }
    put(0, 7)
    if count > 0 { bytes.append(UInt8(held)) }
    return bytes
  }

  func bytes() -> [UInt8] {
    var file = prefix
    var offsets: [Int] = []
    for entry in entries {
      offsets.append(file.count - prefix.count)
      file += number(0x0403_4B50, 4) + number(20, 2) + common(entry)
      let name = Array((entry.localName ?? entry.name).utf8)
      file += number(name.count, 2) + number(0, 2) + name + (entry.packed ?? entry.bytes)
    }
    let start = file.count - prefix.count
    for (index, entry) in entries.enumerated() {
      let name = Array(entry.name.utf8)
      file += number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + common(entry)
      file += number(name.count, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 2)
      file += number(0, 4) + number(isOverlapping ? offsets[0] : offsets[index], 4) + name
    }
    let size = file.count - prefix.count - start
    file += number(0x0605_4B50, 4) + number(0, 4) + number(entries.count, 2)
    file += number(entries.count, 2) + number(size, 4) + number(start, 4) + number(0, 2)
    return file
  }

  /// The fields that local and central records share.
  private func common(_ entry: Entry) -> [UInt8] {
    let crc = entry.crc ?? XLSXZipWriter.checksum(entry.bytes)
    return number(entry.flags, 2) + number(entry.method, 2) + number(0, 4) + number(Int(crc), 4)
      + number((entry.packed ?? entry.bytes).count, 4) + number(entry.size ?? entry.bytes.count, 4)
  }

  private func number(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
