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

  @Test(arguments: [
    ("Ministère\n\nRapport de mars 2024\nRégion|École|Filles|Garçons\nLac|A|1|2", [4, 1]),
    ("Ministerio\nInforme\nEstado|Escuela|Niñas|Niños\nX|A|1|2", [3, 1]),
    ("الوزارة\nتقرير\n\n\nالمحافظة|المدرسة|إناث|ذكور\nحلب|أ|1|2", [5, 1]),
    ("Instructions: fill in one row for each school\nCounty|School|Girls\nMeru|A|1", [2, 1]),
    ("|||\n|County|School|Girls\n|Meru|A|1", [2, 1]),
  ]) func `are found by what they say, in any language`(text: String, place: [Int]) {
    #expect(find(text) == place)
  }

  @Test(arguments: [
    ("École|Filles|Filles|Garçons|Garçons\n|6-11|12-17|6-11|12-17\nA|1|2|3|4", [1, 2]),
    ("Escuela|Niñas|Niñas|Niños|Niños\n|6-11|12-17|6-11|12-17\nA|1|2|3|4", [1, 2]),
    ("School|Girls|Girls|Boys|Boys\n|6-11|12-17|6-11|12-17\nA|1|2|3|4", [1, 2]),
    ("Title\nSchool|Reached|Reached\n|Girls|Boys\nA|1|2", [2, 2]),
  ]) func `are two where the lower one splits them`(text: String, place: [Int]) {
    #expect(find(text) == place)
  }

  @Test func `are looked for in the first rows only`() {
    let far =
      String(repeating: "note\n", count: HeaderFinder.limit) + "County|School|Girls\nMeru|A|1"
    #expect(find(far) == nil)
    let near =
      String(repeating: "note\n", count: HeaderFinder.limit - 1) + "County|School|Girls\nM|A|1"
    #expect(find(near) == [HeaderFinder.limit, 1])
  }

  @Test(arguments: [
    "County\nMeru\nKwale", "Girls\n1\n2", "1|2|3\n4|5|6", "x", "School\nGirls\nBoys",
    "Lorem|School|Ipsum\na|b|c",
  ]) func `need two words that are known`(text: String) {
    #expect(find(text) == nil)
  }

  @Test func `are the row that says most, not the first`() {
    #expect(find("Girls|Boys\nCounty|School|Girls|Boys|Total\nMeru|A|1|2|3") == [2, 1])
    #expect(
      find("County|School|Girls|Boys\nCounty|School|Girls|Boys\nMeru|A|1|2") == [1, 1],
      "of two alike the upper")
  }

  @Test func `count against themselves with numbers`() {
    #expect(find("County|Girls|4|5|6\nCounty|Girls\nMeru|1") == [2, 1])
  }
}
