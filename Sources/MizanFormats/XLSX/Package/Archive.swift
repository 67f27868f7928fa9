import CZip
import Glibc
import MizanDiagnostics
import MizanRecords

/// An archive of parts: its directory is judged first, parts are then read as streams.
///
/// Every part is read through a handle of its own, so that tables may be read side by side.
final class Archive: Sendable {
  let input: Input
  let limits: Limits
  let directory: ZipDirectory
  /// The path of the archive as the system takes it, also where it lies in no folder.
  let systemPath: [CChar]
  private let spool: Spool?

  /// Opens the file and judges its directory.
  /// - Throws: a ``Failure`` of kind `missing` or `unreadable`.
  init(_ input: Input, _ limits: Limits) throws(Failure) {
    self.input = input
    self.limits = limits
    spool = try Spool.of(input, limits)
    systemPath = spool?.systemPath ?? input.systemPath
    let (descriptor, size) = try Archive.openFile(input, systemPath)
    defer { close(descriptor) }
    if let head = ZipDirectory.read(descriptor, 0, min(8, size)),
      head.starts(with: CompoundFile.magic)
    {
      throw try CompoundFile(InputFile(input)).asArchive
    }
    directory = try ZipDirectory(descriptor, fileSize: size, file: input.name, limits: limits)
  }

  /// Whether the archive has a part of this name.
  func has(_ name: String) -> Bool { directory.entry(name.utf8) != nil }

  /// Opens a part for reading.
  /// - Throws: a ``Failure`` of kind `unreadable` when the part is missing or its claims differ.
  func part(_ name: String) throws(Failure) -> PartStream {
    guard let entry = directory.entry(name.utf8) else {
      throw Failure(.unreadable, .xlsxPartMissing, at: Place(input.name), ["value": name])
    }
    return try part(entry)
  }

  /// Opens an entry of the directory for reading.
  func part(_ entry: ZipEntry) throws(Failure) -> PartStream {
    try check(entry)
    return try PartStream(self, entry)
  }

  /// What makes a part unreadable before its first byte is inflated.
  private func check(_ entry: ZipEntry) throws(Failure) {
    let place = Place(input.name)
    let name = ["value": ShownText.make(entry.name)]
    if entry.isEncrypted { throw Failure(.unreadable, .zipEncrypted, at: place, name) }
    guard entry.method == 0 || entry.method == 8 else {
      throw Failure(
        .unreadable, .zipMethodUnsupported, at: place,
        name.merging(["known": "\(entry.method)"]) { $1 })
    }
    let (descriptor, _) = try Archive.openFile(input, systemPath)
    defer { close(descriptor) }
    guard let fixed = ZipDirectory.read(descriptor, entry.headerOffset, 30) else {
      throw Failure(.unreadable, .zipNoDirectory, at: place, name)
    }
    let fields = LittleEndian(bytes: fixed)
    guard fields.number(0, 4) == 0x0403_4B50, let nameCount = fields.number(26, 2),
      let extraCount = fields.number(28, 2),
      let rest = ZipDirectory.read(descriptor, entry.headerOffset + 30, nameCount + extraCount)
    else { throw Failure(.unreadable, .zipNoDirectory, at: place, name) }
    var sizes = [fields.number(22, 4) ?? 0, fields.number(18, 4) ?? 0]
    LittleEndian(bytes: rest).resolve(extraAt: nameCount, count: extraCount, &sizes)
    let isSame =
      Array(rest.prefix(nameCount)) == entry.name && fields.number(8, 2) == entry.method
      && (entry.hasDescriptor
        || (sizes == [entry.size, entry.packedSize] && fields.number(14, 4) == entry.crc))
    guard isSame else { throw Failure(.unreadable, .zipSizeMismatch, at: place, name) }
    // A stored part is as long as it says; deflate packs 1032 to 1 at most.
    let packed = max(entry.packedSize, 1)
    if entry.method == 0 ? entry.size != entry.packedSize : entry.size / 1032 > packed {
      throw Failure(.unreadable, .zipSizeMismatch, at: place, name)
    }
    if entry.size > limits.inflatedBytes {
      throw Failure(.unreadable, .zipSizeLimit, at: place, name)
    }
    if entry.size > 10 << 20 && entry.size / max(1, entry.packedSize) > limits.inflationRatio {
      throw Failure(.unreadable, .zipRatioLimit, at: place, name)
    }
  }

  /// The SHA-256 of the whole file.
  func sha256() throws(Failure) -> String {
    if input.isUnpacked, let packed = input.archive {
      return try PackedContent(InputFile(packed), limits, digests: true).sha256()
    }
    let (descriptor, _) = try Archive.openFile(input, systemPath)
    defer { close(descriptor) }
    let digest = SHA256()
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { block.deallocate() }
    while true {
      let count = read(descriptor, block.baseAddress, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Archive.unreadable(input) }
      if count == 0 { return digest.finish() }
      digest.update(UnsafeRawBufferPointer(rebasing: block[..<count]))
    }
  }

  /// Opens a regular file and tells its size in bytes.
  private static func openFile(
    _ input: Input, _ path: [CChar]
  ) throws(Failure) -> (descriptor: Int32, size: Int) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(input) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Failure(
        .missing, .inputUnreadable, at: Place(input.name), ["problem": "not a file"])
    }
    return (descriptor, Int(status.st_size))
  }

  private static func unreadable(_ input: Input) -> Failure {
    Failure(
      .missing, errno == ENOENT ? .inputMissing : .inputUnreadable, at: Place(input.name),
      ["value": input.path, "problem": String(cString: strerror(errno))])
  }
}

extension Code {
  static let xlsxPartMissing = Code("XLSX_PART_MISSING", .error)
  static let xlsxEncrypted = Code("XLSX_ENCRYPTED", .error)
  static let zipEncrypted = Code("ZIP_ENCRYPTED", .error)
  static let zipMethodUnsupported = Code("ZIP_METHOD_UNSUPPORTED", .error)
  static let zipSizeMismatch = Code("ZIP_SIZE_MISMATCH", .error)
  static let zipSizeLimit = Code("ZIP_SIZE_LIMIT", .error)
  static let zipRatioLimit = Code("ZIP_RATIO_LIMIT", .error)
}
