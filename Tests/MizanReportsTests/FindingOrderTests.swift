import MizanDiagnostics
import Testing

@testable import MizanReports

@Suite struct FindingOrderTests {
  private func random(_ dice: inout Dice) -> Findings {
    var findings = Findings()
    for _ in 0..<Int.random(in: 0...60, using: &dice) {
      let severity = Severity.allCases.randomElement(using: &dice) ?? .note
      let number = Int.random(in: 0..<6, using: &dice)
      findings.add(
        Code("CODE_\(severity.rawValue.uppercased())_\(number)", severity), column: "c",
        value: "\(Int.random(in: 0..<5, using: &dice))",
        count: Int.random(in: 1...9, using: &dice))
    }
    return findings
  }

  @Test(arguments: 1...40)
  func `no finding is lost or counted twice`(_ seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    let findings = random(&dice)
    let total = findings.groups.reduce(0) { $0 + $1.count }
    let kinds = FindingOrder.kinds(findings.groups)
    #expect(kinds.reduce(0) { $0 + $1.count } == total)
    #expect(kinds.reduce(0) { $0 + $1.groups.count } == findings.groups.count)
    let flat = FindingOrder.mostSeriousFirst(findings.groups)
    #expect(flat.reduce(0) { $0 + $1.count } == total)
    for kind in kinds { #expect(kind.count == findings.countsByCode[kind.code]) }
  }

  @Test(arguments: 1...40)
  func `serious kinds come first, and frequent ones before rare ones`(_ seed: Int) {
    var dice = Dice(seed: UInt64(seed) &+ 500)
    let kinds = FindingOrder.kinds(random(&dice).groups)
    for (one, next) in zip(kinds, kinds.dropFirst()) {
      let isOrdered =
        one.code.severity > next.code.severity
        || one.code.severity == next.code.severity && one.count >= next.count
      #expect(isOrdered)
    }
    for kind in kinds {
      #expect(kind.groups.allSatisfy { $0.key.code == kind.code })
      let counts = kind.groups.map(\.count)
      #expect(counts == counts.sorted(by: >))
    }
  }

  @Test func `equal groups keep the order in which they appeared`() {
    var findings = Findings()
    for value in ["b", "a", "c"] { findings.add(Code("X", .error), value: value) }
    #expect(FindingOrder.kinds(findings.groups)[0].groups.map(\.key.value) == ["b", "a", "c"])
    #expect(FindingOrder.mostSeriousFirst(findings.groups).map(\.key.value) == ["b", "a", "c"])
  }
}
