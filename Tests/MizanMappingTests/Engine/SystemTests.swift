import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// Levels of school systems that stand beside the national one.
@Suite struct `A level of another school system` {
  private func body(
    _ system: String?, grade: String = "{ from: grade, codes: grade, unmatched: review }"
  )
    -> String
  {
    let more = system.map { ", system: \"\($0)\"" } ?? ""
    return """
      columns: { area: [Area], year: [Year], grade: [Grade], kids: [Kids] }
      record:
        table: observation
        ref_area: { from: area }
        school_year: { from: year }
        measure: { value: STU }
        grade: \(grade)
        level: { derive: level\(more) }
        value: { from: kids, as: count, unreadable: hold }
      """
  }

  private func levels(
    _ system: String?, _ country: String, _ rows: [String], grade: String? = nil
  ) throws -> EngineHarness.Outcome {
    let text = grade.map { body(system, grade: $0) } ?? body(system)
    return try EngineHarness(text, headings: "Area|Year|Grade|Kids", country: country).run(rows)
  }

  @Test func `follows the grades of the system that is named`() throws {
    let rows = ["A|2021/2022|G4|1", "B|2021/2022|G9|2", "C|2021/2022|G10|4"]
    let agency = try levels("UNRWA", "PSE", rows)
    #expect(agency.observations("level") == ["L1", "L2"])
    // These schools end with grade 9.
    #expect(agency.codes == ["LEVEL_UNKNOWN": 1])
    #expect(agency.result.counts.held == 1)
    #expect(try levels(nil, "PSE", rows).observations("level") == ["L1", "L2", "L2"])
  }

  @Test func `knows grades that the national system has not`() throws {
    let rows = ["A|2021|ALP3|1", "B|2021|ALP4|2"]
    #expect(try levels("AES/ALP", "SSD", rows).observations("level") == ["L1", "L2"])
    #expect(try levels(nil, "SSD", rows).codes == ["LEVEL_UNKNOWN": 2])
  }

  @Test func `is the level of all its learners where it has no grades`() throws {
    let total = "{ value: _T }"
    let camps = try levels("Refugee camps", "TCD", ["A|2021/2022||7"], grade: total)
    #expect(camps.observations("level") == ["L1"])
    #expect(
      try levels(nil, "TCD", ["A|2021/2022||7"], grade: total).observations("level") == ["_T"])
    let later = try levels(
      "Refugee settlements (UNHCR, ERP)", "UGA", ["A|2017||7", "B|2018||8"], grade: total)
    #expect(later.observations("level") == ["_T", "L02T3"])
  }

  @Test func `is told in the resolved mapping`() throws {
    let harness = try EngineHarness(
      body("UNRWA"), headings: "Area|Year|Grade|Kids", country: "PSE")
    #expect(ResolvedMapping.text(harness.checked).contains("level: derive level, system UNRWA"))
  }
}

@Suite struct `A school system in a mapping` {
  private func told(_ line: String, country: String? = "PSE") throws -> [Diagnostic] {
    let head =
      "mizan: 1\nmapping: { id: test, version: 1.0.0, standard: eie-core@1"
      + (country.map { ", country: \($0)" } ?? "") + " }\n"
    return try Planning.diagnostics(
      head + "columns: { area: [Area], kids: [Kids] }\n" + Planning.record + "  \(line)\n")
  }

  @Test func `must be one of the country`() throws {
    let fault = try #require(try told("level: { derive: level, system: UNWRA }").first)
    #expect(fault.code.name == "MAP_UNKNOWN_SYSTEM")
    #expect(fault.place?.line == 10)
    #expect(fault.arguments["value"] == "UNWRA")
    #expect(fault.arguments["nearest"] == "did you mean `UNRWA`?")
    #expect(fault.arguments["known"]?.hasPrefix("MOE · UNRWA · East Jerusalem") == true)
    #expect(try told("level: { derive: level, system: UNRWA }").isEmpty)
    #expect(
      try told("level: { derive: level, system: TODO }").map(\.code.name) == ["MAP_UNDECIDED"])
  }

  @Test(arguments: ["level: { value: L1, system: UNRWA }", "note: { from: area, system: MOE }"])
  func `is refused where no level is derived`(_ line: String) throws {
    let fault = try #require(try told(line).first)
    #expect(fault.code.name == "MAP_BAD_VALUE")
    #expect(fault.arguments["known"] == "with `derive: level`")
  }

  @Test func `without a country is told as a country that is missing`() throws {
    let codes = try told("level: { derive: level, system: UNRWA }", country: nil).map(\.code.name)
    #expect(codes == ["MAP_NO_COUNTRY"])
  }
}
