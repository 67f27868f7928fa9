import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

@Suite struct `A file known by its headings` {
  private func recognise(_ text: String, _ name: String = "f.csv") -> (
    name: String, why: Recognition
  ) {
    let found = SourceCatalog.recognize(FileHead(csv(text), input: Input(path: name)))
    return (found.source.descriptor.name, found.why)
  }

  @Test(arguments: [
    ("INDICATOR_ID|COUNTRY_ID|YEAR|VALUE|MAGNITUDE|QUALIFIER", "uis"),
    ("edulit_ind|country_id|year|value|magnitude|qualifier|n", "uis"),
    ("indicatorId|geoUnit|year|value|qualifier|magnitude", "uis"),
    ("EDULIT_IND|Indicator|LOCATION|Country|TIME|Time|Value|Flag Codes|Flags", "uis"),
    ("concept|name|location|time|value", "uis"), ("COUNTRY_ID|COUNTRY_NAME_EN", "uis"),
    ("Country Name|Country Code|Indicator Name|Indicator Code|2001|2002", "world-bank"),
    ("Country Name|Country Code|Series Name|Series Code|2001 [YR2001]", "world-bank"),
    ("Admin 1 PCode|Admin 2 PCode|Sector|Gender|Population Group|In Need|Targeted", "hno"),
    ("Lead Organisation Name|Main Activity|County|Month of Reporting (2023)|Boys|Girls", "cluster"),
    ("Nom de l'organisation|Type d'organisation|Cluster|Activités|Province|Garçons", "cluster"),
    ("Organización líder|Actividad|Estado|Municipio|Mes reportado|Mujeres mayores", "cluster"),
    ("اسم المنظمة|النشاط|المحافظة|المديرية|الشهر|بنات|أولاد", "cluster"),
    ("Date ( DD/MM/YYYY )| OpenEMIS ID|Meal Programme Code|Comment", "openemis"),
    ("Centre Code|Centre Name|EMIS Code|Area Name|Ownership", "openemis"),
    ("sourcedId|status|dateLastModified|name|type|identifier|parentSourcedId", "roster"),
    ("sourcedId|status|classSourcedId|userSourcedId", "roster"),
    ("district_id|school_id|school_name|low_grade|high_grade", "roster"),
    ("school|boys|girls", "table"), ("country|year|value", "table"),
    ("Organisation|Telephone", "table"), ("name|location|time", "table"),
  ])
  func `is of its family`(headings: String, name: String) {
    let width = headings.split(separator: "|").count
    let row = Array(repeating: "1", count: width).joined(separator: "|")
    #expect(recognise(headings + "\n" + row).name == name)
  }

  @Test func `says which headings were known, and where`() {
    let found = recognise(
      "Last updated|2023\n\nCountry Name|Country Code|Indicator Name|Indicator Code|2001\nChad|TCD|x|y|1"
    )
    #expect(found.name == "world-bank")
    #expect(found.why.reason.code == .sourceHeadings)
    #expect(found.why.reason.place == Place("f.csv", row: 3))
    #expect(
      found.why.reason.arguments["value"]
        == "Country Name · Country Code · Indicator Name · Indicator Code")
  }

  @Test func `is read by the meanings of its headings, which stay as the partner wrote them`()
    throws
  {
    let result = try read(
      as: ClusterSource.self,
      csv(
        "EiE 5W|||||\nLead Organisation Name|Main Activity|County|Boys|Women +18|Remarks\nA|B|C|1|2|x"
      ))
    #expect(
      result.headings == [
        "Lead Organisation Name", "Main Activity", "County", "Boys", "Women +18", "Remarks",
      ])
    #expect(
      result.located.headings.map(\.tag) == [
        "#org+name", "#activity+name", "#adm1+name", "#reached+m+children", "#reached+f+adults",
        nil,
      ])
    #expect(result.rows == [["A", "B", "C", "1", "2", "x"]])
  }

  @Test func `gives the same meanings in every layout`() throws {
    let layouts = [
      "INDICATOR_ID|COUNTRY_ID|YEAR|VALUE\nGER_1|TCD|2001|5",
      "indicatorId|geoUnit|year|value\nGER_1|TCD|2001|5",
      "concept|location|time|value\nger_1|tcd|2001|5",
    ]
    for layout in layouts {
      let result = try read(as: UISSource.self, csv(layout))
      #expect(
        result.located.headings.map(\.tag) == [
          "#indicator+code", "#country+code", "#date+year", "#indicator+value",
        ])
    }
  }

  @Test func `keeps the tags that its sheet carries itself`() throws {
    let result = try read(
      as: HNOSource.self,
      csv(
        "Admin 1 PCode|Sector|Population Group|In Need|Targeted\n#adm1+code+v_pcode|#sector|#group|#inneed|#targeted\nX|EDU|ALL|5|4"
      ))
    #expect(result.located.headings.map(\.tag).first == "#adm1+code+v_pcode")
    #expect(result.rows == [["X", "EDU", "ALL", "5", "4"]])
  }

  @Test func `is not read when the file is of another family`() {
    let failure = #expect(throws: Failure.self) {
      try read(as: UISSource.self, csv("school|boys\nA|1"))
    }
    #expect(failure?.kind == .undecided)
    #expect(failure?.diagnostics.first?.code == .sourceUnfit)
    #expect(failure?.diagnostics.first?.arguments["name"] == "UIS")
    #expect(failure?.diagnostics.first?.arguments["known"] == "1: school · boys | 2: A · 1")
  }

  @Test func `is the sheet of data, not that of instructions`() throws {
    let book = MemoryTableFile(
      format: "xlsx",
      sheets: [
        .init(name: "References", rows: rows("References\nName|Code\nA|1")),
        .init(
          name: "Data",
          rows: rows("Import Exam Centre\nCentre Code|Centre Name|EMIS Code|Ownership\n1|A|2|3")),
      ])
    let result = try read(as: OpenEMISSource.self, book, name: "f.xlsx")
    #expect(result.located.sheet == "Data")
    #expect(result.rows == [["1", "A", "2", "3"]])
  }
}

@Suite struct `The catalog of sources` {
  @Test func `has one name for each, and a page section`() throws {
    let names = SourceCatalog.all.map { $0.descriptor.name }
    #expect(Set(names).count == names.count)
    let folder = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let page = String(
      decoding: try SmallFile.read(folder + "/docs/reference/sources.md", limit: 1 << 20),
      as: UTF8.self)
    for source in SourceCatalog.all {
      let descriptor = source.descriptor
      #expect(
        page.contains("| `\(descriptor.name)` | \(descriptor.reads) |"), "\(descriptor.name)")
      if descriptor.name != "table" {
        #expect(page.contains("\n## \(descriptor.name)\n"), "\(descriptor.name)")
      }
      if let mapping = descriptor.mapping {
        #expect(throws: Never.self) { try SmallFile.read(folder + "/" + mapping, limit: 1 << 20) }
        #expect(page.contains("`\(mapping)`"))
      }
    }
  }

  @Test func `means only sound hashtags`() {
    for source in SourceCatalog.all {
      guard let family = source as? any FamilySource.Type else { continue }
      for line in family.families.flatMap(\.meanings.lines) {
        #expect(Hashtag(line.tag)?.text == line.tag, "\(line.tag)")
        #expect(!line.headings.isEmpty)
      }
    }
  }

  @Test func `refuses names and options that nobody has`() throws {
    let unknown = #expect(throws: Failure.self) { try SourceCatalog.source(named: "hxxl") }
    #expect(unknown?.kind == .mapping)
    #expect(unknown?.diagnostics.first?.code == .sourceUnknown)
    #expect(unknown?.diagnostics.first?.arguments["known"]?.contains("hxl, ") == true)
    let option = #expect(throws: Failure.self) {
      try SourceCatalog.source(named: "hxl", options: ["depth"])
    }
    #expect(option?.diagnostics.first?.code == .sourceOptionUnknown)
    let hxl = try SourceCatalog.source(named: "HXL")
    #expect(hxl.descriptor == HXLSource.descriptor)
  }

  @Test func `reads a file without an adapter as it is`() throws {
    let file = csv("#org|#adm1\nA|B")
    var findings = Findings()
    let reading = try SourceCatalog.open(
      file, adapter: nil, SourceOptions(Input(path: "f"), TableLayout()), &findings)
    #expect(reading.table === file)
    #expect(reading.layout == TableLayout())
    #expect(reading.meanings.lines.isEmpty)
    #expect(findings.isEmpty)
  }

  @Test func `is a plain table when nothing is known, also of an empty file`() {
    let empty = SourceCatalog.recognize(
      FileHead(MemoryTableFile(sheets: []), input: Input(path: "f")))
    #expect(empty.source.descriptor == PlainTable.descriptor)
    #expect(empty.why.reason.code == .sourceTable)
  }
}
