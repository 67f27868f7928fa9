import MizanDiagnostics
import MizanFormats
import MizanRecords
import Testing

@testable import MizanFormats

/// Parts of messages, with the namespaces that services use.
private enum Message {
  static let spaces =
    "xmlns:m='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message'"
    + " xmlns:g='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic'"
    + " xmlns:s='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific'"
    + " xmlns:c='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common'"
    + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"

  static func header(_ dimension: String) -> String {
    "<m:Header><m:ID>x</m:ID><m:Structure structureID='S' dimensionAtObservation='\(dimension)'>"
      + "<c:Structure><Ref id='EDU' agencyID='UIS' version='1.0'/></c:Structure></m:Structure></m:Header>"
  }

  static func specific(_ body: String, at dimension: String = "TIME_PERIOD", footer: String = "")
    -> String
  {
    "<m:StructureSpecificData \(spaces)>\(header(dimension))"
      + "<m:DataSet s:structureRef='S'>\(body)</m:DataSet>\(footer)</m:StructureSpecificData>"
  }

  static func generic(_ body: String, at dimension: String = "TIME_PERIOD") -> String {
    "<m:GenericData \(spaces)>\(header(dimension))"
      + "<m:DataSet structureRef='S'>\(body)</m:DataSet></m:GenericData>"
  }

  static func values(_ pairs: [(String, String)]) -> String {
    pairs.map { "<g:Value id='\($0.0)' value='\($0.1)'/>" }.joined()
  }
}

private func read(_ text: String) throws(Failure) -> ReadTable {
  try ReadTable(text, name: "message.xml")
}

extension ReadTable {
  /// The rows as values by heading, blank ones and paths left out, in an order of their own.
  var records: [[String: String]] {
    let headings = rows.first ?? []
    return rows.dropFirst().map { row in
      Dictionary(
        uniqueKeysWithValues: zip(headings, row).filter { $0.0 != "_path" && !$0.1.isEmpty })
    }.sorted { "\($0.sorted { $0.key < $1.key })" < "\($1.sorted { $0.key < $1.key })" }
  }
}

@Suite struct `SDMX messages` {
  private let expected: [[String: String]] = [
    [
      "SEX": "F", "AREA": "TD", "TIME_PERIOD": "2020", "OBS_VALUE": "1.5", "UNIT": "PT",
      "OBS_STATUS": "A",
    ],
    [
      "SEX": "F", "AREA": "TD", "TIME_PERIOD": "2021", "OBS_VALUE": "2", "UNIT": "PT",
      "OBS_STATUS": "E",
    ],
  ]

  @Test func `series of a generic message`() throws {
    let table = try read(
      Message.generic(
        "<g:Series><g:SeriesKey>\(Message.values([("SEX", "F"), ("AREA", "TD")]))</g:SeriesKey>"
          + "<g:Attributes>\(Message.values([("UNIT", "PT")]))</g:Attributes>"
          + "<g:Obs><g:ObsDimension value='2020'/><g:ObsValue value='1.5'/>"
          + "<g:Attributes>\(Message.values([("OBS_STATUS", "A")]))</g:Attributes></g:Obs>"
          + "<g:Obs><g:ObsDimension id='TIME_PERIOD' value='2021'/><g:ObsValue value='2'/>"
          + "<g:Attributes>\(Message.values([("OBS_STATUS", "E")]))</g:Attributes></g:Obs></g:Series>"
      ))
    #expect(
      table.rows[0] == ["SEX", "AREA", "TIME_PERIOD", "OBS_VALUE", "UNIT", "OBS_STATUS", "_path"])
    #expect(table.records == expected)
    #expect(table.rows[2].last == "/GenericData/DataSet[1]/Series[1]/Obs[2]")
    #expect(table.faults.isEmpty && table.findings.isEmpty)
  }

  @Test func `series of a structure-specific message`() throws {
    let table = try read(
      Message.specific(
        "<Series SEX='F' AREA='TD' UNIT='PT'><Obs TIME_PERIOD='2020' OBS_VALUE='1.5' OBS_STATUS='A'/>"
          + "<Obs TIME_PERIOD='2021' OBS_VALUE='2' OBS_STATUS='E'/></Series>"))
    #expect(table.records == expected)
  }

  @Test func `flat observations, and a dimension other than time`() throws {
    let flat = try read(
      Message.specific(
        "<Obs SEX='F' AREA='TD' TIME_PERIOD='2020' OBS_VALUE='1.5' UNIT='PT' OBS_STATUS='A'/>"
          + "<Obs SEX='F' AREA='TD' TIME_PERIOD='2021' OBS_VALUE='2' UNIT='PT' OBS_STATUS='E'/>",
        at: "AllDimensions"))
    #expect(flat.records == expected)
    let cross = try read(
      Message.generic(
        "<g:Series><g:SeriesKey>\(Message.values([("TIME_PERIOD", "2020"), ("AREA", "TD")]))</g:SeriesKey>"
          + "<g:Obs><g:ObsDimension value='F'/><g:ObsValue value='1.5'/><g:Attributes>"
          + Message.values([("UNIT", "PT"), ("OBS_STATUS", "A")])
          + "</g:Attributes></g:Obs></g:Series>"
          + "<g:Series><g:SeriesKey>\(Message.values([("TIME_PERIOD", "2021"), ("AREA", "TD")]))</g:SeriesKey>"
          + "<g:Obs><g:ObsDimension value='F'/><g:ObsValue value='2'/><g:Attributes>"
          + Message.values([("UNIT", "PT"), ("OBS_STATUS", "E")])
          + "</g:Attributes></g:Obs></g:Series>",
        at: "SEX"))
    #expect(cross.records == expected)
  }

  @Test func `attributes of groups and of the data set hold for their observations`() throws {
    let groups = try read(
      Message.specific(
        "<Group xsi:type='x:G' AREA='TD' UNIT='PT'/><Group xsi:type='x:G' AREA='ET' UNIT='NB'/>"
          + "<Series SEX='F' AREA='TD'><Obs TIME_PERIOD='2020' OBS_VALUE='1.5' OBS_STATUS='A'/>"
          + "<Obs TIME_PERIOD='2021' OBS_VALUE='2' OBS_STATUS='E'/></Series>"))
    #expect(groups.records == expected)
    let flat = try read(
      Message.specific(
        "<Group xsi:type='x:G' AREA='TD' UNIT='PT'/><Group xsi:type='x:G' AREA='ET' UNIT='NB'/>"
          + "<Obs SEX='F' AREA='TD' TIME_PERIOD='2020' OBS_VALUE='1.5' OBS_STATUS='A'/>"
          + "<Obs SEX='F' AREA='TD' TIME_PERIOD='2021' OBS_VALUE='2' OBS_STATUS='E'/>",
        at: "AllDimensions"))
    #expect(flat.records == expected)
    let whole = try read(
      Message.generic(
        "<g:Attributes>\(Message.values([("UNIT", "PT")]))</g:Attributes>"
          + "<g:Series><g:SeriesKey>\(Message.values([("SEX", "F"), ("AREA", "TD")]))</g:SeriesKey>"
          + "<g:Obs><g:ObsDimension value='2020'/><g:ObsValue value='1.5'/></g:Obs></g:Series>"))
    #expect(whole.records[0]["UNIT"] == "PT")
  }

  @Test func `messages of 3_0 have data set attributes and components with several values`() throws
  {
    let text = Message.specific(
      "<Atts UNIT='PT'/><Series SEX='F' AREA='TD'><Obs TIME_PERIOD='2020' OBS_VALUE='1.5'>"
        + "<Comp id='CONTACT'><Value>a</Value><Value>b</Value></Comp></Obs></Series>"
    ).replacing("v2_1", with: "v3_0")
    let record = try #require(try read(text).records.first)
    #expect(record["UNIT"] == "PT" && record["CONTACT"] == "a; b" && record["OBS_VALUE"] == "1.5")
  }

  @Test func `the type of an observation names its measure`() throws {
    let table = try read(
      Message.specific(
        "<Series AREA='BE' TIME_PERIOD='2007'><Obs xsi:type='d:TFR' OBS_VALUE='1.8'/>"
          + "<Obs xsi:type='d:LIFE' OBS_VALUE='80'/></Series>", at: "DEMO"))
    #expect(table.records.compactMap { $0["DEMO"] }.sorted() == ["LIFE", "TFR"])
  }

  @Test func `missing values are blank and counted`() throws {
    let table = try read(
      Message.specific(
        "<Series A='1'><Obs TIME_PERIOD='2020' OBS_VALUE='NaN'/><Obs TIME_PERIOD='2021' OBS_VALUE=''/>"
          + "<Obs TIME_PERIOD='2022'/><Obs TIME_PERIOD='2023' OBS_VALUE='0'/></Series>"))
    #expect(table.records.compactMap { $0["OBS_VALUE"] } == ["0"])
    #expect(
      table.findings.countsByCode.map { "\($0.key.name) \($0.value)" } == ["SDMX_MISSING_VALUE 3"])
  }

  @Test func `time periods that are none hold their rows`() throws {
    let times = ["2019", "2019-13", "2019-Q4", "2019-Q5", "19", "2020-02-30T10:00:00", "2019-W53"]
    let table = try read(
      Message.specific(
        "<Series A='1'>" + times.map { "<Obs TIME_PERIOD='\($0)' OBS_VALUE='1'/>" }.joined()
          + "</Series>"))
    #expect(table.faults == [3: "SDMX_BAD_TIME", 5: "SDMX_BAD_TIME", 6: "SDMX_BAD_TIME"])
  }

  @Test func `footers, errors, keys only, deletions and structures are told`() throws {
    let footer =
      "<m:Footer><m:Message code='510' severity='Warning'><c:Text>too large</c:Text></m:Message></m:Footer>"
    let table = try read(
      Message.specific(
        "<Series A='1'><Obs TIME_PERIOD='2020' OBS_VALUE='1'/></Series>", footer: footer))
    #expect(table.codes == ["SDMX_FOOTER_MESSAGE"])
    #expect(table.findings.groups[0].arguments["value"] == "510 too large")
    #expect(try read(Message.specific("<Series A='1'/>")).codes == ["SDMX_SERIES_EMPTY"])
    let deletion = Message.specific(
      "<Series A='1'><Obs TIME_PERIOD='2020' OBS_VALUE='1'/></Series>"
    )
    .replacing("<m:DataSet ", with: "<m:DataSet s:action='Delete' ")
    #expect(try read(deletion).faults == [2: "SDMX_ACTION_DELETE"])
    let structure = "<m:Structure \(Message.spaces)><m:Header/><m:Structures/></m:Structure>"
    #expect(failure { () throws(Failure) in _ = try read(structure) }?.name == "SDMX_NOT_DATA")
    let error =
      "<m:Error \(Message.spaces)><m:ErrorMessage code='100'><c:Text>No results</c:Text></m:ErrorMessage></m:Error>"
    let refusal = failure { () throws(Failure) in _ = try read(error) }
    #expect(refusal?.name == "SDMX_ERROR_MESSAGE")
    #expect(refusal?.diagnostics[0].arguments["value"] == "100 No results")
  }

  @Test func `a component that appears late holds its row`() throws {
    var body = "<Series A='1'>"
    for index in 0..<70_000 {
      body += "<Obs TIME_PERIOD='2020' OBS_VALUE='\(index)' OBS_STATUS='A'/>"
    }
    body += "<Obs TIME_PERIOD='2020' OBS_VALUE='1' LATE='x'/></Series>"
    let padding = String(repeating: " ", count: 3 << 20)
    let table = try read(Message.specific(padding + body))
    #expect(table.faults == [70_002: "SDMX_COLUMN_LATE"])
    #expect(table.rows[69_000].prefix(3) == ["1", "2020", "68999"])
  }

  @Test func `observations that are cut by blocks keep their values`() throws {
    var body = ""
    for index in 0..<3000 {
      body +=
        "<g:Series><g:SeriesKey>\(Message.values([("A", "a\(index)"), ("B", "b\(index)")]))</g:SeriesKey>"
      for time in 2020...2022 {
        body +=
          "<g:Obs><g:ObsDimension value='\(time)'/><g:ObsValue value='\(index).\(time)'/></g:Obs>"
      }
      body += "</g:Series>"
    }
    let table = try read(Message.generic(body))
    #expect(table.rows.count == 9001)
    for index in stride(from: 0, to: 3000, by: 11) {
      for time in 0..<3 {
        #expect(
          table.rows[1 + index * 3 + time].prefix(4)
            == ["a\(index)", "b\(index)", "\(2020 + time)", "\(index).\(2020 + time)"])
      }
    }
  }
}

@Suite struct `SDMX structures` {
  static let structure =
    """
    <m:Structure xmlns:m='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message' xmlns:s='u' xmlns:c='v'>
    <m:Structures><s:Codelists><s:Codelist id='CL_SEX'><c:Name>Sexes</c:Name><s:Code id='F'><c:Name xml:lang='fr'>Filles</c:Name>
    <c:Name xml:lang='en'>Girls</c:Name></s:Code></s:Codelist></s:Codelists>
    <s:DataStructures><s:DataStructure id='EDU'><s:DataStructureComponents><s:DimensionList>
    <s:Dimension id='AREA' position='2'/><s:Dimension id='SEX' position='1'><s:LocalRepresentation><s:Enumeration>
    <Ref id='CL_SEX' class='Codelist'/></s:Enumeration></s:LocalRepresentation></s:Dimension><s:TimeDimension id='TIME_PERIOD'/>
    </s:DimensionList><s:Group id='G'><s:GroupDimension><s:DimensionReference><Ref id='SEX'/></s:DimensionReference></s:GroupDimension></s:Group>
    <s:AttributeList><s:Attribute id='OBS_STATUS'><s:AttributeRelationship><s:Dimension><Ref id='SEX'/></s:Dimension></s:AttributeRelationship></s:Attribute>
    </s:AttributeList><s:MeasureList><s:PrimaryMeasure id='OBS_VALUE'/></s:MeasureList></s:DataStructureComponents></s:DataStructure></s:DataStructures>
    </m:Structures></m:Structure>
    """

  @Test func `dimensions, attributes and names are read`() throws {
    let folder = Folder()
    let structure = try SDMXStructure(folder.input("s.xml", `SDMX structures`.structure), Limits())
    let definition = try #require(structure.definition("EDU"))
    #expect(definition.dimensions.map(\.id) == ["SEX", "AREA"])
    #expect(definition.dimensions[0].codeList == "CL_SEX")
    #expect(definition.hasTime && definition.measures == ["OBS_VALUE"])
    #expect(definition.attributes.map(\.id) == ["OBS_STATUS"])
    #expect(structure.codes["CL_SEX"] == ["F": "Girls"])
  }

  @Test func `a structure file gives the order of the columns`() throws {
    let folder = Folder()
    let structure = folder.input("s.xml", `SDMX structures`.structure)
    let message = folder.input(
      "m.xml",
      Message.specific(
        "<Series AREA='TD' SEX='F'><Obs TIME_PERIOD='2020' OBS_VALUE='1' NOTE='n'/></Series>"))
    let table = try ReadTable(message, FormatOptions(structure: structure.path))
    #expect(
      table.rows[0] == ["SEX", "AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "NOTE", "_path"])
    #expect(table.findings.isEmpty)
    let other = folder.input(
      "o.xml", Message.specific("<Obs X='1' TIME_PERIOD='2020' OBS_VALUE='1'/>"))
    #expect(
      try ReadTable(other, FormatOptions(structure: structure.path)).codes == [
        "SDMX_STRUCTURE_UNFIT"
      ])
    let none = failure { () throws(Failure) in
      _ = try ReadTable(message, FormatOptions(structure: message.path))
    }
    #expect(none?.name == "SDMX_NO_STRUCTURE")
  }

}

/// The official sample messages, if they lie beside the checkout: one set of observations in every layout.
@Suite struct `SDMX samples` {
  /// Whether observations are the same; where the file has slips, but for period and value.
  private func alike(
    _ one: [[String: String]], _ other: [[String: String]], _ hasSlips: Bool
  ) -> Bool {
    guard hasSlips else { return one == other }
    func rest(_ records: [[String: String]]) -> [String] {
      records.map { record in
        record.filter { $0.key != "TIME_PERIOD" && $0.key != "OBS_VALUE" }
          .map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
      }.sorted()
    }
    return rest(one) == rest(other)
  }

  @Test func `every layout gives the same observations`() throws {
    let archive = "data/4_formats/sdmx/khaeru_sdmx_test_data_open.tar.gz"
    guard Shared.has(archive) else { return }
    let folder = Folder()
    try #require(Shared.run(["tar", "xzf", Shared.path + "/" + archive, "-C", folder.path]))
    let samples = folder.path + "/ECB_EXR/"
    let names = Shared.files(samples).filter {
      $0.hasSuffix(".xml") && !$0.contains("structure") && $0.contains("-")
    }
    #expect(names.count == 24)
    let first = try ReadTable(Input(path: samples + "ng-flat.xml")).records
    #expect(first.count == 12 && first.allSatisfy { $0.count == 14 })
    for name in names {
      let table = try ReadTable(Input(path: samples + name))
      // Two of the files have slips of the pen: a period that stands twice, and 1.3809 for 1.3089.
      let hasSlips = name == "rg-xs.xml" || name == "sg-xs.xml"
      #expect(alike(table.records, first, hasSlips), "\(name)")
      #expect(table.findings.isEmpty && table.faults.isEmpty, "\(name): \(table.codes)")
      let structure = samples + name.prefix(2) + "-structure.xml"
      let defined = try ReadTable(
        Input(path: samples + name), FormatOptions(structure: String(structure)))
      #expect(alike(defined.records, first, hasSlips), "\(name) with its structure")
      #expect(
        defined.rows[0].prefix(7) == [
          "FREQ", "CURRENCY", "CURRENCY_DENOM", "EXR_TYPE", "EXR_VAR", "TIME_PERIOD", "OBS_VALUE",
        ], "\(name)")
    }
  }
}
