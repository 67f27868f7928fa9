public import MizanDiagnostics
public import MizanRecords
import MizanStandards

/// A mapping compiled for one table: every name resolved, every list found, every constant
/// rendered. It never changes, so that all workers share it.
public struct TablePlan: Sendable {
  let mapping: Mapping
  let binding: TableBinding
  let columns: ColumnBinding
  let records: [RecordPlan]
  let checks: [CheckPlan]
  /// What is done to rows before the plan sees them.
  public let treatment: RowTreatment
  /// Columns read as counts, from 0; for the rules about raw rows.
  public let countColumns: [Int]
  /// Whether the mapping says itself which rows are the same.
  public var checksDuplicates: Bool { mapping.checks.contains { !$0.unique.isEmpty } }
  /// What binding the table told: headings that nobody uses.
  public let notes: [Diagnostic]
  /// For each drop rule kept for checks, its mark in a batch and the check name `<name>_row`.
  let keptDrops: [(mark: UInt8, name: String)]

  /// The names of the tables that records go to, in the order of the standard.
  public var tables: [String] { records.map(\.table.name) }

  /// The checks of the mapping in its order, for reports.
  public var checkSummaries: [CheckSummary] {
    checks.map {
      CheckSummary(
        name: $0.block.name,
        text: $0.block.rule,
        consequence: $0.block.consequence)
    }
  }
}

/// What a report says about a check.
public struct CheckSummary: Sendable {
  public var name: String
  /// The check as the mapping writes it.
  public var text: String
  public var consequence: CheckBlock.Consequence
}
