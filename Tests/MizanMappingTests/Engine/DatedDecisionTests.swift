import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// Decisions that hold in a period, followed by the day or the school year of the row.
@Suite struct `A decision that holds in a period` {
  /// `Centre` meant a camp until summer 2021, and a host community since.
  private let sites = """
    source,target,relation,valid_from,valid_to,status
    Centre,REF,equal,,2021-08,approved
    Centre,HOST,equal,2021-09,,approved
    Camp,REF,equal,,,approved
    Transit,,none,,2019,approved

    """

  private func run(
    _ rows: [String], on: String = "on: year", country: String? = "SYR", source: String = "",
    field: String = "codes: sites.csv, unmatched: review"
  ) throws -> EngineHarness.Outcome {
    let folder = try TemporaryFolder()
    try folder.write("sites.csv", sites)
    let text =
      "mizan: 1\nmapping: { id: t, version: 1.0.0, standard: eie-core@1"
      + (country.map { ", country: \($0)" } ?? "") + " }\n"
      + EngineBody.plain(
        columns: "area: [Area], kids: [Kids], site: [Site], year: [Year]", source: source)
      + "  displacement: { from: site, \(field), \(on) }\n"
    let checked = try CheckedMapping(
      MappingReader.read(Array(text.utf8), file: folder.path + "/t.map.yaml"),
      EngineHarness.standards())
    return try EngineHarness(checked, headings: "Area|Kids|Site|Year").run(rows)
  }

  @Test func `is followed by the school year of the row`() throws {
    let outcome = try run([
      "A|1|Centre|2020/2021", "B|2|Centre|2021/2022", "C|3|Camp|2020/2021", "D|4|centre|2021-22",
      "E|5|Camp|", "F|6|Centre|2021",
    ])
    #expect(
      outcome.observations("displacement") == ["REF", "HOST", "REF", "HOST", "REF", "REF"])
    #expect(outcome.result.isEven)
    #expect(outcome.codes.isEmpty)
  }

  @Test func `is followed by the day or the month of the row`() throws {
    let outcome = try run(
      [
        "A|1|Centre|2021-08-31", "B|2|Centre|1/9/2021", "C|3|Centre|2021-08",
        "D|4|Centre|September 2021", "E|5|Centre|31 août 2021",
      ], source: "{ dates: d/m/y }")
    #expect(outcome.observations("displacement") == ["REF", "HOST", "REF", "HOST", "REF"])
  }

  @Test(arguments: [
    "Centre|", "Centre|soon", "Transit|2020/2021", "Centre|31/08/2021x", "Transit|2019/2020",
  ])
  func `holds the row where the row's time is another, or nobody can read it`(_ cells: String)
    throws
  {
    let outcome = try run(["A|1|\(cells)", "B|2|Camp|2021"])
    #expect(outcome.codes == ["DECISION_OTHER_TIME": 1])
    #expect(outcome.result.counts.held == 1)
    #expect(outcome.observations("value") == ["2"])
    // A new decision for all times would contradict the old one, so nobody is asked for one.
    #expect(outcome.result.review.keys.isEmpty)
  }

  @Test func `holds the row whose year it covers only in part`() throws {
    // Without a country a school year may lie anywhere in its two years.
    let outcome = try run(["A|1|Centre|2021/2022", "B|2|Centre|2022/2023"], country: nil)
    #expect(outcome.codes == ["DECISION_OTHER_TIME": 1])
    #expect(outcome.observations("displacement") == ["HOST"])
  }

  @Test func `may be followed by one day for all rows`() throws {
    let rows = ["A|1|Centre|x", "B|2|Camp|"]
    #expect(
      try run(rows, on: "on: 2020/2021").observations("displacement") == ["REF", "REF"])
    #expect(
      try run(rows, on: "on: \"2021-09-01\"").observations("displacement") == ["HOST", "REF"])
  }

  @Test func `leaves labels that nobody has decided about to the review`() throws {
    let outcome = try run(["A|1|Marché|2021/2022"])
    #expect(outcome.codes == ["CODE_UNKNOWN": 1])
    #expect(outcome.result.review.keys.map(\.label) == ["Marché"])
    let left = try run(
      ["A|1|Transit|2021/2022"], field: "codes: sites.csv, unmatched: missing")
    #expect(left.observations("displacement") == ["_T"])
    #expect(left.codes == ["CODE_UNKNOWN_LEFT_OUT": 1])
  }

  @Test(arguments: [
    ("on: yer", "MAP_UNKNOWN_NAME"), ("on: 2021-13", "MAP_UNKNOWN_NAME"),
    ("on: year, within: area, match: area", "MAP_KEY_UNSUPPORTED"),
  ])
  func `is refused without a day that can be found`(_ on: String, _ code: String) throws {
    let failure = #expect(throws: Failure.self) { try run([], on: on) }
    #expect(failure?.diagnostics.contains { $0.code.name == code } == true, "\(failure as Any)")
  }

  @Test func `is refused where the mapping names no day`() throws {
    let failure = #expect(throws: Failure.self) { try run([], on: "default: _T") }
    #expect(
      failure?.diagnostics.map(\.code.name) == Array(repeating: "CROSSWALK_PERIOD_UNUSED", count: 3)
    )
    let plain = #expect(throws: Failure.self) {
      try run([], on: "on: year", field: "as: text")
    }
    #expect(plain?.diagnostics.map(\.code.name) == ["MAP_BAD_VALUE"])
  }
}

@Suite struct `The days of a row` {
  private func span(_ text: String, start: Int? = nil, end: Int? = nil) -> String? {
    var habits = DaySpan.Habits()
    habits.startMonth = start
    habits.endMonth = end
    return DaySpan(Array(text.utf8), habits).map { "\($0.first) \($0.last)" }
  }

  @Test(
    arguments: [
      ("2021/2022", 9, 6, "2021-09-01 2022-06-31"), ("2021", 9, 6, "2020-09-01 2021-06-31"),
      ("2021", 2, 12, "2021-02-01 2021-12-31"), ("2021-05-03", 9, 6, "2021-05-03 2021-05-03"),
      ("2021-05", 9, 6, "2021-05-01 2021-05-31"), ("2009-10", 9, 6, nil), ("", 9, 6, nil),
      ("03/04/2021", 9, 6, nil), ("camp", 9, 6, nil),
    ] as [(String, Int, Int, String?)])
  func `are read from years, months and days`(
    _ text: String, _ start: Int, _ end: Int, _ wanted: String?
  ) {
    #expect(span(text, start: start, end: end) == wanted)
  }

  @Test func `are all days of the years where no country says the months`() {
    #expect(span("2021/2022") == "2021-01-01 2022-12-31")
    #expect(span("2021") == "2021-01-01 2021-12-31")
  }
}
