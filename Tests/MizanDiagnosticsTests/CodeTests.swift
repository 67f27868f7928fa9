import MizanDiagnostics
import Testing

@Suite struct `Codes` {
  @Test func `a code keeps its name and its severity`() {
    let code = Code("CSV_ROW_SHORT", .error)
    #expect(code.name == "CSV_ROW_SHORT")
    #expect(code.severity == .error)
  }

  @Test func `codes are ordered by their names alone`() {
    let codes = [
      Code("ZIP_OVERLAP", .note), Code("CSV_NUL_BYTE", .error), Code("ENC_MIXED", .warning),
      Code("CSV_ROW_SHORT", .note),
    ]
    #expect(
      codes.sorted().map(\.name) == ["CSV_NUL_BYTE", "CSV_ROW_SHORT", "ENC_MIXED", "ZIP_OVERLAP"])
    #expect(!(codes[0] < codes[0]))
  }

  @Test func `the same name with another severity is another code`() {
    let one = Code("SAME", .note)
    let other = Code("SAME", .error)
    #expect(one != other)
    #expect(Set([one, other, one]).count == 2)
  }

  @Test func `severities are ordered by how much they ask of a person`() {
    #expect(Severity.note < .warning && Severity.warning < .error && Severity.note < .error)
    #expect(Severity.allCases.max() == .error)
    #expect([Severity.error, .note, .warning].sorted() == [.note, .warning, .error])
    for severity in Severity.allCases { #expect(!(severity < severity)) }
  }

  @Test func `severities have the names that reports write`() {
    #expect(Severity.allCases.map(\.rawValue).sorted() == ["error", "note", "warning"])
    for severity in Severity.allCases {
      #expect(Severity(rawValue: severity.rawValue) == severity)
    }
    #expect(Severity(rawValue: "fatal") == nil)
  }
}
