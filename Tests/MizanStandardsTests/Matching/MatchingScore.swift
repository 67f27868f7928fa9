import Foundation
import MizanRecords

@testable import MizanStandards

/// How often a register's answers were right, on labels whose codes are known.
struct MatchingScore {
  /// Labels looked up.
  private(set) var count = 0
  /// Labels that got a code, and the right one.
  private(set) var exact = 0
  /// Labels that got a wrong code: there must be none.
  private(set) var wrongCodes: [String] = []
  /// Labels that got some candidate.
  private(set) var answered = 0
  /// Labels whose first candidate was the right one, alone at the top or not.
  private(set) var first = 0
  /// Labels that had the right one among the first three.
  private(set) var firstThree = 0
  /// Labels whose first candidate was not the right one, for a person to look at.
  private(set) var missed: [String] = []

  /// Of the first candidates, how many were right.
  var precision: Double { answered == 0 ? 1 : Double(first) / Double(answered) }
  /// Of all labels, how many had the right first candidate.
  var recall: Double { count == 0 ? 1 : Double(first) / Double(count) }
  var exactShare: Double { count == 0 ? 1 : Double(exact) / Double(count) }
  var firstThreeShare: Double { count == 0 ? 1 : Double(firstThree) / Double(count) }

  mutating func add(_ label: String, means code: String, _ match: AreaMatch) {
    count += 1
    if let given = match.code {
      if given == code { exact += 1 } else { wrongCodes.append("\(label): \(given), not \(code)") }
    }
    if !match.candidates.isEmpty { answered += 1 }
    if match.candidates.first?.code == code {
      first += 1
    } else {
      missed.append("\(label) \(code): \(match.candidates.first.map { "\($0)" } ?? "nothing")")
    }
    if match.candidates.prefix(3).contains(where: { $0.code == code }) { firstThree += 1 }
  }

  /// A line of the table in docs/reference/matching.md.
  func row(_ name: String) -> String {
    func percent(_ share: Double) -> String { String(format: "%.1f", share * 100) }
    return "| \(name) | \(count) | \(percent(exactShare)) | \(wrongCodes.count) "
      + "| \(percent(precision)) | \(percent(recall)) | \(percent(firstThreeShare)) |"
  }
}

/// The labelled pairs of `Tests/Matching`.
enum MatchingPairs {
  struct Pair {
    let label: String
    let code: String
    let parent: String
    let level: Int?
    let kind: String
    let without: String
  }

  static let countries = ["ETH", "KEN", "PSE", "SSD", "SYR", "TCD", "UGA"]

  static func read(_ iso3: String) throws -> [Pair] {
    let folder =
      #filePath.split(separator: "/", omittingEmptySubsequences: false)
      .dropLast(3).joined(separator: "/") + "/Matching/"
    let table = try SmallTable(file: folder + iso3 + ".csv")
    return table.rows.map {
      Pair(
        label: table.text($0, "label"), code: table.text($0, "code"),
        parent: table.text($0, "parent"), level: Int(table.text($0, "level")),
        kind: table.text($0, "kind"), without: table.text($0, "without"))
    }
  }

  /// A register that does not know the aliases, or the names in a language.
  static func register(_ areas: AreaRegister, without: String) -> AreaRegister {
    if without.isEmpty { return areas }
    return AreaRegister(
      areas.areas.map { area in
        var names = area.names
        names[without] = nil
        return AreaRegister.Area(
          code: area.code, level: area.level, names: names,
          aliases: without == "aliases" ? [] : area.aliases, parent: area.parent,
          iso3166: area.iso3166, validFrom: area.validFrom, validTo: area.validTo,
          succeededBy: area.succeededBy, line: area.line)
      })
  }

  /// Looks all pairs of a country up, each inside its parent.
  static func score(_ iso3: String, _ areas: AreaRegister) throws -> [String: MatchingScore] {
    var registers: [String: AreaRegister] = [:]
    var scores: [String: MatchingScore] = [:]
    for pair in try read(iso3) {
      let known = registers[pair.without] ?? register(areas, without: pair.without)
      registers[pair.without] = known
      let match = known.match(pair.label, level: pair.level, parent: pair.parent)
      scores[pair.kind, default: MatchingScore()].add(pair.label, means: pair.code, match)
      scores["all", default: MatchingScore()].add(pair.label, means: pair.code, match)
    }
    return scores
  }
}
