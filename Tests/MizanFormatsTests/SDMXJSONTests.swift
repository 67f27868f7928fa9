import MizanDiagnostics
import MizanFormats
import MizanRecords
import Testing

@Suite struct `SDMX-JSON messages` {
  private func message(_ sets: String, structure: String? = nil, isFirst: Bool = false) -> String {
    let structure =
      structure
        ?? """
        "structure": {"dimensions": {
          "series": [{"id": "AREA", "keyPosition": 1, "values": [{"id": "TD"}, {"id": "ET"}]},
                     {"id": "SEX", "keyPosition": 0, "values": [{"id": "F"}]}],
          "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2020"}, {"id": "2021"}]}]},
         "attributes": {"dataSet": [{"id": "SOURCE", "values": [{"name": "a survey"}]}],
          "series": [{"id": "UNIT", "values": [{"id": "PT"}]}],
          "observation": [{"id": "OBS_STATUS", "values": [{"id": "A"}, {"id": "E"}]}]}}
        """
    let data = "\"dataSets\": [\(sets)]"
    return "{\"meta\": {\"schema\": \"sdmx-json-data-schema.json\"}, \"data\": {"
      + (isFirst ? data + "," + structure : structure + "," + data) + "}}"
  }

  private func read(_ text: String) throws(Failure) -> ReadTable {
    try ReadTable(text, name: "data.json")
  }

  @Test(arguments: [false, true])
  func `series are read, wherever the structure stands`(_ isFirst: Bool) throws {
    let table = try read(
      message(
        """
        {"attributes": [0], "series": {"0:0": {"observations": {"0": [1.50, 0], "1": [2, 1]}, "attributes": [0]},
         "1:0": {"observations": {"0": [null, null]}}}}
        """, isFirst: isFirst))
    #expect(
      table.rows[0] == [
        "SEX", "AREA", "TIME_PERIOD", "OBS_VALUE", "SOURCE", "UNIT", "OBS_STATUS", "_path",
      ])
    #expect(table.rows[1].dropLast() == ["F", "TD", "2020", "1.50", "a survey", "PT", "A"])
    #expect(table.rows[2].dropLast() == ["F", "TD", "2021", "2", "a survey", "PT", "E"])
    #expect(table.rows[3].dropLast() == ["F", "ET", "2020", "", "a survey", "", ""])
    #expect(table.rows[2].last == "/data/dataSets/0/series/0:0/observations/1")
    #expect(table.codes == ["SDMX_MISSING_VALUE"])
  }

  @Test func `flat observations are read`() throws {
    let structure = """
      "structure": {"dimensions": {"dataSet": [{"id": "FREQ", "values": [{"id": "A"}]}], "series": [],
        "observation": [{"id": "AREA", "values": [{"id": "TD"}, {"id": "ET"}]},
                        {"id": "TIME_PERIOD", "values": [{"id": "2020"}]}]}}
      """
    let table = try read(
      message("{\"observations\": {\"1:0\": [5], \"0:0\": [6]}}", structure: structure))
    #expect(table.rows[0].dropLast() == ["FREQ", "AREA", "TIME_PERIOD", "OBS_VALUE"])
    #expect(table.rows[1].dropLast() == ["A", "ET", "2020", "5"])
    #expect(table.rows[2].dropLast() == ["A", "TD", "2020", "6"])
  }

  @Test func `2_0 has several structures, measures, groups and values in place of numbers`() throws
  {
    let structure = """
      "structures": [{"dimensions": {"series": [{"id": "AREA", "values": [{"id": "TD"}]},
          {"id": "SEX", "values": [{"id": "F"}, {"id": "M"}]}],
        "observation": [{"id": "TIME_PERIOD", "values": [{"value": "2020"}]}]},
       "measures": {"observation": [{"id": "OBS_VALUE"}, {"id": "WEIGHT"}]},
       "attributes": {"dimensionGroup": [{"id": "TITLE", "values": []}],
        "observation": [{"id": "NOTE", "values": []}]}}]
      """
    let table = try read(
      message(
        """
        {"structure": 0, "dimensionGroupAttributes": {":1": ["boys"]},
         "series": {"0:0": {"observations": {"0": ["1", "0.5", "n"]}}, "0:1": {"observations": {"0": ["2", "0.6"]}}}}
        """, structure: structure))
    #expect(
      table.rows[0].dropLast() == [
        "AREA", "SEX", "TIME_PERIOD", "OBS_VALUE", "WEIGHT", "TITLE", "NOTE",
      ])
    #expect(table.rows[1].dropLast() == ["TD", "F", "2020", "1", "0.5", "", "n"])
    #expect(table.rows[2].dropLast() == ["TD", "M", "2020", "2", "0.6", "boys", ""])
  }

  @Test func `numbers past the end of a list hold their rows`() throws {
    let table = try read(
      message(
        "{\"series\": {\"0:0\": {\"observations\": {\"0\": [1], \"7\": [1], \"1\": [1, 9]}}, \"9:0\": {\"observations\": {\"0\": [1]}}}}"
      ))
    #expect(
      table.faults == [3: "SDMX_BAD_INDEX", 4: "SDMX_BAD_INDEX", 5: "SDMX_BAD_INDEX"])
  }

  @Test func `broken texts, errors and messages without data are refused`() {
    func refusal(_ text: String) -> String? {
      failure { () throws(Failure) in
        _ = try ReadTable(text, name: "data.json", format: "sdmx-json")
      }?.name
    }
    let whole = message("{\"series\": {\"0:0\": {\"observations\": {\"0\": [1]}}}}")
    #expect(refusal(String(whole.dropLast(3))) == "JSON_TRUNCATED")
    #expect(refusal(whole.replacing("[1]", with: "[1,]")) == "JSON_SYNTAX")
    #expect(
      refusal("{\"errors\": [{\"code\": 404, \"title\": \"No data\"}]}") == "SDMX_ERROR_MESSAGE")
    #expect(refusal("{\"data\": {}}") == "SDMX_NOT_DATA")
  }

  @Test func `many observations come in several batches`() throws {
    let series = (0..<3000).map { "\"0:0\": {\"observations\": {\"0\": [\($0)]}}" }
    let table = try read(message("{\"series\": {\(series.joined(separator: ","))}}"))
    #expect(table.rows.count == 3001)
    #expect(table.rows.dropFirst().map { $0[3] } == (0..<3000).map(String.init))
  }
}

extension ReadTable {
  /// A text read as a declared format.
  init(_ text: String, name: String, format: String) throws(Failure) {
    let folder = Folder()
    defer { withExtendedLifetime(folder) {} }
    try self.init(folder.input(name, text), format: format)
  }
}
