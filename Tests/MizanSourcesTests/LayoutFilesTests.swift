import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

/// Layouts as partners send them, cut down to what matters.
struct LayoutFilesTests {
  @Test func `A 5W workbook: banner, groups, headings with instructions`() throws {
    let rows = [
      Array(repeating: "KENYA 5Ws Reporting (WHO, WHAT, WHERE)", count: 6),
      ["", "WHO", "WHO", "WHERE", "WHOM", "WHOM"],
      [
        "Month of Reporting (2023)\nChoose", "Lead Organisation Name", "Donor / Grant Name",
        "County\nChoose from the dropdown", "Boys", "Girls",
      ],
      ["May", "UNICEF", "EAC", "Marsabit", "9431", "10289"],
      ["May", "FCA", "", "Isiolo", "", "37"],
      ["", "", "", "", "", ""],
      ["", "", "", "", "9431", "10326"],
    ]
    let file = MemoryTableFile(
      format: "xlsx",
      sheets: [
        .init(name: "Instructions", rows: [["", "Draft guidance"]]),
        .init(name: "5W_Data_Entry", rows: rows),
        .init(name: "List", isHidden: true, rows: [["Regions"]]),
      ])
    let drops = [RowTreatment.Drop(name: "sums", .blank(columns: [0, 1]))]
    let result = try read(
      file,
      layout {
        $0.sheets = ["5W*"]
        $0.headerFind = "Month of Reporting*"
      }, treatment(drops: drops), name: "5W_ Education_May 2023 Report.xlsx")
    #expect(result.located.sheet == "5W_Data_Entry")
    #expect(result.headings[0] == "Month of Reporting (2023) Choose")
    #expect(result.headings[3] == "County Choose from the dropdown")
    #expect(result.numbers == [4, 5, 6, 7])
    #expect(result.marks == [0, 0, 1, 2])
    #expect(result.codes == [])
    let recognised = try read(file, layout { $0.sheets = ["5W*"] })
    #expect(recognised.headings == result.headings)
  }

  @Test func `A census: title with the year, two rows of headings, blank areas, sums`() throws {
    let text = """
      التعداد المدرسي|||||
      للعام الدراسي 2023/2024|||||
      |||||
      المحافظة|رمز المدرسة|الصف الأول||الصف الثاني|
      ||ذكور|إناث|ذكور|إناث
      إدلب|S001|١٢|-|3|4
      |S002|3|4|5|6
      المجموع||15|4|8|10
      حلب|S003|1|1|1|1
      """
    for batchRows in [1, 4, 1024] {
      let result = try read(
        csv(text, batchRows: batchRows),
        layout {
          $0.titles = ["للعام الدراسي {school_year}"]
          $0.headerFind = "رمز المدرسة"
          $0.headerRows = 2
        },
        treatment(
          fillDown: [0],
          drops: [RowTreatment.Drop(name: "totals", .says(column: 0, labels: ["المجموع"]))]))
      #expect(
        result.headings == [
          "المحافظة", "رمز المدرسة", "الصف الأول / ذكور", "الصف الأول / إناث",
          "الصف الثاني / ذكور", "الصف الثاني / إناث",
        ])
      #expect(result.located.captures["school_year"]?.text == "2023/2024")
      #expect(result.located.captures["school_year"]?.place.cell == "A2")
      #expect(result.rows.map { $0[0] } == ["إدلب", "إدلب", "المجموع", "حلب"])
      #expect(result.marks == [0, 0, 2, 0])
      #expect(result.faults == [:])
    }
  }

  @Test func `A humanitarian sheet: spaced tags with capitals`() throws {
    let result = try read(
      sheet(
        """
        Governorate|Protection|Education
        #adm1 +name|#inneed |#Inneed
        BETHLEHEM|102000|2000
        """))
    #expect(result.located.headings.map(\.tag) == ["#adm1+name", "#inneed", "#inneed"])
    #expect(result.numbers == [3])
    #expect(result.codes == [])
  }

  @Test func `A population table: names as headings, numbers below`() throws {
    let result = try read(csv("ADM0_FR|ADM1_FR|F_TL|F_00_04\nTchad|Batha|100926|20022"))
    #expect(result.headings == ["ADM0_FR", "ADM1_FR", "F_TL", "F_00_04"])
  }

  @Test func `A file that changes its separator halfway`() throws {
    let result = try read(csv("a|b|c\n1|2|3\n1;2;3\n4;5;6"))
    #expect(result.faults == [1: "CSV_ROW_SHORT", 2: "CSV_ROW_SHORT"])
  }

  @Test func `Conflict markers are ragged rows`() throws {
    let result = try read(csv("a|b\n1|2\n<<<<<<< HEAD\n=======\n>>>>>>> x\n3|4"))
    #expect(result.faults.keys.sorted() == [1, 2, 3])
    #expect(result.rows.count == 5)
  }

  @Test func `Ten thousand blank lines are counted and nothing more`() throws {
    var rows = [["a", "b"], ["1", "2"]]
    for _ in 0..<5000 { rows += [[], ["", ""]] }
    rows.append(["3", "4"])
    let result = try read(MemoryTableFile(rows: rows))
    #expect(result.marks.filter { $0 == RecordBatch.Mark.blank }.count == 10_000)
    #expect(result.marks.filter { $0 == RecordBatch.Mark.data }.count == 2)
    #expect(result.faults == [:])
  }

  @Test(arguments: ["csv", "tsv"])
  func `Text formats hold short rows, workbooks pad them`(format: String) throws {
    let rows = [["a", "b"], ["1"]]
    let text = MemoryTableFile(format: format, rows: rows)
    #expect(try read(text).faults == [0: "CSV_ROW_SHORT"])
    let book = MemoryTableFile(name: "S", format: "ods", rows: rows)
    #expect(try read(book).rows == [["1", ""]])
  }

  @Test func `Nothing depends on how rows are cut into batches`() throws {
    var random = SplitMix(state: 21)
    let words = ["", "", "x", "Total", "y z", "12", " "]
    let header = [["note", "", ""], ["area", "school", "girls"]]
    for _ in 0..<20 {
      let body = (0..<40).map { _ in
        (0..<Int.random(in: 2...4, using: &random)).map { _ in
          words.randomElement(using: &random) ?? ""
        }
      }
      let rules = treatment(
        fillDown: [0],
        drops: [RowTreatment.Drop(name: "x", .says(column: 1, labels: ["x"]))])
      let find = layout { $0.headerFind = "area" }
      let whole = try read(MemoryTableFile(rows: header + body), find, rules)
      for batchRows in [1, 2, 7] {
        let parts = try read(
          MemoryTableFile(rows: header + body, batchRows: batchRows), find, rules)
        #expect(parts.rows == whole.rows)
        #expect(parts.marks == whole.marks)
        #expect(parts.faults == whole.faults)
        #expect(parts.numbers == whole.numbers)
        #expect(parts.codes == whole.codes)
      }
    }
  }
}
