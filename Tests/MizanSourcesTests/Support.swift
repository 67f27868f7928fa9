import MizanDiagnostics
import MizanRecords

@testable import MizanSources

/// What a table looks like after it was located and read to its end.
struct Read {
  var located: LocatedTable
  var rows: [[String]] = []
  var numbers: [Int] = []
  var marks: [UInt8] = []
  var faults: [Int: String] = [:]
  var findings: Findings

  /// The names of the codes found, in order.
  var codes: [String] { findings.groups.map(\.key.code.name) }
  var headings: [String] { located.headings.map(\.text) }
}

func read(
  _ file: MemoryTableFile, _ layout: TableLayout = TableLayout(),
  _ treatment: RowTreatment = RowTreatment(), name: String = "file.csv"
) throws -> Read {
  var findings = Findings()
  let located = try TableLocator.locate(file, layout, input: Input(path: name), &findings)
  var read = Read(located: located, findings: findings)
  let reader = try located.rows(treatment)
  let batch = RecordBatch()
  while try reader.next(into: batch, &read.findings) {
    for row in 0..<batch.rowCount {
      if let fault = batch.faults[row] { read.faults[read.rows.count] = fault.code.name }
      read.rows.append(
        (0..<Int(batch.widths[row])).map { batch.text(row: row, column: $0) })
      read.numbers.append(Int(batch.rowNumbers[row]))
      read.marks.append(batch.marks[row])
    }
  }
  return read
}

/// Rows written as lines with `|` between the cells.
func rows(_ text: String) -> [[String]] {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    line.split(separator: "|", omittingEmptySubsequences: false).map {
      var cell = $0
      while cell.first == " " { cell.removeFirst() }
      while cell.last == " " { cell.removeLast() }
      return String(cell)
    }
  }
}

func csv(_ text: String, batchRows: Int = 1024) -> MemoryTableFile {
  MemoryTableFile(format: "csv", rows: rows(text), batchRows: batchRows)
}

func sheet(_ text: String, name: String = "Data", batchRows: Int = 1024) -> MemoryTableFile {
  MemoryTableFile(name: name, format: "xlsx", rows: rows(text), batchRows: batchRows)
}

func layout(_ change: (inout TableLayout) -> Void) -> TableLayout {
  var layout = TableLayout()
  change(&layout)
  return layout
}

func treatment(
  fillDown: [Int] = [], drops: [RowTreatment.Drop] = []
) -> RowTreatment {
  var treatment = RowTreatment()
  treatment.fillDown = fillDown
  treatment.drops = drops
  return treatment
}

/// A small generator of numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
