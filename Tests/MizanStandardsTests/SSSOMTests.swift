import MizanDiagnostics
import MizanStandards
import Testing

struct SSSOMTests {
  private let folder: TemporaryFolder
  private let standards: Standards

  init() throws {
    folder = try TemporaryFolder()
    standards = try RealStandard.read()
  }

  private func write(
    _ lines: [CrosswalkLine], source: String? = nil, target: String? = nil
  ) throws -> (text: String, loss: SSSOMLoss) {
    var options = SSSOMWriter.Options(setID: "test")
    options.sourceList = source
    options.targetList = target
    var writer = try SSSOMWriter(standards, file: "c.csv", options)
    return writer.write(lines)
  }

  private func read(_ text: String) throws -> (lines: [CrosswalkLine], loss: SSSOMLoss) {
    var reader = try SSSOMReader(file: folder.write("c.sssom.tsv", text), standards)
    return try reader.read()
  }

  /// The lines without the numbers of their lines.
  private func texts(_ lines: [CrosswalkLine]) -> [[String: String]] { lines.map(\.texts) }

  private func counts(_ loss: SSSOMLoss) -> [String: Int] {
    Dictionary(
      loss.items.map { ("\($0.code.name) \($0.subject)", $0.count) }, uniquingKeysWith: +)
  }

  @Test func `Every crosswalk of the standard comes back as it went`() throws {
    #expect(standards.crosswalkNames.count > 30)
    for name in standards.crosswalkNames {
      let file = try #require(standards.file(ofCrosswalk: name))
      let sides = try #require(Standards.sides(ofCrosswalk: name))
      let lines = try CrosswalkLine.read(file)
      let (text, loss) = try write(lines, source: sides.source, target: sides.target)
      #expect(loss.isEmpty && loss.read == lines.count && loss.written == lines.count)
      let back = try read(text)
      #expect(texts(back.lines) == texts(lines), "\(name)")
      #expect(back.loss.isEmpty, "\(name): \(counts(back.loss))")
      #expect(
        try read(write(back.lines, source: sides.source, target: sides.target).text).lines.count
          == lines.count)
    }
  }

  @Test func `Words of a crosswalk become words of SSSOM`() throws {
    let heads = "source,target,relation,status,score,reviewed_by,reviewed_on,note\n"
    let file = try folder.write(
      "c.csv",
      heads
        + "Filles,F,equal,approved,0.9,R. Officer,2026-01-12,\"a \"\"b\"\"\"\nPublic,F,wider,proposed,,,,\n"
        + "Tous,_T,narrower,rejected,,,,\nAutre,,none,approved,,,,\nG,M,inexact,approved,,,,\n")
    let (text, loss) = try write(CrosswalkLine.read(file), target: "sex")
    let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let heading = try #require(rows.first)
    func column(_ name: String) throws -> [String] {
      let index = try #require(heading.firstIndex(of: name))
      return rows.dropFirst().map { $0[index] }
    }
    #expect(try column("subject_label") == ["Filles", "Public", "Tous", "Autre", "G"])
    #expect(try column("subject_type") == Array(repeating: "rdfs literal", count: 5))
    #expect(
      try column("predicate_id") == [
        "skos:exactMatch", "skos:narrowMatch", "skos:broadMatch", "skos:exactMatch",
        "skos:closeMatch",
      ])
    #expect(try column("predicate_modifier") == ["", "", "Not", "", ""])
    #expect(
      try column("object_id") == ["sex:F", "sex:F", "sex:_T", "sssom:NoTermFound", "sex:M"])
    #expect(try column("object_label") == ["Female", "Female", "Total", "", "Male"])
    #expect(try column("confidence") == ["0.9", "", "", "", ""])
    #expect(try column("reviewer_label")[0] == "R. Officer")
    #expect(try column("review_date")[0] == "2026-01-12")
    #expect(try column("comment")[0] == "\"a \"\"b\"\"\"")
    #expect(try column("mapping_justification")[1] == "semapv:UnspecifiedMatching")
    #expect(!heading.contains("subject_id"))
    #expect(text.contains("#  sex: \"urn:mizan:eie-core:1:sex:\"\n"))
    #expect(counts(loss) == ["SSSOM_EXTENSION status": 5])
    #expect(texts(try read(text).lines) == texts(try CrosswalkLine.read(file)))
  }

  @Test func `What SSSOM cannot carry is counted, and only that is missing afterwards`() throws {
    let heads =
      "source,target,relation,valid_from,valid_to,status,reviewed_by,reviewed_on,note,weight,method,region\n"
    let file = try folder.write(
      "c.csv",
      heads
        + "A,a,equal,2020,2021-06,approved,,2026,,0.25,spelling,North\nB,x y/ع,equal,,,approved,,2026-01-02,,,,\n"
        + "C,left,none,,,approved,,2026-01,,,,South\n")
    let lines = try CrosswalkLine.read(file)
    let (text, loss) = try write(lines)
    #expect(
      counts(loss) == [
        "SSSOM_EXTENSION status": 3, "SSSOM_EXTENSION valid_from": 1,
        "SSSOM_EXTENSION valid_to": 1, "SSSOM_EXTENSION weight": 1, "SSSOM_EXTENSION method": 1,
        "SSSOM_COLUMN_LOST region": 2, "SSSOM_VALUE_LOST reviewed_on": 2,
        "SSSOM_VALUE_LOST target": 1,
      ])
    #expect(!loss.isEmpty)
    #expect(loss.items.first { $0.subject == "target" }?.line == 4)
    var kept = lines
    for index in kept.indices {
      kept[index]["region"] = ""
      if kept[index]["reviewed_on"].utf8.count < 10 { kept[index]["reviewed_on"] = "" }
      if kept[index]["relation"] == "none" { kept[index]["target"] = "" }
    }
    #expect(texts(try read(text).lines) == texts(kept))
    #expect(text.contains("code:x%20y%2F%D8%B9"))
  }

  @Test func `Labels that others would misread are quoted or told`() throws {
    let file = try folder.write(
      "c.csv",
      "source,target,relation,status\n# of children,F,equal,approved\nNA,M,equal,approved\n")
    let lines = try CrosswalkLine.read(file)
    let (text, loss) = try write(lines, target: "sex")
    #expect(text.contains("\n\"# of children\"\tskos:exactMatch"))
    #expect(counts(loss) == ["SSSOM_EXTENSION status": 2, "SSSOM_BLANK_WORD NA": 1])
    #expect(loss.isEmpty)
    #expect(texts(try read(text).lines) == texts(lines))
  }

  @Test func `Random lines come back as they went`() throws {
    var seed: UInt64 = 11
    func next(_ limit: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % limit
    }
    let pieces = [
      "a", "Z", "9", " ", "\t", "\n", "\"", "\"\"", ",", ";", ":", "%", "#", "|", "é", "ع", "፩",
      "'", "_T", "%41", "+f", "\\", "sssom:", "👩‍🏫",
    ]
    func text(_ least: Int) -> String {
      (0..<(least + next(6))).map { _ in pieces[next(pieces.count)] }.joined()
    }
    for _ in 0..<200 {
      var lines: [CrosswalkLine] = []
      for _ in 0..<(1 + next(5)) {
        var line = CrosswalkLine([:])
        line["source"] = "s" + text(0)
        line["relation"] = ["equal", "narrower", "wider", "inexact", "none"][next(5)]
        if line["relation"] != "none" { line["target"] = "t" + text(0) }
        line["status"] = ["approved", "proposed", "rejected"][next(3)]
        line["reviewed_by"] = text(0)
        line["note"] = text(0)
        line["method"] = text(0)
        if next(4) == 0 { line["country"] = "TCD" }
        if next(2) == 0 { line["score"] = "0.\(next(100))" }
        if next(2) == 0 { line["reviewed_on"] = "2026-01-1\(next(10))" }
        if next(3) == 0 { line["valid_from"] = "20\(10 + next(10))" }
        if !lines.contains(where: { $0.texts == line.texts }) { lines.append(line) }
      }
      let (written, loss) = try write(lines)
      #expect(loss.isEmpty, "\(lines): \(counts(loss))")
      #expect(texts(try read(written).lines) == texts(lines))
    }
  }

  @Test func `Mappings of others are proposed, with all that they lose counted`() throws {
    let (lines, loss) = try read(
      """
      # curie_map:
      #   UBERON: http://purl.example.org/UBERON_
      # license: https://example.org/free
      # mapping_set_title: Stages
      # creator_id:
      #   - orcid:1
      subject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\tobject_label\tmapping_justification\tconfidence\tmapping_tool
      UBERON:1\tlarval stage\toboInOwl:hasDbXref\t\tZFS:1\t\tsemapv:LexicalMatching\t0.5\trdf
      UBERON:2\t\tskos:exactMatch\t\tZFS:2\tjuvenile\tsemapv:ManualMappingCuration\t\t
      UBERON:3\tadult\tskos:broadMatch\tNot\tZFS:3\t\tsemapv:ManualMappingCuration\t\t
      UBERON:3\tadult\tskos:broadMatch\tNot\tZFS:3\t\tsemapv:MappingReview\t\t
      UBERON:4\told\tskos:exactMatch\t\tsssom:NoTermFound\t\tsemapv:ManualMappingCuration\t\t

      """)
    #expect(lines.map { $0["source"] } == ["larval stage", "UBERON:2", "adult", "old"])
    #expect(lines.map { $0["target"] } == ["ZFS:1", "ZFS:2", "ZFS:3", ""])
    #expect(lines.map { $0["relation"] } == ["inexact", "equal", "narrower", "none"])
    #expect(lines.map { $0["status"] } == ["proposed", "proposed", "rejected", "proposed"])
    #expect(lines[0]["score"] == "0.5")
    #expect(
      counts(loss) == [
        "SSSOM_SET_LOST mapping_set_title": 1, "SSSOM_SET_LOST creator_id": 1,
        "SSSOM_PREDICATE_CHANGED oboInOwl:hasDbXref": 1, "SSSOM_STATUS_PROPOSED proposed": 3,
        "SSSOM_STATUS_PROPOSED rejected": 2, "SSSOM_SLOT_LOST mapping_tool": 1,
        "SSSOM_SLOT_LOST mapping_justification": 2, "SSSOM_SLOT_LOST subject_id": 4,
        "SSSOM_SLOT_LOST object_label": 1, "SSSOM_LINE_REPEATED adult": 1,
      ])
    #expect(loss.read == 5 && loss.written == 4 && !loss.isEmpty)
    #expect(loss.items.first { $0.subject == "oboInOwl:hasDbXref" }?.line == 8)
    // What came in is a sound crosswalk, and decides nothing before a person approves it.
    let crosswalk = try Crosswalk(
      file: folder.write("back.csv", CrosswalkLine.csv(lines)), name: "back")
    #expect(crosswalk.entries.isEmpty && crosswalk.proposed.count == 3)
  }

  @Test func `Literals have labels on the side that has no code`() throws {
    let (lines, _) = try read(
      "subject_id\tsubject_label\tpredicate_id\tobject_label\tmapping_justification\tobject_type\n"
        + "F:1\tmale\tskos:exactMatch\tMale sex\tsemapv:ManualMappingCuration\trdfs literal\n")
    #expect(lines.map { $0["target"] } == ["Male sex"])
  }

  @Test(arguments: [
    ("a\tb\n1\t2\n", "SSSOM_NO_TABLE", 1),
    ("#x: 1\n#y: 2\nsubject_id,predicate_id,object_id\n", "SSSOM_NO_TABLE", 3),
    ("", "SSSOM_NO_TABLE", 1),
    ("subject_id\tpredicate_id\tobject_id\nA\tskos:exactMatch\n", "TABLE_ROW_WIDTH", 2),
    ("#a: b\nsubject_id\tpredicate_id\tobject_id\nA\tskos:exactMatch\t\n", "SSSOM_SIDE_MISSING", 3),
    ("subject_id\tpredicate_id\tobject_id\n\tskos:exactMatch\tB\n", "SSSOM_SIDE_MISSING", 2),
    ("subject_id\tpredicate_id\tobject_id\n\"A\tx\tB\n", "CSV_UNTERMINATED_QUOTE", 2),
    ("subject_id\tpredicate_id\tobject_id\n\"A\"c\tx\tB\n", "TABLE_QUOTE_STRAY", 2),
  ])
  func `What is no SSSOM is refused with its line`(text: String, code: String, line: Int) throws {
    let failure = try #require(throws: Failure.self) { try read(text) }
    #expect(failure.kind == .mapping)
    #expect(failure.diagnostics.map(\.code.name) == [code])
    #expect(failure.diagnostics.first?.place?.line == line)
  }

  @Test func `Every loss has a text in each language`() throws {
    let messages = standards.messages()
    let codes = [
      "SSSOM_COLUMN_LOST", "SSSOM_VALUE_LOST", "SSSOM_EXTENSION", "SSSOM_SLOT_LOST",
      "SSSOM_BLANK_WORD",
      "SSSOM_SET_LOST", "SSSOM_PREDICATE_CHANGED", "SSSOM_STATUS_PROPOSED", "SSSOM_LINE_REPEATED",
    ]
    for code in codes {
      for language in Messages.Language.allCases {
        let told = messages.text(
          for: code, ["value": "x", "known": "y", "count": "3"], in: language)
        #expect(told.what.contains("x"), "\(code) \(language)")
        #expect(!(told.what + told.why + told.fix).contains("{"), "\(code) \(language)")
      }
    }
  }
}
