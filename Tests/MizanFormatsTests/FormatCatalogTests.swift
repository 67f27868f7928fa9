import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite struct `Format catalog` {
  @Test func `names are unique`() {
    let names = FormatCatalog.all.map { $0.name }
    #expect(Set(names).count == names.count && names.contains("csv"))
  }

  @Test func `an unknown format is told with the known ones`() {
    let folder = Folder()
    let input = folder.input("a.csv", "a,b\n")
    let refused = failure { () throws(Failure) in _ = try ReadTable(input, format: "dbase") }
    #expect(refused?.name == "FORMAT_UNKNOWN" && refused?.kind == .mapping)
    #expect(refused?.diagnostics[0].arguments["known"]?.contains("csv") == true)
    #expect(throws: Never.self) { try ReadTable(input, format: "CSV") }
  }

  @Test(arguments: [
    ("%PDF-1.4\n%", "PDF"), ("\u{1F}", "gzip"), ("<!DOCTYPE html><html>", "HTML page"),
    ("\n  <HTML lang=en>", "HTML page"), ("GIF89a", "image"),
    ("PAR1", "database"),
  ])
  func `what is no table says what it is`(_ head: String, _ what: String) {
    var bytes = Array(head.utf8)
    if what == "gzip" { bytes += [0x8B, 8, 0] }
    let refused = failure { () throws(Failure) in _ = try ReadTable(bytes: bytes) }
    #expect(refused?.name == "INPUT_TYPE_MISMATCH" && refused?.kind == .unreadable)
    #expect(refused?.diagnostics[0].arguments["value"] == what)
  }

  @Test func `a tree is no text table`() throws {
    let folder = Folder()
    for (text, format) in [
      ("[{\"a\": 1}]", "json"), ("<?xml version=\"1.0\"?><r><a>1</a><a>2</a></r>", "xml"),
    ] {
      #expect(
        try FormatCatalog.open(folder.input("a.txt", text), format: nil, FormatOptions()).format
          == format)
      let refused = failure { () throws(Failure) in
        _ = try ReadTable(folder.input("a.txt", text), format: "csv")
      }
      #expect(refused?.name == "INPUT_TYPE_MISMATCH")
    }
  }

  @Test func `the head of an old workbook and other binary data are no table`() {
    let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]
    for name in ["a.csv", "a.xls"] {
      let refused = failure { () throws(Failure) in _ = try ReadTable(bytes: old, name: name) }
      #expect(refused?.name == "XLS_DAMAGED" && refused?.kind == .unreadable)
    }
    let noise = (0..<2000).map { UInt8($0 * 7 % 32) }
    let refused = failure { () throws(Failure) in _ = try ReadTable(bytes: noise, name: "a.csv") }
    #expect(refused?.name == "INPUT_TYPE_MISMATCH")
  }

  @Test(arguments: ["a.xlsx", "a.json", "a.csv.gz"])
  func `a text table with a wrong name is read and told`(_ name: String) throws {
    let table = try ReadTable("a,b\n1,2\n", name: name)
    #expect(table.rows == [["a", "b"], ["1", "2"]])
    #expect(table.codes == ["INPUT_TYPE_MISMATCH"])
    #expect(table.findings.worst == .warning)
  }

  @Test(arguments: ["a.csv", "A.CSV", "a.tsv", "a.txt", "a", "a.dat", "a.b.csv"])
  func `usual names and unknown ones are fine`(_ name: String) throws {
    let delimiter = name == "a.tsv" ? "\t" : ","
    let table = try ReadTable("a\(delimiter)b\n1\(delimiter)2\n", name: name)
    #expect(table.rows == [["a", "b"], ["1", "2"]])
    #expect(table.findings.isEmpty)
  }

  @Test func `endings are read from the name`() {
    #expect(FileEnding("Schools.CSV").last == "csv")
    #expect(FileEnding("schools.csv.gz").last == "csv")
    #expect(FileEnding("schools.csv.gz").isPacked)
    #expect(FileEnding("schools").last == "")
    #expect(!FileEnding("gz").isPacked)
  }
}
