import MizanDiagnostics
import MizanRecords

/// Texts with marks that turn the reading direction or cannot be seen: two names may look the
/// same and differ, or a name may read as another one.
struct HiddenControls: RowRule {
  mutating func inspect(
    _ batch: BatchView, _ context: RuleContext, _ findings: inout Findings
  ) {
    guard ControlScan.hasNonASCII(batch.arena, batch.arenaCount),
      ControlScan.hasControl(batch.arena, batch.arenaCount)
    else { return }
    for row in 0..<batch.rowCount where batch.isData(row) {
      for (column, cell) in batch.cells(row).enumerated() where cell.kind == .text {
        guard ControlScan.hasControl(batch.arena + Int(cell.start), cell.count) else { continue }
        let heading = context.heading(column)
        findings.add(
          .textBidiControl, at: context.place(row: batch.number(row), column: column),
          column: heading, ["column": heading])
      }
    }
  }

  mutating func merge(
    _ later: HiddenControls, _ context: RuleContext, _ findings: inout Findings
  ) {}
}

extension Code {
  static let textBidiControl = Code("TEXT_BIDI_CONTROL", .warning)
}
