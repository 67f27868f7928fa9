import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

@Suite struct `DHIS2 source` {
  private static let names = DHIS2Columns.names.map { $0.name }

  /// A table as the format of trees yields it.
  private func tree(_ text: String, name: String? = nil, aside: Int = 0) -> TreeFile {
    TreeFile([(name, rows(text))], aside: aside)
  }

  private func open(
    _ file: any TableFile, files: [String: any TableFile] = [:], name: String = "values.json"
  ) throws -> Read {
    var findings = Findings()
    var options = SourceOptions(Input(path: name), TableLayout())
    options.files = files
    return try read(try DHIS2Source.open(file, options, &findings), name: name)
  }

  @Test func `the three ways of writing give the same table`() throws {
    let json = tree(
      "dataElement|value|../dataSet|../completeDate|../period|../orgUnit\nd1|1|s|2024-02-03|2024|o1"
    )
    let xml = tree(
      "@dataElement|@value|../@dataSet|../@completeDate|../@period|../@orgUnit\nd1|1|s|2024-02-03|2024|o1",
      aside: 2)
    let table = csv(
      "dataelement|period|orgunit|catoptcombo|attroptcombo|value|strby|lstupd|cmt\nd1|2024|o1|||1|||"
    )
    let whole = [
      "d1", "2024", "o1", "", "", "1", "", "", "", "", "", "", "s", "2024-02-03",
    ]
    let one = try open(json)
    #expect(one.headings == Self.names)
    #expect(one.rows == [whole])
    let two = try open(xml, name: "values.xml")
    #expect(two.headings == Self.names)
    #expect(two.rows == [whole])
    let three = try open(table, name: "values.csv")
    #expect(three.headings == Self.names)
    #expect(three.rows == [whole.dropLast(2) + ["", ""]])
  }

  @Test func `what stands in the row counts more than what stands around it`() throws {
    let read = try open(
      tree("dataElement|period|value|../period|../orgUnit\nd|202401|5|2024|o\nd||6|2024|o"))
    #expect(read.rows.map { $0[1] } == ["202401", "2024"])
    #expect(read.rows.map { $0[2] } == ["o", "o"])
  }

  @Test func `analytics tables have the same columns`() throws {
    let read = try open(tree("dx|pe|ou|co|value|numerator\nd1|2024|o1|c1|12.5|3", aside: 0))
    #expect(read.headings.prefix(14) == Self.names[...])
    #expect(read.rows[0].prefix(6) == ["d1", "2024", "o1", "c1", "", "12.5"])
    #expect(read.headings.last == "numerator")
    #expect(read.rows[0].last == "3")
    let words = try open(csv("Data|Period|Organisation unit|Value\nd1|2024|o1|7"), name: "a.csv")
    #expect(words.headings.prefix(3) == ["dataElement", "period", "orgUnit"])
    #expect(words.headings[3] == "value")
  }

  @Test func `categories of ADX messages keep their names`() throws {
    let read = try open(
      tree(
        "@dataElement|@GENDER|@value|../@orgUnit|../@period|_path\nd|F|32|o|2015-06-01/P1M|/a[1]"),
      name: "adx.xml")
    #expect(read.headings == Self.names + ["GENDER", "_path"])
    #expect(read.rows[0].suffix(2) == ["F", "/a[1]"])
  }

  @Test func `in a file with letters the columns keep their places`() throws {
    let read = try open(csv("note|orgunit|dataelement|value|period\nx|o|d|1|2024"), name: "v.csv")
    #expect(read.headings.prefix(5) == ["note", "orgUnit", "dataElement", "value", "period"])
    #expect(Set(read.headings.dropFirst(5)) == Set(Self.names).subtracting(read.headings.prefix(5)))
    #expect(read.rows[0].prefix(5) == ["x", "o", "d", "1", "2024"])
  }

  @Test func `a row of CSV that is too short or too long is told as before`() throws {
    let file = csv(
      "dataelement|period|orgunit|value\nd|2024|o|1\nd|2024|o\nd|2024|o|1|9\nd|2025|o|2")
    let read = try open(file, name: "v.csv")
    #expect(read.faults == [1: "CSV_ROW_SHORT", 2: "CSV_ROW_LONG"])
    #expect(read.rows[3].prefix(4) == ["d", "2025", "o", "2"])
  }

  @Test(arguments: [
    ("dataElement|period|orgUnit|value", "data values"),
    ("dataelement|period|orgunit|catoptcombo|attroptcombo|value|strby", "data values"),
    ("@dataElement|@value|../@period", "data values"), ("dx|ou|value", "analytics table"),
    ("Data|Period|Organisation unit|Value", "analytics table"), ("psi|ps|eventdate", "events"),
    ("code|id|name|aggregationType|domainType", "metadata"),
  ])
  func `is recognised, and says as what`(headings: String, kind: String) {
    let head = FileHead(csv(headings + "\nx"), input: Input(path: "f.csv"))
    let found = SourceCatalog.recognize(head)
    #expect(found.source.descriptor.name == "dhis2")
    #expect(found.why.reason.arguments["value"] == kind)
  }

  @Test func `headers that the rows do not fit are recognised, and refused`() {
    let file = TreeFile([
      ("/headers", rows("name|column|valueType|meta\npsi|Event|TEXT|false\nps|Stage|TEXT|false")),
      ("/rows", rows("a|b|c")),
    ])
    let head = FileHead(file, input: Input(path: "e.json"))
    #expect(DHIS2Source.recognize(head)?.reason.arguments["value"] == "events")
    #expect(sourceFailure { try open(file) }?.diagnostics[0].code.name == "DHIS2_ROWS_UNEVEN")
    let other = TreeFile([("/headers", rows("name|column|valueType\na|A|TEXT\nb|B|TEXT"))])
    #expect(DHIS2Source.recognize(FileHead(other, input: Input(path: "e.json"))) == nil)
  }

  @Test(arguments: ["data|value", "period|value", "id|name", "dx|text", "School|Girls"])
  func `other tables are not`(headings: String) {
    let head = FileHead(csv(headings + "\n1|2"), input: Input(path: "f.csv"))
    #expect(DHIS2Source.recognize(head) == nil)
  }

  @Test func `a file of another family is refused, and says what was seen`() {
    let found = sourceFailure { try open(csv("School|Girls\nA|1")) }
    #expect(found?.diagnostics[0].code.name == "SOURCE_UNFIT")
    #expect(found?.diagnostics[0].arguments["known"]?.contains("School") == true)
  }

  @Test func `a cell is found again at its place in the file`() throws {
    let file = tree("value|dataElement|../period|../orgUnit\n1|d|2024|o")
    var findings = Findings()
    let reading = try DHIS2Source.open(
      file, SourceOptions(Input(path: "v.json"), TableLayout()), &findings)
    let paths = try #require(reading.table.tables[0].addressing.paths)
    #expect(paths.path(ofRow: 2, column: 0) == "/rows/0/dataElement")
    #expect(paths.path(ofRow: 2, column: 1) == "/rows/period")
    #expect(paths.path(ofRow: 2, column: 5) == "/rows/0/value")
  }
}

@Suite struct `Metadata of DHIS2` {
  static func file() -> TreeFile {
    TreeFile([
      ("/dataElements", rows("id|code|name\nd1|ENR|Enrolment\nd2||Teachers")),
      ("/organisationUnits", rows("id|code|displayName\no1|UG1008|Kampala\no2||Abim")),
      ("/categoryOptions", rows("id|name\nf|Female\nm|Male\ng1|Grade 1\nxx|default")),
      ("/categories", rows("id|name\ns|Sex\ng|Grade\nt|Sex of teacher\nz|default")),
      ("/categories/categoryOptions", rows("id|../id\nf|s\nm|s\ng1|g\nf|t\nm|t\nxx|z")),
      ("/categoryCombos/categories", rows("id|../id\ns|k1\ng|k1\nt|k2\nz|k0")),
      (
        "/categoryOptionCombos",
        rows(
          "id|code|name|categoryCombo/id\nc1|F_G1|Female, Grade 1|k1\nc2|M|Male|k2\nc0||default|k0")
      ),
      ("/categoryOptionCombos/categoryOptions", rows("id|../id\nf|c1\ng1|c1\nm|c2\nxx|c0")),
    ])
  }

  private func open(_ text: String, _ metadata: any TableFile) throws -> Read {
    var findings = Findings()
    var options = SourceOptions(Input(path: "v.json"), TableLayout())
    options.files["metadata"] = metadata
    return try read(try DHIS2Source.open(TreeFile([(nil, rows(text))]), options, &findings))
  }

  @Test func `gives names, codes and a column for each category`() throws {
    let read = try open(
      "dataElement|period|orgUnit|categoryOptionCombo|value\nd1|2024|o1|c1|5\nd2|2024|o2|c2|6\nENR|2024|UG1008|F_G1|7\nd1|2024|o1|c0|8",
      Self.file())
    #expect(
      read.headings.dropFirst(14) == [
        "dataElementName", "dataElementCode", "orgUnitName", "orgUnitCode",
        "categoryOptionComboName", "Sex", "Grade", "Sex of teacher",
      ])
    #expect(
      read.rows.map { Array($0.dropFirst(14)) } == [
        ["Enrolment", "ENR", "Kampala", "UG1008", "Female, Grade 1", "Female", "Grade 1", ""],
        ["Teachers", "", "Abim", "", "Male", "", "", "Male"],
        ["Enrolment", "ENR", "Kampala", "UG1008", "Female, Grade 1", "Female", "Grade 1", ""],
        ["Enrolment", "ENR", "Kampala", "UG1008", "default", "", "", ""],
      ])
    #expect(read.codes.isEmpty)
  }

  @Test func `an id that it does not know is told with its place`() throws {
    let read = try open("dataElement|period|orgUnit|value\nd9|2024|o1|5\nd1|2024|o1|5", Self.file())
    #expect(read.codes.allSatisfy { $0 == "SOURCE_NAME_UNKNOWN" })
    let group = read.findings.groups.first { $0.key.column == "dataElementName" }
    #expect(group?.count == 1)
    #expect(group?.examples.first?.path == "/rows/0/dataElement")
    #expect(read.rows[0][14] == "")
  }

  @Test func `without some of its parts there are fewer columns`() throws {
    let units = TreeFile([("/organisationUnits", rows("id|name\no1|Kampala"))])
    let read = try open("dataElement|period|orgUnit|value\nd1|2024|o1|5", units)
    #expect(read.headings.dropFirst(14) == ["orgUnitName"])
    #expect(read.rows[0].last == "Kampala")
  }

  @Test func `a category called like a column gets another heading`() throws {
    let file = TreeFile([
      ("/categoryOptions", rows("id|name\nf|Female")), ("/categories", rows("id|name\ns|Value")),
      ("/categories/categoryOptions", rows("id|../id\nf|s")),
      ("/categoryOptionCombos", rows("id|name\nc1|Female")),
      ("/categoryOptionCombos/categoryOptions", rows("id|../id\nf|c1")),
    ])
    let read = try open("dataElement|orgUnit|categoryOptionCombo|value\nd|o|c1|5", file)
    #expect(read.headings.last == "category Value")
    #expect(read.rows[0].last == "Female")
  }
}
