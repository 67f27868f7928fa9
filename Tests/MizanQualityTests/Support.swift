import MizanDiagnostics
import MizanRecords

@testable import MizanQuality

/// Rows whose cells are copied one after the other, as workbooks give them.
func batch(_ rows: [[String]], first: Int = 2) -> RecordBatch {
  let batch = RecordBatch()
  for (index, row) in rows.enumerated() { batch.appendRow(row, number: first + index) }
  return batch
}

/// Rows as they lie in a text file: cells one separator apart, lines ended by a line feed.
func lines(_ rows: [[String]], first: Int = 2, separator: UInt8 = 44) -> RecordBatch {
  let batch = RecordBatch()
  for (index, row) in rows.enumerated() {
    batch.beginRow(number: first + index)
    for (column, text) in row.enumerated() {
      if column > 0 { batch.arena.append(separator) }
      batch.append(text.utf8)
    }
    batch.endRow()
    batch.arena.append(10)
  }
  return batch
}

func context(
  _ headings: [String], counts: [Int] = [], checksDuplicates: Bool = true
) -> RuleContext {
  RuleContext(
    file: "f.csv", headings: headings.enumerated().map { Heading($1, column: $0) },
    countColumns: counts, checksDuplicates: checksDuplicates)
}

/// What all rules find in batches that follow each other.
func inspect(_ batches: [RecordBatch], _ context: RuleContext) -> Findings {
  var rules = RowRules()
  var findings = Findings()
  for batch in batches { rules.inspect(batch, context, &findings) }
  rules.conclude(context, &findings)
  return findings
}

extension Findings {
  func count(_ code: String) -> Int {
    groups.filter { $0.key.code.name == code }.reduce(0) { $0 + $1.count }
  }
  func columns(_ code: String) -> [String] {
    groups.filter { $0.key.code.name == code }.map(\.key.column)
  }
  func rows(_ code: String) -> [Int] {
    groups.filter { $0.key.code.name == code }.flatMap(\.examples).compactMap(\.row)
  }
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
