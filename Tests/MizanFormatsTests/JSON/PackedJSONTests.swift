import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite struct `JSON packed with gzip` {
  private func packed(_ text: String) -> [UInt8] { GzipWriter.member(Array(text.utf8)) }

  @Test(arguments: [
    (
      "values.json.gz", "{\"dataValues\":[{\"value\":\"1\"},{\"value\":\"2\"}],\"period\":\"2024\"}"
    ),
    ("values.geojson.gz", "[{\"value\":\"1\",\"n\":1},{\"value\":\"2\"}]"),
    ("values.ndjson.gz", "{\"value\":\"1\",\"n\":\"x\"}\n{\"value\":\"2\"}\n"),
    ("values.jsonl.gz", "{\"value\":\"1\"}\n{\"value\":\"2\"}\n"),
  ])
  func `has the rows of the unpacked text`(name: String, text: String) throws {
    let plain = try JSONRead(text, name: String(name.dropLast(3)))
    let read = try JSONRead(bytes: packed(text), name: name)
    #expect(read.rows == plain.rows)
    #expect(read.paths == plain.paths)
    #expect(read.format == plain.format)
    #expect(read.rows.dropFirst().map { $0[0] } == ["1", "2"])
  }

  @Test func `says line and column of the unpacked text where it is broken`() throws {
    let text = "{\"a\": [\n  {\"b\": 1},\n  {\"b\": x}\n]}"
    let plain = JSONRead.failure(text, name: "a.json")
    let found = JSONRead.failure(bytes: packed(text), name: "a.json.gz")
    #expect(found?.name == "JSON_SYNTAX")
    #expect(found?.diagnostics[0].place?.line == 3)
    #expect(found?.diagnostics[0].place?.column == plain?.diagnostics[0].place?.column)
  }

  @Test func `is refused when the file is cut off`() {
    let bytes = Array(packed("[{\"a\":1},{\"a\":2}]").dropLast(9))
    #expect(JSONRead.failure(bytes: bytes, name: "a.json.gz")?.name == "GZIP_TRUNCATED")
  }

  @Test func `has the digest of the file as it lies on the disk`() throws {
    let folder = Folder()
    let bytes = packed("[{\"a\":1}]")
    let input = folder.input("a.json.gz", bytes)
    let whole = try ReadTable(input)
    let hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    #expect(whole.sha256 == hash.finish())
  }

  @Test func `without a name that says JSON is not taken for it`() {
    #expect(JSONFormat.recognize(head: packed("{}"), fileName: "a.gz") == .no)
    #expect(NDJSONFormat.recognize(head: packed("{}"), fileName: "a.csv.gz") == .no)
    #expect(JSONFormat.recognize(head: packed("{}"), fileName: "a.json.gz") == .certain)
  }
}
