import Glibc
import MizanDiagnostics
import MizanRecords

@testable import MizanFormats

/// A small workbook for tests: its parts as texts, written to a file and read again.
struct XLSXBook {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  var sheets: [(name: String, xml: String, state: String?)] = []
  var strings: String?
  var styles: String?
  var workbookProperties = ""
  /// Changes the archive before it is written.
  var change: (inout XLSXZipWriter) -> Void = { _ in }
  var limits = Limits()

  /// A workbook of one sheet with these rows and what stands before and behind them.
  init(rows: String, before: String = "", behind: String = "") {
    let xml =
      "<worksheet xmlns=\"\(XLSXBook.main)\">\(before)<sheetData>\(rows)</sheetData>\(behind)"
      + "</worksheet>"
    sheets = [("Data", xml, nil)]
  }

  /// A workbook of one sheet with this part.
  init(sheet xml: String) { sheets = [("Data", xml, nil)] }

  /// A table of styles with these number formats; style `i` has the format `i`.
  static func styles(_ codes: [String]) -> String {
    let formats = codes.enumerated().map {
      "<numFmt numFmtId=\"\(200 + $0)\" formatCode=\"\($1)\"/>"
    }
    let cells = codes.indices.map { "<xf numFmtId=\"\(200 + $0)\"/>" }
    return "<styleSheet xmlns=\"\(main)\"><numFmts>\(formats.joined())</numFmts>"
      + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      + "<cellXfs>\(cells.joined())</cellXfs></styleSheet>"
  }

  var archive: XLSXZipWriter {
    var links = ""
    var list = ""
    var zip = XLSXZipWriter()
    for (index, sheet) in sheets.enumerated() {
      let id = index + 1
      links +=
        "<Relationship Id=\"rId\(id)\" Type=\"\(XLSXBook.relations)/worksheet\" "
        + "Target=\"worksheets/sheet\(id).xml\"/>"
      let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
      list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(id)\"\(state) r:id=\"rId\(id)\"/>"
      zip.entries.append(.init("xl/worksheets/sheet\(id).xml", sheet.xml))
    }
    for (name, type, text) in [
      ("sharedStrings", "sharedStrings", strings), ("styles", "styles", styles),
    ] {
      guard let text else { continue }
      links +=
        "<Relationship Id=\"\(name)\" Type=\"\(XLSXBook.relations)/\(type)\" "
        + "Target=\"/xl/\(name).xml\"/>"
      zip.entries.append(.init("xl/\(name).xml", text))
    }
    zip.entries.append(
      .init(
        "xl/workbook.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<workbook xmlns=\"\(XLSXBook.main)\" "
          + "xmlns:r=\"\(XLSXBook.relations)\">\(workbookProperties)<sheets>\(list)</sheets>"
          + "</workbook>"))
    zip.entries.append(
      .init("xl/_rels/workbook.xml.rels", "<Relationships>\(links)</Relationships>"))
    zip.entries.append(
      .init(
        "_rels/.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"\(XLSXBook.relations)/officeDocument\" "
          + "Target=\"xl/workbook.xml\"/></Relationships>"))
    change(&zip)
    return zip
  }

  /// Writes the workbook to a file, reads all its sheets, and removes the file.
  func read() -> XLSXReading { XLSXReading.file(archive.bytes(), limits) }
}

/// What reading a workbook gave: cells by address in the first sheet, and all that was told.
struct XLSXReading {
  var cells: [String: String] = [:]
  var kinds: [String: Cell.Kind] = [:]
  var rows: [Int] = []
  var widths: [Int: Int] = [:]
  var faults: [Int: RecordBatch.Fault] = [:]
  var tables: [TableInfo] = []
  /// The cells of the other sheets, by the sheet's name.
  var others: [String: [String: String]] = [:]
  var findings: [String: Int] = [:]
  var places: [String: [Place]] = [:]
  var failure: Failure?
  var hash = ""

  /// The code of the failure, if any.
  var code: String? { failure?.diagnostics.first?.code.name }

  static func file(_ bytes: [UInt8], _ limits: Limits = Limits()) -> XLSXReading {
    var path = Array("/tmp/mizan-xlsx-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(name) }
    var written = 0
    bytes.withUnsafeBytes {
      while written < bytes.count {
        let count = write(descriptor, $0.baseAddress! + written, bytes.count - written)
        if count <= 0 { break }
        written += count
      }
    }
    close(descriptor)
    return existing(name, limits)
  }

  /// Reads a file that exists.
  static func existing(_ path: String, _ limits: Limits = Limits()) -> XLSXReading {
    var reading = XLSXReading()
    do throws(Failure) {
      let options = FormatOptions(limits: limits)
      let file = try XLSXFormat.open(Input(path: path, name: "book.xlsx"), options)
      reading.tables = file.tables
      reading.take(file.findings)
      let batch = RecordBatch()
      for table in file.tables.indices {
        let reader = try file.rows(ofTable: table)
        var findings = Findings()
        defer { reading.take(findings) }
        while try reader.next(into: batch, &findings) { reading.take(batch, table) }
      }
      reading.hash = try file.sha256()
    } catch {
      reading.failure = error
    }
    return reading
  }

  private mutating func take(_ found: Findings) {
    for group in found.groups {
      findings[group.key.code.name, default: 0] += group.count
      places[group.key.code.name, default: []] += group.examples
    }
  }

  private mutating func take(_ batch: RecordBatch, _ table: Int) {
    for row in 0..<batch.rowCount {
      let number = Int(batch.rowNumbers[row])
      if table == 0 {
        rows.append(number)
        widths[number] = Int(batch.widths[row])
        faults[number] = batch.faults[row]
      }
      for column in 0..<Int(batch.widths[row]) {
        let cell = batch.cell(row: row, column: column)
        if cell.isBlank { continue }
        let address = Place.letters(ofColumn: column + 1) + String(number)
        if table == 0 {
          cells[address] = batch.text(of: cell)
          kinds[address] = cell.kind
        } else {
          others[tables[table].name ?? "", default: [:]][address] = batch.text(of: cell)
        }
      }
    }
  }
}
