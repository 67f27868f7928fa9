import Foundation
import Mizan
import Testing

/// Several mappings in one run: one folder, one report, one balance.
@Suite struct `A job` {
  static let schools = """
    mizan: 1
    mapping: { id: test.schools, version: 2.0.0, standard: eie-core@1, country: TCD }
    columns: { area: [Region], pupils: [Pupils] }
    record:
      table: observation
      ref_area: { from: area, match: area, unmatched: review }
      school_year: { value: "2023/2024" }
      measure: { value: STU }
      value: { from: pupils, as: count, unreadable: hold }
    checks:
      - { name: some, that: "pupils > 0", per: row, else: warning }

    """

  static let job = """
    mizan: 1
    job: { title: { en: "All of March", fr: "Tout mars" } }
    convert:
      - { files: ../rows.csv, mapping: ../small.map.yaml }
      - { files: ["in/*.csv"], mapping: ../maps/schools.map.yaml }

    """

  private func furnished(job: String = job) throws -> Workshop {
    let shop = try Workshop()
    try shop.furnish()
    try shop.write(A_job.schools, to: "maps/schools.map.yaml")
    try shop.write("Region,Pupils\nLac,5\nNowhere,6\n", to: "jobs/in/a.csv")
    try shop.write("Region,Pupils\nMoyen-Chari,8\n", to: "jobs/in/b.csv")
    try shop.write(job, to: "jobs/march.job.yaml")
    return shop
  }

  private typealias A_job = `A job`

  private func run(_ shop: Workshop, _ words: [String] = []) throws -> (
    status: Int32, output: String, errors: String
  ) {
    let run = try Program.run(
      ["convert", "--job", "jobs/march.job.yaml", "-o", "out"] + words, in: shop.folder)
    return (run.status, run.output, run.errors)
  }

  private func result(_ shop: Workshop) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(shop.text("out/result.json").utf8))
        as? [String: Any])
  }

  @Test func `converts files of several mappings into one folder with one balance`() throws {
    let shop = try furnished()
    let run = try run(shop)
    #expect(run.status == 1, "\(run.errors)")
    let json = try result(shop)
    let rows = try #require(json["rows"] as? [String: Int])
    #expect(rows == ["read": 7, "ready": 4, "held": 3, "dropped": 0])
    let inputs = try #require(json["inputs"] as? [[String: Any]])
    #expect(inputs.map { $0["path"] as? String } == ["rows.csv", "jobs/in/a.csv", "jobs/in/b.csv"])
    #expect(
      inputs.map { $0["mapping"] as? String } == [
        "test.small@1.2.0", "test.schools@2.0.0", "test.schools@2.0.0",
      ])
    #expect(json["mapping"] is NSNull)
    #expect(json["country"] is NSNull)
    #expect((json["mappings"] as? [[String: Any]])?.count == 2)

    let records = try shop.records("out/observation.csv")
    #expect(records.map { $0["value"] } == ["12", "30", "5", "8"])
    let ids = records.map { $0["source_id"] ?? "" }
    #expect(ids == ["rows", "rows", "a", "b"])
    let sources = try shop.records("out/source.csv")
    #expect(
      sources.map { $0["mapping"] } == [
        "small.map.yaml", "maps/schools.map.yaml", "maps/schools.map.yaml",
      ])
    #expect(sources.map { $0["country"] } == ["", "TCD", "TCD"])
  }

  @Test func `has files of held rows for headings of which a row is held only`() throws {
    let shop = try furnished(
      job: "mizan: 1\nconvert:\n  - { files: in/b.csv, mapping: ../maps/schools.map.yaml }\n"
        + "  - { files: ../rows.csv, mapping: ../small.map.yaml }\n")
    #expect(try run(shop).status == 1)
    #expect(try shop.text("out/held.csv").contains("rows.csv,"))
    #expect(!shop.exists("out/held-2.csv"))
    #expect(!(try shop.text("out/result.json").contains("held-2.csv")))
    try shop.write(
      "mizan: 1\nconvert:\n  - { files: in/b.csv, mapping: ../maps/schools.map.yaml }\n",
      to: "jobs/march.job.yaml")
    #expect(try run(shop).status == 0)
    #expect(
      try shop.text("out/held.csv") == "file,sheet,row,scope,cells,reasons,Region,Pupils\n")
  }

  @Test func `leaves out sums of what no file has, unless the first mapping asks for them`() throws
  {
    let shop = try furnished()
    try shop.write(
      """
      mizan: 1
      mapping: { id: test.staff, version: 1.0.0, standard: eie-core@1, country: TCD }
      columns: { area: [Region], staff: { headings: [Staff], optional: true } }
      record:
        table: observation
        when: "not (staff is missing)"
        ref_area: { from: area, match: area, unmatched: review }
        school_year: { value: "2023/2024" }
        measure: { value: STU }
        value: { from: staff, as: count, unreadable: hold }

      """, to: "maps/staff.map.yaml")
    let parts = ["schools", "staff"].map {
      "  - { files: in/b.csv, mapping: ../maps/\($0).map.yaml }\n"
    }
    for (order, wanted) in [(parts, ["pupils"]), (parts.reversed(), ["staff", "pupils"])] {
      try shop.write("mizan: 1\nconvert:\n" + order.joined(), to: "jobs/march.job.yaml")
      _ = try run(shop)
      let sums = try #require(try result(shop)["sums"] as? [[String: Any]])
      #expect(sums.map { $0["measure"] as? String } == wanted)
    }
  }

  @Test func `says of which mapping each check and each open label is`() throws {
    let shop = try furnished()
    _ = try run(shop)
    let rules = try #require(try result(shop)["rules"] as? [[String: Any]])
    #expect(rules.map { $0["id"] as? String } == ["test.small: small", "test.schools: some"])
    #expect(rules.map { $0["evaluated"] as? Int } == [3, 3])
    let review = try shop.records("out/review.csv")
    #expect(Set(review.map { $0["label"] }) == ["Hill", "Nowhere"])
    let nowhere = try #require(review.first { $0["label"] == "Nowhere" })
    #expect(nowhere["mapping"] == "test.schools@2.0.0")
    #expect(nowhere["country"] == "TCD")
    let page = try shop.text("out/report.html")
    #expect(page.contains("All of March"))
    #expect(page.contains("maps/schools.map.yaml"))
    #expect(page.contains("convert --job jobs/march.job.yaml -o out"))
  }

  @Test func `leads from a record to its file and mapping`() throws {
    let shop = try furnished()
    _ = try run(shop)
    let why = try Program.run(["explain", "out/observation.csv:4"], in: shop.folder)
    #expect(why.status == 0, "\(why.errors)")
    #expect(why.output.contains("jobs/in/a.csv"))
    #expect(why.output.contains("test.schools") || why.output.contains("schools.map.yaml"))
  }

  @Test func `gives the same bytes each time, and the records that each mapping gives alone`()
    throws
  {
    let shop = try furnished()
    _ = try run(shop)
    let first = try shop.text("out/result.json")
    let records = try shop.records("out/observation.csv")
    _ = try run(shop, ["--jobs", "1"])
    #expect(try shop.text("out/result.json") == first)
    _ = try Program.run(
      ["convert", "jobs/in/a.csv", "jobs/in/b.csv", "-m", "maps/schools.map.yaml", "-o", "alone"],
      in: shop.folder)
    #expect(try shop.records("alone/observation.csv") == Array(records.dropFirst(2)))
  }

  @Test func `converts the others when a file is broken`() throws {
    let shop = try furnished()
    try Data([0x50, 0x4B, 3, 4, 0, 0]).write(
      to: URL(fileURLWithPath: shop.path("jobs/in/b.csv")))
    let run = try run(shop)
    #expect(run.status == 65, "\(run.errors)")
    #expect(try shop.records("out/observation.csv").map { $0["value"] } == ["12", "30", "5"])
    #expect(try shop.records("out/source.csv").count == 2)
  }

  @Test(arguments: [
    ("mapping: ../maps/schools.map.yaml", "mapping: ../maps/none.map.yaml", 66),
    ("in/*.csv", "in/*.xlsx", 66), ("mizan: 1", "mizan: 2", 78),
    ("files: ../rows", "file: ../rows", 78),
  ])
  func `publishes nothing when a part cannot be begun`(old: String, new: String, status: Int32)
    throws
  {
    let shop = try furnished()
    _ = try run(shop)
    let before = try shop.text("out/result.json")
    try shop.write(
      A_job.job.replacingOccurrences(of: old, with: new), to: "jobs/march.job.yaml")
    #expect(try run(shop).status == status)
    #expect(try shop.text("out/result.json") == before)
  }

  @Test func `publishes nothing when one of its mappings is a draft`() throws {
    let shop = try furnished()
    try shop.write(
      A_job.schools.replacingOccurrences(of: "value: STU", with: "value: \"TODO: STU | POP\""),
      to: "maps/schools.map.yaml")
    let run = try run(shop)
    #expect(run.status == 2)
    #expect(run.errors.contains("MAPPING_UNDECIDED"))
    #expect(!shop.exists("out"))
  }

  @Test func `keeps the release that a file's name says`() throws {
    let shop = try furnished()
    try shop.write(
      A_job.schools.replacingOccurrences(
        of: "columns:", with: "source: { file_name: \"schools_{vintage}\" }\ncolumns:"),
      to: "maps/schools.map.yaml")
    try shop.write("Region,Pupils\nLac,9\n", to: "jobs/in/schools_2019-02.csv")
    _ = try run(shop)
    let versions = try shop.records("out/source.csv").map { $0["version"] ?? "" }
    #expect(versions.last == "2019-02")
    #expect(versions.dropLast().allSatisfy { $0.count == 12 })
  }

  @Test func `is like one mapping where it has only one`() throws {
    let shop = try furnished(
      job: "mizan: 1\nconvert:\n  - { files: in/a.csv, mapping: ../maps/schools.map.yaml }\n")
    _ = try run(shop)
    let json = try result(shop)
    #expect((json["mapping"] as? [String: Any])?["id"] as? String == "test.schools")
    #expect(json["mappings"] == nil)
    #expect(json["country"] as? String == "TCD")
  }

  @Test func `may be several, and takes neither mapping nor files beside it`() throws {
    let shop = try furnished(
      job: "mizan: 1\nconvert:\n  - { files: in/a.csv, mapping: ../maps/schools.map.yaml }\n")
    try shop.write(
      "mizan: 1\nconvert:\n  - { files: rows.csv, mapping: small.map.yaml }\n", to: "two.job.yaml")
    let run = try run(shop, ["--job", "two.job.yaml"])
    #expect(run.status == 1, "\(run.errors)")
    #expect(try shop.records("out/source.csv").count == 2)
    #expect(try self.run(shop, ["-m", "small.map.yaml"]).status == 64)
    #expect(try self.run(shop, ["rows.csv"]).status == 64)
    #expect(try Program.run(["convert", "rows.csv", "-o", "out"], in: shop.folder).status == 64)
  }
}
