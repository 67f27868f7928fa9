/// One entry of an archive as its central directory tells it.
struct ZipEntry {
  /// The name as its bytes stand in the directory; a key only, never a path on this machine.
  var name: [UInt8]
  /// The place of the entry in the directory, from 0.
  var index: Int
  var flags: Int
  var method: Int
  var crc: Int
  /// The size in the archive, in bytes.
  var packedSize: Int
  /// The size after inflating, in bytes, as claimed.
  var size: Int
  /// Where the local header begins in the file.
  var headerOffset: Int

  var isEncrypted: Bool { flags & 0x2041 != 0 }
  /// Whether sizes and checksum stand after the data, not in the local header.
  var hasDescriptor: Bool { flags & 8 != 0 }

  /// Whether a program that unpacks archives would write outside its folder.
  var isUnsafe: Bool {
    if name.first == 0x2F || name.first == 0x5C || name.contains(0) { return true }
    if name.count > 1 && name[1] == 0x3A { return true }
    return name.split(whereSeparator: { $0 == 0x2F || $0 == 0x5C }).contains { $0 == [0x2E, 0x2E] }
  }

  /// The name as a key: names of parts are compared without regard to ASCII case.
  static func key(_ name: some Sequence<UInt8>) -> [UInt8] {
    name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }
}

/// Little-endian fields of a block of bytes; nil beyond its end.
struct LittleEndian {
  let bytes: [UInt8]

  /// The number in `width` bytes at `offset`; nil when they do not fit or exceed an `Int`.
  func number(_ offset: Int, _ width: Int) -> Int? {
    guard offset >= 0, width <= bytes.count, offset <= bytes.count - width else { return nil }
    var value: UInt64 = 0
    for index in (0..<width).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
    return Int(exactly: value)
  }

  /// The sizes and the offset of a Zip64 extra field in place of those that are all ones.
  ///
  /// - Parameter values: size, packed size, offset, in this order; each is replaced when it is
  ///   0xFFFFFFFF.
  func resolve(extraAt start: Int, count: Int, _ values: inout [Int]) {
    var offset = start
    let end = min(bytes.count, start + count)
    while offset + 4 <= end, let id = number(offset, 2), let length = number(offset + 2, 2) {
      if id == 1 {
        var field = offset + 4
        for index in values.indices where values[index] == 0xFFFF_FFFF {
          guard field + 8 <= min(end, offset + 4 + length), let value = number(field, 8) else {
            return
          }
          values[index] = value
          field += 8
        }
        return
      }
      offset += 4 + length
    }
  }
}
