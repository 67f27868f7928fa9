import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// What a file holds decides how it is read, whatever its name says.
@Suite struct `Recognition` {
  private static let workbook = XLSXBook(rows: "<row><c><v>1</v></c></row>").archive.bytes()
  private static let text = Array("a,b\n1,2\n3,4\n".utf8)

  @Test(arguments: [
    "a.xlsx", "a.xlsm", "a.csv", "a.txt", "a.xls", "a", "a.zip", "a.csv.gz", "A.XLSX", "a.pdf",
  ])
  func `a workbook is read under any name`(_ name: String) throws {
    #expect(try ReadTable(bytes: Self.workbook, name: name).rows == [["1"]])
  }

  @Test(arguments: [
    "a.xlsx", "a.csv", "a.tsv", "a", "a.pdf", "a.html", "a.json", "a.xls", "a.zip", "a.gz", "a.xml",
    "a.parquet", "a.ods", "a.xlsb",
  ])
  func `a text table is read under any name`(_ name: String) throws {
    let table = try ReadTable(bytes: Self.text, name: name)
    #expect(table.rows == [["a", "b"], ["1", "2"], ["3", "4"]])
  }

  @Test(arguments: ["a.csv.gz", "a.txt.gz", "a.gz", "a"])
  func `a packed table is read where its name does not deny it`(_ name: String) throws {
    let table = try ReadTable(bytes: GzipWriter.member(Self.text), name: name)
    #expect(table.rows.count == 3)
    #expect(table.findings.isEmpty)
  }

  @Test func `a packed table that says it is not packed is refused`() {
    for name in ["a.csv", "a.xlsx", "a.txt"] {
      let refused = failure { () throws(Failure) in
        _ = try ReadTable(bytes: GzipWriter.member(Self.text), name: name)
      }
      #expect(refused?.name == "INPUT_TYPE_MISMATCH", "\(name)")
      #expect(refused?.diagnostics[0].arguments["value"] == "gzip")
    }
  }

  /// The beginnings of files that are no table, and what each is called.
  private static let masquerades: [([UInt8], ContentKind)] = [
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .image), ([0xFF, 0xD8, 0xFF, 0xE0], .image),
    (Array("GIF87a".utf8), .image), (Array("%PDF-1.7\n%".utf8), .pdf),
    (Array("PAR1".utf8), .database),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4], .archive), (Array("Rar!\u{1A}".utf8), .archive),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .archive), ([0x28, 0xB5, 0x2F, 0xFD], .archive),
    ([0x7F, 0x45, 0x4C, 0x46, 2], .program), ([0x4D, 0x5A, 0x90, 0], .program),
    (Array("<!doctype HTML>".utf8), .html), (Array("<HEAD><title>".utf8), .html),
    (Array("\u{FEFF}\r\n<body>".utf8), .html), (Array("\t<?XML version='1.0'?>".utf8), .xml),
    (Array("{\n \"a\": 1}".utf8), .json), (Array("[ {\"a\": 1}]".utf8), .json),
    (Array("[]".utf8), .json), (Array("{}".utf8), .json), (Array("\u{FEFF}{\"a\":1}".utf8), .json),
  ]

  @Test(arguments: masquerades.indices, ["a.csv", "a.xlsx", "a.tsv", "a"])
  func `what is no table is refused under every name and called by its own`(
    _ index: Int, _ name: String
  ) {
    let (head, kind) = Self.masquerades[index]
    #expect(ContentKind(head) == kind)
    // Trees are formats of their own and refuse what is broken in their own words.
    if kind == .json || kind == .xml { return }
    let bytes = head + Array("\n1,2\n3,4\n".utf8)
    let refused = failure { () throws(Failure) in _ = try ReadTable(bytes: bytes, name: name) }
    #expect(refused?.name == "INPUT_TYPE_MISMATCH" && refused?.kind == .unreadable)
    #expect(refused?.diagnostics[0].arguments["value"] == kind.rawValue)
    #expect(refused?.diagnostics[0].place?.file == name)
  }

  @Test(arguments: [
    "a,b", "{a},b\n1,2\n", "[a],b\n", "<5,6-11\n1,2\n", "<htmlish>,b\n", "%PDF,b\n", "PK,b\n1,2\n",
    "version,https\n", "MZ,b\n", "GIF,b\n1,2\n", "Rar,b\n", "Sex,Age\n<1,2\n",
  ])
  func `a heading that only resembles another kind is text`(_ text: String) throws {
    #expect(ContentKind(Array(text.utf8)) != .json || text.hasPrefix("[]"))
    let kind = ContentKind(Array(text.utf8))
    if text.hasPrefix("<htmlish") {
      #expect(kind == .html, "what begins like a page is taken for one")
    } else {
      #expect(kind == .text)
      #expect(throws: Never.self) { try ReadTable(text) }
    }
  }

  @Test func `a declared format is not taken for another one`() {
    let folder = Folder()
    for (format, bytes) in [("csv", Self.workbook), ("xlsx", Self.text)] {
      let input = folder.input("a." + format, bytes)
      let refused = failure { () throws(Failure) in _ = try ReadTable(input, format: format) }
      #expect(refused?.name == "INPUT_TYPE_MISMATCH" && refused?.kind == .unreadable)
      #expect(refused?.diagnostics[0].arguments["known"] == format)
    }
  }

  @Test(arguments: ["csv", "CSV", "Csv"])
  func `the name of a format may be written in capitals`(_ format: String) throws {
    let folder = Folder()
    #expect(try ReadTable(folder.input("a.xyz", Self.text), format: format).rows.count == 3)
  }

  @Test(arguments: ["", "cs", "csvx", "odt", "parquet", "../csv", "csv\u{0}", "٣"])
  func `an unknown format is refused before the file is opened`(_ format: String) {
    let refused = failure { () throws(Failure) in
      _ = try FormatCatalog.open(Input(path: "/nowhere/a.csv"), format: format, FormatOptions())
    }
    #expect(refused?.name == "FORMAT_UNKNOWN" && refused?.kind == .mapping)
    let known = refused?.diagnostics[0].arguments["known"]
    #expect(known == FormatCatalog.all.map { $0.name }.joined(separator: ", "))
  }

  @Test func `every format has a name in small letters and endings without a dot`() {
    for format in FormatCatalog.all {
      #expect(format.name == format.name.lowercased() && !format.name.isEmpty)
      #expect(!format.fileExtensions.isEmpty)
      for ending in format.fileExtensions {
        #expect(ending == ending.lowercased() && !ending.hasPrefix(".") && !ending.isEmpty)
      }
    }
    let endings = FormatCatalog.all.flatMap { $0.fileExtensions }
    #expect(Set(endings).count == endings.count, "no two formats claim one ending")
  }

  @Test func `confidence is ordered`() {
    #expect(
      [Confidence.certain, .no, .likely, .perhaps].sorted() == [.no, .perhaps, .likely, .certain])
  }

  @Test func `no format claims an empty head`() {
    for format in FormatCatalog.all where format.name != "csv" {
      for ending in format.fileExtensions {
        #expect(format.recognize(head: [], fileName: "a.\(ending)") == .no)
      }
    }
  }

  @Test func `a zip that is no workbook is refused with a reason`() {
    var zip = XLSXZipWriter()
    zip.entries = [.init("notes/plan.pdf", "no table")]
    for name in ["a.docx", "a.zip", "a.xlsx", "a.csv"] {
      let refused = failure { () throws(Failure) in
        _ = try ReadTable(bytes: zip.bytes(), name: name)
      }
      #expect(refused?.name == "ZIP_NO_TABLE" && refused?.kind == .unreadable, "\(name)")
    }
  }

  @Test func `an open document is not taken for a workbook`() {
    var zip = XLSXZipWriter()
    zip.entries = [.init("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]
    let refused = failure { () throws(Failure) in
      _ = try ReadTable(bytes: zip.bytes(), name: "a.ods")
    }
    #expect(refused?.name == "ODS_PART_MISSING")
  }
}

@Suite struct `Declared UTF-16` {
  @Test(arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian], [false, true])
  func `text without a mark is not taken for binary data`(
    _ encoding: TextEncoding, _ isPacked: Bool
  ) throws {
    let text = "المنطقة,العدد\nلحج,٣\nتبن,٤\n"
    let plain = TableWriter.encode(text, encoding)
    let table = try ReadTable(
      bytes: isPacked ? GzipWriter.member(plain) : plain, name: isPacked ? "t.csv.gz" : "t.csv",
      FormatOptions(delimiter: 44, encoding: encoding.rawValue))
    #expect(table.rows == [["المنطقة", "العدد"], ["لحج", "٣"], ["تبن", "٤"]])
  }

  @Test func `what is known to be something else stays refused`() {
    let refused = failure { () throws(Failure) in
      _ = try ReadTable(
        bytes: Array("%PDF-1.7\n".utf8), FormatOptions(delimiter: 44, encoding: "utf-16le"))
    }
    #expect(refused?.name == "INPUT_TYPE_MISMATCH")
  }
}
