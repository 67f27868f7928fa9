import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanReports

@Suite struct WordsTests {
  @Test func `every word of the reports has a text in all three languages`() {
    for word in Word.allCases {
      for language in Messages.Language.allCases {
        let text = TestMessages.all.template(of: word.rawValue, in: language)
        #expect(text?.what.isEmpty == false, "\(word.rawValue) in \(language)")
      }
    }
  }

  @Test func `the texts name no word that the reports do not use`() throws {
    let known = Set(Word.allCases.map(\.rawValue))
    let table = try TestMessages.table("reports")
    for row in table.rows { #expect(known.contains(table.text(row, "code"))) }
  }

  @Test func `translations have the same gaps as the English text`() {
    for code in TestMessages.all.codes {
      guard let english = TestMessages.all.template(of: code, in: .english) else { continue }
      for language in [Messages.Language.french, .arabic] {
        guard let other = TestMessages.all.template(of: code, in: language) else { continue }
        #expect(gaps(english.what) == gaps(other.what), "\(code) in \(language)")
      }
    }
  }

  private func gaps(_ text: String) -> Set<Substring> {
    Set(
      text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
        $0.split(separator: "}").first
      })
  }
}
