import MizanDiagnostics
import MizanStandards

extension DraftMaker {
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
      let hasYear =
        column.proposal.column.dates > 0
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
        "{ from: \(draft.columns[index].name), as: school-year, calendar: \(calendar), unreadable: hold }"
      )
    } else {
      let choices = years.map { OpenPoint.Choice(label: $0, line: "{ value: \"\($0)\" }") }
      ask(&record, "school_year", key: "value", rest: "", choices, takesText: true)
    }
  }
}
