import MizanDiagnostics
import MizanRecords

/// The first bytes of a file's content, those behind the packing of gzip.
struct FileGlance {
  let input: Input
  /// The file's name without the ending that tells of the packing.
  let name: String
  let bytes: [UInt8]
  let isPacked: Bool
  private let limits: Limits

  var place: Place { Place(input.name) }

  init(_ input: Input, _ limits: Limits) throws(Failure) {
    self.input = input
    self.limits = limits
    let file = try InputFile(input)
    // A name that says another thing is not to be trusted: the file is told to be packed.
    let ending = FileEnding(input.name)
    isPacked = ContentKind(file.head) == .gzip && (ending.isPacked || ending.last.isEmpty)
    guard isPacked else {
      (name, bytes) = (input.name, file.head)
      return
    }
    name = input.name.lowercased().hasSuffix(".gz") ? String(input.name.dropLast(3)) : input.name
    bytes = try FileGlance.inflated(file, limits)
    if bytes.isEmpty { throw Failure(.unreadable, .inputEmpty, at: Place(input.name)) }
    if [.gzip, .archive].contains(ContentKind(bytes)) {
      throw Failure(.unreadable, .archiveNested, at: Place(input.name))
    }
  }

  /// What an archive is, told by its parts; nil for a file that is none or cannot be judged.
  func archiveFormat() throws(Failure) -> (any TableFormat.Type)? {
    guard ContentKind(bytes) == .zip,
      let archive = try? Archive(isPacked ? input.unpacked : input, limits)
    else { return nil }
    let format = ZipContent.format(of: archive)
    if format == ZipFormat.self, isPacked || input.entry != nil {
      throw Failure(.unreadable, .archiveNested, at: place)
    }
    return format
  }

  private static func inflated(_ file: InputFile, _ limits: Limits) throws(Failure) -> [UInt8] {
    let source = try GzipBytes(FileBytes(file), limits)
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { block.deallocate() }
    var filled = 0
    while filled < block.count {
      let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: block[filled...]))
      if count == 0 { break }
      filled += count
    }
    return Array(block[..<filled])
  }
}
