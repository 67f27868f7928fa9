import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

struct SheetChoiceTests {
  private func workbook(_ sheets: [(String, Bool)]) -> MemoryTableFile {
    MemoryTableFile(
      format: "xlsx",
      sheets: sheets.map { name, isHidden in
        MemoryTableFile.Sheet(
          name: name, isHidden: isHidden, rows: [["school", "girls"], [name, "3"]])
      })
  }

  @Test func `The first sheet that people see is read when nothing is declared`() throws {
    let result = try read(workbook([("Lists", true), ("Data", false), ("More", false)]))
    #expect(result.located.sheet == "Data")
    #expect(result.rows == [["Data", "3"]])
    #expect(result.codes == ["SHEET_NOT_READ"])
    #expect(result.findings.groups[0].arguments["known"] == "More")
  }

  @Test func `A pattern takes the first sheet that fits in the order of the workbook`() throws {
    let file = workbook([("Instructions", false), ("5W_Data_Entry", false), ("5W_old", false)])
    let result = try read(file, layout { $0.sheets = ["Nothing", "5w_*"] })
    #expect(result.located.sheet == "5W_Data_Entry")
    #expect(result.codes == [])
  }

  @Test(arguments: ["Data", "Data ", "data"])
  func `The very name of a sheet wins over one that differs by a blank or by capitals`(
    _ name: String
  ) throws {
    let file = workbook([("DATA", false), ("Data", false), ("Data ", false), ("data", true)])
    #expect(try read(file, layout { $0.sheets = [name] }).located.sheet == name)
    #expect(try read(file, layout { $0.sheets = ["DaTa"] }).located.sheet == "DATA")
  }

  @Test func `A hidden sheet is read only when no visible one fits`() throws {
    let file = workbook([("Data old", true), ("Data", false), ("Lists", true)])
    #expect(try read(file, layout { $0.sheets = ["Data*"] }).located.sheet == "Data")
    #expect(try read(file, layout { $0.sheets = ["Lists"] }).located.sheet == "Lists")
  }

  @Test func `A sheet that is missing ends the file and lists the sheets there are`() throws {
    let failure = #expect(throws: Failure.self) {
      try read(workbook([("One", false), ("Two", true)]), layout { $0.sheets = ["Three*"] })
    }
    #expect(failure?.kind == .undecided)
    #expect(failure?.exitStatus == 2)
    #expect(failure?.diagnostics[0].code.name == "SHEET_MISSING")
    #expect(failure?.diagnostics[0].arguments["known"] == "One · Two")
    #expect(failure?.diagnostics[0].arguments["value"] == "Three*")
  }

  @Test func `A file without any table says so`() throws {
    let failure = #expect(throws: Failure.self) {
      try read(MemoryTableFile(format: "xlsx", sheets: []))
    }
    #expect(failure?.diagnostics[0].code.name == "SHEET_MISSING")
  }

  @Test func `A text file has one table whatever the mapping calls its sheet`() throws {
    let result = try read(csv("school|girls\nA|3"), layout { $0.sheets = ["Data"] })
    #expect(result.located.sheet == nil)
    #expect(result.rows == [["A", "3"]])
  }

  @Test(arguments: [
    ("data", "Data", true), ("da*", "Data", true), ("*ta", "Data", true), ("*", "x", true),
    ("*at*", "Data", true), ("d*t*a", "Data", true), ("data", "Data 2", false),
    ("a*a", "a", false), ("*b*", "aca", false), ("ab*bc", "abc", false),
    ("إحصاء*", "إحصاء ٢٠٢٤", true),
  ])
  func `A star stands for anything`(pattern: String, name: String, fits: Bool) {
    #expect(NamePattern(pattern).fits(name) == fits)
  }
}
