import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

@Suite struct `An open decision` {
  @Test(arguments: [
    ("TODO", true), ("TODO: STU | POP", true), ("TODO ask", true), ("todo", false), ("", false),
    ("TODOS", false), ("what TODO", false),
  ]) func `is told by its first word`(text: String, isOpen: Bool) {
    #expect(OpenDecision.isOpen(text) == isOpen)
  }

  @Test func `is a warning and no fault`() throws {
    let text =
      Language.head + Language.columns
      + "record:\n  table: observation\n  value: { from: \"TODO: value | other\", as: count, unreadable: hold }\n"
    let mapping = try Language.read(text)
    #expect(mapping.faults.isEmpty)
    #expect(mapping.warnings.map(\.code.name) == ["MAP_UNDECIDED"])
    #expect(mapping.warnings.first?.arguments["value"] == "TODO: value | other")
    #expect(mapping.warnings.first?.place?.line != nil)
  }

  @Test func `shows all that there is to choose among`() throws {
    let choices = (1...30).map { "CODE\($0)" }.joined(separator: " | ")
    let text =
      Language.head + Language.columns
      + "record:\n  table: observation\n  measure: { value: \"TODO: \(choices)\" }\n"
    let told = try Language.read(text).warnings.first?.arguments["value"] ?? ""
    #expect(told.contains("CODE20"))
  }
}

@Suite struct `A probe of values` {
  @Test(arguments: [
    ("2023-05-01", true), ("1/2/2023", true), ("31.12.2023", true), ("soon", false), ("12", false),
  ]) func `knows days`(text: String, isDate: Bool) {
    #expect(ValueProbe.isDate(text, .text) == isDate)
  }

  @Test(arguments: [
    ("May 2023", true), ("July", true), ("mars", true), ("2023-05", true), ("Kwale", false),
    ("", false),
  ]) func `knows months`(text: String, isMonth: Bool) {
    #expect(ValueProbe.isMonth(text, .text) == isMonth)
  }

  @Test(arguments: [
    ("2023/2024", true), ("2023-24", true), ("٢٠٢٣/٢٠٢٤", true), ("2023", false),
    ("2023/2030", false), ("Kwale", false),
  ]) func `knows school years`(text: String, isYear: Bool) {
    #expect(ValueProbe.isSchoolYear(text) == isYear)
  }
}
