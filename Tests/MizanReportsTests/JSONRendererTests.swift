import MizanDiagnostics
import Testing

@testable import MizanReports

@Suite struct JSONRendererTests {
  @Test func `an empty report has every part of the schema`() {
    var report = Report()
    report.tool = "mizan 1"
    report.standard = "eie-core@1"
    let expected = #"""
      {"schema":"mizan.result/1","tool":"mizan 1","standard":"eie-core@1",\#
      "command":"convert","command_line":"","country":null,"mapping":null,"exit":0,\#
      "inputs":[],"rows":{"read":0,"ready":0,"held":0,"dropped":0},"records":{},"sums":[],\#
      "rules":[],"codes":{},"needs_decision":[],"changes":{},"outputs":[]}

      """#
    #expect(JSONRenderer().render(report).text == expected)
  }

  @Test func `an input tells its digest, rows, codes and failure`() {
    var report = Report()
    var input = InputReport()
    input.path = "in/a.xlsx"
    input.sha256 = "00ff"
    input.format = "xlsx"
    input.rows = Balance(read: 3, ready: 1, held: 1, dropped: 1)
    input.codes = ["B": 2, "A": 1]
    input.failure = [Diagnostic(Code("ZIP_BOMB", .error), at: Place("a.xlsx", sheet: "S"))]
    input.exit = 65
    report.inputs = [input]
    let text = JSONRenderer().render(report).text
    #expect(text.contains(#""rows":{"read":3,"ready":1,"held":1,"dropped":1},"blank_rows":0"#))
    #expect(text.contains(#""codes":["A","B"],"completeness":[]"#))
    #expect(text.contains(#""failure":[{"code":"ZIP_BOMB","place":"a.xlsx ▸ S"}],"exit":65}"#))
  }

  @Test func `the same report gives the same bytes`() {
    let first = JSONRenderer().render(SampleReport.make())
    #expect(first == JSONRenderer().render(SampleReport.make()))
    #expect(first.text.contains(#""codes":{"CHECK_WARNED":17,"CODE_UNKNOWN":47,"#))
  }

  @Test func `sums stay exact decimals`() {
    var report = Report()
    var sum = SumReport()
    sum.read = "12345678901234567890.000000001"
    report.sums = [sum]
    #expect(
      JSONRenderer().render(report).text.contains(#""read":"12345678901234567890.000000001""#))
  }

  @Test func `texts are escaped so that they are harmless in JSON and in a page`() {
    var bytes: [UInt8] = []
    JSONWriter.quote("a\"\\\n\r\t\u{1}</script>\u{2028}é😀", into: &bytes)
    #expect(bytes.text == #""a\"\\\n\r\t\u0001\u003c/script>\u2028é😀""#)
  }
}
