import MizanDiagnostics
import MizanRecords

extension TableWorker {
  /// Runs the checks that look at the columns of one row.
  func checkRow(_ view: RowView, _ cursor: RowCursor) {
    for (index, check) in plan.checks.enumerated() {
      guard case .row(let expression) = check.form else { continue }
      if let when = check.when,
        expressions.evaluate(when, view, cursor, states) != .boolean(true)
      {
        continue
      }
      switch expressions.evaluate(expression, view, cursor, states) {
      case .boolean(true): output.checks[index].evaluated += 1
      case .boolean(false):
        output.checks[index].evaluated += 1
        let column = expression.names.lazy.compactMap { self.plan.columns.columns[$0] }.first
        output.checks[index].fail(at: place(cursor, column: column))
        if check.block.consequence == .hold {
          reasons.append(
            HoldReason(code: .checkFailed, column: column, field: check.block.name, value: ""))
        } else {
          tellFailure(check.block, at: place(cursor, column: column))
        }
      default: output.checks[index].cannotTell += 1
      }
    }
  }

  /// Runs the comparisons of sums over cells of one row.
  func checkGroups(_ cursor: RowCursor) {
    for (index, check) in plan.checks.enumerated() {
      guard case .groups(let comparison) = check.form else { continue }
      for group in comparison.groups {
        guard let left = sum(group.left, comparison.needsAll),
          let right = sum(group.right, comparison.needsAll)
        else {
          if !comparison.needsAll { output.checks[index].cannotTell += 1 }
          continue
        }
        output.checks[index].evaluated += 1
        let bound = CellBound(
          checkIndex: index, comparison: comparison.comparison, limit: DecimalNumber(right),
          integerLimit: right)
        if bound.passes(left) { continue }
        let first = group.left[0]
        let column = states[first.record].plan.measure?.columns[first.index]
        output.checks[index].fail(at: place(cursor, column: column))
        tellFailure(check.block, at: place(cursor, column: column))
      }
    }
  }

  /// The sum of cells; nil when one is missing and all are needed, or when one has a fraction.
  @inline(__always)
  private func sum(_ cells: [GroupComparison.CellIndex], _ needsAll: Bool) -> Int64? {
    var total: Int64 = 0
    for cell in cells {
      let value = states[cell.record].values[cell.index]
      if value > RecordState.CellMark.held {
        guard states[cell.record].scales[cell.index] == 0 else { return nil }
        total &+= value
      } else if needsAll {
        return nil
      }
    }
    return total
  }
}
