import Foundation
import Mizan
import Testing

@Suite struct `Records from trees` {
  private static let mapping = """
    mizan: 1
    mapping: { id: t, version: 1.0.0, standard: eie-core@1, country: TCD }
    source: { select: SELECT }
    columns:
      school: ["school"]
      year: ["../year", "../../year"]
      n: ["n"]
    record:
      table: observation
      ref_area:    { value: TCD }
      school_year: { from: year, as: school-year, calendar: gregorian, unreadable: stop }
      measure:     { value: STU }
      subject_id:  { from: school, as: text }
      value:       { from: n, as: count, unreadable: hold }
    """

  private func convert(_ text: String, select: String) throws -> Workshop {
    let shop = try Workshop()
    try shop.write(text, to: "in.json")
    try shop.write(Self.mapping.replacing("SELECT", with: select), to: "t.map.yaml")
    let mapping = try Harmonizer.mapping(at: shop.path("t.map.yaml"), Workshop.standards)
    _ = try Harmonizer(Workshop.standards).convert(
      [Input(path: shop.path("in.json"))], with: mapping, into: .folder(shop.path("out")))
    return shop
  }

  private func column(_ name: String, _ shop: Workshop, _ file: String) throws -> [String] {
    try shop.records("out/" + file).map { $0[name] ?? "" }
  }

  @Test func `a record carries the pointer of its number`() throws {
    let shop = try convert(
      #"{"year":"2023-2024","rows":[{"school":"A","n":5},{"school":"B","n":"x"},{"school":"C","n":7}]}"#,
      select: "/rows")
    #expect(try column("source_ref", shop, "observation.csv") == ["/rows/0/n", "/rows/2/n"])
    #expect(try column("cells", shop, "held.csv") == ["/rows/1/n"])
    #expect(try column("cell", shop, "issues.csv").contains("/rows/1/n"))
    let explainer = Explainer(Workshop.standards, .english)
    let answer = try explainer.explain(shop.path("out/observation.csv") + ":3")
    #expect(answer.text.contains("▸ /rows/2/n, by "))
    #expect(answer.text.contains("7  ← /rows/2/n “7” under “n”"))
    #expect(answer.text.contains("← /year “2023-2024” under “../year”"))
    let held = try explainer.explain(shop.path("out/held.csv") + ":2")
    #expect(held.text.contains("/rows/1/n  “x” under “n”"))
  }

  @Test func `rows of repeated groups carry their own pointer`() throws {
    let shop = try convert(
      #"{"year":"2023-2024","r":[{"g, h":[{"school":"A","n":5}]},{"g, h":[{"school":"B","n":6},{"school":"C","n":"x"}]}]}"#,
      select: "\"/r/g, h\"")
    #expect(
      try column("source_ref", shop, "observation.csv") == ["/r/0/g, h/0/n", "/r/1/g, h/0/n"])
    #expect(try column("cells", shop, "held.csv") == ["/r/1/g%2C%20h/1/n"])
    let answer = try Explainer(Workshop.standards, .english)
      .explain(shop.path("out/observation.csv") + ":3")
    #expect(answer.text.contains("6  ← /r/1/g, h/0/n “6” under “n”"))
  }
}
