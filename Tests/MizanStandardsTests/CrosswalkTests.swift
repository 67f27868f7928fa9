import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

struct CrosswalkTests {
  static let heads =
    "source,target,relation,valid_from,valid_to,status,reviewed_by,reviewed_on,note\n"

  private func crosswalk(_ lines: String, heads: String = CrosswalkTests.heads) throws -> Crosswalk
  {
    let folder = try TemporaryFolder()
    return try Crosswalk(file: folder.write("c.csv", heads + lines), name: "crosswalks/c.csv")
  }

  private func problems(_ lines: String, heads: String = CrosswalkTests.heads) -> [Diagnostic] {
    do {
      _ = try crosswalk(lines, heads: heads)
      return []
    } catch {
      return (error as? Failure)?.diagnostics ?? []
    }
  }

  private func find(_ crosswalk: Crosswalk, _ label: String) -> Crosswalk.Entry? {
    crosswalk.entry(folded: Folding.fold(Array(label.utf8)))
  }

  @Test func `Approved lines decide, others do not`() throws {
    let crosswalk = try crosswalk(
      """
      الصف الأول,G1,equal,,,approved,R. Officer,2026-01-12,
      Second,G2,Narrower,,, APPROVED ,,,
      Third,G3,equal,,,proposed,,,
      Fourth,G4,equal,,,rejected,,,
      Fifth,G9,none,,,approved,,,

      """)
    #expect(find(crosswalk, "الصف الاول")?.target == "G1")
    #expect(find(crosswalk, "SECOND")?.relation == "narrower")
    #expect(find(crosswalk, "Third") == nil)
    #expect(find(crosswalk, "Fourth") == nil)
    #expect(find(crosswalk, "fifth")?.relation == "none")
    #expect(find(crosswalk, "fifth")?.target == "")
    #expect(find(crosswalk, "second")?.line == 3)
    #expect(crosswalk.proposed == ["Third"])
    #expect(crosswalk.name == "crosswalks/c.csv")
  }

  @Test func `Two approved lines for one label are refused with both lines`() {
    let found = problems(
      "Girls,F,equal,,,approved,,,\nBoys,M,equal,,,approved,,,\ngirls.,X,equal,,,approved,,,\n")
    #expect(found.map(\.code.name) == ["CROSSWALK_AMBIGUOUS"])
    #expect(found.first?.arguments["line"] == "4")
    #expect(found.first?.arguments["other"] == "2")
    #expect(found.first?.place?.line == 4)
  }

  @Test func `A proposed line beside an approved one is no contradiction`() throws {
    let crosswalk = try crosswalk("Girls,F,equal,,,approved,,,\ngirls,X,equal,,,proposed,,,\n")
    #expect(find(crosswalk, "girls")?.target == "F")
  }

  @Test func `Lines of different periods decide by the day`() throws {
    let crosswalk = try crosswalk(
      "Grade 9,L2,equal,,2020,approved,,,\nGrade 9,L3,equal,2021,,approved,,,\n")
    let label = Array("grade 9".utf8)
    #expect(crosswalk.entry(folded: label) == nil)
    #expect(crosswalk.entry(label, on: "2020-12-31")?.target == "L2")
    #expect(crosswalk.entry(label, on: "2021-01-01")?.target == "L3")
    #expect(crosswalk.entry(Array("grade 8".utf8), on: "2021-01-01") == nil)
  }

  @Test func `Before the first day no line holds`() throws {
    let crosswalk = try crosswalk("Grade 9,L3,equal,2021-09-01,2022-08,approved,,,\n")
    let label = Array("grade 9".utf8)
    #expect(crosswalk.entry(label, on: "2021-08-31") == nil)
    #expect(crosswalk.entry(label, on: "2022-08-31") != nil)
    #expect(crosswalk.entry(label, on: "2022-09-01") == nil)
  }

  @Test func `Periods that share a day are refused`() {
    let found = problems(
      "A,x,equal,,2021-06,approved,,,\nA,y,equal,2021-06-30,,approved,,,\nB,x,equal,2020,2021,approved,,,\nB,y,equal,2022,,approved,,,\n"
    )
    #expect(found.map(\.code.name) == ["CROSSWALK_AMBIGUOUS"])
  }

  @Test(arguments: [
    ("A,x,same,,,approved,,,", "CROSSWALK_RELATION_UNKNOWN"),
    ("A,x,,,,approved,,,", "CROSSWALK_RELATION_UNKNOWN"),
    ("A,x,equal,,,,,,", "CROSSWALK_STATUS_UNKNOWN"),
    ("A,x,equal,,,ok,,,", "CROSSWALK_STATUS_UNKNOWN"),
    ("A,,equal,,,approved,,,", "CROSSWALK_TARGET_MISSING"),
    ("A,x,equal,01/09/2021,,approved,,,", "CROSSWALK_DATE_UNREADABLE"),
    ("A,x,equal,,2021-9-1,approved,,,", "CROSSWALK_DATE_UNREADABLE"),
    ("A,x,equal,2021-01-01-01,,approved,,,", "CROSSWALK_DATE_UNREADABLE"),
  ])
  func `A wrong word is refused with its line`(line: String, code: String) {
    let found = problems("Z,z,equal,,,approved,,,\n" + line + "\n")
    #expect(found.map(\.code.name) == [code])
    #expect(found.first?.place?.line == 3)
  }

  @Test func `All wrong lines are told at once`() {
    let found = problems("A,x,same,,,approved,,,\nB,,equal,,,approved,,,\nC,x,equal,,,perhaps,,,\n")
    #expect(found.count == 3)
  }

  @Test func `Lines that no label can reach are refused`() {
    let found = problems("-,x,equal,,,approved,,,\nB,x,equal,2022,2021,approved,,,\n")
    #expect(
      found.map(\.code.name) == ["CROSSWALK_LINE_UNREACHABLE", "CROSSWALK_PERIOD_EMPTY"])
    #expect(found.map { $0.place?.line } == [2, 3])
  }

  @Test func `A file without its columns is refused, dates may be absent`() throws {
    #expect(problems("a,b\n", heads: "source,target\n").first?.code.name == "TABLE_COLUMN_MISSING")
    let short = try crosswalk("A,x,equal,approved\n", heads: "source,target,relation,status\n")
    #expect(find(short, "a")?.target == "x")
  }

  @Test func `Candidates name targets, and no decision that says none`() throws {
    let crosswalk = try crosswalk(
      "Girls total,F,equal,,,approved,,,\nGirls totle,,none,,,approved,,,\n")
    #expect(crosswalk.candidates(for: "girl total", limit: 5).map(\.code) == ["F"])
  }
}

extension Crosswalk {
  /// The decision that holds on one day.
  func entry(_ folded: [UInt8], on day: String) -> Entry? {
    guard case .decided(let entry) = answer(folded: folded, days: (day, day)) else { return nil }
    return entry
  }
}
