public import MizanDiagnostics
public import MizanRecords

/// A rule about rows as received, before a mapping gives them meaning.
///
/// A rule is a value with a state that can be merged: it sees batches in order, or two rules see
/// two parts of a table and the later one is merged into the earlier. It never changes a row and
/// never holds one; it warns.
protocol RowRule {
  init()
  /// Looks at the rows of one batch.
  mutating func inspect(
    _ batch: BatchView, _ context: RuleContext, _ findings: inout Findings)
  /// Takes over what the same rule learned from the rows that follow.
  mutating func merge(_ later: Self, _ context: RuleContext, _ findings: inout Findings)
  /// Says what only the whole table shows.
  mutating func conclude(_ context: RuleContext, _ findings: inout Findings)
}

extension RowRule {
  mutating func conclude(_ context: RuleContext, _ findings: inout Findings) {}
}

/// All rules about rows. A new rule is one file and one line here.
public struct RowRules {
  private var rules: [any RowRule] = [
    DuplicateRows(),
    HiddenControls(),
    PersonalData(),
    SmallCells(),
  ]

  public init() {}

  /// Looks at the rows of a batch that are data. Batches come in the order of the table.
  public mutating func inspect(
    _ batch: RecordBatch, _ context: RuleContext, _ findings: inout Findings
  ) {
    guard batch.rowCount > 0 else { return }
    BatchView.withView(of: batch) { view in
      for index in rules.indices { rules[index].inspect(view, context, &findings) }
    }
  }

  /// Takes over what other rules learned from the rows that follow.
  public mutating func merge(
    _ later: RowRules, _ context: RuleContext, _ findings: inout Findings
  ) {
    for index in rules.indices {
      RowRules.merge(&rules[index], later.rules[index], context, &findings)
    }
  }

  private static func merge<Rule: RowRule>(
    _ rule: inout Rule, _ later: any RowRule, _ context: RuleContext, _ findings: inout Findings
  ) {
    guard let later = later as? Rule else { return }
    rule.merge(later, context, &findings)
  }

  /// Says what only the whole table shows.
  public mutating func conclude(_ context: RuleContext, _ findings: inout Findings) {
    for index in rules.indices { rules[index].conclude(context, &findings) }
  }
}
