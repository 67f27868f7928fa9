import MizanDiagnostics

/// The container that workbooks with a password, and workbooks before 2007, are kept in.
enum OldDocument {
  /// The first bytes of the container.
  static let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// Why the container is not read: it is locked, a workbook of before 2007, or another document.
  static func code(_ descriptor: Int32, _ size: Int) -> Code {
    if holds("EncryptedPackage", descriptor, size) { return .xlsxEncrypted }
    let isWorkbook = holds("Workbook", descriptor, size) || holds("Book", descriptor, size)
    return isWorkbook ? .xlsUnsupported : .xlsxOldFormat
  }

  /// Whether the container's folder names a stream so.
  ///
  /// The folder may stand anywhere; the first and the last megabyte are looked through.
  private static func holds(_ stream: String, _ descriptor: Int32, _ size: Int) -> Bool {
    var name: [UInt8] = []
    for byte in stream.utf8 { name += [byte, 0] }
    // A name ends with a zero of two bytes.
    name += [0, 0]
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

extension Code {
  static let xlsUnsupported = Code("XLS_UNSUPPORTED", .error)
}
