import MizanDiagnostics
import MizanRecords
import MizanStandards

/// The checks that look at one row, in a form that costs little for each row.
final class RowChecks {
  /// An expression over the row's columns. The memos live as long as the checks.
  struct RowCheck {
    var index: Int
    var memo: Unmanaged<ExpressionMemo>
    var when: Unmanaged<ExpressionMemo>?
    /// The first column that the expression looks at, for the place.
    var column: Int?
  }

  /// The numbers of one cell as they stand in a record's state.
  struct CellPointer {
    var value: UnsafePointer<Int64>
    var scale: UnsafePointer<UInt8>
  }

  /// One comparison of two sums of cells.
  struct Group {
    var left: UnsafeBufferPointer<CellPointer>
    var right: UnsafeBufferPointer<CellPointer>
    /// The column of the first cell, for the place.
    var column: Int
  }

  /// A check of the form `sum(one) <= sum(other)` over groups of cells.
  final class GroupCheck {
    let index: Int
    let comparison: BinaryOperator
    let needsAll: Bool
    let groups: UnsafeBufferPointer<Group>
    var evaluated = 0
    var cannotTell = 0

    init(_ index: Int, _ plan: GroupComparison, _ states: [RecordState]) {
      self.index = index
      comparison = plan.comparison
      needsAll = plan.needsAll
      let all = plan.groups.map { group in
        func pointers(_ cells: [GroupComparison.CellIndex]) -> UnsafeBufferPointer<CellPointer> {
          let buffer = UnsafeMutableBufferPointer<CellPointer>.allocate(capacity: cells.count)
          _ = buffer.initialize(
            from: cells.map {
              CellPointer(
                value: UnsafePointer(states[$0.record].values + $0.index),
                scale: UnsafePointer(states[$0.record].scales + $0.index))
            })
          return UnsafeBufferPointer(buffer)
        }
        let first = group.left[0]
        return Group(
          left: pointers(group.left), right: pointers(group.right),
          column: states[first.record].plan.measure?.columns[first.index] ?? 0)
      }
      let buffer = UnsafeMutableBufferPointer<Group>.allocate(capacity: all.count)
      _ = buffer.initialize(from: all)
      groups = UnsafeBufferPointer(buffer)
    }

    deinit {
      for group in groups {
        group.left.deallocate()
        group.right.deallocate()
      }
      groups.deallocate()
    }
  }

  let rows: UnsafeMutableBufferPointer<RowCheck>
  let groups: UnsafeMutableBufferPointer<Unmanaged<GroupCheck>>

  init(_ plan: TablePlan, _ states: [RecordState], _ memo: (Expression) -> ExpressionMemo) {
    var rows: [RowCheck] = []
    var groups: [Unmanaged<GroupCheck>] = []
    for (index, check) in plan.checks.enumerated() {
      switch check.form {
      case .row(let expression):
        rows.append(
          RowCheck(
            index: index, memo: .passRetained(memo(expression)),
            when: check.when.map { .passRetained(memo($0)) },
            column: expression.names.lazy.compactMap { plan.columns.columns[$0] }.first))
      case .groups(let comparison):
        groups.append(.passRetained(GroupCheck(index, comparison, states)))
      default: break
      }
    }
    self.rows = .allocate(capacity: rows.count)
    _ = self.rows.initialize(from: rows)
    self.groups = .allocate(capacity: groups.count)
    _ = self.groups.initialize(from: groups)
  }

  deinit {
    for check in rows {
      check.memo.release()
      check.when?.release()
    }
    for check in groups { check.release() }
    rows.deallocate()
    groups.deallocate()
  }

  /// Moves the counts of a batch to the tallies of the checks.
  func flush(into tallies: inout [CheckTally]) {
    for check in groups.map({ $0.takeUnretainedValue() }) {
      tallies[check.index].evaluated += check.evaluated
      tallies[check.index].cannotTell += check.cannotTell
    }
    forget()
  }

  /// Counts the groups of a held row: nobody can tell about them.
  func hold() {
    for check in groups.map({ $0.takeUnretainedValue() }) {
      check.cannotTell &+= check.groups.count
    }
  }

  func forget() {
    for check in groups.map({ $0.takeUnretainedValue() }) {
      check.evaluated = 0
      check.cannotTell = 0
    }
  }
}
