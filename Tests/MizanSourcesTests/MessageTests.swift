import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

struct MessageTests {
  @Test func `Every code of the room has its text in all languages`() throws {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let table = try SmallTable(file: "/\(folder)/standards/messages/sources.csv")
    let codes: [Code] = [
      .sheetMissing, .sheetsNotRead, .headerNotFound, .headerBlank, .hashtagInvalid, .titleUnfit,
      .fileNameUnfit, .inputNoRows, .rowShort, .rowLong, .rowTotalDetected,
      .hashtagsMissing, .hashtagContradicts, .sourceHXL, .sourceHeadings, .sourceTable,
      .sourceUnknown, .sourceOptionUnknown, .sourceUnfit, .sourceDHIS2, .sourceKobo, .sourceForm,
      .sourceNameUnknown, .formNoSurvey, .formLanguageUnknown, .dhis2RowsUneven,
      .rowAroundUnreadable,
    ]
    for code in codes {
      for language in Messages.Language.allCases {
        let rows = table.rows.filter {
          table.text($0, "code") == code.name && table.text($0, "lang") == language.rawValue
        }
        #expect(rows.count == 1, "\(code.name) in \(language)")
        #expect(
          rows.allSatisfy { !table.text($0, "what").isEmpty && !table.text($0, "fix").isEmpty })
      }
    }
    #expect(table.rows.count == codes.count * Messages.Language.allCases.count)
  }
}
