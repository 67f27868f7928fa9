import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

/// A format that finds faults of its own, skips empty rows, and fails where it is told to.
private final class RoughFile: TableFile {
  final class Reader: RowReader {
    let file: RoughFile
    var next = 0
    init(_ file: RoughFile) { self.file = file }

    func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
      batch.removeAll()
      if next == file.failsAt { throw Failure(.unreadable, RoughFile.broken) }
      guard next < file.rows.count else { return false }
      let (number, cells) = file.rows[next]
      next += 1
      if cells.isEmpty { return true }
      batch.appendRow(cells, number: number)
      if cells.contains("bad") { batch.faults[0] = .init(RoughFile.nul, column: 1) }
      findings.add(RoughFile.told, at: Place("f"))
      return true
    }
  }

  static let broken = Code("XLSX_BROKEN", .error)
  static let nul = Code("CSV_NUL_BYTE", .error)
  static let told = Code("FORMAT_TOLD", .note)

  let format: String
  let tables = [TableInfo(name: "S")]
  let findings = Findings()
  let rows: [(Int, [String])]
  let failsAt: Int

  init(format: String = "xlsx", _ rows: [(Int, [String])], failsAt: Int = -1) {
    self.format = format
    self.rows = rows
    self.failsAt = failsAt
  }

  func rows(ofTable table: Int) throws(Failure) -> any RowReader { Reader(self) }
  func sha256() throws(Failure) -> String { "" }
}

struct FaultyReaderTests {
  private func all(
    _ file: RoughFile, _ layout: TableLayout = TableLayout()
  ) throws -> (numbers: [Int], faults: [Int: String], findings: Findings, headings: [String]) {
    var findings = Findings()
    let located = try TableLocator.locate(file, layout, input: Input(path: "f"), &findings)
    let reader = try located.rows(RowTreatment())
    var numbers: [Int] = []
    var faults: [Int: String] = [:]
    let batch = RecordBatch()
    while try reader.next(into: batch, &findings) {
      for (row, fault) in batch.faults { faults[Int(batch.rowNumbers[row])] = fault.code.name }
      numbers += batch.rowNumbers.map(Int.init)
    }
    return (numbers, faults, findings, located.headings.map(\.text))
  }

  @Test func `Rows that a workbook skips keep the numbers of the others`() throws {
    let file = RoughFile([
      (3, ["title", "", ""]), (7, ["Grade", "", ""]), (8, ["a", "b", "c"]), (12, ["1", "2", "3"]),
    ])
    let found = try all(file)
    #expect(found.headings == ["a", "b", "c"])
    #expect(found.numbers == [12])
    let declared = try all(file, layout { $0.headerRow = 8 })
    #expect(declared.numbers == [12])
    let skipped = try all(
      file,
      layout {
        $0.headerRow = 7
        $0.headerRows = 3
        $0.skipAfterHeader = 2
      })
    #expect(skipped.headings == ["Grade / a", "Grade / b", "Grade / c"])
    #expect(skipped.numbers == [12])
    #expect(throws: Failure.self) { try all(file, layout { $0.headerRow = 5 }) }
  }

  @Test func `A format's faults move with their rows and those above the data go`() throws {
    let file = RoughFile(
      format: "csv", [(1, ["bad", ""]), (2, ["a", "b"]), (3, ["1", "2"]), (4, ["bad", "2"])])
    let found = try all(file, layout { $0.headerRow = 2 })
    #expect(found.numbers == [3, 4])
    #expect(found.faults == [4: "CSV_NUL_BYTE"])
  }

  @Test func `What the format tells is told once for each row`() throws {
    let found = try all(RoughFile([(1, ["a", "b"]), (2, []), (3, ["1", "2"]), (4, ["3", "4"])]))
    #expect(found.findings.countsByCode == [RoughFile.told: 3])
    #expect(found.numbers == [3, 4])
  }

  @Test func `A file that breaks before or after its headings says why`() throws {
    let rows = (1...400).map { ($0, $0 == 1 ? ["a", "b"] : ["\($0)", "x"]) }
    for failsAt in [0, 1, 390] {
      let failure = #expect(throws: Failure.self) { try all(RoughFile(rows, failsAt: failsAt)) }
      #expect(failure?.kind == .unreadable)
      #expect(failure?.diagnostics.first?.code == RoughFile.broken)
    }
  }
}
