import Glibc
import MizanDiagnostics
import MizanRecords

extension TableWorker {
  /// Works out the fields of one record that depend on the row.
  func evaluate(_ state: RecordState, _ view: RowView, _ cursor: RowCursor) {
    let plan = state.plan
    for index in plan.order {
      let field = plan.fields[index]
      switch field.source {
      case .column(let column, let transform):
        let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
        if let memo = state.memos[index] {
          let entry = memo.index(of: view.arena + Int(cell.start), cell.count, kind: cell.kind)
          take(memo, entry, state, index, column: column)
        } else {
          takeText(view.bytes(cell), cell.kind, transform, state, index, column: column)
        }
      case .firstOf(let columns, _):
        guard let memo = state.memos[index] else { break }
        var entry = 0
        var chosen = columns.first ?? 0
        for column in columns {
          let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
          entry = memo.index(of: view.arena + Int(cell.start), cell.count, kind: cell.kind)
          chosen = column
          if memo.entries[entry].state != .missing { break }
        }
        take(memo, entry, state, index, column: chosen)
      case .calc(let expression, _):
        guard let memo = state.memos[index] else { break }
        let text = expressions.evaluate(expression, view, cursor, states).plainText
        let entry = Array(text.utf8).withUnsafeBufferPointer {
          memo.index(of: $0.baseAddress ?? RecordState.nothing, $0.count, kind: .text)
        }
        take(memo, entry, state, index, column: nil)
      case .rowID:
        let id = plan.fields[index].prefix + Array(self.plan.binding.sourceID.utf8)
          + Array("-r\(cursor.number)".utf8) + plan.fields[index].suffix
        put(CSVText.quoted(id), state, index)
      case .sourceReference where plan.grid == nil:
        let column = plan.measure?.columns.first
        let address = column.map { Place.letters(ofColumn: $0 + 1) } ?? ""
        put(Array("\(address)\(cursor.number)".utf8), state, index)
      case .value where plan.grid == nil:
        readNumber(state, view, cursor, field: index)
      case .status where plan.grid == nil:
        let isMissing = state.values[0] == RecordState.CellMark.missing
        put(isMissing ? [79] : plan.fields[index].defaultText, state, index)
      case .level where plan.grid == nil, .join where plan.grid == nil:
        if let variant = state.variants?.variant(state, view, cursor) {
          if let hold = variant.holds[0] {
            reasons.append(
              HoldReason(code: hold.code, field: plan.fields[hold.field].field.name, value: ""))
          }
          let text = variant.texts[index]?[0]
          state.results[index] = FieldResult(
            bytes: text?.baseAddress ?? RecordState.nothing, count: text?.count ?? 0, state: .value)
        }
      case .dimension(let outcomes):
        if let outcome = outcomes.first, field.variation != .column, outcome.state == .held {
          hold(outcome, state, index, column: nil, raw: outcome.text)
        }
      default: break
      }
      if field.when != nil { applyWhen(field, state, index, view, cursor) }
    }
  }

  private func applyWhen(
    _ field: FieldPlan, _ state: RecordState, _ index: Int, _ view: RowView, _ cursor: RowCursor
  ) {
    guard let when = field.when,
      expressions.evaluate(when, view, cursor, states) != .boolean(true)
    else { return }
    put(CSVText.quoted(field.defaultText), state, index)
    state.results[index].state = .missing
    reasons.removeAll { $0.field == field.field.name }
  }

  /// Takes what the memo knows about a value.
  private func take(
    _ memo: FieldMemo, _ entry: Int, _ state: RecordState, _ index: Int, column: Int?
  ) {
    memo.hits[entry] += 1
    let known = memo.entries[entry]
    if known.state == .value {
      state.results[index] = FieldResult(
        bytes: UnsafePointer(known.bytes), count: Int(known.count), state: .value)
      if memo.outcomes[entry].code != nil { tell(memo, entry, state, index, column: column) }
      return
    }
    let outcome = memo.outcomes[entry]
    if known.state == .missing {
      if outcome.code != nil { tell(memo, entry, state, index, column: column) }
      leaveBlank(state, index, column: column)
      return
    }
    hold(outcome, state, index, column: column, raw: memo.raws[entry])
  }

  /// Tells about a value that was taken, or left out, although something is to be said about it.
  private func tell(
    _ memo: FieldMemo, _ entry: Int, _ state: RecordState, _ index: Int, column: Int?
  ) {
    guard let code = memo.outcomes[entry].code else { return }
    let name = state.plan.fields[index].field
    let value = name.isPersonal ? "" : ShownText.make(memo.raws[entry])
    let heading = column.flatMap { heading(ofColumn: $0) } ?? name.name
    output.findings.add(
      code, at: Place(plan.binding.file, sheet: plan.binding.sheet), column: heading, value: value,
      ["field": name.name, "value": value, "column": heading])
    if memo.outcomes[entry].asksForReview {
      output.review.add(
        .init(
          field: name.name, list: memo.transform.listName,
          label: String(decoding: memo.raws[entry], as: UTF8.self)),
        learners: ExactSum(), at: Place(plan.binding.file, sheet: plan.binding.sheet))
    }
  }

  /// A field without information: its default, or a hold when it must not stay empty.
  private func leaveBlank(_ state: RecordState, _ index: Int, column: Int?) {
    let field = state.plan.fields[index]
    if field.isRequired {
      reasons.append(
        HoldReason(code: .fieldEmpty, column: column, field: field.field.name, value: ""))
    }
    put(CSVText.quoted(field.defaultText), state, index)
    state.results[index].state = .missing
  }

  /// Plain text goes to the record as it is, cleaned and with its prefix.
  private func takeText(
    _ raw: UnsafeBufferPointer<UInt8>, _ kind: Cell.Kind, _ transform: Transform,
    _ state: RecordState, _ index: Int, column: Int
  ) {
    guard let base = raw.baseAddress, raw.count > 0 else {
      leaveBlank(state, index, column: column)
      return
    }
    if kind == .text, transform.missing.isEmpty, !TextCleaner.needsCleaning(raw),
      !CSVText.needsQuotes(base, raw.count)
    {
      let total = transform.prefix.count + raw.count + transform.suffix.count
      let target = row.room(total)
      var end = target
      for byte in transform.prefix {
        end.pointee = byte
        end += 1
      }
      memcpy(end, base, raw.count)
      end += raw.count
      for byte in transform.suffix {
        end.pointee = byte
        end += 1
      }
      state.results[index] = FieldResult(bytes: UnsafePointer(target), count: total, state: .value)
      return
    }
    let outcome = transform.outcome(of: raw, kind: kind)
    switch outcome.state {
    case .value: put(CSVText.quoted(outcome.text), state, index)
    case .missing: leaveBlank(state, index, column: column)
    case .held, .stop: hold(outcome, state, index, column: column, raw: Array(raw))
    }
  }

  /// Puts a text that lives as long as the row.
  func put(_ bytes: [UInt8], _ state: RecordState, _ index: Int) {
    let target = row.room(bytes.count)
    for (offset, byte) in bytes.enumerated() { target[offset] = byte }
    state.results[index] = FieldResult(
      bytes: UnsafePointer(target), count: bytes.count, state: .value)
  }

  /// Notes why the row is held.
  func hold(
    _ outcome: Outcome, _ state: RecordState, _ index: Int, column: Int?, raw: [UInt8]
  ) {
    let field = state.plan.fields[index].field
    let shown = field.isPersonal ? "" : ShownText.make(raw)
    var reason = HoldReason(
      code: outcome.state == .stop ? .stopAsked : outcome.code ?? .fieldEmpty, column: column,
      field: field.name, value: shown)
    if outcome.asksForReview, case .column(_, let transform) = state.plan.fields[index].source {
      reason.review = .init(
        field: field.name, list: transform.listName,
        label: String(decoding: raw, as: UTF8.self))
    }
    reasons.append(reason)
    state.results[index] = FieldResult(bytes: RecordState.nothing, count: 0, state: .held)
  }

  /// The text of a column's heading.
  func heading(ofColumn column: Int) -> String? {
    plan.binding.headings.first { $0.column == column }.map { ShownText.make($0.text, limit: 60) }
  }
}

extension Code {
  static let fieldEmpty = Code("FIELD_EMPTY", .error)
}
