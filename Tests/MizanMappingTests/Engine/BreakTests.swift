import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

@Suite struct `A break of the series` {
  private func grid(_ more: String = "") -> String {
    """
    columns: { area: [Area], year: [Year] }
    grid: { heading: "{grade} / {sex}", cell: learners }
    record:
      table: observation
      ref_area: { from: area }
      school_year: { from: year }
      measure: { value: STU }
      level: { derive: level }
      grade: { from: grade, codes: grade, unmatched: review }
      sex: { from: sex, codes: sex, unmatched: stop }
      value: { from: learners, as: count, unreadable: hold }
    \(more)
    """
  }

  private let headings = "Area|Year|Grade 6 / M|Grade 7 / F|Grade 9 / M|Grade 11 / F"

  @Test func `marks the first year of another structure in every cell that it touches`() throws {
    let outcome = try EngineHarness(grid(), headings: headings, country: "ETH").run([
      "A|2020/2021|1|2|3|4", "A|2021/2022|1|2|3|4", "A|2022/2023|1|2|3|4", "B|2021/2022|5|6|7|8",
    ])
    #expect(
      outcome.observations("obs_status") == [
        "V", "V", "V", "V", "V", "B", "B", "B", "V", "V", "V", "V", "V", "B", "B", "B",
      ])
    #expect(
      outcome.observations("level") == [
        "L1", "L2", "L2", "L3", "L1", "L2", "L3", "L3", "L1", "L2", "L3", "L3", "L1", "L2", "L3",
        "L3",
      ])
    #expect(outcome.result.isEven)
  }

  @Test func `is silent about a number that is missing`() throws {
    let outcome = try EngineHarness(grid(), headings: headings, country: "ETH").run([
      "A|2021/2022|1||3|", "B|2020/2021|1||3|4",
    ])
    #expect(outcome.observations("obs_status") == ["V", "O", "B", "O", "V", "O", "V", "V"])
    #expect(outcome.observations("value") == ["1", "", "3", "", "1", "", "3", "4"])
  }

  @Test func `does not stay from one row to the next, whatever their order`() throws {
    let years = ["2020/2021", "2021/2022", "2013/2014", "2021/2022", "1997/1998", "2000/2001"]
    let rows = (0..<60).map { "A|\(years[$0 * 7 % 6])|1|2|3|4" }
    let outcome = try EngineHarness(grid(), headings: headings, country: "ETH").run(
      rows, workers: rows.indices.map { $0 % 3 })
    let wanted = rows.flatMap { row -> [String] in
      let isBreak = row.contains("2021/2022") || row.contains("1997/1998")
      return isBreak ? ["V", "B", "B", "B"] : ["V", "V", "V", "V"]
    }
    #expect(outcome.observations("obs_status") == wanted)
  }

  @Test func `gives way to a status that the mapping writes`() throws {
    let outcome = try EngineHarness(
      grid("  obs_status: { value: E }"), headings: headings, country: "ETH"
    ).run(["A|2021/2022|1|2|3|4"])
    #expect(outcome.observations("obs_status") == ["E", "E", "E", "E"])
  }

  @Test func `is told in plain tables too`() throws {
    let text = """
      columns: { area: [Area], year: [Year], grade: [Grade], kids: [Kids] }
      record:
        table: observation
        ref_area: { from: area }
        school_year: { from: year }
        measure: { value: STU }
        level: { derive: level }
        grade: { from: grade, codes: grade, unmatched: review }
        value: { from: kids, as: count, unreadable: hold }
      """
    let outcome = try EngineHarness(text, headings: "Area|Year|Grade|Kids", country: "SYR").run([
      "A|2001/2002|Grade 5|1", "A|2002/2003|Grade 5|1", "A|2002/2003|Grade 10|1",
      "A|2002/2003|Grade 5|", "A|2013/2014|الصف الخامس|1", "A|2014/2015|الصف الخامس|1",
      "A|2013/2014||9",
    ])
    #expect(outcome.observations("obs_status") == ["V", "B", "V", "O", "B", "V", "V"])
    #expect(outcome.observations("level") == ["L1", "L2", "L3", "L2", "L1", "L1", "_T"])
    #expect(outcome.result.isEven)
  }

  @Test func `needs a level that is derived`() throws {
    let outcome = try EngineHarness(
      grid().replacing("level: { derive: level }", with: "level: { value: L3 }"),
      headings: headings, country: "ETH"
    ).run(["A|2021/2022|1|2|3|4"])
    #expect(outcome.observations("obs_status") == ["V", "V", "V", "V"])
  }
}
