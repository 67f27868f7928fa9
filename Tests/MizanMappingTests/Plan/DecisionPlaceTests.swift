import Foundation
import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// A mapping in a folder of its own, with the decisions that lie beside it.
private final class Desk {
  let folder: TemporaryFolder

  init(_ files: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
  }

  static let body = """
    columns: { area: [Area], kids: [Kids], sex: [Sex], site: [Site] }
    record:
      table: observation
      ref_area: { from: area, match: area, level: 1, unmatched: review }
      school_year: { value: 2021/2022 }
      measure: { value: STU }
      sex: { from: sex, codes: sex, unmatched: review }
      displacement: { from: site, codes: crosswalks/site.csv, unmatched: review }
      value: { from: kids, as: count, unreadable: hold }

    """

  func mapping(_ country: String? = "SSD", _ body: String = Desk.body) throws -> CheckedMapping {
    let scope = country.map { ", country: \($0)" } ?? ""
    let text = "mizan: 1\nmapping: { id: t, version: 1.0.0, standard: eie-core@1\(scope) }\n" + body
    return try CheckedMapping(
      MappingReader.read(Array(text.utf8), file: folder.path + "/t.map.yaml"),
      EngineHarness.standards())
  }

  func run(_ rows: [String], country: String = "SSD") throws -> EngineHarness.Outcome {
    try EngineHarness(mapping(country), headings: "Area|Kids|Sex|Site").run(rows)
  }
}

private let site = "source,target,relation,status\nCamp,REF,equal,approved\n"

@Suite struct `The place of decisions` {
  @Test func `is the crosswalk that the mapping names`() throws {
    let desk = try Desk(["crosswalks/site.csv": site])
    let place = try desk.mapping().decisionPlace(
      field: "displacement", list: "crosswalks/site.csv")
    #expect(place?.name == "crosswalks/site.csv")
    #expect(place?.file == desk.folder.path + "/crosswalks/site.csv")
    #expect(place?.country == "SSD")
  }

  @Test func `bears country, list and level where the mapping names none`() throws {
    let mapping = try Desk(["crosswalks/site.csv": site]).mapping()
    #expect(
      mapping.decisionPlace(field: "sex", list: "sex")?.name == "crosswalks/SSD.sex.csv")
    #expect(
      mapping.decisionPlace(field: "ref_area", list: "area")?.name == "crosswalks/SSD.area-1.csv")
    #expect(DecisionPlace.name(country: nil, list: "sex") == "crosswalks/any.sex.csv")
  }

  @Test func `is nowhere for what the mapping does not ask`() throws {
    let mapping = try Desk(["crosswalks/site.csv": site]).mapping()
    #expect(mapping.decisionPlace(field: "sex", list: "level") == nil)
    #expect(mapping.decisionPlace(field: "origin", list: "country") == nil)
  }

  @Test(arguments: [
    ("sex", "sex", "F", "F"), ("sex", "sex", "girls", "F"), ("sex", "sex", "X9", nil),
    ("displacement", "crosswalks/site.csv", "REF", "REF"),
    ("displacement", "crosswalks/site.csv", "Camp", nil),
    ("ref_area", "area", "SS01", "SS01"), ("ref_area", "area", "central equatoria", "SS01"),
    ("ref_area", "area", "SS0101", nil), ("ref_area", "area", "Juba", nil),
  ])
  func `takes codes and names of the field's own list`(
    _ field: String, _ list: String, _ text: String, _ code: String?
  ) throws {
    let mapping = try Desk(["crosswalks/site.csv": site]).mapping()
    let place = try #require(mapping.decisionPlace(field: field, list: list))
    #expect(place.code(for: text) == code)
  }

  @Test func `knows the names of codes, what is near, and what lies above`() throws {
    let mapping = try Desk(["crosswalks/site.csv": site]).mapping()
    let area = try #require(mapping.decisionPlace(field: "ref_area", list: "area"))
    #expect(area.name(of: "SS01", in: "en") == "Central Equatoria")
    #expect(area.name(of: "SS99", in: "en") == nil)
    #expect(area.parent(of: "SS01") == "SSD")
    #expect(area.candidates(for: "Central Equatorya", limit: 2).first?.code == "SS01")
    let sex = try #require(mapping.decisionPlace(field: "sex", list: "sex"))
    #expect(sex.name(of: "F", in: "ar") == "إناث")
    #expect(sex.parent(of: "F") == "")
  }
}

@Suite struct `Decisions beside a mapping that uses a list` {
  private let heads = "source,target,relation,status,country\n"

  @Test func `count before the list, in the country that their file names`() throws {
    let desk = try Desk([
      "crosswalks/site.csv": site,
      "crosswalks/SSD.sex.csv": heads + "fillettes,F,equal,approved,SSD\nH,_U,equal,approved,SSD\n",
      "crosswalks/SSD.area-1.csv": heads + "C.E.S.,SS01,equal,approved,SSD\n",
    ])
    let outcome = try desk.run(["C.E.S.|1|Fillettes|camp", "Central Equatoria|2|H|Camp"])
    #expect(outcome.observations("sex") == ["F", "_U"])
    #expect(outcome.observations("ref_area") == ["SS01", "SS01"])
    #expect(outcome.result.review.keys.isEmpty)
  }

  @Test func `never count for another country`() throws {
    let files = [
      "crosswalks/site.csv": "source,target,relation,status,country\nCamp,REF,equal,approved,SSD\n",
      "crosswalks/SSD.sex.csv": heads + "fillettes,F,equal,approved,SSD\n",
    ]
    let here = try Desk(files).run(["Central Equatoria|1|fillettes|Camp"])
    #expect(here.observations("sex") == ["F"])
    let there = try Desk(files).run(["Kampala|1|fillettes|Camp"], country: "UGA")
    #expect(there.observations("sex").isEmpty)
    let waiting = there.result.review.keys.map { "\($0.field) \($0.label)" }
    #expect(waiting.contains("sex fillettes") && waiting.contains("displacement Camp"))
  }

  @Test func `never count where the line names another country than the file`() throws {
    let desk = try Desk([
      "crosswalks/site.csv": site,
      "crosswalks/SSD.sex.csv": heads + "fillettes,F,equal,approved,TCD\n",
    ])
    let outcome = try desk.run(["Central Equatoria|1|fillettes|Camp"])
    #expect(outcome.result.review.keys.map(\.label) == ["fillettes"])
  }

  @Test func `are checked against the field's list`() throws {
    let desk = try Desk([
      "crosswalks/site.csv": site,
      "crosswalks/SSD.sex.csv": heads + "x,Q,equal,approved,SSD\n",
    ])
    #expect {
      _ = try desk.mapping()
    } throws: { error in
      (error as? Failure)?.diagnostics.map(\.code.name) == ["MAP_TARGET_UNKNOWN"]
    }
  }

  @Test func `that are broken are told like any other crosswalk`() throws {
    let desk = try Desk([
      "crosswalks/site.csv": site, "crosswalks/SSD.sex.csv": heads + "x,F,same,approved,SSD\n",
    ])
    #expect {
      _ = try desk.mapping()
    } throws: { error in
      (error as? Failure)?.diagnostics.map(\.code.name) == ["CROSSWALK_RELATION_UNKNOWN"]
    }
  }
}
