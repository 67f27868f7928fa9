import MizanDiagnostics
import MizanRecords

/// A container of streams, as Office wrote it before 2007: sectors of one size, chained by a table.
///
/// No number that the file says is trusted: chains end inside the file, and none is longer than it.
final class CompoundFile {
  /// The first bytes of the container.
  static let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// What stands in the table behind the last sector of a chain.
  private static let endOfChain: UInt32 = 0xFFFF_FFFE

  /// A stream or folder of the container.
  private struct Entry {
    var name: String
    var type: UInt8
    var left: Int
    var right: Int
    var child: Int
    var start: UInt32
    var size: Int
  }

  let file: InputFile
  private let shift: Int
  private let sectorCount: Int
  private let smallLimit: Int
  private var next: [UInt32] = []
  private var nextSmall: [UInt32] = []
  /// The sectors in which the small streams lie, one behind the other.
  private var smallSectors: [UInt32] = []
  private var entries: [Entry] = []

  /// Reads the tables and the directory.
  /// - Throws: a ``Failure`` of kind `unreadable` where they are damaged.
  init(_ file: InputFile) throws(Failure) {
    self.file = file
    let head = XLSBytes(file.head)
    let damaged = CompoundFile.damaged("header", file)
    guard file.head.starts(with: CompoundFile.magic), file.size >= 512,
      head.u16(28) == 0xFFFE, let shift = head.u16(30), shift == 9 || shift == 12,
      head.u16(32) == 6, let smallLimit = head.u32(56), smallLimit <= 1 << 20
    else { throw damaged }
    self.shift = shift
    self.smallLimit = smallLimit
    // The last sector may be cut short where nothing of it is used.
    sectorCount = max(0, (file.size - 1) >> shift)
    try readTable(head)
    entries = try readEntries(start: head.u32(48) ?? 0)
    let small = try chain(head.u32(60) ?? 0, orNone: true)
    nextSmall = try numbers(of: small)
    if let root = entries.first { smallSectors = try chain(Int(root.start), orNone: true) }
  }

  /// The names of what lies on the first level, such as `Workbook`.
  func has(_ name: String) -> Bool { entry(name) != nil }

  /// Opens a stream of the first level; nil when there is none of this name.
  /// - Throws: a ``Failure`` of kind `unreadable` where its chain is shorter than it says.
  func stream(_ name: String) throws(Failure) -> CompoundStream? {
    guard let entry = entry(name) else { return nil }
    let damaged = CompoundFile.damaged(name, file)
    guard entry.size <= file.size else { throw damaged }
    if entry.size >= smallLimit {
      let sectors = try chain(Int(entry.start), orNone: entry.size == 0)
      guard sectors.count << shift >= entry.size else { throw damaged }
      return CompoundStream(file, name, size: entry.size, sectors: sectors, shift: shift)
    }
    let parts = try CompoundFile.follow(
      entry.start, nextSmall, count: nextSmall.count, orNone: entry.size == 0, damaged)
    guard parts.count << 6 >= entry.size else { throw damaged }
    // Small sectors become places of their own: each lies whole inside a large one.
    let inside = shift - 6
    var places: [UInt32] = []
    for part in parts {
      let large = Int(part) >> inside
      guard large < smallSectors.count else { throw damaged }
      let place = (Int(smallSectors[large]) + 1) << inside | Int(part) & (1 << inside - 1)
      places.append(UInt32(truncatingIfNeeded: place))
    }
    return CompoundStream(file, name, size: entry.size, smallPlaces: places)
  }

  /// Why the container is no archive: it is a workbook with a password, or another thing.
  var asArchive: Failure {
    if has("EncryptedPackage") { return Failure(.unreadable, .xlsxEncrypted, at: file.place) }
    return Failure(
      .unreadable, .inputTypeMismatch, at: file.place,
      ["value": ContentKind.oldWorkbook.rawValue, "known": XLSXFormat.name])
  }

  static func damaged(_ part: String, _ file: InputFile) -> Failure {
    Failure(.unreadable, .xlsDamaged, at: file.place, ["value": part])
  }

  /// The table of chains: the first 109 of its sectors are named in the header, others in a chain.
  private func readTable(_ head: XLSBytes) throws(Failure) {
    var sectors: [UInt32] = []
    let wanted = min(head.u32(44) ?? 0, sectorCount)
    for index in 0..<min(109, wanted) { sectors.append(UInt32(head.u32(76 + 4 * index) ?? 0)) }
    var more = head.u32(68) ?? 0
    let inOne = 1 << (shift - 2)
    while sectors.count < wanted, more < sectorCount {
      let list = try numbers(of: [UInt32(more)])
      guard list.count == inOne, let last = list.last else { break }
      sectors += list.dropLast().prefix(wanted - sectors.count)
      more = Int(last)
    }
    guard sectors.count == wanted, wanted > 0 else { throw CompoundFile.damaged("FAT", file) }
    next = try numbers(of: sectors)
  }

  private func readEntries(start: Int) throws(Failure) -> [Entry] {
    var entries: [Entry] = []
    for sector in try chain(start, orNone: false) where entries.count < 1 << 16 {
      let bytes = XLSBytes(try sectorBytes(sector))
      for place in stride(from: 0, to: bytes.count - 127, by: 128) {
        let length = min(62, max(0, (bytes.u16(place + 64) ?? 0) - 2))
        let units = stride(from: place, to: place + length, by: 2).map {
          UInt16(truncatingIfNeeded: bytes.u16($0) ?? 0)
        }
        entries.append(
          Entry(
            name: String(decoding: units, as: UTF16.self), type: bytes.u8(place + 66) ?? 0,
            left: bytes.u32(place + 68) ?? 0, right: bytes.u32(place + 72) ?? 0,
            child: bytes.u32(place + 76) ?? 0, start: UInt32(bytes.u32(place + 116) ?? 0),
            size: bytes.u32(place + 120) ?? 0))
      }
    }
    guard entries.first?.type == 5 else { throw CompoundFile.damaged("directory", file) }
    return entries
  }

  /// A stream of the first level; those inside folders are documents within the document.
  private func entry(_ name: String) -> Entry? {
    var waiting = [entries.first?.child ?? entries.count]
    var seen: Set<Int> = []
    while let index = waiting.popLast() {
      guard index < entries.count, seen.insert(index).inserted else { continue }
      let entry = entries[index]
      if entry.type == 2, entry.name.lowercased() == name.lowercased() { return entry }
      waiting += [entry.left, entry.right]
    }
    return nil
  }

  private func chain(_ start: Int, orNone: Bool) throws(Failure) -> [UInt32] {
    try CompoundFile.follow(
      UInt32(truncatingIfNeeded: start), next, count: sectorCount, orNone: orNone,
      CompoundFile.damaged("FAT", file))
  }

  /// The numbers of a chain; with `orNone` one that does not begin is empty.
  private static func follow(
    _ start: UInt32, _ next: [UInt32], count: Int, orNone: Bool, _ damaged: Failure
  ) throws(Failure) -> [UInt32] {
    var chain: [UInt32] = []
    var sector = start
    if orNone, Int(sector) >= count { return [] }
    while sector != endOfChain {
      guard Int(sector) < count, Int(sector) < next.count, chain.count < count else {
        throw damaged
      }
      chain.append(sector)
      sector = next[Int(sector)]
    }
    return chain
  }

  private func numbers(of sectors: [UInt32]) throws(Failure) -> [UInt32] {
    var numbers: [UInt32] = []
    for sector in sectors {
      let bytes = XLSBytes(try sectorBytes(sector))
      for place in stride(from: 0, to: bytes.count - 3, by: 4) {
        numbers.append(UInt32(bytes.u32(place) ?? 0))
      }
    }
    return numbers
  }

  private func sectorBytes(_ sector: UInt32) throws(Failure) -> [UInt8] {
    guard Int(sector) < sectorCount else { throw CompoundFile.damaged("FAT", file) }
    let stream = CompoundStream(file, "FAT", size: 1 << shift, sectors: [sector], shift: shift)
    return try stream.all()
  }
}

extension Code {
  static let xlsDamaged = Code("XLS_DAMAGED", .error)
}
