import Foundation
import Mizan
import Testing

@Suite struct `A conversion by the library` {
  @Test func `writes a folder in which every row is accounted for`() throws {
    let shop = try Workshop()
    try shop.furnish()
    let report = try shop.convert()
    #expect(report.rows == Balance(read: 4, ready: 2, held: 2, dropped: 0))
    #expect(report.exit == 1)
    #expect(
      shop.names(in: "out") == [
        "held.csv", "issues.csv", "observation.csv", "report.html", "result.json", "review.csv",
        "source.csv",
      ])
    let records = try shop.records("out/observation.csv")
    #expect(records.map { $0["ref_area"] } == ["TD01", "TD02"])
    #expect(records.map { $0["value"] } == ["12", "30"])
    #expect(records.map { $0["displacement"] } == ["REF", "HOST"])
    let held = try shop.records("out/held.csv")
    #expect(held.map { $0["row"] } == ["4", "5"])
    #expect(held.map { $0["cells"] } == ["C4", "D5"])
    #expect(held.map { $0["Pupils"] } == ["many", "7"])
  }

  @Test func `into nothing leaves nothing behind and tells the same`() throws {
    let shop = try Workshop()
    try shop.furnish()
    let before = shop.names(in: ".")
    let counted = try shop.convert(into: nil)
    #expect(shop.names(in: ".") == before)
    let written = try shop.convert()
    #expect(counted.rows == written.rows)
    #expect(counted.exit == written.exit)
    #expect(counted.records == written.records)
    #expect(counted.folder.isEmpty)
    #expect(written.folder == shop.path("out"))
  }

  @Test func `in strict mode publishes no records while labels wait`() throws {
    let shop = try Workshop()
    try shop.furnish()
    let report = try shop.convert(["rows.csv"], into: "out", RunOptions(isStrict: true))
    #expect(report.exit == 2)
    #expect(!shop.exists("out/observation.csv"))
    #expect(try shop.records("out/review.csv").map { $0["label"] } == ["Hill"])
    #expect(!report.outputs.contains { $0.path == "observation.csv" })
  }

  @Test func `that only reports writes no records`() throws {
    let shop = try Workshop()
    try shop.furnish()
    let report = try shop.convert(["rows.csv"], into: "out", RunOptions(writesRecords: false))
    #expect(report.records.map(\.count) == [2])
    #expect(!shop.exists("out/observation.csv"))
    #expect(shop.exists("out/report.html"))
  }

  @Test func `goes on after a bad file and ends with the worst status`() throws {
    let shop = try Workshop()
    try shop.furnish()
    try shop.write("", to: "empty.csv")
    try shop.write("PK\u{3}\u{4} cut off", to: "broken.xlsx")
    let report = try shop.convert(["empty.csv", "away.csv", "rows.csv", "broken.xlsx"])
    #expect(report.inputs.map(\.exit) == [65, 66, 1, 65])
    #expect(report.exit == 66)
    #expect(try shop.records("out/observation.csv").count == 2)
    #expect(try shop.records("out/source.csv").map { $0["source_id"] } == ["rows"])
    #expect(report.inputs[1].codes == ["INPUT_MISSING": 1])
  }

  @Test(arguments: [1, 2])
  func `keeps nothing of a file that breaks in its middle and goes on with the others`(
    _ workers: Int
  ) throws {
    let shop = try Workshop()
    try shop.furnish()
    let good = String(repeating: "TD09,2023/24,5,Camp\n", count: 20_000)
    let runaway = "TD09,2023/24,5,\"Camp\n" + String(repeating: "no end\n", count: 3000)
    try shop.write("Area,Year,Pupils,Site\n" + good + runaway, to: "long.csv")
    var options = RunOptions()
    options.workers = workers
    let report = try shop.convert(["long.csv", "rows.csv"], options)
    #expect(report.inputs.map(\.exit) == [65, 1])
    #expect(report.inputs[0].codes == ["CSV_UNTERMINATED_QUOTE": 1])
    #expect(report.rows == Balance(read: 4, ready: 2, held: 2, dropped: 0))
    #expect(try shop.records("out/observation.csv").map { $0["ref_area"] } == ["TD01", "TD02"])
    #expect(try shop.records("out/source.csv").map { $0["source_id"] } == ["rows"])
  }

  @Test func `of files of which none can be read keeps the last good output`() throws {
    let shop = try Workshop()
    try shop.furnish()
    _ = try shop.convert()
    let good = try shop.text("out/observation.csv")
    let report = try shop.convert(["away.csv"])
    #expect(report.exit == 66)
    #expect(report.folder.isEmpty)
    #expect(report.outputs.isEmpty)
    #expect(try shop.text("out/observation.csv") == good)
    #expect(!shop.names(in: ".").contains { $0.hasPrefix(".") || $0.contains("stage") })
  }

  @Test func `twice in a row gives the same bytes`() throws {
    let shop = try Workshop()
    try shop.furnish()
    _ = try shop.convert(into: "first")
    _ = try shop.convert(into: "second")
    #expect(shop.names(in: "first") == shop.names(in: "second"))
    for name in shop.names(in: "first") where name.hasSuffix(".csv") {
      #expect(try shop.text("first/\(name)") == shop.text("second/\(name)"), "\(name)")
    }
  }

  @Test func `replaces its own output whole`() throws {
    let shop = try Workshop()
    try shop.furnish()
    _ = try shop.convert()
    try shop.furnish(rows: "Area,Year,Pupils,Site\nTD09,2023/24,5,Camp\n")
    let report = try shop.convert()
    #expect(report.exit == 0)
    #expect(try shop.records("out/observation.csv").map { $0["ref_area"] } == ["TD09"])
  }

  @Test func `does not touch a folder of somebody else`() throws {
    let shop = try Workshop()
    try shop.furnish()
    try shop.write("mine", to: "out/thesis.txt")
    let failure = try #require(throws: Failure.self) { try shop.convert() }
    #expect(failure.kind == .cannotCreate)
    #expect(shop.names(in: "out") == ["thesis.txt"])
  }

  @Test(arguments: [
    (Severity?.some(.error), Int32(0)), (.some(.warning), 1), (nil, 0),
  ]) func `ends with 1 from the severity asked for`(failOn: Severity?, exit: Int32) throws {
    let shop = try Workshop()
    // 30 pupils are more than the check wants: a warning, nothing held.
    try shop.furnish(rows: "Area,Year,Pupils,Site\nTD01,2023/24,30,Camp\n")
    #expect(try shop.convert(["rows.csv"], into: nil, RunOptions(failOn: failOn)).exit == exit)
  }

  @Test func `tells how many rows have been read`() throws {
    let shop = try Workshop()
    try shop.furnish()
    let told = Told()
    _ = try shop.convert(
      ["rows.csv"], into: nil, RunOptions(progress: { file, rows in told.add(file, rows) }))
    #expect(told.last?.file == "rows.csv")
    #expect(told.last?.rows == 4)
  }

  @Test func `gives files of one name ids of their own`() throws {
    let shop = try Workshop()
    try shop.furnish()
    try shop.write(Workshop.rows, to: "north/rows.csv")
    try shop.write(Workshop.rows, to: "Été 2024 (final).v2.csv")
    let report = try shop.convert(["rows.csv", "north/rows.csv", "Été 2024 (final).v2.csv"])
    #expect(report.inputs.map(\.sourceID) == ["rows", "rows-2", "été-2024-final"])
    let ids = try shop.records("out/observation.csv").map { $0["source_id"] }
    #expect(Set(ids).count == 3)
  }

  /// What a run told on its way.
  private final class Told: @unchecked Sendable {
    private(set) var last: (file: String, rows: Int)?
    func add(_ file: String, _ rows: Int) { last = (file, rows) }
  }
}

@Suite struct `The numbers of a report` {
  @Test func `are those of result.json, of report.html and of the files`() throws {
    let shop = try Workshop()
    try shop.furnish()
    try shop.write(Workshop.rows.replacing("TD0", with: "TD1"), to: "more.csv")
    let report = try shop.convert(["rows.csv", "more.csv"])
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(try shop.text("out/result.json").utf8))
        as? [String: Any])
    let rows = try #require(json["rows"] as? [String: Int])
    #expect(rows == ["read": 8, "ready": 4, "held": 4, "dropped": 0])
    #expect(report.rows == Balance(read: 8, ready: 4, held: 4, dropped: 0))
    #expect((json["records"] as? [String: Int]) == ["observation": 4])
    #expect(try shop.records("out/observation.csv").count == 4)
    #expect(try shop.records("out/held.csv").count == 4)
    let sums = try #require((json["sums"] as? [[String: Any]])?.first)
    #expect(sums["read"] as? String == "98")
    #expect(sums["ready"] as? String == "84")
    #expect(sums["held"] as? String == "14")
    let total = try shop.records("out/observation.csv").compactMap { Int($0["value"] ?? "") }
    #expect(total.reduce(0, +) == 84)
    #expect(json["exit"] as? Int == 1)
    #expect((json["inputs"] as? [[String: Any]])?.count == 2)
    let html = try shop.text("out/report.html")
    #expect(html.contains("<b><bdi>4<"))
    for word in ["rows.csv", "more.csv", "test.small", "Hill", "VALUE_NOT_COUNT"] {
      #expect(html.contains(word), "\(word) is not in report.html")
    }
  }

  @Test func `count each check once over all files`() throws {
    let shop = try Workshop()
    try shop.furnish()
    let report = try shop.convert(["rows.csv"], into: nil)
    let rule = try #require(report.rules.first { $0.id == "small" })
    #expect(rule.failed == 1)
    #expect(rule.state == .passedWithExceptions)
    #expect(rule.severity == .warning)
  }

  @Test func `bring labels with the most rows first, with the nearest codes`() throws {
    let shop = try Workshop()
    try shop.furnish(
      rows: Workshop.rows + "TD05,2023/24,4,Refugees\nTD06,2023/24,5,Refugees\n")
    let report = try shop.convert(["rows.csv"], into: nil)
    #expect(report.review.map(\.label) == ["Refugees", "Hill"])
    #expect(report.review.map(\.rows) == [2, 1])
    #expect(report.review.first?.learners == "9")
    #expect(report.review.first?.candidates.first?.code == "REF")
  }

  @Test func `name the hashes and sizes of the files as they are on the disk`() throws {
    let shop = try Workshop()
    try shop.furnish()
    let report = try shop.convert()
    #expect(report.outputs.count == 5)
    for output in report.outputs {
      let data = try Data(contentsOf: URL(fileURLWithPath: shop.path("out/\(output.path)")))
      #expect(data.count == output.bytes, "\(output.path)")
      let hash = SHA256()
      data.withUnsafeBytes { hash.update($0) }
      #expect(hash.finish() == output.sha256, "\(output.path)")
    }
  }
}
