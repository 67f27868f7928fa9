import MizanDiagnostics

/// The content of a file that may be packed with gzip; every reading starts at its first byte.
struct PackedContent {
  let file: InputFile
  private let isPacked: Bool
  private let limits: Limits

  init(_ file: InputFile, _ limits: Limits) {
    self.file = file
    self.limits = limits
    isPacked = ContentKind(file.head) == .gzip
  }

  func bytes() throws(Failure) -> any ByteSource {
    let bytes = FileBytes(file)
    return isPacked ? try GzipBytes(bytes, limits) : bytes
  }

  /// The SHA-256 of the file as it lies on the disk.
  func sha256() throws(Failure) -> String {
    let bytes = FileBytes(file)
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { block.deallocate() }
    while try bytes.read(into: block) > 0 {}
    return bytes.digest ?? ""
  }
}
