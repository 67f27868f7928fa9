import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

struct RowShapeTests {
  private let data = RecordBatch.Mark.data
  private let blank = RecordBatch.Mark.blank
  private let rule = RecordBatch.Mark.firstRule

  @Test func `A text row that is too short or too long is held with its column`() throws {
    let result = try read(csv("a|b|c\n1|2\n1|2|3\n1|2|3|4\n1|2|3||\n<<<<<<< HEAD"))
    #expect(result.faults == [0: "CSV_ROW_SHORT", 2: "CSV_ROW_LONG", 4: "CSV_ROW_SHORT"])
    #expect(result.rows[3] == ["1", "2", "3"])
  }

  @Test func `A long row keeps what it said`() throws {
    var findings = Findings()
    let located = try TableLocator.locate(
      csv("a|b\nx, y|2|3"), TableLayout(), input: Input(path: "f.csv"), &findings)
    let batch = RecordBatch()
    _ = try located.rows(RowTreatment()).next(into: batch, &findings)
    #expect(batch.faults[0]?.raw == "\"x, y\",2,3")
    #expect(batch.faults[0]?.column == 3)
  }

  @Test func `A workbook's short row is padded`() throws {
    let result = try read(sheet("a|b|c\n1\n1|2|3\n1|2"))
    #expect(result.rows == [["1", "", ""], ["1", "2", "3"], ["1", "2", ""]])
    #expect(result.faults.isEmpty)
  }

  @Test func `Content right of a workbook's table that the first rows lack is told once`() throws {
    var lines = "a|b\n"
    for index in 0..<700 { lines += "x\(index)|1\n" }
    let result = try read(sheet(lines + "y|1||note\nz|1|note", batchRows: 100))
    #expect(result.headings == ["a", "b"])
    #expect(result.findings.groups.map(\.count) == [1])
    #expect(
      result.findings.groups[0].examples == [
        Place("file.csv", sheet: "Data", row: 702, column: 4)
      ])
  }

  @Test func `Rows without content are blank whatever their width`() throws {
    let result = try read(csv("a|b\n|\n\n \u{A0}|\t\n||||\n1|2"))
    #expect(result.marks == [blank, blank, blank, blank, data])
    #expect(result.faults.isEmpty)
  }

  @Test func `Undeclared sums are held`() throws {
    let result = try read(
      csv("id|school|girls\n1|A|3\n|TOTAL|9\n|Total school|2\nالمجموع||4\nEnsemble||4\n2|Total|5"))
    #expect(result.faults.keys.sorted() == [1, 3, 4])
    #expect(Set(result.faults.values) == ["ROW_TOTAL_DETECTED"])
  }

  @Test(arguments: TotalsDetector.labels)
  func `Each label is found in any case`(label: String) throws {
    for text in [label, label.uppercased(), label.lowercased(), " \(label)"] {
      let result = try read(csv("school|girls\nA|1\n\(text)|9"))
      #expect(result.faults == [1: "ROW_TOTAL_DETECTED"])
    }
  }

  @Test(arguments: [
    "Totally", "Totem", "Tot", "Ensembles", "المدرسة", "المجموعة", "To", "9999", "ድም",
  ])
  func `Names that only begin alike are data`(name: String) throws {
    #expect(try read(csv("school|girls\nA|1\n\(name)|9")).faults == [:])
  }

  @Test func `Declared exclusions come before everything else`() throws {
    let drops = [
      RowTreatment.Drop(name: "totals", .says(column: 0, labels: ["Total", "Sub*"])),
      RowTreatment.Drop(name: "no school", .blank(columns: [0, 1])),
    ]
    let result = try read(
      csv("school|area|girls\nTOTAL|x|1\nA|x|2\nsubtotal x|x|3\n||4\nTotal|x\n|x|5\n||"),
      TableLayout(), treatment(drops: drops))
    #expect(result.marks == [rule, data, rule, rule + 1, rule, data, blank])
    #expect(result.faults == [:])
  }

  @Test func `A column that a short row lacks meets no exclusion`() throws {
    let drops = [RowTreatment.Drop(name: "none", .blank(columns: [1]))]
    let result = try read(csv("a|b|c\n1\n1||3"), TableLayout(), treatment(drops: drops))
    #expect(result.marks == [data, rule])
    #expect(result.faults == [0: "CSV_ROW_SHORT"])
  }

  @Test func `A mark is compared as it stands and a blank label fits blank cells`() throws {
    let marks = [RowTreatment.Drop(name: "m", .says(column: 1, labels: ["-"]))]
    let file = csv("a|b\n1|-\n2|\n3|x")
    #expect(try read(file, TableLayout(), treatment(drops: marks)).marks == [rule, data, data])
    let blanks = [RowTreatment.Drop(name: "b", .says(column: 1, labels: [""]))]
    #expect(try read(file, TableLayout(), treatment(drops: blanks)).marks == [data, rule, data])
  }

  @Test(arguments: [1, 2, 3, 1024])
  func `Blank cells take the value above as far as that is data`(batchRows: Int) throws {
    let drops = [RowTreatment.Drop(name: "totals", .says(column: 0, labels: ["Total"]))]
    let result = try read(
      csv(
        "area|school\n|early\nIdlib|A\n|B\nTotal|\n|C\nHama|short|x|y\n \u{A0}|D\nHoms|E\n|\n|F",
        batchRows: batchRows),
      TableLayout(), treatment(fillDown: [0], drops: drops))
    #expect(
      result.rows.map { $0[0] } == [
        "", "Idlib", "Idlib", "Total", "Idlib", "Hama", "Idlib", "Homs", "", "Homs",
      ])
  }

  @Test func `A format's own faults are kept and not judged again`() throws {
    let shaper = RowShaper(width: 2, isText: true, RowTreatment())
    let batch = RecordBatch()
    batch.appendRow(["x"], number: 1)
    batch.appendRow([""], number: 2)
    let code = Code("CSV_NUL_BYTE", .error)
    batch.faults = [0: .init(code), 1: .init(code)]
    #expect(shaper.shape(batch) == 2)
    #expect(batch.faults.mapValues(\.code) == [0: code, 1: code])
    #expect(batch.marks == [0, 0])
  }
}
