/// The container that workbooks with a password, and workbooks before 2007, are kept in.
enum OldDocument {
  /// The first bytes of the container.
  static let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// Whether the container holds an encrypted package: its folder names a stream so.
  ///
  /// The folder may stand anywhere; the first and the last megabyte are looked through.
  static func isEncrypted(_ descriptor: Int32, _ size: Int) -> Bool {
    var name: [UInt8] = []
    for byte in "EncryptedPackage".utf8 { name += [byte, 0] }
    let length = min(size, 1 << 20)
    for start in Set([0, size - length]) {
      guard let bytes = ZipDirectory.read(descriptor, start, length) else { continue }
      if contains(bytes, name) { return true }
    }
    return false
  }

  private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard bytes.count >= wanted.count else { return false }
    for start in 0...(bytes.count - wanted.count)
    where bytes[start] == wanted[0] && bytes[start..<start + wanted.count].elementsEqual(wanted) {
      return true
    }
    return false
  }
}
