import Foundation
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite struct `Files that are something else, and packed files` {
  private let folder = Folder()

  private func code(_ name: String, _ text: String) -> String? {
    failure { () throws(Failure) in _ = try ReadTable(folder.input(name, text)) }?.name
  }

  @Test(arguments: [
    ("a.xls", "<html><body><table><tr><td>1</td></tr></table></body></html>", "INPUT_HTML_TABLE"),
    ("a.xlsx", "\n<table border=1><tr><td>1</td></tr></table>", "INPUT_HTML_TABLE"),
    (
      "a.xls",
      "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook "
        + "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>",
      "INPUT_XML_SPREADSHEET"
    ),
    (
      "a.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n",
      "INPUT_LFS_POINTER"
    ),
    (
      "a.gsheet", "{\"url\": \"https://docs.google.com/spreadsheets/d/abc\"}", "INPUT_IS_LINK"
    ),
    (
      "a.url", "[InternetShortcut]\nURL=https://docs.google.com/spreadsheets/d/abc\n",
      "INPUT_IS_LINK"
    ),
    ("a.csv", "https://docs.google.com/spreadsheets/d/abc/edit\n", "INPUT_IS_LINK"),
    ("a.csv", "<!DOCTYPE html><html><body>Sign in</body></html>", "INPUT_TYPE_MISMATCH"),
  ])
  func `each is told by its own name`(_ name: String, _ text: String, _ wanted: String) {
    #expect(code(name, text) == wanted)
  }

  @Test func `tables that speak of such things are read`() throws {
    let link = "name,link\nA,https://docs.google.com/spreadsheets/d/abc\n"
    #expect(try ReadTable(folder.input("a.csv", link)).rows.count == 2)
    let page = "name,note\nA,<table>\n"
    #expect(try ReadTable(folder.input("b.csv", page)).rows.count == 2)
  }

  @Test func `an old workbook is read by what it holds, and another name is told`() throws {
    let bytes = XLSBook(XLSBook.number(7, 1, 0)).bytes()
    for name in ["a.xls", "a.csv", "a.xlsx", "a"] {
      let table = try ReadTable(folder.input(name, bytes))
      #expect(table.rows == [["7"]])
      #expect(table.codes == (name == "a.xls" || name == "a" ? [] : ["INPUT_TYPE_MISMATCH"]))
    }
  }

  @Test func `a workbook under the name of another format is read and told`() throws {
    let row = "<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>"
    let bytes = XLSXBook(rows: row).archive.bytes()
    for name in ["a.csv", "a.xls", "a.ods", "a.json", "a.zip"] {
      let table = try ReadTable(folder.input(name, bytes))
      #expect(table.rows == [["7"]])
      #expect(table.codes == ["INPUT_TYPE_MISMATCH"], "\(name)")
    }
    // Where the format is declared, the name is known to mislead.
    #expect(try ReadTable(folder.input("b.csv", bytes), format: "xlsx").codes == [])
    #expect(try ReadTable(folder.input("b", bytes)).codes == [])
  }

  @Test func `trees under other names are told, and messages of SDMX and lines are not`() throws {
    #expect(try ReadTable(folder.input("a.csv", "[{\"x\": 1}]")).codes == ["INPUT_TYPE_MISMATCH"])
    #expect(try ReadTable(folder.input("a.json", "{\"x\": 1}\n{\"x\": 2}\n")).codes == [])
    let message =
      "<?xml version=\"1.0\"?><m:GenericData xmlns:m=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message\" xmlns:g=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic\"><m:DataSet><g:Obs><g:ObsKey><g:Value id=\"A\" value=\"1\"/></g:ObsKey><g:ObsValue value=\"2\"/></g:Obs></m:DataSet></m:GenericData>"
    #expect(try !ReadTable(folder.input("a.xml", message)).codes.contains("INPUT_TYPE_MISMATCH"))
  }

  @Test(arguments: [
    ("a.json", "[{\"x\": 1}, {\"x\": 2}]"), ("a.ndjson", "{\"x\": 1}\n{\"x\": 2}\n"),
    ("a.csv", "x\n1\n2\n"), ("a.xml", "<rows><row><x>1</x></row><row><x>2</x></row></rows>"),
  ])
  func `every text format may be packed, and its sum is that of the file`(
    _ name: String, _ text: String
  ) throws {
    let plain = folder.input(name, text)
    try #require(Shared.run(["gzip", "-kn", plain.path]))
    let packed = Input(path: plain.path + ".gz")
    let table = try ReadTable(packed)
    #expect(table.rows == [["x"], ["1"], ["2"]])
    #expect(try table.rows == ReadTable(plain).rows)
    let hash = SHA256()
    let bytes = try #require(FileManager.default.contents(atPath: packed.path))
    bytes.withUnsafeBytes { hash.update($0) }
    #expect(table.sha256 == hash.finish())
  }

  @Test func `a packed workbook is read, a packed archive refused`() throws {
    let book = folder.input(
      "book.xlsx", XLSXBook(rows: "<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>").archive.bytes())
    try #require(Shared.run(["gzip", "-kn", book.path]))
    #expect(try ReadTable(Input(path: book.path + ".gz")).rows == [["7"]])
    let zip = folder.input("a.zip", XLSXZipWriter(entries: [.init("a.csv", "a\n1\n")]).bytes())
    try #require(Shared.run(["gzip", "-kn", zip.path]))
    let refused = failure { () throws(Failure) in
      _ = try ReadTable(Input(path: zip.path + ".gz"))
    }
    #expect(refused?.name == "ARCHIVE_NESTED")
  }

  @Test func `names of tables are known by their endings`() {
    for name in ["a.csv", "A.XLSX", "a.json.gz", "b/c.ods", "a.zip", "a.xls", "a.ndjson", "a.xml"] {
      #expect(FormatCatalog.isTableName(name), "\(name)")
    }
    for name in ["a", "a.md", "a.pdf", "csv", "a.gz", "a.docx"] {
      #expect(!FormatCatalog.isTableName(name), "\(name)")
    }
  }
}
