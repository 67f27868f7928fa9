import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

struct CaptureTests {
  private let table = "إحصاء المدارس|\nللعام الدراسي ٢٠٢٣/٢٠٢٤|\nschool|girls\nA|3"

  @Test func `A value above the table is kept with its cell`() throws {
    let result = try read(
      sheet(table), layout { $0.titles = ["للعام الدراسي {school_year}"] }, name: "a.xlsx")
    #expect(
      result.located.captures == [
        "school_year": Capture(
          "٢٠٢٣/٢٠٢٤", at: Place("a.xlsx", sheet: "Data", row: 2, column: 1))
      ])
  }

  @Test func `The first cell that fits wins and later patterns add names`() throws {
    let result = try read(
      csv("Year 2023|Year 2024\nMonth May|\nschool|girls\nA|3"),
      layout {
        $0.titles = ["Year {year}", "Month {month}"]
        $0.headerFind = "school"
      })
    #expect(result.located.captures.mapValues(\.text) == ["year": "2023", "month": "May"])
  }

  @Test func `The sheet's name may hold the value`() throws {
    let result = try read(
      sheet("school|girls\nA|3", name: "Census 2024"), layout { $0.titles = ["Census {year}"] })
    #expect(result.located.captures["year"]?.text == "2024")
    #expect(result.located.captures["year"]?.place == Place("file.csv", sheet: "Census 2024"))
  }

  @Test func `The cells of the table are no titles`() throws {
    let result = try read(
      csv("Year 1|girls\nYear 2|3"), layout { $0.titles = ["Year {year}"] })
    #expect(result.located.captures == [:])
    #expect(result.codes == ["TITLE_UNFIT"])
  }

  @Test(arguments: [
    ("{partner}_{month}", "unicef_may.xlsx"), ("{partner}_{month}.xlsx", "unicef_may.xlsx"),
    ("{partner}_{month}", "unicef_may.csv.gz"), ("{partner}_{month}.csv", "unicef_may.csv.gz"),
  ])
  func `A file's name is read with or without its ending`(pattern: String, name: String) throws {
    let result = try read(
      csv("school|girls\nA|3"), layout { $0.fileName = pattern }, name: "in/" + name)
    #expect(result.located.captures.mapValues(\.text) == ["partner": "unicef", "month": "may"])
    #expect(result.located.captures["month"]?.place == Place(name))
  }

  @Test func `Names with percent signs or decomposed letters fit all the same`() throws {
    for name in ["5W_%C3%89ducation%20May.csv", "5W_E\u{301}ducation May.csv"] {
      let result = try read(
        csv("school|girls\nA|3"), layout { $0.fileName = "5W_Éducation {month}" }, name: name)
      #expect(result.located.captures["month"]?.text == "May")
    }
  }

  @Test func `A name that does not fit is told and the file is read`() throws {
    let result = try read(
      csv("school|girls\nA|3"), layout { $0.fileName = "5W_{month}" }, name: "other.csv")
    #expect(result.codes == ["FILE_NAME_UNFIT"])
    #expect(result.findings.groups[0].arguments == ["value": "other.csv", "known": "5W_{month}"])
    #expect(result.rows.count == 1)
  }

  @Test(arguments: [
    ("a.csv.gz", ["a", "a.csv", "a.csv.gz"]), (".hidden", [".hidden"]),
    ("v1.2 final", ["v1.2 final"]),
    ("Report 31.07.2023.xlsx", ["Report 31.07.2023", "Report 31.07.2023.xlsx"]),
    ("100%.csv", ["100%", "100%.csv"]), ("a%ZZ.csv", ["a%ZZ", "a%ZZ.csv"]), ("", [""]),
  ])
  func `Endings are short words`(name: String, forms: [String]) {
    #expect(FileNamePattern.forms(of: name) == forms)
  }
}
