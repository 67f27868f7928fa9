import MizanDiagnostics
import MizanFormats
import MizanRecords
import Testing

/// Reads an XML text as a table.
private func read(_ text: String, select: String? = nil) throws(Failure) -> ReadTable {
  try ReadTable(text, name: "table.xml", FormatOptions(select: select))
}

private func refusal(_ text: String) -> Failure? {
  failure { () throws(Failure) in _ = try read(text) }
}

@Suite struct `XML records` {
  @Test func `the element that repeats is the record; parts are columns`() throws {
    let table = try read(
      """
      <?xml version="1.0"?>
      <schools>
        <school id="1"><name>Al Nour &amp; Co</name><pupils><girls>3</girls></pupils></school>
        <school id="2"><name><![CDATA[a<b]]></name><pupils><girls>4</girls></pupils></school>
      </schools>
      """)
    #expect(table.rows[0] == ["@id", "name", "pupils/girls"])
    #expect(table.rows[1] == ["1", "Al Nour & Co", "3"])
    #expect(table.rows[2] == ["2", "a<b", "4"])
    #expect(table.numbers == [1, 2, 3])
    #expect(table.findings.isEmpty && table.faults.isEmpty)
  }

  @Test func `attributes keep their ampersands`() throws {
    let table = try read("<r><a x='1 &amp; 2 &#38; 3 &lt;'/><a x='&quot;'/></r>")
    #expect(table.rows.map { $0[0] } == ["@x", "1 & 2 & 3 <", "\""])
  }

  @Test func `attributes around the records are columns too`() throws {
    let table = try read(
      "<set period='2024' orgUnit='x'><block k='9'><v n='1'/><v n='2'/></block></set>")
    #expect(table.rows[0] == ["@n", "../@k", "../../@period", "../../@orgUnit"])
    #expect(table.rows[1] == ["1", "9", "2024", "x"])
    #expect(table.rows[2] == ["2", "9", "2024", "x"])
  }

  @Test func `values around records do not leak into the next block`() throws {
    let table = try read("<s><b k='1'><v n='1'/><v n='2'/></b><b><v n='3'/></b></s>")
    let k = try #require(table.rows[0].firstIndex(of: "../@k"))
    #expect(table.rows.dropFirst().map { $0[k] } == ["1", "1", ""])
  }

  @Test(arguments: ["/r/list/row", "row", "list/row", "/r/*/row", "//row"])
  func `a path selects the records`(_ path: String) throws {
    let text = "<r><n/><n/><n/><list><row><a>1</a></row><row><a>2</a></row></list></r>"
    #expect(try read(text, select: path).rows == [["a"], ["1"], ["2"]])
  }

  @Test func `a path that fits nothing names what repeats`() throws {
    let wrong = try #require(
      failure { () throws(Failure) in _ = try read("<r><a/><a/></r>", select: "/r/b") })
    #expect(wrong.name == "XML_NO_RECORDS" && wrong.kind == .mapping)
    #expect(wrong.diagnostics[0].arguments["known"] == "/r/a")
    let condition = failure { () throws(Failure) in
      _ = try read("<r/>", select: "/r/a[1]")
    }
    #expect(condition?.name == "XML_PATH_UNKNOWN")
  }

  @Test func `the same name of two namespaces keeps its prefix`() throws {
    let table = try read(
      "<r xmlns:p='urn:p' xmlns:q='urn:q'><e><p:n>1</p:n><q:n>2</q:n></e><e><p:n>3</p:n></e></r>")
    #expect(table.rows == [["p:n", "q:n"], ["1", "2"], ["3", ""]])
  }

  @Test func `a child that repeats is kept whole and told`() throws {
    let table = try read("<r><e i='1'><t>a</t><t>b</t></e><e i='2'><t>c</t></e></r>", select: "e")
    #expect(table.rows[1] == ["1", "a; b"])
    #expect(table.codes == ["XML_REPEATED_CHILD"])
  }

  @Test func `a document without repetition is one record`() throws {
    let table = try read("<doc a='1'><b>2</b></doc>")
    #expect(table.rows == [["@a", "b"], ["1", "2"]])
    #expect(try read("<doc></doc>").rows == [["."], [""]])
  }

  @Test func `records of two parents have a path each`() throws {
    let folder = Folder()
    let input = folder.input("a.xml", "<r><g><e x='1'/><e x='2'/></g><g><e x='3'/></g></r>")
    let file = try FormatCatalog.open(input, format: nil, FormatOptions())
    let paths = try #require(file.tables[0].addressing.paths)
    #expect(paths.pathColumn == 1)
    let table = try ReadTable(input)
    #expect(table.rows[0] == ["@x", "_path"])
    #expect(
      table.rows.dropFirst().map { $0[1] } == ["/r/g[1]/e[1]", "/r/g[1]/e[2]", "/r/g[2]/e[1]"])
    #expect(paths.path(ofRow: 4, own: "/r/g[2]/e[1]", column: 0) == "/r/g[2]/e[1]/@x")
  }

  @Test func `records of one parent are addressed by their number`() throws {
    let folder = Folder()
    let input = folder.input("a.xml", "<r p='7'><e x='1'/><e><y>2</y></e></r>")
    let file = try FormatCatalog.open(input, format: "xml", FormatOptions())
    #expect(file.tables[0].headingRow == 1)
    let paths = try #require(file.tables[0].addressing.paths)
    #expect(paths.path(ofRow: 2) == "/r/e[1]")
    #expect(paths.path(ofRow: 3, column: 1) == "/r/e[2]/y")
    #expect(paths.path(ofRow: 3, column: 2) == "/r/@p")
  }

  @Test func `many records come in several batches and lose nothing`() throws {
    var text = "<r>"
    for index in 0..<9000 { text += "<e i='\(index)'><t>text \(index)</t></e>\n" }
    let table = try read(text + "</r>")
    #expect(table.rows.count == 9001)
    for index in stride(from: 0, to: 9000, by: 7) {
      #expect(table.rows[index + 1] == ["\(index)", "text \(index)"])
    }
    #expect(table.numbers == Array(1...9001))
  }

  @Test func `UTF-16 with a mark is read`() throws {
    let text = "<?xml version='1.0' encoding='UTF-16'?><r><e>é</e><e>ب</e></r>"
    let bytes: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try ReadTable(bytes: bytes, name: "a.xml").rows == [["."], ["é"], ["ب"]])
  }

  @Test func `declared encodings are decoded`() throws {
    var bytes = Array("<?xml version='1.0' encoding='windows-1252'?><r><e>".utf8)
    bytes += [0xE9] + Array("</e><e>x</e></r>".utf8)
    #expect(try ReadTable(bytes: bytes, name: "a.xml").rows == [["."], ["é"], ["x"]])
  }
}

@Suite struct `XML that is refused` {
  @Test(arguments: [
    ("<r><a></b></r>", "XML_NOT_WELL_FORMED", 1), ("<r>\n<a>\n</r>", "XML_NOT_WELL_FORMED", 3),
    ("<r/><r/>", "XML_NOT_WELL_FORMED", 1),
    ("\n<?xml version='1.0'?><r/>", "XML_NOT_WELL_FORMED", 2),
    ("<r><a>1</a>", "XML_TRUNCATED", 1), ("<r>\n\n<a x='1", "XML_TRUNCATED", 3),
    ("<r>\u{1}</r>", "XML_BAD_CHARACTER", 1), ("<r>&#0;</r>", "XML_BAD_CHARACTER", 1),
    ("<r><p:a/></r>", "XML_NAMESPACE", 1), ("<r>&x;</r>", "XML_ENTITY_UNKNOWN", 1),
    ("<?xml version='1.1'?><r/>", "XML_VERSION_UNSUPPORTED", 1),
    ("<?xml version='1.0' encoding='x-mac-klingon'?><r/>", "ENC_UNSUPPORTED", 1),
    ("<!DOCTYPE r [<!ENTITY e 'x'>]><r>&e;</r>", "XML_DTD_FORBIDDEN", 1),
    ("<!DOCTYPE r [\n<!ENTITY % e 'x'>]><r/>", "XML_DTD_FORBIDDEN", 2),
    ("<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r/>", "XML_DTD_FORBIDDEN", 1),
  ])
  func `what is not well-formed or dangerous has a code, a line and a column`(
    _ text: String, _ code: String, _ line: Int
  ) throws {
    let wrong = try #require(refusal(text))
    #expect(wrong.name == code)
    #expect(wrong.kind == .unreadable)
    #expect(wrong.diagnostics[0].place?.line == line)
    #expect(wrong.diagnostics[0].place?.column ?? 0 > 0)
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    let bytes = Array("<r><a>".utf8) + [0xC7, 0xE1] + Array("</a></r>".utf8)
    let refusal = failure { () throws(Failure) in _ = try ReadTable(bytes: bytes, name: "a.xml") }
    #expect(refusal?.name == "ENC_INVALID_SEQUENCE")
  }

  @Test func `depth, attributes, texts and names have limits`() {
    let deep = String(repeating: "<a>", count: 300)
    #expect(refusal(deep)?.name == "LIMIT_DEPTH")
    let many = (0..<300).map { " a\($0)='1'" }.joined()
    #expect(refusal("<r\(many)/>")?.name == "LIMIT_ATTRIBUTES")
    let most = (0..<60_000).map { " a\($0)='1'" }.joined()
    #expect(refusal("<r\(most)/>")?.name == "LIMIT_ATTRIBUTES")
    #expect(
      refusal("<r>" + String(repeating: "x", count: 3 << 20) + "</r>")?.name == "LIMIT_FIELD_SIZE")
    let dashes = "<r><!--" + String(repeating: "-", count: 10 << 20)
    #expect(refusal(dashes)?.name == "XML_NOT_WELL_FORMED")
    let names = (0..<21_000).map { "<n\($0)/>" }.joined()
    #expect(refusal("<r>\(names)</r>")?.name == "LIMIT_NAMES")
  }

  @Test func `a bare document type and an inclusion are told and not followed`() throws {
    let table = try read("<!DOCTYPE r SYSTEM 'http://127.0.0.1:1/x.dtd'><r><e>1</e><e>2</e></r>")
    #expect(table.rows.count == 3 && table.codes == ["XML_DOCTYPE_IGNORED"])
    let included = try read(
      "<r xmlns:xi='http://www.w3.org/2001/XInclude'><e>1</e><e><xi:include href='/etc/passwd'/></e></r>"
    )
    #expect(included.codes == ["XML_INCLUDE_IGNORED"])
  }

  @Test func `values that only a DTD gives are not read`() throws {
    let table = try read("<!DOCTYPE r [<!ATTLIST e x CDATA 'made up'>]><r><e>1</e><e>2</e></r>")
    #expect(table.rows == [["."], ["1"], ["2"]])
  }

  @Test func `a part that appears late holds its row`() throws {
    var text = "<r>"
    let filler = String(repeating: "x", count: 10_000)
    for _ in 0..<1000 { text += "<e><t>\(filler)</t></e>" }
    let table = try read(text + "<e><t>y</t><late>1</late></e></r>")
    #expect(table.rows.count == 1002)
    #expect(table.faults == [1002: "XML_COLUMN_LATE"])
  }
}

/// The documents of J. Clark's test suite, if they lie beside the checkout.
@Suite struct `The W3C suite` {
  @Test func `well-formed documents are read, others are refused with line and column`() throws {
    guard Shared.has("data/5_suites/xmlconf_xmltest.tar.gz") else { return }
    let folder = Folder()
    let isUnpacked = Shared.run([
      "tar", "xzf", Shared.path + "/data/5_suites/xmlconf_xmltest.tar.gz", "-C", folder.path,
    ])
    try #require(isUnpacked)
    var counts = (read: 0, declared: 0, refused: 0)
    for part in [
      "valid/sa", "valid/not-sa", "valid/ext-sa", "invalid", "not-wf/sa", "not-wf/not-sa",
      "not-wf/ext-sa",
    ] {
      for name in Shared.files(folder.path + "/xmltest/" + part) where name.hasSuffix(".xml") {
        let input = Input(path: folder.path + "/xmltest/\(part)/\(name)")
        let refusal = failure { () throws(Failure) in _ = try ReadTable(input, format: "xml") }
        let place = refusal?.diagnostics[0].place
        if part.hasPrefix("not-wf") {
          counts.refused += 1
          // What is wrong in a DTD outside the document cannot be seen, since nothing is fetched.
          if refusal == nil, part == "not-wf/not-sa" {
            let codes = try ReadTable(input, format: "xml").codes
            #expect(codes == ["XML_DOCTYPE_IGNORED"], "\(part)/\(name)")
            continue
          }
          #expect(refusal != nil, "\(part)/\(name) is read")
          if refusal?.name == "INPUT_EMPTY" { continue }
          #expect(
            place?.line != nil && place?.column != nil, "\(part)/\(name) \(refusal?.name ?? "")")
        } else if let refusal {
          // Entities are refused by design, wherever they are declared.
          counts.declared += 1
          #expect(
            ["XML_DTD_FORBIDDEN", "XML_ENTITY_UNKNOWN"].contains(refusal.name),
            "\(part)/\(name) \(refusal)")
        } else {
          counts.read += 1
        }
      }
    }
    print("W3C: \(counts)")
    #expect(counts.read > 60 && counts.refused > 180)
  }
}
