import Foundation
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// The corpus of broken workbooks that may lie beside the checkout; skipped when it does not.
@Suite(
  "Hostile workbooks",
  .enabled(if: XLSXHostile.isHere, "there is no ../shared/hostile/generate.py or no python3"))
struct XLSXHostileTests {
  @Test func `every workbook of the corpus ends as its manifest says`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "mizan-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", XLSXHostile.generator.path, "--half", "both", folder.path]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let manifest = try String(contentsOf: folder.appending(path: "manifest.csv"), encoding: .utf8)
    let table = try SmallTable(bytes: Array(manifest.utf8), file: "manifest.csv")
    var seen = 0
    for row in table.rows where table.text(row, "format") == "xlsx" {
      let file = table.text(row, "file")
      let code = table.text(row, "code")
      // What bears a wrong name is told by the catalog; error values are judged by the mapping.
      if code == "INPUT_TYPE_MISMATCH" || code == "XLSX_ERROR_VALUE" { continue }
      seen += 1
      let reading = XLSXReading.existing(folder.appending(path: file).path)
      switch table.text(row, "expected") {
      case "reject-clear-error": #expect(reading.code == code, "\(file)")
      case "quarantine-rows":
        #expect(reading.failure == nil, "\(file)")
        #expect(reading.faults.values.map(\.code.name) == [code], "\(file)")
      case "accept-with-warning":
        #expect(reading.failure == nil, "\(file)")
        #expect(reading.findings[code] != nil, "\(file)")
      default:
        #expect(reading.failure == nil && reading.faults.isEmpty, "\(file)")
        #expect(reading.findings.isEmpty, "\(file)")
      }
      if let rows = Int(table.text(row, "rows_in")) {
        #expect(reading.rows.count == rows + 1, "\(file)")
      }
    }
    #expect(seen > 20)
  }
}

enum XLSXHostile {
  static let generator = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/hostile/generate.py").standardizedFileURL
  static var isHere: Bool { FileManager.default.fileExists(atPath: generator.path) }
}
