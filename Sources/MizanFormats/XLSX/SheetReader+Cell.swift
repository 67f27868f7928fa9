import Glibc
import MizanDiagnostics
import MizanRecords

extension SheetReader {
  /// A cell as its tags give it; the text is in `scratch`.
  private struct RawCell {
    /// The place of the cell, columns from 1.
    var row: Int
    var column: Int
    var style: Int
    var hasFormula = false
    var hasValue = false
  }

  /// Reads one cell of any shape; `tag` is its start tag.
  ///
  /// - Returns: the place after the cell, or nil when the window ends inside it.
  func readCell(
    _ tag: XMLToken, _ row: Int, _ nextColumn: inout Int, _ writer: inout RowWriter,
    _ findings: inout Findings
  ) throws(Failure) -> UnsafePointer<UInt8>? {
    let isInline = tag.attribute("t")?.elementsEqual("inlineStr".utf8) ?? false
    var cell = RawCell(row: row, column: nextColumn + 1, style: tag.number("s") ?? 0)
    scratch.removeAll()
    guard let next = try gather(tag, isInline, &cell) else { return nil }
    if let text = tag.attribute("r") {
      guard let reference = CellReference(text), reference.row == row else {
        throw Failure(
          .unreadable, .xlsxBadCellRef, at: place(row: row),
          ["value": ShownText.make(Array(text))])
      }
      cell.column = reference.column + 1
    }
    nextColumn = cell.column
    guard cell.column <= limits.columns, cell.column <= CellReference.lastColumn + 1 else {
      if scratch.count > 0 {
        findings.add(.xlsxStrayCell, at: place(row: row, column: cell.column))
      }
      return next
    }
    let isNew = write(cell, type: tag.attribute("t"), &writer, &findings)
    if !isNew { throw duplicate(row, cell.column) }
    return next
  }

  /// Gathers the text of a cell; nil when the window ends inside it.
  private func gather(
    _ tag: XMLToken, _ isInline: Bool, _ cell: inout RawCell
  ) throws(Failure) -> UnsafePointer<UInt8>? {
    guard tag.kind == .start else { return tag.next }
    openNames.removeAll(keepingCapacity: true)
    openNames.append(tag.nameHash)
    var rich = RichText()
    var isInValue = false
    var stringDepth = 0
    var position = tag.next
    while !openNames.isEmpty {
      let token = XMLToken.read(position, xml.end)
      var isWell = true
      switch token.kind {
      case .cut: return nil
      case .forbidden: throw xml.stream.failure(.xmlDTDForbidden)
      case .malformed: isWell = false
      case .skipped: break
      case .start, .empty:
        let depth = openNames.count
        if depth == 1 && token.isNamed("f") { cell.hasFormula = true }
        if depth == 1 && token.isNamed("v") {
          cell.hasValue = true
          isInValue = token.kind == .start && !isInline
        }
        if token.kind == .start {
          openNames.append(token.nameHash)
          if depth == 1 && isInline && token.isNamed("is") { stringDepth = depth + 1 }
        }
        if stringDepth > 0 { isWell = rich.take(token, into: &scratch) }
        if openNames.count > XMLReader.depthLimit { throw xml.tooDeep }
      case .end:
        isWell = openNames.popLast() == token.nameHash
        isInValue = false
        if openNames.count < stringDepth { stringDepth = 0 }
        if stringDepth > 0 { isWell = rich.take(token, into: &scratch) && isWell }
      case .text, .data:
        if isInValue { isWell = RichText.append(token, to: &scratch) }
        if stringDepth > 0 { isWell = rich.take(token, into: &scratch) }
      }
      guard isWell else { throw xml.verdict(.xmlNotWellFormed) }
      position = token.next
    }
    return position
  }

  /// Writes a gathered cell by its type; false when the row gave its column before.
  private func write(
    _ cell: RawCell, type: UnsafeBufferPointer<UInt8>?, _ writer: inout RowWriter,
    _ findings: inout Findings
  ) -> Bool {
    let column = cell.column - 1
    func blank() -> Bool { writer.place(column, count: 0, kind: .blank) }
    func fail(_ code: Code, _ writer: inout RowWriter) -> Bool {
      let raw = scratch.bytes.prefix(ShownText.limit * 4)
      writer.fail(.init(code, column: cell.column, raw: String(decoding: raw, as: UTF8.self)))
      return writer.place(column, count: 0, kind: .blank)
    }
    let name = type.map { String(decoding: $0.prefix(16), as: UTF8.self) } ?? "n"
    if scratch.count > limits.fieldBytes { return fail(.limitFieldSize, &writer) }
    if name != "str" && name != "inlineStr" { trimScratch() }
    if scratch.count == 0 {
      if cell.hasFormula && name != "str" {
        findings.add(.xlsxFormulaNoValue, at: place(row: cell.row, column: cell.column))
      }
      return blank()
    }
    let text = UnsafePointer(scratch.base)
    let count = scratch.count
    func put(_ kind: Cell.Kind, _ writer: inout RowWriter) -> Bool {
      let count = scratch.count
      memcpy(writer.room(count), scratch.base, count)
      return writer.place(column, count: count, kind: kind)
    }
    switch name {
    case "s":
      guard let entry = strings.entry(text, count) else {
        return fail(.xlsxBadStringIndex, &writer)
      }
      let length = Int(entry.count)
      memcpy(writer.room(length), strings.arena + Int(entry.start), length)
      return writer.place(column, count: length, kind: .text)
    case "str", "inlineStr": return put(.text, &writer)
    case "e": return put(.error, &writer)
    case "d":
      let kind: Cell.Kind = isoDate() ? .date : .text
      return put(kind, &writer)
    case "b":
      let isTrue = scratch.bytes.elementsEqual("1".utf8) || scratch.bytes.elementsEqual("true".utf8)
      let isFalse =
        scratch.bytes.elementsEqual("0".utf8) || scratch.bytes.elementsEqual("false".utf8)
      guard isTrue || isFalse else { return fail(.xlsxBadValue, &writer) }
      scratch.removeAll()
      scratch.append(isTrue ? "true" : "false")
      memcpy(writer.room(5), scratch.base, scratch.count)
      return writer.place(column, count: scratch.count, kind: .boolean)
    case "n": break
    default: return fail(.xlsxBadValue, &writer)
    }
    guard let value = FastCells.double(text, count) else { return fail(.xlsxBadValue, &writer) }
    let format = cell.style < styles.count ? styles.formats[cell.style] : .number
    if format != .number {
      switch dates.write(value, as: format, to: writer.room(SerialDate.room)) {
      case .date(let length): return writer.place(column, count: length, kind: .date)
      case .time(let length): return writer.place(column, count: length, kind: .text)
      case .unreal(let length):
        findings.add(.xlsxDateUnreal, at: place(row: cell.row, column: cell.column))
        return writer.place(column, count: length, kind: .text)
      case .outOfRange:
        findings.add(.xlsxDateUnreal, at: place(row: cell.row, column: cell.column))
      }
    }
    let length = PlainDecimal.write(text, count, to: writer.room(count + PlainDecimal.room))
    guard length > 0 else { return fail(.xlsxBadValue, &writer) }
    return writer.place(column, count: length, kind: .number)
  }
}

extension Code {
  static let xlsxStrayCell = Code("XLSX_STRAY_CELL", .warning)
  static let xlsxFormulaNoValue = Code("XLSX_FORMULA_NO_VALUE", .warning)
  static let xlsxBadStringIndex = Code("XLSX_BAD_STRING_INDEX", .error)
  static let xlsxBadValue = Code("XLSX_BAD_VALUE", .error)
  static let xlsxDateUnreal = Code("XLSX_DATE_UNREAL", .warning)
}
