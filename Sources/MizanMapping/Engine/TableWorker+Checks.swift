import MizanDiagnostics
import MizanRecords

extension TableWorker {
  /// Runs the checks that look at the columns of one row.
  func checkRow(_ view: RowView, _ cursor: RowCursor) {
    for index in 0..<rowChecks.rows.count {
      let check = rowChecks.rows[index]
      if let when = check.when, verdict(of: when, view, cursor) != .yes { continue }
      switch verdict(of: check.memo, view, cursor) {
      case .yes: output.checks[check.index].evaluated += 1
      case .no:
        let block = plan.checks[check.index].block
        output.checks[check.index].evaluated += 1
        output.checks[check.index].fail(at: place(cursor, column: check.column))
        if block.consequence == .hold {
          reasons.append(
            HoldReason(
              code: .checkFailed, column: check.column, field: block.name, value: "",
              rule: block.that?.text ?? ""))
        } else {
          tellFailure(block, at: place(cursor, column: check.column))
        }
      case .cannotTell: output.checks[check.index].cannotTell += 1
      }
    }
  }

  @inline(__always)
  private func verdict(
    of memo: Unmanaged<ExpressionMemo>, _ view: RowView, _ cursor: RowCursor
  ) -> ExpressionMemo.Verdict {
    memo._withUnsafeGuaranteedRef { $0.verdict(view, cursor, expressions) }
  }

  /// Runs the comparisons of sums over cells of one row.
  func checkGroups(_ cursor: RowCursor) {
    for index in 0..<rowChecks.groups.count {
      rowChecks.groups[index]._withUnsafeGuaranteedRef { compare($0, cursor) }
    }
  }

  private func compare(_ check: RowChecks.GroupCheck, _ cursor: RowCursor) {
    for index in 0..<check.groups.count {
      let group = check.groups[index]
      let left = sum(group.left, check.needsAll)
      let right = sum(group.right, check.needsAll)
      if left <= RecordState.CellMark.held || right <= RecordState.CellMark.held {
        let isHeld = left == RecordState.CellMark.held || right == RecordState.CellMark.held
        if isHeld || !check.needsAll { check.cannotTell &+= 1 }
        continue
      }
      check.evaluated &+= 1
      let passes =
        switch check.comparison {
        case .lessOrEqual: left <= right
        case .less: left < right
        case .greaterOrEqual: left >= right
        case .greater: left > right
        case .equal: left == right
        default: left != right
        }
      if !passes { tellUnequal(check.index, cursor, column: group.column) }
    }
  }

  @inline(never)
  private func tellUnequal(_ check: Int, _ cursor: RowCursor, column: Int) {
    output.checks[check].fail(at: place(cursor, column: column))
    tellFailure(plan.checks[check].block, at: place(cursor, column: column))
  }

  /// The sum of the cells that say something; ``RecordState/CellMark/held`` when one is held, and
  /// ``RecordState/CellMark/missing`` when none says anything, when one says nothing and all are
  /// needed, or when the sum is too large.
  @inline(__always)
  private func sum(
    _ cells: UnsafeBufferPointer<RowChecks.CellPointer>, _ needsAll: Bool
  ) -> Int64 {
    var total: Int64 = 0
    var isEmpty = true
    var lacksOne = false
    for index in 0..<cells.count {
      let value = cells[index].value.pointee
      if value > RecordState.CellMark.held {
        let (sum, isTooLarge) = total.addingReportingOverflow(value)
        if isTooLarge || cells[index].scale.pointee > 0 {
          return RecordState.CellMark.missing
        }
        total = sum
        isEmpty = false
      } else if value == RecordState.CellMark.held {
        return value
      } else {
        lacksOne = true
      }
    }
    return isEmpty || (lacksOne && needsAll) ? RecordState.CellMark.missing : total
  }
}
