import MizanStandards

extension DraftMaker {
  /// Writes the records: one of the table that the rows are, and one for each column of numbers.
  mutating func makeRecords(_ table: String) {
    if table != "observation" {
      var record = Draft.Record(table: table)
      switch table {
      case "activity": fillActivity(&record)
      case "facility": fillFacility(&record)
      case "incident": fillIncident(&record)
      default: break
      }
      fillRest(&record)
      draft.records.append(record)
    }
    guard table == "observation" || table == "activity" else { return }
    let subject = table == "activity"
    if let grid = draft.grid {
      var record = Draft.Record(table: "observation")
      fillObservation(
        &record, HeadingDimensions("", grades), grid: grid, value: nil, subject: subject)
      draft.records.append(record)
    }
    for index in valueColumns {
      var record = Draft.Record(table: "observation")
      fillObservation(
        &record, draft.columns[index].proposal.dimensions, grid: nil, value: index,
        subject: subject)
      draft.records.append(record)
    }
    if draft.records.isEmpty {
      var record = Draft.Record(table: "observation")
      fillObservation(&record, HeadingDimensions("", grades), grid: nil, value: nil, subject: false)
      draft.records.append(record)
    }
    makeCheck()
  }

  private mutating func fillActivity(_ record: inout Draft.Record) {
    fill(&record, "activity_id", otherwise: "{ derive: row-id }")
    for field in ["plan_id", "org_lead", "org_impl", "donor", "activity_type", "name", "modality"] {
      fill(&record, field, otherwise: nil)
    }
    fillArea(&record)
    if let place = columns("facility", "name").first {
      record.set("facility_id", "{ from: \(draft.columns[place].name), as: text }")
    }
    for field in ["status", "start_date", "end_date"] { fill(&record, field, otherwise: nil) }
    fillMonth(&record)
    // "Counted once?" is answered in many ways; only codes of the list are taken.
    if let dedup = columns("activity", "dedup").first,
      draft.columns[dedup].proposal.best?.reasons.contains(where: { $0.code == .byCodes }) == true
    {
      record.set("dedup", line(for: draft.columns[dedup]))
    }
  }

  private mutating func fillFacility(_ record: inout Draft.Record) {
    if let code = columns("facility", "national_id").first {
      let name = draft.columns[code].name
      let prefix = country.map { $0.iso3 + "-" } ?? "FAC-"
      record.set("facility_id", "{ from: \(name), as: text, prefix: \(YAMLText.quoted(prefix)) }")
      record.set("national_id", "{ from: \(name), as: text }")
    } else {
      record.set("facility_id", "{ derive: row-id }")
    }
    for field in ["name", "type", "ownership"] { fill(&record, field, otherwise: nil) }
    fillArea(&record)
    for field in ["lat", "lon"] {
      if let index = columns("facility", field).first {
        record.set(field, "{ from: \(draft.columns[index].name), as: number, unreadable: hold }")
      }
    }
    for field in ["functionality", "damage"] { fill(&record, field, otherwise: nil) }
  }

  private mutating func fillIncident(_ record: inout Draft.Record) {
    fill(&record, "incident_id", otherwise: "{ derive: row-id }")
    if columns("incident", "date").isEmpty, let start = columns("activity", "start_date").first {
      record.set("date", "{ from: \(draft.columns[start].name), as: date, unreadable: hold }")
    } else {
      fill(&record, "date", otherwise: nil)
    }
    fillArea(&record)
    for field in ["attack_type", "actor_type"] { fill(&record, field, otherwise: nil) }
  }

  private mutating func fillObservation(
    _ record: inout Draft.Record, _ dimensions: HeadingDimensions, grid: Draft.Grid?, value: Int?,
    subject: Bool
  ) {
    fillArea(&record)
    fillYear(&record)
    fillMeasure(&record, value, subject: subject)
    fill(&record, "level", from: "observation", otherwise: nil)
    if let grade = dimensions.grade { record.set("grade", "{ value: \(grade) }") }
    if let sex = dimensions.sex { record.set("sex", "{ value: \(sex) }") }
    if let age = stated(dimensions).age { fillAge(&record, age, isUnsure: dimensions.isAgeUnsure) }
    for name in grid?.names ?? [] {
      record.set(
        name,
        name == "age"
          ? "{ from: age, as: age, unreadable: stop }"
          : "{ from: \(name), codes: \(name), unmatched: stop }")
    }
    for field in ["grade", "sex", "age", "programme", "displacement", "disability", "origin"]
    where !record.has(field) {
      fill(&record, field, from: "observation", otherwise: nil)
    }
    if !record.has("level"), record.has("grade"), country != nil {
      record.set("level", "{ derive: level }")
    }
    if subject {
      record.set("subject_id", "{ derive: row-id, prefix: \"act:\" }")
    } else if let code = columns("facility", "national_id").first {
      record.set("subject_id", "{ from: \(draft.columns[code].name), as: text, prefix: \"fac:\" }")
    }
    if let grid {
      record.set("value", "{ from: \(grid.cell), as: count, unreadable: hold }")
    } else if let value {
      let column = draft.columns[value]
      let sketch = column.proposal.column
      let kind = sketch.whole == sketch.numbers ? "count" : "number"
      let rest = ", as: \(kind), unreadable: hold"
      if confidence(value) < DraftMaker.sure {
        let line = "{ from: \(column.name)\(rest) }"
        let choice = OpenPoint.Choice(label: column.name, line: line)
        ask(&record, "value", key: "from", rest: rest, [choice], takesText: false)
      } else {
        record.set("value", "{ from: \(column.name)\(rest) }")
      }
    } else {
      let rest = ", as: number, unreadable: hold"
      let choices = unexplained { $0.numberShare >= 0.5 }.map {
        OpenPoint.Choice(label: $0, line: "{ from: \($0)\(rest) }")
      }
      ask(&record, "value", key: "from", rest: rest, choices, takesText: choices.isEmpty)
    }
  }

  /// Girls, boys, women and men against the column of totals.
  private mutating func makeCheck() {
    guard let total = columns("", "total").first, columns("", "total").count == 1 else { return }
    let name = draft.columns[total].name
    if let grid = draft.grid {
      draft.check =
        "{ name: row-total, that: \"sum(\(grid.cell)) = \(name)\", per: row, else: warning }"
      return
    }
    let parts = valueColumns.filter { draft.columns[$0].proposal.dimensions.sex != nil }
    guard parts.count >= 2, parts.count == valueColumns.count else { return }
    let sum = parts.map { "first-of(\(draft.columns[$0].name), 0)" }.joined(separator: " + ")
    draft.check = "{ name: row-total, that: \"\(sum) = \(name)\", per: row, else: warning }"
  }
}
