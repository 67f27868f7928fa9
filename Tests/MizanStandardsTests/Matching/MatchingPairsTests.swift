import Foundation
import Testing

@testable import MizanStandards

/// Labels with known codes, and how many of them must be found. `MIZAN_MATCHING_TABLE=1` prints the
/// table of docs/reference/matching.md.
struct MatchingPairsTests {
  /// The least share of right first candidates, in per cent, by kind of label.
  static let floors: [String: Double] = [
    "name en": 99, "name fr": 99, "name ar": 99, "name am": 99, "cldr en": 99, "cldr fr": 99,
    "cldr ar": 99,
    "typo": 95, "swap": 99, "article": 95, "real": 99, "alias": 60, "script ar": 55,
    "script geez": 70,
    // Names that Arabic translates: the Lakes, the Unity, the South.
    "SSD script ar": 15, "TCD script ar": 50,
  ]

  @Test(arguments: MatchingPairs.countries)
  func `Labels find their areas, and no wrong code is given`(iso3: String) throws {
    let areas = try #require(try RealStandard.read().country(iso3)).readAreas(downTo: .max)
    let scores = try MatchingPairs.score(iso3, areas)
    let prints = ProcessInfo.processInfo.environment["MIZAN_MATCHING_TABLE"] != nil
    for (kind, score) in scores.sorted(by: { $0.key < $1.key }) {
      if prints { print(score.row("\(iso3) \(kind)")) }
      if prints { for missed in score.missed.prefix(12) { print("    missed:", missed) } }
      #expect(score.wrongCodes.isEmpty, "\(iso3) \(kind): \(score.wrongCodes.prefix(5))")
      guard kind != "all" else { continue }
      let floors = MatchingPairsTests.floors
      let floor = try #require(floors["\(iso3) \(kind)"] ?? floors[kind], "\(kind)")
      // A floor in per cent says little of a handful of labels: two may fail.
      let allowed = max(2, Int(Double(score.count) * (100 - floor) / 100))
      #expect(
        score.count - score.first <= allowed,
        "\(iso3) \(kind): \(score.first) of \(score.count), such as \(score.missed.prefix(5))")
    }
    #expect(scores["all"]?.count ?? 0 > 100)
  }

  @Test func `Every spelling in a partner's file has its area first`() throws {
    for iso3 in MatchingPairs.countries {
      let areas = try #require(try RealStandard.read().country(iso3)).readAreas(downTo: .max)
      let scores = try MatchingPairs.score(iso3, areas)
      #expect(scores["real"]?.missed.isEmpty ?? true, "\(iso3): \(scores["real"]?.missed ?? [])")
    }
  }
}
