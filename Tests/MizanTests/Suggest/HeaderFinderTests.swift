import Testing

@testable import Mizan

@Suite struct `The rows of headings` {
  private let evidence: HeadingEvidence

  init() throws {
    evidence = HeadingEvidence(
      try Vocabulary(Workshop.standards), GradeLabels(Workshop.standards, nil))
  }

  /// Finds headings in rows of cells parted by `|`; a blank line is no row, numbers are numbers.
  private func find(_ text: String) -> [Int]? {
    var rows: [TopRows.Row] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
        TopRows.oneLine(String($0))
      }
      rows.append(
        TopRows.Row(
          number: index + 1, texts: cells,
          kinds: cells.map { $0.isEmpty ? .blank : Int($0) != nil ? .number : .text }))
    }
    return HeaderFinder(TopRows(rows), evidence).find().map { [$0.row, $0.count] }
  }

  @Test func `are found below titles and groups`() {
    #expect(
      find(
        "Monthly return of partners\nWHO||WHERE|WHEN\nLead organisation|Donor|County|Month\nA|B|C|May"
      )
        == [3, 1])
  }

  @Test func `are two where one names columns alike`() {
    #expect(
      find("School|Grade 1|Grade 1|Grade 2|Grade 2\n|Girls|Boys|Girls|Boys\nA|1|2|3|4") == [1, 2])
    #expect(
      find("العام الدراسي\n\nالمحافظة|الصف الأول|الصف الأول\n|ذكور|إناث\nإدلب|3|4") == [3, 2])
  }

  @Test func `are one where a row of data looks like a heading`() {
    #expect(find("Sex|Status|County\nGirls|Ongoing|Kwale\nBoys|Planned|Meru") == [1, 1])
  }

  @Test func `stand above hashtags, or are hashtags themselves`() {
    #expect(find("Stadt|Summe\n#adm1+name|#inneed\nA|1") == [1, 1])
    #expect(find("#adm1+name|#inneed|#sector\nA|1|x") == [1, 1])
    #expect(find("Notes\n\nStadt|Summe\n#adm1+name|#inneed\nA|1") == [3, 1])
  }

  @Test func `are not found where nothing is known`() {
    #expect(find("Lorem|Ipsum\nx|y\n1|2") == nil)
    #expect(find("") == nil)
  }

  @Test func `are no row of numbers`() {
    #expect(find("Girls|Boys|Women\n1|2|3\n4|5|6") == [1, 1])
  }
}
