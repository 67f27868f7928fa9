import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanQuality

struct RowRulesTests {
  @Test func `Batches without rows or bytes are no trap`() {
    let empty = RecordBatch()
    let blank = batch([["", ""], []])
    blank.marks = [1, 1]
    let unmarked = batch([["", ""], []])
    #expect(inspect([empty, blank, unmarked], context(["a", "b"])).isEmpty)
  }

  @Test func `A clean table is found clean`() {
    let rows = (0..<500).map { ["PS\($0)", "مدرسة \($0)", "École \($0)", "\($0 + 5)"] }
    #expect(
      inspect([lines(rows)], context(["school_id", "name", "nom", "n"], counts: [3])).isEmpty)
  }

  @Test func `What is found does not depend on how rows are cut into batches`() {
    let rows = (0..<300).map { index in
      ["s\(index % 250)", index % 7 == 0 ? "x\u{202E}y" : "plain", "a@example.org", "\(index % 9)"]
    }
    let headings = context(["school", "name", "sex", "disabled"], counts: [3])
    let whole = inspect([lines(rows)], headings)
    let parts = inspect(
      stride(from: 0, to: 300, by: 13).map {
        lines(Array(rows[$0..<min($0 + 13, 300)]), first: $0 + 2)
      }, headings)
    #expect(whole.countsByCode == parts.countsByCode)
    #expect(!whole.isEmpty)
    for code in whole.countsByCode.keys { #expect(whole.rows(code.name) == parts.rows(code.name)) }
  }

  @Test func `Every code of the room has its text in all languages`() throws {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let table = try SmallTable(file: "/\(folder)/standards/messages/quality.csv")
    let codes: [Code] = [
      .rowDuplicate, .ruleStopped, .textBidiControl, .piiSuspected, .smallCell,
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
