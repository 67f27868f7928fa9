@testable import MizanFormats

/// An old workbook for tests: records put together by hand, in the container or without.
struct XLSBook {
  struct Sheet {
    var name = "Data"
    var state: UInt8 = 0
    var type: UInt8 = 0
    var records: [UInt8] = []
  }

  var sheets = [Sheet()]
  /// Records that stand before the sheets' names: formats, styles, shared strings.
  var globals: [UInt8] = []
  var version = 0x0600
  var beginKind = XLSRecord.Kind.begin
  /// The name of the workbook's stream, and what lies beside it.
  var streamName = "Workbook"
  var otherStreams: [(name: String, bytes: [UInt8])] = []
  var sectorShift = 9
  /// Bytes behind the last record, so that the stream is long enough for whole sectors.
  var padding = 4096

  init(_ records: [UInt8] = []) { sheets[0].records = records }

  static func u16(_ value: Int) -> [UInt8] { (0..<2).map { UInt8(value >> (8 * $0) & 255) } }
  static func u32(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 255) } }

  static func record(_ kind: Int, _ bytes: [UInt8]) -> [UInt8] {
    u16(kind) + u16(bytes.count) + bytes
  }

  /// A cell: its row from 1, its column from 0, its style, and what follows.
  static func cell(
    _ kind: Int, _ row: Int, _ column: Int, style: Int = 0, _ bytes: [UInt8]
  ) -> [UInt8] {
    record(kind, u16(row - 1) + u16(column) + u16(style) + bytes)
  }

  static func number(_ value: Double, _ row: Int, _ column: Int, style: Int = 0) -> [UInt8] {
    cell(XLSRecord.Kind.number, row, column, style: style, double(value))
  }

  static func double(_ value: Double) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
  }

  static func label(_ text: String, _ row: Int, _ column: Int) -> [UInt8] {
    cell(XLSRecord.Kind.label, row, column, wide(text))
  }

  static func shared(_ index: Int, _ row: Int, _ column: Int) -> [UInt8] {
    cell(XLSRecord.Kind.sharedLabel, row, column, u32(index))
  }

  /// A text of two bytes a character, with its count in two bytes.
  static func wide(_ text: String) -> [UInt8] {
    u16(text.utf16.count) + [1] + text.utf16.flatMap { u16(Int($0)) }
  }

  static func strings(_ texts: [String]) -> [UInt8] {
    record(
      XLSRecord.Kind.strings,
      u32(texts.count) + u32(texts.count) + texts.flatMap { wide($0) })
  }

  /// A number format of the workbook's own, and a style of that format.
  static func style(_ id: Int, _ code: String?) -> [UInt8] {
    let format = code.map { record(XLSRecord.Kind.format, u16(id) + wide($0)) } ?? []
    return format
      + record(XLSRecord.Kind.style, u16(0) + u16(id) + [UInt8](repeating: 0, count: 16))
  }

  static let end = record(XLSRecord.Kind.end, [])

  /// The records in their order, as the stream holds them.
  var stream: [UInt8] {
    func begin(_ type: Int) -> [UInt8] {
      XLSBook.record(
        beginKind, XLSBook.u16(version) + XLSBook.u16(type) + [UInt8](repeating: 0, count: 12))
    }
    func names(_ offsets: [Int]) -> [UInt8] {
      zip(sheets, offsets).flatMap { sheet, offset in
        let name: [UInt8] =
          version == 0x0600
          ? [UInt8(sheet.name.utf16.count), 1] + sheet.name.utf16.flatMap { XLSBook.u16(Int($0)) }
          : [UInt8(sheet.name.utf8.count)] + Array(sheet.name.utf8)
        return XLSBook.record(
          XLSRecord.Kind.sheet, XLSBook.u32(offset) + [sheet.state, sheet.type] + name)
      }
    }
    let before = begin(5) + globals
    var offset = before.count + names(sheets.map { _ in 0 }).count + XLSBook.end.count
    var offsets: [Int] = []
    var bodies: [UInt8] = []
    for sheet in sheets {
      offsets.append(offset + bodies.count)
      bodies += begin(0x10) + sheet.records + XLSBook.end
    }
    offset = 0
    let all = before + names(offsets) + XLSBook.end + bodies
    return all + [UInt8](repeating: 0, count: max(0, padding - all.count))
  }

  /// The container: a header, the table of chains, the directory, small streams, large streams.
  func bytes() -> [UInt8] {
    let size = 1 << sectorShift
    let streams = [(name: streamName, bytes: stream)] + otherStreams
    var small: [UInt8] = []
    var smallTable: [Int] = []
    var body: [UInt8] = []
    var table: [Int] = []
    func pad(_ bytes: [UInt8], _ size: Int) -> [UInt8] {
      bytes + [UInt8](repeating: 0, count: (size - bytes.count % size) % size)
    }
    func chain(_ table: inout [Int], _ count: Int) -> Int {
      if count == 0 { return 0xFFFF_FFFE }
      let first = table.count
      for index in 1...count { table.append(index == count ? 0xFFFF_FFFE : first + index) }
      return first
    }
    var starts: [Int] = []
    for stream in streams {
      if stream.bytes.count < 4096 {
        starts.append(chain(&smallTable, (stream.bytes.count + 63) / 64))
        small += pad(stream.bytes, 64)
      } else {
        starts.append(chain(&table, (stream.bytes.count + size - 1) / size))
        body += pad(stream.bytes, size)
      }
    }
    let smallStart = chain(&table, (small.count + size - 1) / size)
    body += pad(small, size)
    let smallTableBytes = smallTable.flatMap { XLSBook.u32($0) }
    let smallTableStart = chain(&table, (smallTableBytes.count + size - 1) / size)
    body += pad(smallTableBytes, size)
    var directory = XLSBook.entry("Root Entry", 5, child: 1, smallStart, small.count)
    for (index, stream) in streams.enumerated() {
      directory += XLSBook.entry(
        stream.name, 2, right: index + 1 < streams.count ? index + 2 : 0xFFFF_FFFF,
        starts[index], stream.bytes.count)
    }
    let directoryStart = chain(&table, (directory.count + size - 1) / size)
    body += pad(directory, size)
    let tableStart = table.count
    var tableCount = 1
    while (table.count + tableCount + 1) * 4 > tableCount * size { tableCount += 1 }
    for _ in 0..<tableCount { table.append(0xFFFF_FFFD) }
    // Where the header cannot name all sectors of the table, one sector more does.
    let moreStart = tableCount > 109 ? table.count : 0xFFFF_FFFE
    if tableCount > 109 { table.append(0xFFFF_FFFC) }
    body += pad(table.flatMap { XLSBook.u32($0) }, size)
    body += [UInt8](repeating: 0xFF, count: tableStart * size + tableCount * size - body.count)
    if tableCount > 109 {
      let more = (109..<109 + size / 4 - 1).map { $0 < tableCount ? tableStart + $0 : 0xFFFF_FFFF }
      body += (more + [0xFFFF_FFFE]).flatMap { XLSBook.u32($0) }
    }
    var head = CompoundFile.magic + [UInt8](repeating: 0, count: 16) + XLSBook.u16(0x3E)
    head += XLSBook.u16(sectorShift == 9 ? 3 : 4) + XLSBook.u16(0xFFFE) + XLSBook.u16(sectorShift)
    head += XLSBook.u16(6) + [UInt8](repeating: 0, count: 10) + XLSBook.u32(tableCount)
    head += XLSBook.u32(directoryStart) + XLSBook.u32(0) + XLSBook.u32(4096)
    head += XLSBook.u32(smallTableStart) + XLSBook.u32(1)
    head += XLSBook.u32(moreStart) + XLSBook.u32(tableCount > 109 ? 1 : 0)
    for index in 0..<109 {
      head += XLSBook.u32(index < tableCount ? tableStart + index : 0xFFFF_FFFF)
    }
    return pad(head, size) + body
  }

  private static func entry(
    _ name: String, _ type: UInt8, child: Int = 0xFFFF_FFFF, right: Int = 0xFFFF_FFFF,
    _ start: Int, _ size: Int
  ) -> [UInt8] {
    let units = name.utf16.flatMap { u16(Int($0)) }
    var entry = units + [UInt8](repeating: 0, count: 64 - units.count) + u16(units.count + 2)
    entry += [type, 1] + u32(0xFFFF_FFFF) + u32(right) + u32(child)
    return entry + [UInt8](repeating: 0, count: 36) + u32(start) + u32(size) + u32(0)
  }
}
