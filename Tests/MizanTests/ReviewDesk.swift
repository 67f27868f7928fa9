import Foundation
import Mizan

/// A run with labels that wait, in a folder of its own.
final class ReviewDesk {
  let shop: Workshop

  static let rows = #"""
    Area,Year,Pupils,Sex,Site
    TD01,2023/24,12,filletes,Hôte
    TD02,2023/24,30,Garçons,Site de réfugiés
    Ouadai,2023/24,7,F,Hôte
    TD04,2023/24,9,F,=1+1
    TD05,2023/24,4,M,"6-11, ""x"""

    """#

  static let mapping = """
    mizan: 1
    mapping: { id: test.desk, version: 1.2.0, standard: eie-core@1, country: TCD }
    columns: { area: [Area], year: [Year], pupils: [Pupils], sex: [Sex], site: [Site] }
    record:
      table: observation
      ref_area: { from: area, match: area, level: 1, unmatched: review }
      school_year: { from: year, as: school-year, calendar: gregorian, unreadable: hold }
      measure: { value: STU }
      sex: { from: sex, codes: sex, unmatched: review }
      displacement: { from: site, codes: crosswalks/site.csv, unmatched: review }
      value: { from: pupils, as: count, unreadable: hold }

    """

  init() throws {
    shop = try Workshop()
    try shop.write(ReviewDesk.rows, to: "rows.csv")
    try shop.write(ReviewDesk.mapping, to: "desk.map.yaml")
    try shop.write(
      "source,target,relation,status\nSite de réfugiés,REF,equal,approved\n",
      to: "crosswalks/site.csv")
  }

  /// Converts into a folder below the desk; gives the labels that wait.
  @discardableResult
  func convert(_ folder: String = "out") throws -> [String] {
    _ = try shop.convert(map: "desk.map.yaml", into: folder)
    return try shop.records(folder + "/review.csv").map { $0["label"] ?? "" }
  }

  func queue(_ name: String = "out") throws -> [ReviewEntry] {
    try ReviewQueue(shop.path(name), map: shop.path("desk.map.yaml"), Workshop.standards).entries
  }

  func session(
    _ name: String = "out", _ language: Messages.Language = .english, by: String = "A. M."
  ) throws -> ReviewSession {
    try ReviewSession(
      queue(name), Reviewer(name: by, day: "2026-03-02"), Workshop.standards.messages(), language)
  }

  /// The lines of a crosswalk as records, by label.
  func decisions(_ name: String) throws -> [String: [String: String]] {
    Dictionary(
      try shop.records("crosswalks/" + name).map { ($0["source"] ?? "", $0) },
      uniquingKeysWith: { _, last in last })
  }
}
