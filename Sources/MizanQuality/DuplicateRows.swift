import MizanDiagnostics
import MizanRecords

/// Rows that read the same in all columns: often a row pasted twice, whose learners would count
/// twice. They are kept, since only a person knows.
///
/// Rows are compared by 64-bit hashes; with a million rows the chance of a false warning is one
/// in thirty million.
struct DuplicateRows: RowRule {
  /// How many different rows are remembered; their hashes take 64 MB.
  static let limit = 3 << 21

  /// How many rows are hashed before their hashes are looked up.
  private static let atOnce = 64

  private let limit: Int
  private let seen = HashSet()
  private var rowHash = RowHash()
  private var hasLearnt = false
  /// The hashes of some rows, whose places in the set are on their way.
  private var pending: [(hash: UInt64, row: Int)] = []
  private var stoppedAt: Int?

  init() { self.init(limit: DuplicateRows.limit) }

  init(limit: Int) { self.limit = limit }

  mutating func inspect(
    _ batch: BatchView, _ context: RuleContext, _ findings: inout Findings
  ) {
    guard context.checksDuplicates, stoppedAt == nil else { return }
    if !hasLearnt { rowHash.learnSeparator(batch) }
    hasLearnt = true
    var found = 0
    var row = 0
    while row < batch.rowCount, stoppedAt == nil {
      seen.reserve(DuplicateRows.atOnce)
      row = gather(batch, from: row)
      for next in pending {
        if !seen.insert(next.hash) {
          found &+= 1
          if found <= Findings.exampleLimit {
            findings.add(.rowDuplicate, at: context.place(row: batch.number(next.row)))
          }
        } else if seen.count >= limit {
          stoppedAt = batch.number(next.row)
          break
        }
      }
    }
    let more = found - Findings.exampleLimit
    if more > 0 { findings.add(.rowDuplicate, count: more) }
  }

  /// Hashes the rows from one on, a few dozen of them, and has their places in the set fetched;
  /// gives the row behind the last.
  private mutating func gather(_ batch: BatchView, from first: Int) -> Int {
    pending.removeAll(keepingCapacity: true)
    var row = first
    while row < batch.rowCount, pending.count < DuplicateRows.atOnce {
      if batch.isData(row) {
        let hash = rowHash.hash(batch.cells(row), batch.arena, batch.arenaCount)
        if hash != 0 {
          seen.prefetch(hash)
          pending.append((hash, row))
        }
      }
      row &+= 1
    }
    return row
  }

  /// Rows that both parts hold are counted without a place.
  mutating func merge(
    _ later: DuplicateRows, _ context: RuleContext, _ findings: inout Findings
  ) {
    guard stoppedAt == nil else { return }
    let found = seen.add(later.seen)
    if found > 0 { findings.add(.rowDuplicate, at: context.place(), count: found) }
    stoppedAt = later.stoppedAt
  }

  mutating func conclude(_ context: RuleContext, _ findings: inout Findings) {
    guard let stoppedAt else { return }
    findings.add(
      .ruleStopped, at: context.place(row: stoppedAt), value: Code.rowDuplicate.name,
      ["value": Code.rowDuplicate.name, "known": String(limit)])
  }
}

extension Code {
  static let rowDuplicate = Code("ROW_DUPLICATE", .warning)
  static let ruleStopped = Code("RULE_STOPPED", .note)
}
