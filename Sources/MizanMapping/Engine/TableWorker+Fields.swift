import Glibc
import MizanDiagnostics
import MizanRecords
import MizanStandards

extension TableWorker {
  /// Works out the fields of one record that depend on the row.
  func evaluate(_ state: RecordState, _ view: RowView, _ cursor: RowCursor) {
    let results = state.results
    if state.mayDiffer { state.relations = state.fixedRelations }
    for index in 0..<state.steps.count {
      let step = state.steps.baseAddress! + index
      let field = step.pointee.field
      switch step.pointee.kind {
      case .memo:
        let column = step.pointee.column
        let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
        let number = step.pointee.codes!._withUnsafeGuaranteedRef { $0.numbers[cursor.row] }
        step.pointee.memo!._withUnsafeGuaranteedRef { memo in
          let entry = memo.index(
            ofNumber: number, view.arena + Int(cell.start), cell.count, kind: cell.kind)
          let known = memo.entries + entry
          known.pointee.hits &+= weight
          if known.pointee.state == .value && !known.pointee.isTold {
            results[field] = FieldResult(
              bytes: known.pointee.bytes, count: Int(known.pointee.count), state: .value)
          } else {
            take(memo, entry, state, field, column: column)
          }
        }
      case .text:
        if let from = step.pointee.sharedFrom, let shared = step.pointee.shared,
          shared.pointee.state == .value, from._withUnsafeGuaranteedRef({ $0.isTaken })
        {
          results[field] = shared.pointee
          break
        }
        let column = step.pointee.column
        let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
        takeText(cell, view, state, field, column: column)
      case .shared: results[field] = step.pointee.shared!.pointee
      case .value: readNumber(state, view, cursor, field: field)
      case .constant: results[field] = state.constants[field]
      case .absent: leaveBlank(state, field, column: nil)
      case .sourceReference: takeAddress(state, field, cursor)
      case .status:
        results[field] = state.status(field)
      case .path: putPath(state, field, view, cursor)
      case .within, .firstOf, .calc, .rowID, .relations, .derived, .heldCapture:
        evaluateRare(step.pointee.kind, state, field, view, cursor)
      }
      if step.pointee.hasWhen { applyWhen(state, field, view, cursor) }
      step.pointee.looked &+= weight
      if results[field].state == .value { step.pointee.filled &+= weight }
    }
  }

  /// Fields that few mappings have.
  private func evaluateRare(
    _ kind: FieldStep.Kind, _ state: RecordState, _ index: Int, _ view: RowView,
    _ cursor: RowCursor
  ) {
    let field = state.plan.fields[index]
    switch (kind, field.source) {
    case (.firstOf, .firstOf(let columns, _)):
      takeFirst(of: columns, state, index, view, cursor)
    case (.within, .column(let column, let transform)):
      takeWithin(transform.within ?? column, of: column, state, index, view, cursor)
    case (.calc, .calc):
      guard let memo = state.memos[index], let calc = calcs[ObjectIdentifier(memo)] else { break }
      var text = calc.value(view, cursor, expressions).plainText
      let entry = text.withUTF8 {
        memo.index(of: $0.baseAddress ?? RecordState.nothing, $0.count, kind: .text)
      }
      memo.entries[entry].hits &+= weight
      take(memo, entry, state, index, column: nil)
    case (.rowID, _):
      let id =
        field.prefix + Array(plan.binding.sourceID.utf8) + Array("-r\(cursor.number)".utf8)
        + field.suffix
      put(CSVText.quoted(id), state, index)
    case (.relations, _): put(CSVText.quoted(state.relationWords), state, index)
    case (.derived, _): takeDerived(state, index, view, cursor)
    case (.heldCapture, .dimension(let outcomes)):
      if let outcome = outcomes.first {
        hold(outcome, state, index, column: nil, raw: outcome.text)
      }
    default: break
    }
  }

  /// The address of the row's cell.
  @inline(__always)
  private func takeAddress(_ state: RecordState, _ index: Int, _ cursor: RowCursor) {
    let target = row.pointee.room(state.addressPrefix.count + 24)
    let middle = state.addressPrefix.copy(to: target)
    let end = NumberText.write(Int64(cursor.number), scale: 0, to: middle)
    state.results[index] = FieldResult(
      bytes: UnsafePointer(target), count: end - target, state: .value)
  }

  /// A label that is looked up inside the area which another column names: once for each pair.
  private func takeWithin(
    _ parent: Int, of column: Int, _ state: RecordState, _ index: Int, _ view: RowView,
    _ cursor: RowCursor
  ) {
    guard let memo = state.memos[index] else { return }
    let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
    let above = view.cell(cursor.row, cursor.start, cursor.width, parent)
    let total = cell.count + above.count + 1
    let entry = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: total) { pair -> Int in
      guard cell.count > 0, let base = pair.baseAddress else { return 0 }
      memcpy(base, view.arena + Int(cell.start), cell.count)
      base[cell.count] = Transform.separator
      if above.count > 0 {
        memcpy(base + cell.count + 1, view.arena + Int(above.start), above.count)
      }
      return memo.index(of: base, total, kind: cell.kind)
    }
    memo.entries[entry].hits &+= weight
    take(memo, entry, state, index, column: column)
  }

  /// The first of several columns that says something.
  private func takeFirst(
    of columns: [Int], _ state: RecordState, _ index: Int, _ view: RowView, _ cursor: RowCursor
  ) {
    guard let memo = state.memos[index] else { return }
    var entry = 0
    var chosen = columns.first
    for column in columns {
      let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
      entry = memo.index(of: view.arena + Int(cell.start), cell.count, kind: cell.kind)
      chosen = column
      if memo.entries[entry].state != .missing { break }
    }
    memo.entries[entry].hits &+= weight
    take(memo, entry, state, index, column: chosen)
  }

  /// A field worked out from others, where the record is made once a row.
  private func takeDerived(
    _ state: RecordState, _ index: Int, _ view: RowView, _ cursor: RowCursor
  ) {
    guard let variants = state.variants?.takeUnretainedValue() else { return }
    let variant = variants.variant(state, view, cursor).takeUnretainedValue()
    if let hold = variant.hold(0), hold.field == index {
      reasons.append(
        HoldReason(code: hold.code, field: state.plan.fields[index].field.name, value: ""))
    }
    let text = variant.texts[index]?[0]
    state.results[index] = FieldResult(
      bytes: text?.baseAddress ?? RecordState.nothing, count: text?.count ?? 0, state: .value)
    state.isBroken = variant.breaks[0]
    // The status may stand before the field that it depends on.
    if let status = state.statusField { state.results[status] = state.status(status) }
  }

  private func applyWhen(
    _ state: RecordState, _ index: Int, _ view: RowView, _ cursor: RowCursor
  ) {
    let field = state.plan.fields[index]
    guard let when = field.when, expressions.evaluate(when, view, cursor) != .boolean(true) else {
      return
    }
    put(CSVText.quoted(field.defaultText), state, index)
    state.results[index].state = .missing
    if state.mayDiffer { state.relations.removeAll { $0.field == index } }
    reasons.removeAll { $0.field == field.field.name }
  }

  /// Takes what the memo knows about a value that asks for more than a copy.
  @inline(never)
  private func take(
    _ memo: FieldMemo, _ entry: Int, _ state: RecordState, _ index: Int, column: Int?
  ) {
    let known = memo.entries[entry]
    switch known.state {
    case .value:
      state.results[index] = FieldResult(
        bytes: known.bytes, count: Int(known.count), state: .value)
      if known.isTold {
        tell(memo, entry, state, index, column: column)
        if known.hasRelation, let relation = memo.outcomes[entry].relation {
          state.relations.append((index, relation, memo.outcomes[entry].isWider))
        }
      }
    case .missing:
      if known.isTold { tell(memo, entry, state, index, column: column) }
      leaveBlank(state, index, column: column)
    case .held, .stop:
      hold(memo.outcomes[entry], state, index, column: column, raw: memo.raws[entry])
    }
  }

  /// A field without information: its default, or a hold when it must not stay empty.
  private func leaveBlank(_ state: RecordState, _ index: Int, column: Int?) {
    if state.texts[index].isRequired {
      reasons.append(
        HoldReason(
          code: column != nil && paths != nil ? .fieldMissing : .fieldEmpty, column: column,
          field: state.plan.fields[index].field.name, value: ""))
    }
    state.results[index] = state.defaults[index]
    state.results[index].state = .missing
  }

  /// Plain text goes to the record as it is, cleaned and with its prefix.
  private func takeText(
    _ cell: Cell, _ view: RowView, _ state: RecordState, _ index: Int, column: Int
  ) {
    let raw = view.bytes(cell)
    let kind = cell.kind
    guard let base = raw.baseAddress, raw.count > 0 else {
      leaveBlank(state, index, column: column)
      return
    }
    let text = state.texts + index
    if kind != .error, raw.count > text.pointee.missingLimit, PlainBytes.areClean(base, raw.count),
      !text.pointee.hasShape || text.pointee.shape?.matches(raw) == true
    {
      if text.pointee.isBare, view.hasRoom(behind: cell) {
        state.results[index] = FieldResult(bytes: base, count: raw.count, state: .value)
        return
      }
      let total = text.pointee.prefix.count + raw.count + text.pointee.suffix.count
      let target = row.pointee.room(total)
      let middle = text.pointee.prefix.copy(to: target)
      memcpy(middle, base, raw.count)
      _ = text.pointee.suffix.copy(to: middle + raw.count)
      state.results[index] = FieldResult(bytes: UnsafePointer(target), count: total, state: .value)
      return
    }
    guard case .column(_, let transform) = state.plan.fields[index].source else { return }
    let outcome = transform.outcome(of: raw, kind: kind)
    switch outcome.state {
    case .value: put(CSVText.quoted(outcome.text), state, index)
    case .missing: leaveBlank(state, index, column: column)
    case .held, .stop: hold(outcome, state, index, column: column, raw: Array(raw))
    }
  }

  /// Puts a text that lives as long as the row.
  func put(_ bytes: [UInt8], _ state: RecordState, _ index: Int) {
    let target = row.pointee.room(bytes.count)
    for (offset, byte) in bytes.enumerated() { target[offset] = byte }
    state.results[index] = FieldResult(
      bytes: UnsafePointer(target), count: bytes.count, state: .value)
  }

  /// Notes why the row is held.
  func hold(
    _ outcome: Outcome, _ state: RecordState, _ index: Int, column: Int?, raw: [UInt8]
  ) {
    let plan = state.plan.fields[index]
    let shown = plan.field.isPersonal ? "" : ShownText.make(raw)
    var reason = HoldReason(
      code: outcome.state == .stop ? .stopAsked : outcome.code ?? .fieldEmpty, column: column,
      field: plan.field.name, value: shown)
    reason.review = outcome.asked.map { ReviewTally.Key($0, field: plan.field.name) }
    reasons.append(reason)
    state.results[index] = FieldResult(bytes: RecordState.nothing, count: 0, state: .held)
  }

  /// The text of a column's heading.
  func heading(ofColumn column: Int) -> String? {
    shownHeadings[column]
  }
}

extension Code {
  static let fieldEmpty = Code("FIELD_EMPTY", .error)
  /// A record of a tree has nothing where a field is required: no such name, nothing, an empty text.
  static let fieldMissing = Code("FIELD_MISSING", .error)
}
