import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanQuality

struct SmallCellsTests {
  @Test(arguments: [
    "Girls with disabilities", "girls_disability", "Filles handicapées", "Orphans", "إعاقة / إناث",
    "طلاب ذوي الإعاقة", "Élèves déficients visuels", "የአካል ጉዳተኞች", "Pregnant learners",
  ])
  func `Small counts of a group to protect are told one by one`(heading: String) {
    let counts = ["0", "1", "4", "5", "12", "", "-", "٣", "2.0"]
    let rows = counts.enumerated().map { ["s\($0)", $1, "3"] }
    let findings = inspect([lines(rows)], context(["school", heading, "boys"], counts: [1, 2]))
    #expect(findings.columns("SMALL_CELL") == [heading])
    #expect(findings.count("SMALL_CELL") == 4)
    #expect(findings.rows("SMALL_CELL") == [3, 4, 9, 10])
    #expect(findings.groups.first?.key.value == "")
  }

  @Test func `Columns that are no counts or name no such group stay quiet`() {
    let rows = lines((0..<20).map { ["s\($0)", "2", "3"] })
    #expect(inspect([rows], context(["school", "disability", "rooms"], counts: [])).isEmpty)
    #expect(inspect([rows], context(["school", "girls", "boys"], counts: [1, 2])).isEmpty)
  }

  @Test func `A table split by who people are is told when most counts are small`() {
    let small = lines((0..<12).map { ["s\($0)", "F", "\($0 % 4 + 1)"] })
    let findings = inspect([small], context(["school", "sex", "enrolled"], counts: [2]))
    #expect(findings.columns("SMALL_CELL") == ["enrolled"])
    #expect(findings.count("SMALL_CELL") == 12)
    #expect(findings.groups.first?.examples == [Place("f.csv", row: 2, column: 3)])
    #expect(inspect([small], context(["school", "form", "enrolled"], counts: [2])).isEmpty)
  }

  @Test func `Some small counts among large ones are ordinary`() {
    let rows = (0..<20).map { ["s\($0)", "F", $0 % 2 == 0 ? "3" : "٤٠"] }
    #expect(inspect([lines(rows)], context(["school", "sex", "n"], counts: [2])).isEmpty)
    let few = (0..<4).map { ["s\($0)", "F", "3"] }
    #expect(inspect([lines(few)], context(["school", "sex", "n"], counts: [2])).isEmpty)
  }

  @Test func `Zero and blank are no counts of people`() {
    let rows = (0..<30).map { ["s\($0)", "F", $0 < 6 ? "1" : $0 < 20 ? "0" : ""] }
    #expect(
      inspect([lines(rows)], context(["school", "sex", "n"], counts: [2])).count("SMALL_CELL") == 6)
  }

  @Test func `Parts merged judge together`() {
    let headings = context(["school", "sex", "n"], counts: [2])
    var findings = Findings()
    var one = RowRules()
    var two = RowRules()
    one.inspect(lines([["a", "F", "1"], ["b", "F", "2"]]), headings, &findings)
    two.inspect(lines((0..<3).map { ["c\($0)", "F", "3"] }, first: 9), headings, &findings)
    one.merge(two, headings, &findings)
    #expect(findings.isEmpty)
    one.conclude(headings, &findings)
    #expect(findings.rows("SMALL_CELL") == [2])
    #expect(findings.count("SMALL_CELL") == 5)
  }

  @Test func `A row that is shorter than the table is no trap`() {
    let rows = batch([["s"], ["t", "F", "1"]])
    #expect(
      inspect([rows], context(["school", "sex", "disabled"], counts: [2])).count("SMALL_CELL") == 1)
  }
}
