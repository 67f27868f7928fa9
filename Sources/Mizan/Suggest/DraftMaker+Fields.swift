import MizanDiagnostics
import MizanRecords
import MizanStandards

extension DraftMaker {
  /// Writes the line of a field from the column that says it; asks when two say it alike or none
  /// does and the standard needs it.
  mutating func fill(
    _ record: inout Draft.Record, _ field: String, from table: String? = nil,
    otherwise fallback: String?
  ) {
    let found = columns(table ?? record.table, field)
    guard let first = found.first else {
      if let fallback { record.set(field, fallback) }
      return
    }
    let lines = found.map { line(for: draft.columns[$0]) }
    let best = confidence(first)
    let isTie =
      found.count > 1 && confidence(found[1]) > best - 0.03
      && concept(found[1]) == concept(first)
    guard best < DraftMaker.sure || isTie else {
      record.set(field, lines[0])
      return
    }
    let choices = zip(found, lines).prefix(4).map { index, line in
      OpenPoint.Choice(label: label(index), line: line)
    }
    let rest = String(lines[0].drop { $0 != "," }.dropLast(2))
    ask(&record, field, key: "from", rest: rest, choices, takesText: false)
  }

  func confidence(_ index: Int) -> Double { draft.columns[index].proposal.best?.confidence ?? 0 }
  private func concept(_ index: Int) -> String? { draft.columns[index].proposal.best?.concept.name }

  func label(_ index: Int) -> String { draft.columns[index].name }

  /// The line that reads a column as what it seems to be.
  func line(for column: Draft.Column) -> String {
    guard let concept = column.proposal.best?.concept else { return "{ from: \(column.name) }" }
    let from = "{ from: \(column.name)"
    switch concept.kind {
    case .code, .label: return "\(from), codes: \(concept.list), unmatched: review }"
    case .grade:
      return country == nil
        ? "\(from), as: text }" : "\(from), codes: grade, unmatched: review }"
    case .age: return "\(from), as: age, unreadable: hold }"
    case .date: return "\(from), as: date, unreadable: hold }"
    case .month: return "\(from), as: month, unreadable: hold }"
    case .count: return "\(from), as: count, unreadable: hold }"
    case .number, .lat, .lon: return "\(from), as: number, unreadable: hold }"
    default: return "\(from), as: text }"
    }
  }

  mutating func fillMeasure(_ record: inout Draft.Record, _ value: Int?, subject: Bool) {
    let measure = value.flatMap { draft.columns[$0].proposal.best?.concept.list } ?? ""
    if !measure.isEmpty {
      record.set("measure", "{ value: \(measure) }")
      return
    }
    let likely =
      subject ? ["REA", "TGT", "PIN", "STU"] : ["STU", "POP", "PIN", "REA", "TGT", "TEACH"]
    ask(
      &record, "measure", key: "value", rest: "",
      likely.map { OpenPoint.Choice(label: $0, line: "{ value: \($0) }") }, takesText: true)
  }

  /// A code of the age list, or a question where the list lacks it.
  mutating func fillAge(_ record: inout Draft.Record, _ age: String, isUnsure: Bool) {
    let isKnown = standards.list("age")?.entry(code: age) != nil
    if isKnown && !isUnsure {
      record.set("age", "{ value: \(age) }")
      return
    }
    var choices: [String] = []
    if isUnsure, age.hasPrefix("Y_GE"), let years = Int(age.dropFirst(4)) {
      choices = [age, "Y_GE\(years + 1)"]
    }
    choices = (choices + ["_U", "Y0T17", "Y_GE18"]).filter {
      standards.list("age")?.entry(code: $0) != nil
    }
    ask(
      &record, "age", key: "value", rest: "",
      choices.map { OpenPoint.Choice(label: $0, line: "{ value: \($0) }") }, takesText: true)
  }

  /// Asks for what the standard needs and no column says.
  mutating func fillRest(_ record: inout Draft.Record) {
    guard let table = standards.table(record.table) else { return }
    for field in table.fields
    where field.isRequired && field.defaultValue == nil && !record.has(field.name)
      && !["source_id", "source_ref", "unit", "obs_status", "note"].contains(field.name)
    {
      let codes = field.list.flatMap { standards.list($0) }?.entries.map(\.code) ?? []
      var choices = codes.map { OpenPoint.Choice(label: $0, line: "{ value: \($0) }") }
      if field.name == "activity_type", let name = columns("activity", "name").first {
        let column = draft.columns[name].name
        let line = "{ from: \(column), codes: activity_type, unmatched: review }"
        choices.insert(OpenPoint.Choice(label: column, line: line), at: 0)
      }
      ask(&record, field.name, key: "value", rest: "", choices, takesText: true)
    }
  }

  /// Leaves a decision to a person; the same question in several records is asked once.
  mutating func ask(
    _ record: inout Draft.Record, _ field: String, key: String, rest: String,
    _ choices: [OpenPoint.Choice], takesText: Bool
  ) {
    let known = standards.table(record.table)?.field(field)
    let codes = known?.list.flatMap { standards.list($0) }?.entries.map(\.code) ?? []
    let question = Reason(key == "from" ? .askColumn : .askValue, known?.meaning ?? "")
    let point = OpenPoint(
      subject: record.table + "." + field, choices: choices, takesText: takesText,
      question: question, codes: codes, rest: rest, key: key)
    let index = draft.open.firstIndex(of: point) ?? draft.open.count
    if index == draft.open.count { draft.open.append(point) }
    record.lines.append((field, .open(index)))
  }
}

extension Code {
  static let askColumn = Code("SUGGEST_ASK_COLUMN", .note)
  static let askValue = Code("SUGGEST_ASK_VALUE", .note)
}
