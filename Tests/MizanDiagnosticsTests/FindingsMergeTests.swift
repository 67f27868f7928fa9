import MizanDiagnostics
import Testing

/// Pseudo-random numbers that are the same in every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// One finding before it is added.
private struct Event {
  var code: Code
  var column: String
  var value: String
  var place: Place?
  var count: Int

  static func random(_ random: inout Seeded, values: Int, at index: Int) -> Event {
    let codes = [Code("A", .note), Code("B", .warning), Code("C", .error)]
    let hasPlace = Int.random(in: 0..<4, using: &random) > 0
    return Event(
      code: codes.randomElement(using: &random) ?? codes[0],
      column: ["", "age", "sex"].randomElement(using: &random) ?? "",
      value: Bool.random(using: &random) ? "v\(Int.random(in: 0..<values, using: &random))" : "",
      place: hasPlace ? Place("f.csv", row: index) : nil,
      count: Int.random(in: 1...3, using: &random))
  }

  func add(to findings: inout Findings) {
    findings.add(
      code, at: place, column: column, value: value, ["first": place?.description ?? "none"],
      count: count)
  }
}

@Suite struct `Merging findings` {
  private func events(_ seed: UInt64, count: Int, values: Int) -> [Event] {
    var random = Seeded(seed)
    return (0..<count).map { Event.random(&random, values: values, at: $0) }
  }

  private func added(_ events: some Sequence<Event>) -> Findings {
    var findings = Findings()
    for event in events { event.add(to: &findings) }
    return findings
  }

  /// The slow twin: groups by looking through all groups so far.
  private func slow(_ events: [Event]) -> [ShownGroup] {
    var groups: [ShownGroup] = []
    for event in events {
      let known = groups.firstIndex {
        $0.code == event.code.name && $0.column == event.column && $0.value == event.value
      }
      let index = known ?? groups.count
      if known == nil {
        groups.append(
          ShownGroup(
            code: event.code.name, column: event.column, value: event.value, count: 0,
            examples: [], arguments: ["first": event.place?.description ?? "none"]))
      }
      groups[index].count += event.count
      if let place = event.place, groups[index].examples.count < 5 {
        groups[index].examples.append(place)
      }
    }
    return groups
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `adding one by one is what the slow twin does`(_ seed: UInt64) {
    let events = events(seed, count: 600, values: 40)
    #expect(added(events).shown == slow(events))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `merging batches in their order is adding one by one`(_ seed: UInt64) {
    let events = events(seed, count: 600, values: 40)
    var random = Seeded(seed + 1000)
    var merged = Findings()
    var start = 0
    while start < events.count {
      let end = min(events.count, start + Int.random(in: 1...90, using: &random))
      merged.merge(added(events[start..<end]))
      start = end
    }
    #expect(merged.shown == added(events).shown)
    #expect(merged.countsByCode == added(events).countsByCode)
    #expect(merged.worst == added(events).worst)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `it does not matter how merged parts are put together`(_ seed: UInt64) {
    let events = events(seed, count: 300, values: 30)
    let parts = [added(events[..<90]), added(events[90..<200]), added(events[200...])]
    var left = parts[0]
    left.merge(parts[1])
    left.merge(parts[2])
    var tail = parts[1]
    tail.merge(parts[2])
    var right = parts[0]
    right.merge(tail)
    #expect(left.shown == right.shown)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `no count is lost however many values there are`(_ seed: UInt64) {
    let events = events(seed, count: 4000, values: 1500)
    var merged = Findings()
    for start in stride(from: 0, to: events.count, by: 128) {
      merged.merge(added(events[start..<min(start + 128, events.count)]))
    }
    let whole = added(events)
    #expect(merged.countsByCode == whole.countsByCode)
    #expect(merged.groups.map(\.key) == whole.groups.map(\.key))
    #expect(merged.groups.map(\.count) == whole.groups.map(\.count))
    #expect(merged.groups.allSatisfy { $0.examples.count <= Findings.exampleLimit })
  }

  @Test func `merging nothing changes nothing`() {
    let events = events(3, count: 50, values: 9)
    var findings = added(events)
    findings.merge(Findings())
    #expect(findings.shown == added(events).shown)
    var empty = Findings()
    empty.merge(added(events))
    #expect(empty.shown == added(events).shown)
  }

  @Test func `a part merged twice counts twice and keeps its first places`() {
    var part = Findings()
    for row in 1...3 { part.add(Code("A", .note), at: Place("a", row: row)) }
    var findings = Findings()
    findings.merge(part)
    findings.merge(part)
    #expect(findings.groups[0].count == 6)
    #expect(findings.groups[0].examples.map(\.row) == [1, 2, 3, 1, 2])
  }

  @Test func `findings go on after a merge`() {
    var findings = added(events(4, count: 40, values: 5))
    findings.merge(added(events(5, count: 40, values: 5)))
    let before = findings.groups.count
    findings.add(Code("Z", .error), value: "new")
    findings.add(Code("Z", .error), value: "new")
    #expect(findings.groups.count == before + 1)
    #expect(findings.groups.last?.count == 2)
  }
}
