import MizanDiagnostics
import MizanRecords

/// Counts of one to four learners of a group that must not be recognised, such as children with
/// disabilities: who knows the school knows the child. They are kept, but not to be published.
///
/// A heading that names such a group makes each of its small counts a finding. A table whose
/// columns split people by sex, age or status makes one when most of its counts are small.
struct SmallCells: RowRule {
  /// The first count that hides a person well enough.
  static let threshold = 5
  /// How many rows show whether a split table is mostly of small counts.
  static let sampleRows = 10_000

  private var columns: (sensitive: [Int], split: [Int])?
  private var rowsSeen = 0
  private var counts = 0
  private var smallCounts = 0
  private var firstSmall: Place?

  init() {}

  mutating func inspect(
    _ batch: BatchView, _ context: RuleContext, _ findings: inout Findings
  ) {
    let columns = self.columns ?? SmallCells.columns(context)
    self.columns = columns
    let takesSample = !columns.split.isEmpty && rowsSeen < SmallCells.sampleRows
    guard takesSample || !columns.sensitive.isEmpty else { return }
    for row in 0..<batch.rowCount where batch.isData(row) {
      let cells = batch.cells(row)
      for column in columns.sensitive where column < cells.count {
        guard SmallCount.isSmall(batch.bytes(cells[column])) else { continue }
        let heading = context.heading(column)
        findings.add(
          .smallCell, at: context.place(row: batch.number(row), column: column), column: heading,
          ["column": heading])
      }
      guard takesSample, rowsSeen < SmallCells.sampleRows else { continue }
      rowsSeen += 1
      for column in columns.split where column < cells.count {
        let bytes = batch.bytes(cells[column])
        guard SmallCount.isCount(bytes) else { continue }
        counts += 1
        guard SmallCount.isSmall(bytes) else { continue }
        smallCounts += 1
        if firstSmall == nil { firstSmall = context.place(row: batch.number(row), column: column) }
      }
    }
  }

  mutating func merge(_ later: SmallCells, _ context: RuleContext, _ findings: inout Findings) {
    counts += later.counts
    smallCounts += later.smallCounts
    rowsSeen += later.rowsSeen
    firstSmall = firstSmall ?? later.firstSmall
  }

  mutating func conclude(_ context: RuleContext, _ findings: inout Findings) {
    guard smallCounts >= SmallCells.threshold, smallCounts * 2 > counts, let firstSmall else {
      return
    }
    let heading = context.heading((firstSmall.column ?? 1) - 1)
    findings.add(
      .smallCell, at: firstSmall, column: heading, ["column": heading], count: smallCounts)
  }

  /// The columns of counts whose heading names a group to protect, and the other ones where the
  /// table is split by who people are.
  private static func columns(_ context: RuleContext) -> (sensitive: [Int], split: [Int]) {
    let sensitive = context.countColumns.filter {
      HeadingWords(context.heading($0)).holdAny(of: SensitiveWords.groups)
    }
    let dimensions = context.headings.filter { !context.countColumns.contains($0.column) }
    let isSplit = dimensions.contains {
      HeadingWords($0.text).holdAny(of: SensitiveWords.dimensions + SensitiveWords.groups)
    }
    return (sensitive, isSplit ? context.countColumns.filter { !sensitive.contains($0) } : [])
  }
}

/// Counts as they stand in cells: plain digits, European, Arabic-Indic or Persian.
enum SmallCount {
  /// Whether a cell is one of the counts 1, 2, 3 and 4, perhaps written `3.0`.
  @inline(__always)
  static func isSmall(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch bytes.count {
    case 1: bytes[0] >= 0x31 && bytes[0] <= 0x34
    case 2:
      (bytes[0] == 0xD9 && bytes[1] >= 0xA1 && bytes[1] <= 0xA4)
        || (bytes[0] == 0xDB && bytes[1] >= 0xB1 && bytes[1] <= 0xB4)
    case 3: bytes[0] >= 0x31 && bytes[0] <= 0x34 && bytes[1] == 0x2E && bytes[2] == 0x30
    default: false
    }
  }

  /// Whether a cell begins with a digit other than a lone zero.
  static func isCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    if first == 0x30 { return bytes.count > 1 }
    if first >= 0x31 && first <= 0x39 { return true }
    return bytes.count > 1
      && ((first == 0xD9 && bytes[1] >= 0xA1 && bytes[1] <= 0xA9)
        || (first == 0xDB && bytes[1] >= 0xB1 && bytes[1] <= 0xB9))
  }
}

extension Code {
  static let smallCell = Code("SMALL_CELL", .warning)
}
