import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

/// Reads a file as a source and to its end.
func read(
  as source: any Source.Type, _ file: MemoryTableFile, _ layout: TableLayout = TableLayout(),
  name: String = "file.csv"
) throws -> Read {
  var findings = Findings()
  let input = Input(path: name)
  let reading = try source.open(file, SourceOptions(input, layout), &findings)
  let located = try TableLocator.locate(reading, input: input, &findings)
  var read = Read(located: located, findings: findings)
  let reader = try located.rows(RowTreatment())
  let batch = RecordBatch()
  while try reader.next(into: batch, &read.findings) {
    for row in 0..<batch.rowCount {
      read.rows.append((0..<Int(batch.widths[row])).map { batch.text(row: row, column: $0) })
      read.numbers.append(Int(batch.rowNumbers[row]))
    }
  }
  return read
}

@Suite struct `A sheet with hashtags` {
  @Test func `has its headings in the row above the tags, and nothing of what stands higher`()
    throws
  {
    let result = try read(
      as: HXLSource.self,
      csv("Who does what||\n2023||\nOrganisation|Area|Boys\n#org|#adm1+code|#reached+m\nA|X1|5"))
    #expect(result.headings == ["Organisation", "Area", "Boys"])
    #expect(result.located.headings.map(\.tag) == ["#org", "#adm1+code", "#reached+m"])
    #expect(result.rows == [["A", "X1", "5"]])
    #expect(result.numbers == [5])
    #expect(result.codes == [])
  }

  @Test(arguments: [1, 2, 12, 24, 25])
  func `may have its tags in any of the first 25 rows`(row: Int) throws {
    let above = (1..<row).map { "title \($0)|" }.map { $0 + "\n" }.joined()
    let result = try read(as: HXLSource.self, csv(above + "#org|#adm1\nA|B"))
    #expect(result.rows == [["A", "B"]])
    #expect(result.located.lastHeadingRow == row)
  }

  @Test func `is none when the tags come later`() {
    let above = (1...25).map { "title \($0)|x\n" }.joined()
    let failure = #expect(throws: Failure.self) {
      try read(as: HXLSource.self, csv(above + "#org|#adm1\nA|B"))
    }
    #expect(failure?.kind == .undecided)
    #expect(failure?.diagnostics.first?.code == .hashtagsMissing)
    #expect(failure?.diagnostics.first?.arguments["known"]?.contains("title 1") == true)
  }

  @Test func `is one when half of the cells are tags, and a cell that is none has no tag`() throws {
    let result = try read(as: HXLSource.self, csv("a|b|c|d\n#org|x|#adm1|Column1\n1|2|3|4"))
    #expect(result.located.headings.map(\.tag) == ["#org", nil, "#adm1", nil])
    #expect(result.codes == ["HXL_TAG_INVALID", "HXL_TAG_INVALID"])
    #expect(throws: Failure.self) { try read(as: HXLSource.self, csv("a|b|c\n#org|x|y\n1|2|3")) }
  }

  @Test func `joins two rows of headings where the mapping says so`() throws {
    let result = try read(
      as: HXLSource.self, csv("t||\nBoys||Girls\nold|young|old\n#a|#b|#c\n1|2|3"),
      layout { $0.headerRows = 2 })
    #expect(result.headings == ["Boys / old", "Boys / young", "Girls / old"])
    #expect(result.rows == [["1", "2", "3"]])
  }

  @Test func `leaves to the mapping where the headings are`() throws {
    let result = try read(
      as: HXLSource.self, csv("Org|Area\nthe partner|the place\n#org|#adm1\nA|B"),
      layout { $0.headerFind = "Org" })
    #expect(result.headings == ["Org", "Area"])
    #expect(result.located.headings.map(\.tag) == ["#org", "#adm1"])
    #expect(result.rows == [["A", "B"]])
  }

  private func book() -> MemoryTableFile {
    MemoryTableFile(
      format: "xlsx",
      sheets: [
        .init(name: "Lists", isHidden: true, rows: rows("Area\n#adm1\nX")),
        .init(name: "Read me", rows: rows("Fill in the sheet")),
        .init(name: "Data", rows: rows("Org|Area\n#org|#adm1\nA|B")),
        .init(name: "More", rows: rows("Org|Area\n#org|#adm1\nC|D")),
      ])
  }

  @Test func `is the first sheet with tags that people see; the others with tags are told`() throws
  {
    let result = try read(as: HXLSource.self, book(), name: "book.xlsx")
    #expect(result.located.sheet == "Data")
    #expect(result.codes == ["SHEET_NOT_READ"])
    #expect(result.findings.groups[0].arguments["known"] == "More · Lists")
  }

  @Test func `is one of the sheets that the mapping names`() throws {
    let result = try read(as: HXLSource.self, book(), layout { $0.sheets = ["Mo*"] })
    #expect(result.rows == [["C", "D"]])
    #expect(result.codes == [])
    let failure = #expect(throws: Failure.self) {
      try read(as: HXLSource.self, book(), layout { $0.sheets = ["Read me"] })
    }
    #expect(failure?.diagnostics.first?.code == .hashtagsMissing)
    #expect(failure?.diagnostics.first?.place?.sheet == "Read me")
    #expect(throws: Failure.self) {
      try read(as: HXLSource.self, book(), layout { $0.sheets = ["Other"] })
    }
  }

  @Test func `is found without being declared where the titles are far above`() throws {
    let result = try read(
      csv("Who does what\nEducation Cluster\n\nOrg|Area|Boys\n#org|#adm1|#reached+m\nA|B|3"))
    #expect(result.headings == ["Org", "Area", "Boys"])
    #expect(result.rows == [["A", "B", "3"]])
  }

  @Test func `is not seen in words that only begin like tags`() throws {
    let result = try read(csv("Comment|By\n#back2school|Ann\n#school|Bob"))
    #expect(result.rows.count == 2)
  }

  @Test func `says itself in which row and by which tags it was recognised`() throws {
    let head = FileHead(
      csv("Org|Area\n#org|#adm1 +name\nA|B"), input: Input(path: "x.csv"))
    let why = try #require(HXLSource.recognize(head))
    #expect(why.strength == .certain)
    #expect(why.reason.code == .sourceHXL)
    #expect(why.reason.place == Place("x.csv", row: 2))
    #expect(
      why.reason.arguments == ["row": "2", "count": "2", "value": "#org · #adm1+name"])
    #expect(HXLSource.recognize(FileHead(csv("Org|Area\nA|B"), input: Input(path: "x"))) == nil)
  }
}

@Suite struct `A heading and its hashtag` {
  @Test(arguments: [
    ("Women", "#reached+m"), ("Girls 6-11", "#reached+m+children"), ("Boys", "#reached+f"),
    ("Hombres", "#targeted+f"), ("Mujeres", "#targeted+m"), ("Niñas de 0-3 años", "#reached+m"),
    ("Garçons", "#reached+f"), ("FILLES", "#reached+male"), ("عدد الإناث", "#reached+m"),
    ("ذكور", "#reached+f"), ("State Pcode", "#adm1+name"), ("Region name", "#adm1+code"),
    ("Admin 2", "#adm1+name"), ("ADM3_EN", "#adm2+name"),
  ])
  func `contradict each other`(heading: String, tag: String) throws {
    let result = try read(csv("\(heading)|x\n\(tag)|#org\n1|2"))
    #expect(result.codes == ["HXL_TAG_CONTRADICTS"])
    #expect(result.findings.groups[0].examples == [Place("file.csv", row: 2, column: 1)])
    #expect(result.findings.groups[0].arguments["value"] == tag)
    #expect(result.located.headings[0].tag == tag)
  }

  @Test(arguments: [
    ("Women", "#reached+f"), ("Boys and girls", "#reached+m"), ("Boys", "#reached"),
    ("Boys", "#reached+m+f"), ("People", "#reached+m"), ("Admin 1", "#adm1+name"),
    ("Admin 1", "#admin1"), ("Pcode", "#adm1+code"), ("Mental health", "#sector+f"),
    ("Name or code", "#org+code"), ("Admin", "#adm2"), ("Organisation name", "#org+name"),
    ("#reached+f", "#reached+f"),
  ])
  func `agree, or say nothing against each other`(heading: String, tag: String) throws {
    #expect(try read(csv("\(heading)|x\n\(tag)|#org\n1|2")).codes == [])
  }
}
