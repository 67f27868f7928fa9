import MizanRecords
import Testing

@testable import MizanStandards

/// What a look at every name of a register would propose, to be compared with its index.
struct AreaMatchTwinTests {
  private func slow(
    _ areas: AreaRegister, _ label: String, _ level: Int?, _ parent: String?
  ) -> [String] {
    let wanted = Likeness(label)
    var names: [Likeness.Label] = []
    for (index, area) in areas.areas.enumerated() where areas.fits(area, level, parent) {
      for name in Array(area.names.values) + area.aliases {
        names.append(Likeness.Label(name, owner: index))
      }
    }
    var proposals = Proposals()
    for name in names {
      if let score = wanted.near(name) { proposals.add(score, name) }
    }
    let plain = PlaceWords.strip(label).map { Likeness($0) }
    for name in names {
      if let less = plain?.near(name).flatMap(AreaRegister.withoutKind) {
        proposals.add(less, name)
      }
    }
    if proposals.highest < Likeness.enough {
      for name in names {
        if let score = wanted.heard(name) { proposals.add(score, name) }
        if let less = plain?.heard(name).flatMap(AreaRegister.withoutKind) {
          proposals.add(less, name)
        }
      }
    }
    if proposals.isEmpty {
      for name in names {
        if let score = wanted.far(name) { proposals.add(score, name) }
      }
    }
    return proposals.best(5) { (areas.areas[$0].code, "") }.map { "\($0.code) \($0.score)" }
  }

  @Test(arguments: ["ETH", "KEN", "PSE", "SSD", "SYR", "TCD", "UGA"])
  func `The register proposes what a look at every name proposes`(iso3: String) throws {
    let areas = try #require(try RealStandard.read().country(iso3)).readAreas()
    var random = SeededNumbers(seed: UInt64(iso3.utf8.reduce(0) { $0 * 31 + Int($1) }))
    let named = areas.areas.filter { !$0.names.isEmpty }
    for round in 0..<150 {
      let area = named[random.next(named.count)]
      let name = Array(area.names.values.sorted()[0].unicodeScalars.map(\.value))
      var letters = name
      for _ in 0..<1 + random.next(4) { letters = random.changed(letters, letters: 120) }
      let text = String(String.UnicodeScalarView(letters.compactMap { UnicodeScalar($0) }))
      let label = round % 5 == 0 ? text + " District" : text
      let level = round % 2 == 0 ? area.level : nil
      let parent = round % 3 == 0 ? area.parent : nil
      let quick = areas.candidates(for: label, level: level, parent: parent, limit: 5)
      #expect(
        quick.map { "\($0.code) \($0.score)" } == slow(areas, label, level, parent), "\(label)")
    }
  }
}
