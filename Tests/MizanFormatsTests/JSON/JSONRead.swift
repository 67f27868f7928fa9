import Foundation
import MizanDiagnostics
import MizanRecords

@testable import MizanFormats

/// A table of a JSON text, read through the catalog.
struct JSONRead {
  var tables: [String] = []
  var infos: [TableInfo] = []
  var rows: [[String]] = []
  var kinds: [[Cell.Kind]] = []
  var paths: [String] = []
  var faults: [Int: String] = [:]
  var raws: [Int: String] = [:]
  var codes: [String] = []
  var findings = Findings()
  var format = ""

  init(
    _ text: String, name: String = "a.json", table: Int = 0, select: String? = nil,
    limits: Limits = Limits(), keepsLists: Bool = false
  ) throws {
    try self.init(
      bytes: Array(text.utf8), name: name, table: table, select: select, limits: limits,
      keepsLists: keepsLists)
  }

  init(
    bytes: [UInt8], name: String = "a.json", table: Int = 0, select: String? = nil,
    limits: Limits = Limits(), keepsLists: Bool = false
  ) throws {
    let folder = Folder()
    var options = FormatOptions(select: select, limits: limits)
    options.keepsLists = keepsLists
    let file = try FormatCatalog.open(folder.input(name, bytes), format: nil, options)
    try self.init(file, table)
  }

  init(_ file: any TableFile, _ table: Int) throws {
    format = file.format
    infos = file.tables
    tables = infos.map { $0.name ?? "" }
    findings = file.findings
    let reader = try file.rows(ofTable: table)
    try take(reader, infos[table].addressing.paths)
    codes = findings.groups.map(\.key.code.name)
    _ = try file.sha256()
  }

  mutating func take(_ reader: any RowReader, _ paths: TreePaths?) throws {
    let batch = RecordBatch()
    while try reader.next(into: batch, &findings) {
      for row in 0..<batch.rowCount {
        if let fault = batch.faults[row] {
          faults[rows.count] = fault.code.name
          raws[rows.count] = fault.raw
        }
        rows.append((0..<Int(batch.widths[row])).map { batch.text(row: row, column: $0) })
        kinds.append((0..<Int(batch.widths[row])).map { batch.cell(row: row, column: $0).kind })
        self.paths.append(paths.flatMap { batch.path($0, row: row, column: 0) } ?? "")
      }
    }
  }

  /// The failure of a text that is refused.
  static func failure(
    _ text: String, name: String = "a.json", select: String? = nil, limits: Limits = Limits()
  ) -> Failure? {
    failure(bytes: Array(text.utf8), name: name, select: select, limits: limits)
  }

  static func failure(
    bytes: [UInt8], name: String = "a.json", select: String? = nil, limits: Limits = Limits()
  ) -> Failure? {
    do {
      _ = try JSONRead(bytes: bytes, name: name, select: select, limits: limits)
      return nil
    } catch {
      return error as? Failure
    }
  }
}

/// Surveys a text through a window of some size; nil when it is JSON, else code and byte offset.
func surveyed(_ bytes: [UInt8], window: Int) throws -> String? {
  let folder = Folder()
  let file = try InputFile(folder.input("a.json", bytes))
  let survey = try JSONSurvey(
    PackedContent(file, Limits(), digests: false), isLines: false, select: nil, Limits(),
    windowSize: window)
  do throws(Failure) {
    try survey.run()
    return nil
  } catch {
    return error.diagnostics[0].code.name
  }
}
