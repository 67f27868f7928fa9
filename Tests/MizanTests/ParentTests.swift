import Foundation
import Mizan
import Testing

/// Labels of areas that are looked up inside the area which another column of the row names.
struct ParentTests {
  static func mapping(_ country: String, level: Int, within: String = "within: upper,") -> String {
    """
    mizan: 1
    mapping: { id: test.parents, version: 1.0.0, standard: eie-core@1, country: \(country) }
    columns: { upper: [Upper], place: [Place], pupils: [Pupils] }
    record:
      table: observation
      ref_area: { from: place, match: area, level: \(level), \(within) unmatched: review }
      school_year: { value: 2021/2022 }
      measure: { value: STU }
      value: { from: pupils, as: count, unreadable: hold }

    """
  }

  /// The number of each record with its area: numbers stand for rows.
  static func areas(_ shop: Workshop) throws -> [String: String] {
    let records = try shop.records("out/observation.csv")
    return Dictionary(
      records.map { ($0["value"] ?? "", $0["ref_area"] ?? "") }, uniquingKeysWith: { $1 })
  }

  static let namesakes = """
    Upper,Place,Pupils
    حلب,صوران,1
    حماة,صوران,2
    SY05,صوران,3
    ,صوران,4
    Nowhere,صوران,5
    Idleb,صوران,6
    Hama,صوران,7

    """

  func shop(_ rows: String, _ mapping: String) throws -> Workshop {
    let shop = try Workshop()
    try shop.write(rows, to: "rows.csv")
    try shop.write(mapping, to: "small.map.yaml")
    return shop
  }

  @Test func `Namesakes resolve where the parent is known, and are held where it is not`() throws {
    let shop = try shop(Self.namesakes, Self.mapping("SYR", level: 3))
    let report = try shop.convert()
    #expect(
      try Self.areas(shop) == ["1": "SY020405", "2": "SY050101", "3": "SY050101", "7": "SY050101"])
    #expect(report.rows.held == 3)
    let review = try shop.records("out/review.csv")
    #expect(Set(review.map { $0["parent"] }) == ["_U", "Nowhere", "Idleb"])
    let blank = try #require(review.first { $0["parent"] == "_U" })
    #expect(Set([blank["candidate_1"], blank["candidate_2"]]) == ["SY020405", "SY050101"])
    let codes = try shop.records("out/held.csv").map { $0["reasons"] ?? "" }
    #expect(codes.contains { $0.contains("LABEL_AMBIGUOUS") })
    #expect(codes.contains { $0.contains("PARENT_UNKNOWN") })
    #expect(codes.contains { $0.contains("CODE_UNKNOWN") })
  }

  @Test func `A decision holds in its parent only, and is not asked again there`() throws {
    let shop = try shop(Self.namesakes, Self.mapping("SYR", level: 3))
    _ = try shop.convert()
    let queue = try ReviewQueue(
      shop.path("out"), map: shop.path("small.map.yaml"), Workshop.standards)
    var entry = try #require(queue.entries.first { $0.parent == "Nowhere" })
    entry.target = "SY050101"
    var answers = ReviewAnswers(Reviewer(name: "A. M.", day: "2026-03-02"))
    #expect(try answers.apply([entry]).decided == 1)
    let decided = try shop.records("crosswalks/SYR.area-3-within.csv")
    #expect(decided.map { $0["parent"] } == ["Nowhere"])
    _ = try shop.convert()
    #expect(try Self.areas(shop)["5"] == "SY050101")
    #expect(Set(try shop.records("out/review.csv").map { $0["parent"] }) == ["_U", "Idleb"])

    // Another decision about the same label, for rows without a parent.
    var other = try #require(queue.entries.first { $0.parent == "_U" })
    other.target = "SY020405"
    var more = ReviewAnswers(Reviewer(name: "A. M.", day: "2026-03-02"))
    #expect(try more.apply([other]).decided == 1)
    _ = try shop.convert()
    let areas = try Self.areas(shop)
    #expect(areas["4"] == "SY020405")
    #expect(areas["5"] == "SY050101")
    #expect(areas["2"] == "SY050101")
    #expect(areas["6"] == nil)
  }

  @Test func `A parent that was changed in the queue is noticed`() throws {
    let shop = try shop(Self.namesakes, Self.mapping("SYR", level: 3))
    _ = try shop.convert()
    let text = try shop.text("out/review.csv").replacingOccurrences(of: ",Nowhere,", with: ",SY07,")
    try shop.write(text, to: "out/review.csv")
    #expect(throws: Failure.self) {
      try ReviewQueue(shop.path("out"), map: shop.path("small.map.yaml"), Workshop.standards)
    }
  }

  @Test func `Without a parent the queue has no column for it, and namesakes are held`() throws {
    let shop = try shop(Self.namesakes, Self.mapping("SYR", level: 3, within: ""))
    let report = try shop.convert()
    #expect(report.rows.held == 7)
    #expect(try shop.records("out/review.csv").first?["parent"] == nil)
  }

  @Test func `Wolayita of two vintages is one in its region, and two without`() throws {
    let rows = """
      Upper,Place,Pupils
      ET07,Wolayita,1
      ET08,Wolayita,2
      ,Wolayita,3

      """
    let shop = try shop(rows, Self.mapping("ETH", level: 2))
    _ = try shop.convert()
    #expect(try Self.areas(shop) == ["1": "ET0706", "2": "ET0801"])
    #expect(try shop.records("out/review.csv").map { $0["parent"] } == ["_U"])
  }

  @Test(arguments: [("SYR", 4, "name_ar", 99.0), ("PSE", 3, "name_en", 97.0)])
  func `Smaller places get their codes in their parents, and no wrong one`(
    country: String, level: Int, column: String, least: Double
  ) throws {
    let file = "standards/countries/\(country)/areas-adm\(level).csv"
    let places = try PlainCSV.records(at: Program.root.appendingPathComponent(file))
      .filter { $0[column] != "" }
    var rows = "Upper,Place,Pupils\n"
    for (index, place) in places.enumerated() {
      rows += "\(place["parent"] ?? ""),\"\(place[column] ?? "")\",\(index + 1)\n"
    }
    let shop = try shop(rows, Self.mapping(country, level: level))
    let report = try shop.convert()
    let areas = try Self.areas(shop)
    for (index, place) in places.enumerated() {
      let found = areas[String(index + 1)]
      #expect(found == nil || found == place["code"], "\(place)")
    }
    #expect(Double(areas.count) >= Double(places.count) * least / 100, "\(areas.count)")
    #expect(report.rows.read == places.count)
  }

  @Test func `Many workers write the same bytes`() throws {
    var rows = "Upper,Place,Pupils\n"
    for index in 0..<3_000 { rows += "\(["حلب", "SY05", "", "Idleb"][index % 4]),صوران,\(index)\n" }
    let shop = try shop(rows, Self.mapping("SYR", level: 3))
    var one = RunOptions()
    one.workers = 1
    var four = RunOptions()
    four.workers = 4
    _ = try shop.convert(into: "a", one)
    _ = try shop.convert(into: "b", four)
    for name in ["observation.csv", "review.csv", "held.csv"] {
      #expect(try shop.text("a/" + name) == shop.text("b/" + name))
    }
  }

  @Test(arguments: [
    ("ref_area: { from: place, codes: sex, within: upper, unmatched: review }", "MAP_BAD_VALUE"),
    (
      "ref_area: { from: place, match: area, within: above, unmatched: review }",
      "MAP_UNKNOWN_NAME"
    ),
  ])
  func `A parent that cannot be followed is refused`(line: String, code: String) throws {
    let old = "ref_area: { from: place, match: area, level: 3, within: upper, unmatched: review }"
    let text = Self.mapping("SYR", level: 3).replacingOccurrences(of: old, with: line)
    let shop = try shop(Self.namesakes, text)
    let failure = #expect(throws: Failure.self) { try shop.convert() }
    #expect(failure?.diagnostics.contains { $0.code.name == code } == true, "\(failure as Any)")
  }
}
