import Glibc
import MizanDiagnostics

/// The central directory of an archive, read and judged before anything is inflated.
///
/// Archives lie: the directory is compared with the local headers, and every claim is a hint only.
struct ZipDirectory {
  private(set) var entries: [ZipEntry] = []
  private(set) var findings = Findings()
  private var places: [[UInt8]: Int] = [:]

  /// Reads the directory of an open file.
  /// - Throws: a ``Failure`` of kind `unreadable` for an archive that is cut, lies or overlaps.
  init(_ descriptor: Int32, fileSize: Int, file: String, limits: Limits) throws(Failure) {
    let place = Place(file)
    let tailStart = max(0, fileSize - 65_557)
    guard let tail = ZipDirectory.read(descriptor, tailStart, fileSize - tailStart),
      let end = ZipDirectory.findEnd(tail)
    else { throw Failure(.unreadable, .zipNoDirectory, at: place) }
    let record = LittleEndian(bytes: tail)
    guard var count = record.number(end + 10, 2), var size = record.number(end + 12, 4),
      var offset = record.number(end + 16, 4)
    else { throw Failure(.unreadable, .zipNoDirectory, at: place) }
    var directoryEnd = tailStart + end
    if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
      // Zip64: a locator of 20 bytes stands before the end record.
      if record.number(end - 20, 4) == 0x0706_4B50, let large = record.number(end - 12, 8),
        let bytes = ZipDirectory.read(descriptor, large, 56)
      {
        let fields = LittleEndian(bytes: bytes)
        guard fields.number(0, 4) == 0x0606_4B50, let count64 = fields.number(32, 8),
          let size64 = fields.number(40, 8), let offset64 = fields.number(48, 8)
        else { throw Failure(.unreadable, .zipNoDirectory, at: place) }
        (count, size, offset, directoryEnd) = (count64, size64, offset64, large)
      }
    }
    let head = ZipDirectory.read(descriptor, 0, 4) ?? []
    guard head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]),
      offset <= directoryEnd, size <= directoryEnd - offset, offset + size == directoryEnd
    else {
      let fits = offset <= directoryEnd && size <= directoryEnd - offset
      throw Failure(.unreadable, fits ? .zipPrefixData : .zipNoDirectory, at: place)
    }
    guard count <= limits.archiveEntries, size <= 64 << 20 else {
      throw Failure(
        .unreadable, .zipTooManyEntries, at: place,
        ["value": "\(count)", "known": "\(limits.archiveEntries)"])
    }
    guard let bytes = ZipDirectory.read(descriptor, offset, size),
      parse(LittleEndian(bytes: bytes), count)
    else { throw Failure(.unreadable, .zipNoDirectory, at: place) }
    try judge(directoryStart: offset, place)
  }

  /// The entry with this name, compared without regard to ASCII case; nil when there is none.
  func entry(_ name: some Sequence<UInt8>) -> ZipEntry? {
    places[ZipEntry.key(name)].map { entries[$0] }
  }

  private mutating func parse(_ directory: LittleEndian, _ count: Int) -> Bool {
    var offset = 0
    for index in 0..<count {
      guard directory.number(offset, 4) == 0x0201_4B50, let flags = directory.number(offset + 8, 2),
        let method = directory.number(offset + 10, 2), let crc = directory.number(offset + 16, 4),
        let packed = directory.number(offset + 20, 4), let size = directory.number(offset + 24, 4),
        let nameCount = directory.number(offset + 28, 2),
        let extraCount = directory.number(offset + 30, 2),
        let noteCount = directory.number(offset + 32, 2),
        let header = directory.number(offset + 42, 4)
      else { return false }
      let nameStart = offset + 46
      let next = nameStart + nameCount + extraCount + noteCount
      guard next <= directory.bytes.count else { return false }
      var values = [size, packed, header]
      directory.resolve(extraAt: nameStart + nameCount, count: extraCount, &values)
      entries.append(
        ZipEntry(
          name: Array(directory.bytes[nameStart..<nameStart + nameCount]), index: index,
          flags: flags, method: method, crc: crc, packedSize: values[1], size: values[0],
          headerOffset: values[2]))
      offset = next
    }
    return true
  }

  /// Refuses twins and overlaps, and tells of unsafe names.
  private mutating func judge(directoryStart: Int, _ place: Place) throws(Failure) {
    for entry in entries {
      if entry.isUnsafe {
        findings.add(.zipUnsafeName, at: place, value: ShownText.make(entry.name))
        continue
      }
      // Method 99 marks strong encryption; the archive library refuses the whole archive.
      if entry.method == 99 {
        throw Failure(
          .unreadable, .zipMethodUnsupported, at: place,
          ["value": ShownText.make(entry.name), "known": "99"])
      }
      let key = ZipEntry.key(entry.name)
      guard places.updateValue(entry.index, forKey: key) == nil else {
        throw Failure(
          .unreadable, .zipDuplicateEntry, at: place, ["value": ShownText.make(entry.name)])
      }
    }
    let ordered = entries.sorted { $0.headerOffset < $1.headerOffset }
    for (index, entry) in ordered.enumerated() {
      let next = index + 1 < ordered.count ? ordered[index + 1].headerOffset : directoryStart
      let room = next - entry.headerOffset
      guard entry.headerOffset <= directoryStart, room >= 30 + entry.name.count,
        entry.packedSize <= room - 30 - entry.name.count
      else {
        throw Failure(.unreadable, .zipOverlap, at: place, ["value": ShownText.make(entry.name)])
      }
    }
  }

  /// The offset of the end record in the last bytes of a file.
  private static func findEnd(_ tail: [UInt8]) -> Int? {
    guard tail.count >= 22 else { return nil }
    for offset in stride(from: tail.count - 22, through: 0, by: -1)
    where tail[offset] == 0x50 && tail[offset + 1] == 0x4B && tail[offset + 2] == 5
      && tail[offset + 3] == 6
    {
      let note = Int(tail[offset + 20]) | Int(tail[offset + 21]) << 8
      if offset + 22 + note <= tail.count { return offset }
    }
    return nil
  }

  /// Exactly `count` bytes at `offset`, or nil.
  static func read(_ descriptor: Int32, _ offset: Int, _ count: Int) -> [UInt8]? {
    guard offset >= 0, count >= 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let more = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress! + filled, count - filled, offset + filled)
      }
      if more < 0 && errno == EINTR { continue }
      if more <= 0 { return nil }
      filled += more
    }
    return bytes
  }
}

extension Code {
  static let zipNoDirectory = Code("ZIP_NO_DIRECTORY", .error)
  static let zipPrefixData = Code("ZIP_PREFIX_DATA", .error)
  static let zipTooManyEntries = Code("ZIP_TOO_MANY_ENTRIES", .error)
  static let zipUnsafeName = Code("ZIP_UNSAFE_NAME", .warning)
  static let zipDuplicateEntry = Code("ZIP_DUPLICATE_ENTRY", .error)
  static let zipOverlap = Code("ZIP_OVERLAP", .error)
}
