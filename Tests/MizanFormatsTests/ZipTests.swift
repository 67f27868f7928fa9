import Foundation
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite struct `Archives of tables` {
  private let folder = Folder()

  private func archive(
    _ entries: [(String, String)], name: String = "a.zip",
    _ change: (inout XLSXZipWriter) -> Void = { _ in }
  ) -> Input {
    var zip = XLSXZipWriter()
    zip.entries = entries.map { XLSXZipWriter.Entry($0.0, $0.1) }
    change(&zip)
    return folder.input(name, zip.bytes())
  }

  private func code(_ input: Input, _ options: FormatOptions = FormatOptions()) -> String? {
    failure { () throws(Failure) in _ = try ReadTable(input, options) }?.name
  }

  @Test func `each table is an input of its own, in the order of the archive`() throws {
    let inputs = ZipContent.expand(
      archive([
        ("b.csv", "a,b\n1,2\n"), ("data/", ""), ("data/a.json", "[{\"x\":1},{\"x\":2}]"),
        ("readme.pdf", "%PDF-"), ("__MACOSX/._b.csv", "x"), (".hidden.csv", "x"),
      ]))
    #expect(inputs.map(\.name) == ["a.zip ▸ b.csv", "a.zip ▸ data/a.json"])
    #expect(inputs.allSatisfy { $0.path.hasPrefix(folder.path + "/a.zip ▸ ") })
    #expect(try ReadTable(inputs[0]).rows == [["a", "b"], ["1", "2"]])
    #expect(try ReadTable(inputs[1]).rows == [["x"], ["1"], ["2"]])
  }

  @Test func `a workbook inside an archive is read as one`() throws {
    let book = XLSXBook(rows: "<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>").archive.bytes()
    let input = archive([("book.xlsx", "")]) { $0.entries[0].bytes = book }
    let inputs = ZipContent.expand(input)
    #expect(inputs.map(\.name) == ["a.zip ▸ book.xlsx"])
    #expect(try ReadTable(inputs[0]).rows == [["7"]])
  }

  @Test func `a workbook is no archive of tables`() {
    let input = folder.input(
      "book.zip", XLSXBook(rows: "<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>").archive.bytes())
    #expect(ZipContent.expand(input) == [input])
    #expect((try? ReadTable(input).rows) == [["7"]])
  }

  @Test(arguments: ["../x.csv", "/etc/x.csv", "C:\\x.csv", "a/../../x.csv", "..\\x.csv"])
  func `an entry with an unsafe name is refused and its neighbours are read`(_ name: String) throws
  {
    let inputs = ZipContent.expand(archive([(name, "a\n1\n"), ("good.csv", "a\n2\n")]))
    #expect(inputs.count == 2)
    #expect(code(inputs[0]) == "ZIP_ENTRY_REFUSED")
    #expect(try ReadTable(inputs[1]).rows == [["a"], ["2"]])
  }

  @Test func `an archive inside an archive is refused`() {
    let inner = XLSXZipWriter(entries: [.init("a.csv", "a\n1\n")]).bytes()
    let input = archive([("inner.zip", "")]) { $0.entries[0].bytes = inner }
    let inputs = ZipContent.expand(input)
    #expect(inputs.map { code($0) } == ["ARCHIVE_NESTED"])
  }

  @Test func `a locked entry is refused, by itself`() throws {
    let inputs = ZipContent.expand(
      archive([("a.csv", "a\n1\n"), ("b.csv", "a\n2\n")]) { $0.entries[0].flags = 1 })
    #expect(code(inputs[0]) == "ZIP_ENCRYPTED")
    #expect(try ReadTable(inputs[1]).rows == [["a"], ["2"]])
  }

  @Test func `two entries of one name are refused`() {
    let input = archive([("a.csv", "a\n1\n"), ("A.csv", "a\n2\n")])
    #expect(ZipContent.expand(input) == [input])
    #expect(code(input) == "ZIP_DUPLICATE_ENTRY")
  }

  @Test func `what swells too much is refused`() {
    // Runs of spaces pack 158 to 1.
    var options = FormatOptions()
    options.limits.inflationRatio = 100
    let input = archive([("a.csv", "")]) {
      $0.entries[0].method = 8
      $0.entries[0].size = 4 + 1 + 60_000 * 258 + 1
      $0.entries[0].crc = 1
      $0.entries[0].packed = XLSXZipWriter.deflated("a,b\n", blanks: 60_000, "\n")
    }
    #expect(ZipContent.expand(input).map { code($0, options) } == ["ZIP_RATIO_LIMIT"])
  }

  @Test func `many entries may not be larger together than one alone`() {
    var options = FormatOptions()
    options.limits.inflatedBytes = 10
    let inputs = ZipContent.expand(archive([("a.csv", "a\n1,2,3\n"), ("b.csv", "a\n1,2,3\n")]))
    #expect(inputs.map { code($0, options) } == ["ZIP_SIZE_LIMIT", "ZIP_SIZE_LIMIT"])
  }

  @Test func `an archive without tables says what it holds`() {
    let input = archive([("letter.pdf", "%PDF-")])
    let refused = failure { () throws(Failure) in _ = try ReadTable(input) }
    #expect(refused?.name == "ZIP_NO_TABLE")
    #expect(refused?.diagnostics[0].arguments["value"] == "letter.pdf")
  }

  @Test func `an archive of one table is read by itself, one of several is asked about`() throws {
    #expect(try ReadTable(archive([("a.csv", "a\n1\n")])).rows == [["a"], ["1"]])
    let several = archive([("a.csv", "a\n1\n"), ("b.csv", "a\n1\n")], name: "b.zip")
    let refused = failure { () throws(Failure) in _ = try ReadTable(several) }
    #expect(refused?.name == "ZIP_SEVERAL_TABLES" && refused?.kind == .undecided)
  }

  @Test func `a wrong checksum and a cut archive are told`() {
    let wrong = archive([("a.csv", "a\n1\n")]) { $0.entries[0].crc = 1 }
    #expect(ZipContent.expand(wrong).map { code($0) } == ["ZIP_CRC_MISMATCH"])
    var bytes = XLSXZipWriter(entries: [.init("a.csv", "a\n1\n")]).bytes()
    bytes.removeLast(30)
    let cut = folder.input("cut.zip", bytes)
    #expect(ZipContent.expand(cut) == [cut])
    #expect(code(cut) == "ZIP_NO_DIRECTORY")
  }

  @Test func `nothing is left of what was unpacked, and a file is unpacked once`() throws {
    let input = try #require(ZipContent.expand(archive([("a.csv", "a\n1\n")])).first)
    let one = try #require(try Spool.of(input, Limits()))
    #expect(try Spool.of(input, Limits()) === one)
    #expect(try Spool.of(folder.input("x.csv", "a\n"), Limits()) == nil)
    let link = try FileManager.default.destinationOfSymbolicLink(
      atPath: "/proc/self/fd/\(one.descriptor)")
    #expect(link.hasSuffix(" (deleted)"))
  }
}
