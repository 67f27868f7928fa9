import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanStandards

/// Crosswalks compared with a slow twin on random lines: which decision holds on which day, and
/// which files are refused.
struct CrosswalkTwinTests {
  private struct Line {
    var source: String
    var target: String
    var status: String
    var from: String
    var to: String

    var text: String { "\(source),\(target),equal,\(from),\(to),\(status)\n" }
    var isApproved: Bool { status == "approved" }
    /// The days on which the line holds, as texts that can be compared.
    var first: String { from.isEmpty ? "0000-00-00" : from + "-01-01" }
    var last: String { to.isEmpty ? "9999-99-99" : to + "-12-31" }
  }

  private func lines(_ state: inout UInt64) -> [Line] {
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let sources = ["Girls", "girls.", "GIRLS", "Boys", "بنات", "Élèves", "eleves"]
    return (0..<(1 + next(6))).map { index in
      let start = 2018 + next(6)
      return Line(
        source: sources[next(sources.count)], target: "T\(index)",
        status: ["approved", "approved", "proposed", "rejected"][next(4)],
        from: next(3) == 0 ? "" : String(start), to: next(3) == 0 ? "" : String(start + next(3)))
    }
  }

  @Test func `The decision that holds on a day is the slow twin's`() throws {
    let folder = try TemporaryFolder()
    var state: UInt64 = 5
    var refused = 0
    var found = 0
    for _ in 0..<300 {
      let lines = lines(&state)
      let file = try folder.write(
        "c.csv", "source,target,relation,valid_from,valid_to,status\n" + lines.map(\.text).joined())
      let approved = lines.filter(\.isApproved)
      let clashes = approved.indices.contains { index in
        approved[..<index].contains { other in
          Folding.fold(other.source) == Folding.fold(approved[index].source)
            && other.first <= approved[index].last && approved[index].first <= other.last
        }
      }
      do {
        let crosswalk = try Crosswalk(file: file, name: "c")
        #expect(!clashes, "\(lines)")
        #expect(crosswalk.proposed == lines.filter { $0.status == "proposed" }.map(\.source))
        for year in 2016...2027 {
          let day = "\(year)-06-15"
          for source in Set(lines.map(\.source)) {
            let expected = approved.first {
              Folding.fold($0.source) == Folding.fold(source) && $0.first <= day && day <= $0.last
            }
            let entry = crosswalk.entry(Folding.fold(Array(source.utf8)), on: day)
            #expect(entry?.target == expected?.target, "\(source) \(day)")
            if entry != nil { found += 1 }
          }
        }
      } catch {
        refused += 1
        #expect(clashes, "\(lines)")
        #expect(error.diagnostics.allSatisfy { $0.code.name == "CROSSWALK_AMBIGUOUS" })
      }
    }
    #expect(refused > 20 && found > 300)
  }

  @Test func `Candidates are in the order of their scores, then of their codes`() throws {
    let standards = try RealStandard.read()
    for name in standards.listNames.prefix(20) {
      let list = try #require(standards.list(name))
      for label in ["Primary", "refuge", "ecole", "تعليم", "2024"] {
        let candidates = list.candidates(for: label, limit: 6)
        #expect(candidates.count <= 6)
        #expect(Set(candidates.map(\.code)).count == candidates.count)
        for (one, other) in zip(candidates, candidates.dropFirst()) {
          #expect((other.score, one.code) < (one.score, other.code), "\(name) \(label)")
        }
        #expect(candidates.allSatisfy { $0.score >= Likeness.least && $0.score <= 1 })
        #expect(candidates == list.candidates(for: label, limit: 6))
      }
    }
  }

  @Test func `Every label of every list leads back to its own code`() throws {
    let standards = try RealStandard.read()
    for name in standards.listNames {
      let list = try #require(standards.list(name))
      for entry in list.entries {
        #expect(list.entry(code: entry.code)?.code == entry.code)
        #expect(
          list.entry(folded: Folding.fold(Array(entry.code.utf8)))?.code == entry.code,
          "\(name) \(entry.code)")
        for language in entry.languages {
          guard let label = entry.name(in: language) else { continue }
          #expect(
            list.entry(folded: Folding.fold(Array(label.utf8)))?.code == entry.code,
            "\(name) \(label)")
        }
      }
    }
  }
}
