public import MizanDiagnostics
import MizanStandards

/// Everything that is counted while a table is read, merged over batches and workers.
public struct TableResult: Sendable {
  public var counts = RunCounts()
  public var accounts: [SumAccount] = []
  public var checks: [CheckTally] = []
  public var findings = Findings()
  public var review = ReviewTally()
  /// How often each field was filled, by record and field name; only fields that come from cells.
  public var completeness: [FieldFill] = []
  public var changes = ChangeTally()
  private let file: String
  private let sheet: String?

  /// How often a field had a value.
  public struct FieldFill: Sendable, Hashable {
    public var field: String
    public var filled: Int
    public var total: Int
  }

  public init(_ plan: TablePlan) {
    file = plan.binding.file
    sheet = plan.binding.sheet
    accounts = plan.records.compactMap { $0.measure.map { SumAccount($0.name) } }
    checks = plan.checks.map { _ in CheckTally() }
  }

  /// Adds what a later batch gave.
  public mutating func merge(_ output: BatchOutput) {
    counts.merge(output.counts)
    for index in accounts.indices { accounts[index].merge(output.accounts[index]) }
    for index in checks.indices { checks[index].merge(output.checks[index]) }
    output.tally(into: &findings, file: file, sheet: sheet)
    review.merge(output.review)
  }

  /// Takes what the workers know when all rows have been read.
  public mutating func conclude(_ workers: [TableWorker]) {
    guard let first = workers.first else { return }
    for worker in workers.dropFirst() { first.scopes.merge(worker.scopes) }
    first.scopes.conclude(&checks, &findings)
    completeness = TableResult.fills(workers)
    changes = TableResult.changes(workers)
  }

  private static func fills(_ workers: [TableWorker]) -> [FieldFill] {
    var fills: [FieldFill] = []
    for record in workers[0].states.indices {
      let plan = workers[0].states[record].plan
      for (slot, step) in workers[0].states[record].steps.enumerated()
      where [.memo, .within, .text, .firstOf, .calc, .shared, .value].contains(step.kind) {
        let field = plan.fields[step.field]
        let filled = workers.reduce(0) { $0 + $1.states[record].steps[slot].filled }
        let total = workers.reduce(0) { $0 + $1.states[record].steps[slot].looked }
        let name =
          plan.table.name == "observation"
          ? field.field.name
          : "\(plan.table.name).\(field.field.name)"
        if let known = fills.firstIndex(where: { $0.field == name }) {
          fills[known].filled = max(fills[known].filled, filled)
          fills[known].total = max(fills[known].total, total)
        } else {
          fills.append(FieldFill(field: name, filled: filled, total: total))
        }
      }
    }
    return fills
  }

  /// What was written differently from how it was received. A field with more distinct values
  /// than a memo holds is left out, so that the answer does not depend on the number of workers.
  private static func changes(_ workers: [TableWorker]) -> ChangeTally {
    var tally = ChangeTally()
    for record in workers[0].states.indices {
      let plan = workers[0].states[record].plan
      for (index, field) in plan.fields.enumerated() where !field.field.isPersonal {
        let memos = workers.compactMap { $0.states[record].memos[index] }
        if haveTooMany(memos) { continue }
        for memo in memos {
          let kind = memo.transform.lookup == nil ? memo.transform.reading.rawValue : "code"
          tally.add(field: field.field.name, kind: kind, changes(memo))
        }
      }
    }
    return tally
  }

  /// Whether memos hold together as many distinct values as one can.
  private static func haveTooMany(_ memos: [FieldMemo]) -> Bool {
    guard memos.reduce(0, { $0 + $1.raws.count }) >= FieldMemo.limit else { return false }
    var seen: Set<[UInt8]> = []
    for memo in memos { seen.formUnion(memo.raws.dropFirst(2)) }
    return seen.count >= FieldMemo.limit
  }

  private static func changes(_ memo: FieldMemo) -> [(from: String, to: String, count: Int)] {
    var changes: [(from: String, to: String, count: Int)] = []
    for entry in 2..<max(2, memo.count)
    where memo.entries[entry].hits > 0 && memo.entries[entry].state == .value
      && memo.outcomes[entry].text != memo.raws[entry]
    {
      changes.append(
        (
          ShownText.make(memo.raws[entry]), ShownText.make(memo.outcomes[entry].text),
          memo.entries[entry].hits
        ))
    }
    return changes
  }
}
