import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

@Suite struct `Where a field comes from` {
  private let body = """
    source: { title: "Year {year}" }
    columns: { area: [Area], alt: [Other area], note: [Note], date: [Date] }
    grid: { heading: "{grade} / {sex}", cell: learners }
    record:
      table: observation
      ref_area: { first-of: [alt, area] }
      school_year: { from: year, as: school-year, unreadable: hold }
      measure: { value: STU }
      grade: { from: grade, as: text, prefix: "G" }
      sex: { from: sex, codes: sex, unmatched: review }
      ref_date: { from: date, as: date, unreadable: missing }
      note: { from: note }
      subject_id: { derive: row-id }
      level: { calc: "if(area = 'A', 'L1', 'L2')" }
      value: { from: learners, as: count, unreadable: hold }
    """

  private func lineage(
    _ row: String, column: Int? = 5, table: String = "observation"
  ) throws -> [String: FieldLineage]? {
    let harness = try EngineHarness(
      body, headings: "Area|Other area|Note|Date|1 / M|2 / girls", captures: ["year": "2021-22"])
    let batch = RecordBatch()
    EngineHarness.append("x|y|z|1 May 2023|8|9", number: 2, to: batch)
    EngineHarness.append(row, number: 3, to: batch)
    guard let found = harness.plan.lineage(batch, row: 1, table: table, column: column) else {
      return nil
    }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.field, $0) })
  }

  @Test func `is told for the number of a cell`() throws {
    let value = try #require(try lineage("A||n|3 May 2023|7|١٢")?["value"])
    #expect(value.value == "12" && value.raw == "١٢" && value.cell == "F3")
    #expect(value.heading == "2 / girls" && value.how == "as count" && value.decision == nil)
    #expect(value.line == 17)
  }

  @Test func `is told for what stands in the heading`() throws {
    let found = try #require(try lineage("A||n||7|8"))
    let sex = try #require(found["sex"])
    #expect(sex.value == "F" && sex.heading == "2 / girls" && sex.how == "from the heading")
    #expect(sex.cell == nil)
    #expect(found["grade"]?.value == "G2")
    #expect(try lineage("A||n||7|8", column: 4)?["sex"]?.value == "M")
  }

  @Test func `is told for what stands above the headings`() throws {
    let year = try #require(try lineage("A||||7|8")?["school_year"])
    #expect(year.value == "2021/2022" && year.how == "from above the headings")
  }

  @Test func `is told for a constant`() throws {
    let measure = try #require(try lineage("A||||7|8")?["measure"])
    #expect(
      measure.value == "STU" && measure.how == "constant" && measure.cell == nil
        && measure.line == 10)
  }

  @Test func `is the first of several columns that says something`() throws {
    #expect(try lineage("A|B||||1")?["ref_area"]?.cell == "B3")
    #expect(try lineage("A|||||1")?["ref_area"]?.cell == "A3")
    #expect(try lineage("A|||||1")?["ref_area"]?.value == "A")
    #expect(try lineage("|||||1")?["ref_area"]?.cell == "B3")
  }

  @Test func `is told for a column with its reading`() throws {
    let date = try #require(try lineage("A|||3 May 2023|7|8")?["ref_date"])
    #expect(date.value == "2023-05-03" && date.raw == "3 May 2023" && date.how == "as date")
    #expect(date.heading == "Date" && date.cell == "D3")
    let bad = try #require(try lineage("A|||soon|7|8")?["ref_date"])
    #expect(bad.value == "" && bad.raw == "soon")
  }

  @Test func `never shows what is personal`() throws {
    let note = try #require(try lineage("A||Amal, 7 years||7|8")?["note"])
    #expect(note.raw == "" && note.cell == "C3")
  }

  @Test func `is told in words for what the engine works out`() throws {
    let found = try #require(try lineage("A||||7|8"))
    #expect(found["subject_id"]?.how == "made of the source and the row")
    #expect(found["level"]?.how == "calculated")
  }

  @Test func `is told for the fields of the mapping and the value only`() throws {
    let fields = Set(try #require(try lineage("A||||7|8")).keys)
    #expect(
      fields == [
        "ref_area", "school_year", "measure", "grade", "sex", "ref_date", "note", "subject_id",
        "level",
        "value",
      ])
  }

  @Test func `is nothing where no record fits`() throws {
    #expect(try lineage("A||||7|8", table: "facility") == nil)
    #expect(try lineage("A||||7|8", column: 0) == nil)
    #expect(try lineage("A||||7|8", column: nil) == nil)
  }

  @Test func `names the line of the crosswalk that decided`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "s.csv", "source,target,relation,status\nboys,M,equal,approved\ngirls,F,equal,approved\n")
    let text =
      "mizan: 1\nmapping: { id: t, version: 1.0.0, standard: eie-core@1 }\n"
      + EngineBody.plain(columns: "area: [Area], kids: [Kids], x: [X]")
      + "  sex: { from: x, codes: s.csv, unmatched: review }\n"
    let checked = try CheckedMapping(
      MappingReader.read(Array(text.utf8), file: folder.path + "/t.map.yaml"),
      EngineHarness.standards())
    let harness = try EngineHarness(checked, headings: "Area|Kids|X")
    let batch = RecordBatch()
    EngineHarness.append("A|1|Girls", number: 2, to: batch)
    let found = try #require(
      harness.plan.lineage(batch, row: 0, table: "observation", column: nil))
    let sex = try #require(found.first { $0.field == "sex" })
    #expect(sex.value == "F" && sex.decision == "s.csv:3" && sex.how == "codes s.csv")
    let value = try #require(found.first { $0.field == "value" })
    #expect(value.cell == "B2" && value.value == "1")
  }

  @Test func `agrees with the records that were written`() throws {
    let harness = try EngineHarness(
      body, headings: "Area|Other area|Note|Date|1 / M|2 / girls", captures: ["year": "2021-22"])
    var chance = SeededNumbers(71)
    let rows = (0..<40).map { _ in
      (0..<6).map { column in
        column < 3
          ? ["A", "B c", "", " D "].randomElement(using: &chance) ?? ""
          : column == 3
            ? ["1 May 2023", "x", ""].randomElement(using: &chance) ?? ""
            : ["1", "٢", "", "1,5"].randomElement(using: &chance) ?? ""
      }.joined(separator: "|")
    }
    let batch = RecordBatch()
    for (index, row) in rows.enumerated() {
      EngineHarness.append(row, number: index + 2, to: batch)
    }
    let records = try #require(try harness.run(rows).tables["observation"])
    #expect(records.count > 30)
    for record in records {
      let reference = try #require(record["source_ref"])
      let row = try #require(Int(reference.dropFirst())) - 2
      let column = reference.hasPrefix("E") ? 4 : 5
      let found = try #require(
        harness.plan.lineage(batch, row: row, table: "observation", column: column))
      for entry in found where entry.field != "level" && entry.field != "subject_id" {
        #expect(entry.value == record[entry.field], "\(entry.field) of \(reference)")
      }
    }
  }
}
