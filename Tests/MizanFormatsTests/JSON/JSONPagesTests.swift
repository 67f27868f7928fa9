import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite struct `A page of many in JSON` {
  @Test(arguments: [
    ("\"pager\":{\"page\":1,\"nextPage\":\"https://x\"}", "/pager/nextPage"),
    ("\"metaData\":{\"pager\":{\"page\":1,\"isLastPage\":false}}", "/metaData/pager/isLastPage"),
    ("\"next\":\"https://x\"", "/next"),
    ("\"@odata.nextLink\":\"https://x\"", "/@odata.nextLink"),
    ("\"count\":9", "/count"),
  ])
  func `is told, with the place that says so`(member: String, path: String) throws {
    let read = try JSONRead("{\(member),\"rows\":[{\"a\":1},{\"a\":2}]}")
    #expect(read.codes == ["JSON_PAGED_INCOMPLETE"])
    #expect(read.findings.groups[0].examples[0].path == path)
  }

  @Test(arguments: [
    "\"pager\":{\"page\":1,\"isLastPage\":true}", "\"next\":null", "\"count\":2",
    "\"other\":{\"isLastPage\":false}", "\"pager\":{\"isLastPage\":\"false\"}",
  ])
  func `is not taken for one where it is the last or the only one`(member: String) throws {
    let read = try JSONRead("{\(member),\"rows\":[{\"a\":1},{\"a\":2}]}")
    #expect(read.codes.isEmpty)
  }

  @Test func `numbers and pointers in columns of places have all their digits`() throws {
    let objects = (0..<1203).map { "{\"id\":\($0),\"list\":[{\"x\":1}]}" }
    let read = try JSONRead("[" + objects.joined(separator: ",") + "]", table: 1)
    let index = try #require(read.rows[0].firstIndex(of: "_index"))
    let path = try #require(read.rows[0].firstIndex(of: "_path"))
    for row in [0, 8, 9, 98, 99, 999, 1202] {
      #expect(read.rows[row + 1][index] == String(row + 1))
      #expect(read.rows[row + 1][path] == "/\(row)/list/0")
    }
  }

  @Test func `names of 15, 16 and 17 letters that differ in the last are told apart`() throws {
    for length in [1, 15, 16, 17, 40] {
      let head = String(repeating: "n", count: length - 1)
      let read = try JSONRead(
        "[{\"\(head)a\":1,\"\(head)b\":2},{\"\(head)b\":3,\"\(head)a\":4},{\"\(head)a\":5,\"\(head)b\":6}]"
      )
      #expect(read.rows == [[head + "a", head + "b"], ["1", "2"], ["4", "3"], ["5", "6"]])
    }
  }
}
