import MizanDiagnostics
import MizanStandards
import Testing

/// Every way in which a crosswalk can be broken is refused with its line and what to do about it.
struct CrosswalkFaultTests {
  private static let messages: Messages? = (try? RealStandard.read())?.messages()

  private func problems(_ text: String) throws -> [Diagnostic] {
    let folder = try TemporaryFolder()
    do {
      _ = try Crosswalk(file: folder.write("c.csv", text), name: "c")
      return []
    } catch {
      return try #require(error as? Failure).diagnostics
    }
  }

  /// The only fault of a text: its code and line; it has a text with a fix in each language.
  private func fault(_ text: String, _ code: String, line: Int) throws {
    let found = try problems(text)
    #expect(found.map(\.code.name) == [code])
    #expect(found.first?.place?.line == line)
    #expect(found.first?.place?.file.hasSuffix("c.csv") == true)
    #expect(found.first?.code.severity == .error)
    let messages = try #require(CrosswalkFaultTests.messages)
    for language in Messages.Language.allCases {
      let told = messages.text(
        for: code, found.first?.arguments ?? [:], in: language)
      #expect(!told.what.isEmpty && !told.fix.isEmpty, "\(code) \(language)")
      #expect(!(told.what + told.why + told.fix).contains("{"), "\(code) \(language)")
    }
  }

  @Test(arguments: [
    ("6-11,11-Jun,equal,,,approved,,,", "TABLE_VALUE_DATE"),
    ("11-Jun,Y6T11,equal,,,approved,,,", "TABLE_VALUE_DATE"),
    ("06/11/2025,Y6T11,equal,,,approved,,,", "TABLE_VALUE_DATE"),
    ("11-Jun,Y6T11,equal,,,proposed,,,", "TABLE_VALUE_DATE"),
    ("School,1E+05,equal,,,approved,,,", "TABLE_VALUE_EXPONENT"),
    ("1E+05,S1,equal,,,approved,,,", "TABLE_VALUE_EXPONENT"),
    ("“Girls”,F,equal,,,approved,,,", "TABLE_VALUE_QUOTES"),
    ("Girls,“F”,equal,,,approved,,,", "TABLE_VALUE_QUOTES"),
    ("Girls,#REF!,equal,,,approved,,,", "TABLE_VALUE_ERROR"),
    ("Gu\u{FFFD}ra,TD04,equal,,,approved,,,", "TABLE_VALUE_BROKEN"),
    ("A,b,equal,,,approved,,,\nA,b,equal,,,approved,,,", "CROSSWALK_LINE_REPEATED"),
    ("A,b,equal,,,approved,,,\nâ,c,equal,,,approved,,,", "CROSSWALK_AMBIGUOUS"),
    ("A,b,equal,,,approved,,,\nA,b,wider,,,approved,,,", "CROSSWALK_AMBIGUOUS"),
    ("A,b,equal,2021,2020,approved,,,", "CROSSWALK_PERIOD_EMPTY"),
    (",b,equal,,,approved,,,", "CROSSWALK_LINE_UNREACHABLE"),
    ("–,b,equal,,,approved,,,", "CROSSWALK_LINE_UNREACHABLE"),
    ("A,b,equal,2021-13,,approved,,,", "CROSSWALK_DATE_UNREADABLE"),
    ("A,b,equal,,,approved,,12/01/2026,", "CROSSWALK_DATE_UNREADABLE"),
    ("A,b, c,equal,,,approved,,,", "TABLE_ROW_WIDTH"),
    ("A,b,equal,,,approved", "TABLE_ROW_WIDTH"),
  ])
  func `A broken line`(line: String, code: String) throws {
    let lines = line.split(separator: "\n").count
    try fault(
      CrosswalkTests.heads + "Z,z,equal,,,approved,,,\n" + line + "\n", code, line: 2 + lines)
  }

  @Test(arguments: [("1.5", "score"), ("0,5", "score"), ("-1", "weight"), ("much", "weight")])
  func `A share that is none`(text: String, column: String) throws {
    let quoted = text.contains(",") ? "\"\(text)\"" : text
    try fault(
      "source,target,relation,status,\(column)\nA,b,equal,approved,\(quoted)\n",
      "CROSSWALK_NUMBER_UNREADABLE", line: 2)
  }

  @Test func `Zeros that were lost, seen by the numbers beside them`() throws {
    let heads = "source,target,relation,status\n"
    try fault(
      heads + "0101,a,equal,approved\n0102,b,equal,approved\n103,c,equal,approved\n",
      "TABLE_VALUE_ZEROS", line: 4)
    try fault(
      heads + "a,0101,equal,approved\nb,0102,equal,approved\nc,103,equal,approved\n",
      "TABLE_VALUE_ZEROS", line: 4)
  }

  @Test func `A table that is no table`() throws {
    try fault(
      "source;target;relation;status\nA;b;equal;approved\n", "TABLE_SEPARATOR", line: 1)
    try fault(
      "source\ttarget\trelation\tstatus\nA\tb\tequal\tapproved\n", "TABLE_SEPARATOR", line: 1)
    try fault(
      "source,target,relation,status,target\nA,b,equal,approved,c\n", "TABLE_HEADING_REPEATED",
      line: 1)
    try fault("source,target\n\"A\"x,b\n", "TABLE_QUOTE_STRAY", line: 2)
    try fault("source,target,relation,status\n\"A,b,equal\n", "CSV_UNTERMINATED_QUOTE", line: 2)
  }

  @Test func `A label that partners really write so is marked and taken`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "c.csv",
      "source,target,relation,status,method\n11-Jun,Y6T11,equal,approved,as-written\n#N/A,,none,approved,\n"
    )
    let crosswalk = try Crosswalk(file: file, name: "c")
    #expect(crosswalk.entry(folded: Array("11 jun".utf8))?.target == "Y6T11")
    #expect(crosswalk.entries.count == 2)
    // The mark is for labels only: a code is never so written.
    let found = try problems(
      "source,target,relation,status,method\nA,11-Jun,equal,approved,as-written\n")
    #expect(found.map(\.code.name) == ["TABLE_VALUE_DATE"])
  }

  @Test func `All faults are told at once in the order of the lines`() throws {
    let found = try problems(
      CrosswalkTests.heads
        + "A,11-Jun,same,,,approved,,,\nB,b\nC,c,equal,,,approved,,,\nC,c,equal,,,approved,,,\n")
    #expect(found.compactMap { $0.place?.line } == [2, 2, 3, 5])
    #expect(
      Set(found.map(\.code.name)) == [
        "CROSSWALK_RELATION_UNKNOWN", "TABLE_VALUE_DATE", "TABLE_ROW_WIDTH",
        "CROSSWALK_LINE_REPEATED",
      ])
  }

  @Test func `Random bytes never stop the reader`() throws {
    var seed: UInt64 = 7
    func next(_ limit: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % limit
    }
    let pieces = [
      "source", "target", "relation", "status", ",", ",", "\n", "\"", "\"\"", "11-Jun", "1E+05",
      "“", "”", "approved", "equal", "2021-", "-", "0101", ";", "\t", "\r\n", "ع", "\u{FFFD}", " ",
    ]
    for _ in 0..<300 {
      var text = next(2) == 0 ? CrosswalkTests.heads : ""
      for _ in 0..<next(60) { text += pieces[next(pieces.count)] }
      _ = try problems(text)
    }
  }
}
