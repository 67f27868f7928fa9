import MizanDiagnostics

/// The content of a file that may be packed with gzip; every reading starts at its first byte.
struct PackedContent {
  let file: InputFile
  private let isPacked: Bool
  private let limits: Limits
  private let digests: Bool

  /// - Parameter digests: whether the SHA-256 is taken while the content is read.
  init(_ file: InputFile, _ limits: Limits, digests: Bool) {
    self.file = file
    self.limits = limits
    self.digests = digests
    isPacked = ContentKind(file.head) == .gzip
  }

  func bytes() throws(Failure) -> any ByteSource {
    if isPacked { return try GzipBytes(FileBytes(file), limits) }
    return digests ? FileBytes(file) : QuietBytes(file)
  }

  /// The content from its first byte, to look at before it is read.
  func glance() throws(Failure) -> any ByteSource {
    isPacked ? try GzipBytes(FileBytes(file), limits) : QuietBytes(file)
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
