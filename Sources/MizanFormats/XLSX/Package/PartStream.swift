import CZip
import Glibc
import MizanDiagnostics
import MizanRecords

/// One part of an archive, inflated in blocks into a window that keeps what is not yet used.
///
/// After the last byte of the window stand at least 64 zero bytes, so that words may be loaded
/// beyond it. The checksum is compared when the end is reached.
final class PartStream {
  /// The name of the part, for messages.
  let name: String
  let file: String
  /// The first byte of the window.
  private(set) var base: UnsafeMutablePointer<UInt8>
  /// The end of the window; there is more until ``isAtEnd``.
  private(set) var end: UnsafeMutablePointer<UInt8>
  private(set) var isAtEnd = false
  private let archive: OpaquePointer
  private let handle: OpaquePointer
  private let entry: ZipEntry
  private let limits: Limits
  private var capacity: Int
  private var inflated = 0
  private static let slack = 64

  /// Opens the part and checks that the archive library sees the same entry.
  init(_ source: Archive, _ entry: ZipEntry) throws(Failure) {
    let place = Place(source.input.name)
    let arguments = ["value": ShownText.make(entry.name)]
    var problem: Int32 = 0
    guard let archive = zip_open(source.systemPath, ZIP_RDONLY, &problem) else {
      throw Failure(.unreadable, .zipNoDirectory, at: place)
    }
    var status = zip_stat_t()
    guard zip_stat_index(archive, zip_uint64_t(entry.index), 0, &status) == 0,
      Int(exactly: status.size) == entry.size, Int(exactly: status.comp_size) == entry.packedSize,
      Int(status.crc) == entry.crc,
      let raw = zip_get_name(archive, zip_uint64_t(entry.index), ZIP_FL_ENC_RAW),
      entry.name.elementsEqual(
        UnsafeRawBufferPointer(start: raw, count: strlen(raw)))
    else {
      zip_discard(archive)
      throw Failure(.unreadable, .zipSizeMismatch, at: place, arguments)
    }
    guard let handle = zip_fopen_index(archive, zip_uint64_t(entry.index), 0) else {
      let code = zip_error_code_zip(zip_get_error(archive))
      zip_discard(archive)
      throw Failure(.unreadable, PartStream.code(of: code), at: place, arguments)
    }
    self.archive = archive
    self.handle = handle
    self.entry = entry
    limits = source.limits
    file = source.input.name
    name = arguments["value"] ?? ""
    capacity = min(1 << 18, max(1 << 12, entry.size + 1))
    base = .allocate(capacity: capacity + PartStream.slack)
    end = base
    memset(base, 0, PartStream.slack)
  }

  deinit {
    zip_fclose(handle)
    zip_discard(archive)
    base.deallocate()
  }

  /// The size of the part after inflating, in bytes, as claimed.
  var size: Int { entry.size }

  /// Moves what begins at `cursor` to the front of the window and inflates more behind it.
  ///
  /// All other pointers into the window are invalid afterwards. False when nothing was left.
  /// - Throws: a ``Failure`` when the archive lies, is damaged, or one piece is too long to hold.
  func refill(_ cursor: inout UnsafePointer<UInt8>) throws(Failure) -> Bool {
    let kept = UnsafePointer(end) - cursor
    if isAtEnd { return false }
    if kept > capacity / 2 {
      guard kept <= 2 * limits.fieldBytes + (1 << 16) else {
        throw failure(.limitFieldSize, ["known": "\(limits.fieldBytes)"])
      }
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + PartStream.slack)
      memcpy(larger, cursor, kept)
      base.deallocate()
      base = larger
      capacity *= 2
    } else {
      memmove(base, cursor, kept)
    }
    cursor = UnsafePointer(base)
    end = base + kept
    let count = try inflate(into: end, capacity - kept)
    end += count
    memset(end, 0, PartStream.slack)
    return count > 0
  }

  /// Inflates to the end without looking, so that sizes and checksum are compared.
  func drain() throws(Failure) {
    while !isAtEnd { _ = try inflate(into: base, capacity) }
    end = base
    memset(end, 0, PartStream.slack)
  }

  private func inflate(
    into target: UnsafeMutablePointer<UInt8>, _ room: Int
  ) throws(Failure) -> Int {
    var filled = 0
    while filled < room {
      let count = Int(zip_fread(handle, target + filled, zip_uint64_t(room - filled)))
      guard count >= 0 else {
        let code = zip_error_code_zip(zip_file_get_error(handle))
        throw failure(PartStream.code(of: code))
      }
      if count == 0 {
        isAtEnd = true
        guard inflated == entry.size else {
          // A stream of deflate that breaks off is damage; one that ends in order is a lie.
          let code = zip_error_code_zip(zip_file_get_error(handle))
          throw failure(code == ZIP_ER_OK ? .zipSizeMismatch : PartStream.code(of: code))
        }
        break
      }
      filled += count
      inflated += count
      if inflated > entry.size { throw failure(excess()) }
      if inflated > 10 << 20 && inflated / max(1, entry.packedSize) > limits.inflationRatio {
        throw failure(.zipRatioLimit)
      }
    }
    return filled
  }

  /// Why more comes out than was claimed: where the checksum is wrong too the part is damaged, else
  /// the claim is a lie. No more than a megabyte is looked at.
  private func excess() -> Code {
    for _ in 0..<(1 << 20) / capacity + 1 {
      let count = zip_fread(handle, base, zip_uint64_t(capacity))
      if count < 0 { return PartStream.code(of: zip_error_code_zip(zip_file_get_error(handle))) }
      if count == 0 { break }
    }
    return .zipSizeMismatch
  }

  /// A failure that names this part.
  func failure(_ code: Code, _ arguments: [String: String] = [:]) -> Failure {
    Failure(
      .unreadable, code, at: Place(file), arguments.merging(["value": name]) { own, _ in own })
  }

  private static func code(of problem: Int32) -> Code {
    switch problem {
    case ZIP_ER_CRC: .zipCRCMismatch
    case ZIP_ER_INCONS: .zipSizeMismatch
    case ZIP_ER_COMPNOTSUPP: .zipMethodUnsupported
    case ZIP_ER_ENCRNOTSUPP, ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD: .zipEncrypted
    default: .zipDataDamaged
    }
  }
}

extension Code {
  static let zipCRCMismatch = Code("ZIP_CRC_MISMATCH", .error)
  static let zipDataDamaged = Code("ZIP_DATA_DAMAGED", .error)
}
