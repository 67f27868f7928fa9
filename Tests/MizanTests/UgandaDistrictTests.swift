import Foundation
import Mizan
import Testing

/// Districts of Uganda as partners' lists write them, through a whole run.
@Suite struct `The districts of Uganda` {
  private let shop: Workshop

  init() throws { shop = try Workshop() }

  private static let mapping = """
    mizan: 1
    mapping: { id: test.districts, version: 1.0.0, standard: eie-core@1, country: UGA }
    columns: { district: [District], schools: [Schools] }
    record:
      table: observation
      ref_area: { from: district, match: area, level: 2, unmatched: review }
      school_year: { value: "2013" }
      measure: { value: SCH }
      value: { from: schools, as: count, unreadable: hold }

    """

  private func convert(_ labels: [String]) throws -> (codes: [String], review: [[String: String]]) {
    try shop.write(
      "District,Schools\n" + labels.enumerated().map { "\($1),\($0)\n" }.joined(), to: "rows.csv")
    try shop.write(Self.mapping, to: "districts.map.yaml")
    _ = try shop.convert(map: "districts.map.yaml")
    let codes = try shop.records("out/observation.csv").map { $0["ref_area"] ?? "" }
    return (codes, shop.exists("out/review.csv") ? try shop.records("out/review.csv") : [])
  }

  /// The names of the school list, in capitals, and those of the list of 2010 to 2013.
  private func districts() throws -> (schools: [String], older: [String]) {
    let folder = try #require(Program.shared).appendingPathComponent("data/2_education")
    let data = try Data(
      contentsOf: folder.appendingPathComponent("uga_government_secondary_schools.json"))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let uganda = try #require(root["uganda"] as? [String: Any])
    let schools = try #require(uganda["districts"] as? [String: Any]).keys.sorted()
    let older = PlainCSV.records(
      String(
        decoding: try Data(contentsOf: folder.appendingPathComponent("uga_district_codes.csv")),
        as: UTF8.self))
    return (schools, older.map { $0["name"] ?? "" })
  }

  @Test(.enabled(if: Program.shared != nil, "the folder ../shared beside the checkout is absent"))
  func `of both lists at hand all have their code`() throws {
    let (schools, older) = try districts()
    #expect(schools.count == 65)
    #expect(older.count == 112)
    let run = try convert(schools + older)
    #expect(run.review.isEmpty)
    #expect(run.codes.count == 177)
    #expect(Set(run.codes).count == 112)
    #expect(run.codes.allSatisfy { $0.hasPrefix("UG") && $0.count == 6 })
  }

  @Test(.enabled(if: Program.shared != nil, "the folder ../shared beside the checkout is absent"))
  func `with a letter too few or too many wait with the right candidate first`() throws {
    let names = try districts().older
    let codes = try convert(names).codes
    for alter in [dropped, doubled] {
      let altered = names.map(alter)
      let run = try convert(altered)
      // Nothing is taken because it is similar.
      #expect(run.codes.isEmpty, "\(run.codes)")
      let lines = Dictionary(run.review.map { ($0["label"] ?? "", $0) }, uniquingKeysWith: { $1 })
      // Kaungu is one letter from Kalungu and from Kanungu: then both are shown with one score.
      let wrong = zip(altered, codes).filter { label, code in
        guard let line = lines[label] else { return true }
        return !(1...3).contains {
          line["candidate_\($0)"] == code && line["score_\($0)"] == line["score_1"]
        }
      }
      #expect(wrong.isEmpty, "\(wrong)")
    }
  }

  /// Takes the third letter away.
  private func dropped(_ name: String) -> String { String(name.prefix(2) + name.dropFirst(3)) }

  /// Writes the third letter twice.
  private func doubled(_ name: String) -> String { String(name.prefix(3) + name.dropFirst(2)) }

  @Test(arguments: [
    ("Sembabule", "Ssembabule"), ("Kasanda", "Kassanda"), ("Maddi-Okollo", "Madi Okollo"),
    ("Butaleeja District", "Butaleja"), ("Namayinggo", "Namayingo"),
  ])
  func `in other spellings wait with the right candidate first`(_ label: String, _ name: String)
    throws
  {
    let run = try convert([label])
    let areas = try #require(try Workshop.standards.country("UGA")).areas
    let code = try #require(areas.areas.first { $0.names["en"] == name }).code
    #expect(run.codes == [] || run.codes == [code])
    if run.codes.isEmpty { #expect(run.review.first?["candidate_1"] == code) }
  }
}
