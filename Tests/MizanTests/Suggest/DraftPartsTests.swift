import Testing

@testable import Mizan

/// The parts that a draft is put together from.
@Suite struct `Parts of a draft` {
  private let grades = GradeLabels(Workshop.standards, nil)

  /// Proposals for columns with these headings and nothing in them.
  private func proposals(_ headings: [String], tags: [String?] = []) -> [ColumnProposal] {
    headings.enumerated().map { index, text in
      let tag = index < tags.count ? tags[index] : nil
      let lines = text.split(separator: "\n").map(String.init)
      let whole = lines.joined(separator: " ")
      let column = ColumnSketch(
        Heading(whole, column: index, tag: tag), firstLine: lines.first ?? "")
      return ColumnProposal(
        column: column, candidates: [], dimensions: HeadingDimensions(whole, grades))
    }
  }

  @Test(arguments: [
    (["G1_F", "G1_M", "G2_F", "G2_M"], "{grade}_{sex}"),
    (
      ["Grade 1 / Girls", "Grade 1 / Boys", "Grade 2 / Girls", "Grade 2 / Boys"], "{grade} / {sex}"
    ),
    (["F - 6-11", "M - 6-11", "F - 12-17", "M - 12-17"], "{sex} - {age}"),
    (
      ["الصف الأول / ذكور", "الصف الأول / إناث", "الصف الثاني / ذكور", "الصف الثاني / إناث"],
      "{grade} / {sex}"
    ),
  ]) func `are grids where headings carry two dimensions`(headings: [String], pattern: String)
    throws
  {
    let grid = try #require(GridFinder.find(proposals(["School"] + headings + ["Total"]), grades))
    #expect(grid.pattern == pattern)
    #expect(grid.columns == [1, 2, 3, 4])
    #expect(Set(grid.names).count == 2)
  }

  @Test(arguments: [
    ["Girls", "Boys", "Women", "Men"], ["G1_F", "G1_M"], ["Lead / Name", "Lead / Type"], [],
    ["G1_F", "G1_M", "F_G2", "M_G2"],
  ]) func `are no grids where few headings do, or not alike`(headings: [String]) {
    #expect(GridFinder.find(proposals(headings), grades) == nil)
  }

  @Test func `are headings written so that they mean one column`() {
    let choice = HeadingChoice(
      proposals(["County\nChoose from the list", "Sub-County", "Girls", "Boys"]))
    #expect(choice.pattern(0) == "County*")
    #expect(choice.pattern(1) == "Sub-County")
    #expect(choice.pattern(2) == "Girls")
  }

  @Test func `keep a whole heading where its beginning means two columns`() {
    let choice = HeadingChoice(proposals(["Date\nof start", "Date\nof end"]))
    #expect(choice.pattern(0) == "Date of start")
    #expect(choice.pattern(1) == "Date of end")
  }

  @Test func `take the hashtag of headings that are alike`() {
    let alike = proposals(["Total", "Total", "Other"], tags: ["#reached+f", "#reached+m", nil])
    let choice = HeadingChoice(alike)
    #expect(choice.pattern(0) == "#reached+f")
    #expect(choice.pattern(1) == "#reached+m")
    #expect(HeadingChoice(proposals(["Total", "Total"])).pattern(0) == nil)
  }

  @Test func `shorten long headings`() throws {
    let long = "Please tell in a few words what was done in this place and by whom it was done"
    let pattern = try #require(HeadingChoice(proposals([long, "Girls"])).pattern(0))
    #expect(pattern.hasSuffix("*"))
    #expect(pattern.count < 60)
    #expect(long.hasPrefix(pattern.dropLast()))
  }

  @Test(arguments: [
    ("plain", "\"plain\""), ("say \"no\"", "\"say \\\"no\\\"\""), ("a\\b", "\"a\\\\b\""),
    ("two\nlines", "\"two lines\""), ("\u{202E}x", "\"\\u202Ex\""), ("\u{7}x", "\"x\""),
    ("إدلب", "\"إدلب\""), ("", "\"\""),
  ]) func `are quoted for YAML`(text: String, quoted: String) {
    #expect(YAMLText.quoted(text) == quoted)
  }

  @Test(arguments: [("a  b\nc", "a b c"), ("\u{202E}x", "x"), ("", "")])
  func `are one line where they are remarks`(text: String, comment: String) {
    #expect(YAMLText.comment(text) == comment)
  }

  @Test func `ask with what there is to choose among`() {
    func point(_ count: Int) -> OpenPoint {
      OpenPoint(
        subject: "activity.status",
        choices: (0..<count).map { OpenPoint.Choice(label: "C\($0)", line: "{ value: C\($0) }") },
        takesText: true, question: Reason(.askValue), rest: ", as: text", key: "from")
    }
    #expect(point(0).todo == "{ from: \"TODO\", as: text }")
    #expect(point(2).todo == "{ from: \"TODO: C0 | C1\", as: text }")
    #expect(point(20).todo.contains("C11 | …"))
    #expect(!point(20).todo.contains("C12"))
  }

  @Test func `find what stands above the headings`() {
    let top = TopRows([
      TopRows.Row(number: 1, texts: ["Census", "", "Census"], kinds: [.text, .blank, .text]),
      TopRows.Row(number: 3, texts: ["County\nhelp", "Girls"], kinds: [.text, .text]),
    ])
    #expect(top.titles(above: 3) == ["Census"])
    #expect(top.titles(above: 1) == [])
    #expect(top.firstLine(3, 0) == "County")
    #expect(top.firstLine(3, 1) == nil)
    #expect(top.firstLine(9, 0) == nil)
    #expect(top.firstLine(3, 9) == nil)
  }
}
