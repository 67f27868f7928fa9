import Glibc
import MizanDiagnostics
import MizanRecords

extension XLSSheetReader {
  /// A cell's place, counted from 1, and the number of its style.
  private struct Spot {
    var row: Int
    var column: Int
    var style: Int
  }

  /// Writes the cells of a record into the row begun last.
  /// - Throws: a ``Failure`` of kind `unreadable` for a record that is too short.
  func readCells(
    _ record: XLSRecord, _ row: Int, _ writer: inout RowWriter, _ findings: inout Findings
  ) throws(Failure) {
    let damaged = records.stream.damaged(record.position)
    guard let column = record.u16(2), let style = record.u16(4) else { throw damaged }
    var spot = Spot(row: row, column: column + 1, style: style)
    switch record.kind {
    case XLSRecord.Kind.number:
      guard let value = record.double(6) else { throw damaged }
      write(value, spot, &writer, &findings)
    case XLSRecord.Kind.compactNumber:
      guard let value = record.compact(6) else { throw damaged }
      write(value, spot, &writer, &findings)
    case XLSRecord.Kind.compactNumbers:
      for index in 0..<max(0, (record.bytes.count - 6) / 6) {
        guard let style = record.u16(4 + 6 * index), let value = record.compact(6 + 6 * index)
        else { throw damaged }
        (spot.column, spot.style) = (column + index + 1, style)
        write(value, spot, &writer, &findings)
      }
    case XLSRecord.Kind.sharedLabel:
      guard let index = record.u32(6) else { throw damaged }
      guard let string = shared.strings.string(index) else {
        return fail(.xlsxBadStringIndex, spot, "\(index)", &writer)
      }
      write(string.bytes, isSound: string.isSound, spot, &writer, &findings)
    case XLSRecord.Kind.label, XLSRecord.Kind.richLabel:
      try writeText(record, at: 6, spot, &writer, &findings)
    case XLSRecord.Kind.truth:
      guard let value = record.u8(6), let isError = record.u8(7) else { throw damaged }
      write(
        isError == 0 ? XLSSheetReader.truth(value) : XLSSheetReader.error(value),
        isError == 0 ? .boolean : .error, spot, &writer, &findings)
    case XLSRecord.Kind.formula: try writeResult(record, spot, &writer, &findings)
    default: break
    }
  }

  /// Writes the value that was saved for a formula.
  private func writeResult(
    _ record: XLSRecord, _ spot: Spot, _ writer: inout RowWriter, _ findings: inout Findings
  ) throws(Failure) {
    guard let value = record.double(6), let mark = record.u16(12), let type = record.u8(6),
      let small = record.u8(8)
    else { throw records.stream.damaged(record.position) }
    guard mark == 0xFFFF else { return write(value, spot, &writer, &findings) }
    switch type {
    case 0:
      // The text comes in a record of its own; what a formula shares may stand between.
      let position = records.position
      for _ in 0..<4 {
        guard let next = try records.next(), !next.isCells, next.kind != XLSRecord.Kind.end
        else { break }
        if next.kind == XLSRecord.Kind.string {
          return try writeText(next, at: 0, spot, &writer, &findings)
        }
      }
      records.seek(position)
      findings.add(.xlsxFormulaNoValue, at: place(row: spot.row, column: spot.column))
    case 1: write(XLSSheetReader.truth(small), .boolean, spot, &writer, &findings)
    case 2: write(XLSSheetReader.error(small), .error, spot, &writer, &findings)
    default: break
    }
  }

  private func writeText(
    _ record: XLSRecord, at place: Int, _ spot: Spot, _ writer: inout RowWriter,
    _ findings: inout Findings
  ) throws(Failure) {
    var text = XLSText(records, record, at: place)
    scratch.removeAll()
    if shared.hasWideTexts {
      try text.read(lengthBytes: 2, into: &scratch)
    } else {
      try text.read(lengthBytes: 2, in: shared.page, into: &scratch)
    }
    write(scratch.bytes, isSound: text.isSound, spot, &writer, &findings)
  }

  private func write(
    _ bytes: UnsafeRawBufferPointer, isSound: Bool, _ spot: Spot, _ writer: inout RowWriter,
    _ findings: inout Findings
  ) {
    guard isInside(spot, bytes.count, &findings) else { return }
    if bytes.count > shared.limits.fieldBytes { return fail(.limitFieldSize, spot, nil, &writer) }
    guard isSound else {
      return fail(.xlsText, spot, ShownText.make(Array(bytes.prefix(400))), &writer)
    }
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    memcpy(writer.room(bytes.count), base, bytes.count)
    place(spot, bytes.count, .text, &writer)
  }

  /// Writes a short word of ASCII.
  private func write(
    _ word: String?, _ kind: Cell.Kind, _ spot: Spot, _ writer: inout RowWriter,
    _ findings: inout Findings
  ) {
    guard isInside(spot, 1, &findings) else { return }
    guard let word else { return fail(.xlsxBadValue, spot, "", &writer) }
    let target = writer.room(word.utf8.count)
    for (index, byte) in word.utf8.enumerated() { target[index] = byte }
    place(spot, word.utf8.count, kind, &writer)
  }

  /// Writes a number, or the date that its style makes of it.
  private func write(
    _ value: Double, _ spot: Spot, _ writer: inout RowWriter, _ findings: inout Findings
  ) {
    guard isInside(spot, 1, &findings) else { return }
    let format = spot.style < shared.formats.count ? shared.formats[spot.style] : .number
    if format != .number {
      switch shared.dates.write(value, as: format, to: writer.room(SerialDate.room)) {
      case .date(let length): return place(spot, length, .date, &writer)
      case .time(let length): return place(spot, length, .text, &writer)
      case .unreal(let length):
        findings.add(.xlsxDateUnreal, at: place(row: spot.row, column: spot.column))
        return place(spot, length, .text, &writer)
      case .outOfRange:
        findings.add(.xlsxDateUnreal, at: place(row: spot.row, column: spot.column))
      }
    }
    var text = ShortestNumber.text(value)
    let length = text.withUTF8 { source in
      source.baseAddress.map {
        PlainDecimal.write($0, source.count, to: writer.room(source.count + PlainDecimal.room))
      } ?? -1
    }
    guard length > 0 else { return fail(.xlsxBadValue, spot, text, &writer) }
    place(spot, length, .number, &writer)
  }

  /// Sets a cell to what was written last; a row that gives a cell twice is held.
  private func place(_ spot: Spot, _ count: Int, _ kind: Cell.Kind, _ writer: inout RowWriter) {
    guard !writer.place(spot.column - 1, count: count, kind: kind) else { return }
    writer.fail(
      .init(
        .xlsxDuplicateCell, column: spot.column,
        raw: Place.letters(ofColumn: spot.column) + String(spot.row)))
  }

  /// Whether a cell lies inside the columns that are read; one outside with content is told.
  private func isInside(_ spot: Spot, _ count: Int, _ findings: inout Findings) -> Bool {
    if spot.column <= columnLimit { return true }
    if count > 0 {
      findings.add(.xlsxStrayCell, at: place(row: spot.row, column: spot.column))
    }
    return false
  }

  private func fail(_ code: Code, _ spot: Spot, _ raw: String?, _ writer: inout RowWriter) {
    writer.fail(.init(code, column: spot.column, raw: raw))
  }

  private static func truth(_ value: Int) -> String? {
    value == 0 ? "false" : value == 1 ? "true" : nil
  }

  /// An error by its number.
  private static func error(_ number: Int) -> String? {
    switch number {
    case 0x00: "#NULL!"
    case 0x07: "#DIV/0!"
    case 0x0F: "#VALUE!"
    case 0x17: "#REF!"
    case 0x1D: "#NAME?"
    case 0x24: "#NUM!"
    case 0x2A: "#N/A"
    case 0x2B: "#GETTING_DATA"
    default: nil
    }
  }
}

extension Code {
  static let xlsText = Code("XLS_TEXT_INVALID", .error)
}
