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
    let isTie = found.count > 1 && confidence(found[1]) > best - 0.03
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

  /// The lowest area with a code, else the lowest with a name.
  mutating func fillArea(_ record: inout Draft.Record) {
    let found = draft.columns.indices.filter {
      draft.columns[$0].proposal.best?.concept.field == "ref_area"
        && confidence($0) >= ColumnScorer.least + 0.1
        && draft.columns[$0].proposal.column.filled > 0
    }
    let levels = found.reduce(into: [Int: Int]()) { $0[$1] = level($1) }
    func rank(_ index: Int) -> (Int, Int, Double) {
      let concept = draft.columns[index].proposal.best?.concept
      let level = levels[index] ?? 0
      let known = country.map { pack in pack.areas.areas.contains { $0.level == level } } ?? true
      return (concept?.kind == .pcode && known ? 1 : 0, known ? level : -level, confidence(index))
    }
    guard let best = found.max(by: { rank($0) < rank($1) }) else {
      ask(&record, "ref_area", key: "value", rest: "", [], takesText: true)
      return
    }
    let column = draft.columns[best]
    let concept = column.proposal.best?.concept
    let line =
      country == nil
      ? "{ from: \(column.name), as: text }"
      : "{ from: \(column.name), match: area, level: \(levels[best] ?? 1), unmatched: review }"
    if concept?.kind == .area, country == nil {
      ask(
        &record, "ref_area", key: "from", rest: ", as: text",
        [OpenPoint.Choice(label: column.name, line: line)], takesText: false)
    } else {
      record.set("ref_area", line)
    }
  }

  /// The level whose areas the values are; where no country knows them, what the heading says.
  private func level(_ index: Int) -> Int {
    let said = Int(draft.columns[index].proposal.best?.concept.list ?? "") ?? 1
    guard let country else { return said }
    var counts: [Int: Int] = [:]
    let values = draft.columns[index].proposal.column.values.prefix(ValueEvidence.limit)
    for value in values {
      let areas = country.areas.areas(folded: Folding.fold(value.utf8), level: nil, parent: nil)
      for level in Set(areas.map(\.level)) { counts[level, default: 0] += 1 }
    }
    let most = counts.values.max() ?? 0
    guard most * 10 >= values.count * 4, counts[said] != most else { return said }
    return counts.filter { $0.value == most }.keys.min() ?? said
  }

  /// The years that the sheet speaks of: its own column, headings, titles, names.
  var years: [String] {
    if let index = columns("observation", "school_year").first {
      let values = draft.columns[index].proposal.column.values
      if values.count == 1 { return values }
    }
    let headings = proposals.map(\.column.heading.text)
    for texts in [headings, sketch.titles, [sketch.sheet ?? ""], [fileName]] {
      let years = TitleFinder.years(in: texts)
      if !years.isEmpty { return years }
    }
    return []
  }

  mutating func fillMonth(_ record: inout Draft.Record) {
    if let index = columns("activity", "report_month").first {
      let column = draft.columns[index]
      let hasYear = column.proposal.column.dates > 0
        || column.proposal.column.values.contains { !TitleFinder.years(in: [$0]).isEmpty }
      let year = hasYear ? nil : years.first
      let rest = year.map { ", year: \($0)" } ?? ""
      record.set("report_month", "{ from: \(column.name), as: month\(rest), unreadable: hold }")
    } else if draft.titles.contains(where: { $0.name == "month" }) {
      record.set("report_month", "{ from: month, as: month, unreadable: stop }")
    } else {
      ask(
        &record, "report_month", key: "value", rest: "",
        years.prefix(1).map {
          OpenPoint.Choice(label: "\($0)-01", line: "{ value: \"\($0)-01\" }")
        }, takesText: true)
    }
  }

  mutating func fillYear(_ record: inout Draft.Record) {
    let calendar = country?.profile["calendar"] == "ETH" ? "ethiopian" : "gregorian"
    if draft.titles.contains(where: { $0.name == "school_year" }) {
      record.set(
        "school_year",
        "{ from: school_year, as: school-year, calendar: \(calendar), unreadable: stop }")
    } else if let index = columns("observation", "school_year").first {
      record.set(
        "school_year",
        "{ from: \(draft.columns[index].name), as: school-year, calendar: \(calendar), unreadable: hold }")
    } else {
      let choices = years.map { OpenPoint.Choice(label: $0, line: "{ value: \"\($0)\" }") }
      ask(&record, "school_year", key: "value", rest: "", choices, takesText: true)
    }
  }

  mutating func fillMeasure(_ record: inout Draft.Record, _ value: Int?, subject: Bool) {
    let measure = value.flatMap { draft.columns[$0].proposal.best?.concept.list } ?? ""
    if !measure.isEmpty {
      record.set("measure", "{ value: \(measure) }")
      return
    }
    let likely = subject ? ["REA", "TGT", "PIN", "STU"] : ["STU", "POP", "PIN", "REA", "TGT", "TEACH"]
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
    let meaning = standards.table(record.table)?.field(field)?.meaning ?? ""
    let point = OpenPoint(
      subject: record.table + "." + field, choices: choices, takesText: takesText,
      question: Reason(key == "from" ? .askColumn : .askValue, meaning), rest: rest, key: key)
    let index = draft.open.firstIndex(of: point) ?? draft.open.count
    if index == draft.open.count { draft.open.append(point) }
    record.lines.append((field, .open(index)))
  }
}

extension Code {
  static let askColumn = Code("SUGGEST_ASK_COLUMN", .note)
  static let askValue = Code("SUGGEST_ASK_VALUE", .note)
}
