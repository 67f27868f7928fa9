import MizanDiagnostics
import Testing

/// A group of findings as a plain value, to compare.
struct ShownGroup: Equatable {
  var code: String
  var column: String
  var value: String
  var count: Int
  var examples: [Place]
  var arguments: [String: String]
}

extension Findings {
  /// All groups in their order.
  var shown: [ShownGroup] {
    groups.map {
      ShownGroup(
        code: $0.key.code.name, column: $0.key.column, value: $0.key.value, count: $0.count,
        examples: $0.examples, arguments: $0.arguments)
    }
  }
}

@Suite struct `Tallied findings` {
  private let short = Code("CSV_ROW_SHORT", .error)
  private let hidden = Code("XLSX_HIDDEN_CONTENT", .warning)
  private let note = Code("XLSX_MERGED_ACROSS", .note)

  @Test func `nothing found is empty and has no severity`() {
    let findings = Findings()
    #expect(findings.isEmpty && findings.groups.isEmpty)
    #expect(findings.worst == nil)
    #expect(findings.countsByCode.isEmpty)
  }

  @Test func `the same finding is one group with an exact count`() {
    var findings = Findings()
    for row in 1...1000 {
      findings.add(short, at: Place("a.csv", row: row), column: "age", value: "x")
    }
    #expect(findings.groups.count == 1)
    #expect(findings.groups[0].count == 1000)
    #expect(findings.groups[0].key.column == "age" && findings.groups[0].key.value == "x")
    #expect(!findings.isEmpty)
  }

  @Test func `code, column and value each make another group`() {
    var findings = Findings()
    findings.add(short, column: "a", value: "1")
    findings.add(short, column: "a", value: "2")
    findings.add(short, column: "b", value: "1")
    findings.add(hidden, column: "a", value: "1")
    findings.add(short, column: "a", value: "1")
    #expect(findings.shown.map(\.count) == [2, 1, 1, 1])
    #expect(findings.shown.map(\.value) == ["1", "2", "1", "1"])
  }

  @Test func `groups stand in the order in which they first appeared`() {
    var findings = Findings()
    for value in ["c", "a", "b", "a", "c", "d"] { findings.add(short, value: value) }
    #expect(findings.shown.map(\.value) == ["c", "a", "b", "d"])
  }

  @Test func `a group remembers the first places only`() {
    var findings = Findings()
    for row in 1...20 { findings.add(short, at: Place("a.csv", row: row)) }
    #expect(findings.groups[0].examples.map(\.row) == [1, 2, 3, 4, 5])
    #expect(Findings.exampleLimit == 5)
  }

  @Test func `a place that nobody will keep is never made`() {
    var made = 0
    func place() -> Place {
      made += 1
      return Place("a.csv")
    }
    var findings = Findings()
    for _ in 0..<50 { findings.add(short, at: place()) }
    #expect(made == Findings.exampleLimit)
  }

  @Test func `the arguments are those of the first finding and are made once`() {
    var made = 0
    func arguments() -> [String: String] {
      made += 1
      return ["value": "\(made)"]
    }
    var findings = Findings()
    for _ in 0..<9 { findings.add(short, arguments()) }
    #expect(findings.groups[0].arguments == ["value": "1"])
    #expect(made == 1)
  }

  @Test func `findings without a place leave room for those with one`() {
    var findings = Findings()
    for _ in 0..<8 { findings.add(short) }
    #expect(findings.groups[0].examples.isEmpty)
    findings.add(short, at: Place("a.csv", row: 9))
    #expect(findings.groups[0].examples == [Place("a.csv", row: 9)])
    #expect(findings.groups[0].count == 9)
  }

  @Test func `a finding may count many times at one place`() {
    var findings = Findings()
    findings.add(short, at: Place("a.csv"), count: 40)
    findings.add(short, at: Place("b.csv"), count: 2)
    #expect(findings.groups[0].count == 42)
    #expect(findings.groups[0].examples.map(\.file) == ["a.csv", "b.csv"])
  }

  @Test func `counts by code add up over columns and values`() {
    var findings = Findings()
    for index in 0..<30 { findings.add(short, column: "c\(index % 3)", value: "v\(index % 7)") }
    findings.add(hidden, count: 5)
    #expect(findings.countsByCode == [short: 30, hidden: 5])
  }

  @Test func `the worst severity wins whatever comes first`() {
    var findings = Findings()
    findings.add(note)
    #expect(findings.worst == .note)
    findings.add(short)
    #expect(findings.worst == .error)
    findings.add(hidden)
    #expect(findings.worst == .error)
  }
}

@Suite struct `The limit of values` {
  private let code = Code("CODE_UNKNOWN", .error)

  private func filled(_ values: Int, column: String = "admin1") -> Findings {
    var findings = Findings()
    for value in 0..<values {
      findings.add(code, at: Place("a.csv", row: value + 1), column: column, value: "v\(value)")
    }
    return findings
  }

  @Test func `as many values as the limit have groups of their own`() {
    let findings = filled(Findings.valueLimit)
    #expect(findings.groups.count == Findings.valueLimit)
    #expect(!findings.groups.contains { $0.key.value == "…" })
  }

  @Test func `the values beyond the limit share one group`() {
    let findings = filled(Findings.valueLimit + 37)
    #expect(findings.groups.count == Findings.valueLimit + 1)
    let rest = findings.groups[Findings.valueLimit]
    #expect(rest.key.value == "…" && rest.key.column == "admin1")
    #expect(rest.count == 37)
    #expect(rest.examples.map(\.row) == (1...5).map { Findings.valueLimit + $0 })
  }

  @Test func `a value known before the limit is counted in its own group after it`() {
    var findings = filled(Findings.valueLimit + 10)
    findings.add(code, column: "admin1", value: "v3", count: 7)
    #expect(findings.groups[3].count == 8)
    #expect(findings.groups.count == Findings.valueLimit + 1)
  }

  @Test func `each column and each code has a limit of its own`() {
    var findings = filled(Findings.valueLimit + 1)
    findings.add(code, column: "admin2", value: "new")
    findings.add(Code("OTHER", .note), column: "admin1", value: "new")
    #expect(findings.groups.suffix(2).map(\.key.value) == ["new", "new"])
  }

  @Test func `a finding without a value is never pushed into the rest`() {
    var findings = filled(Findings.valueLimit + 1)
    findings.add(code, column: "admin1")
    #expect(findings.groups.last?.key.value == "")
    #expect(findings.groups.count == Findings.valueLimit + 2)
  }

  @Test func `no count is lost beyond the limit`() {
    let findings = filled(5000)
    #expect(findings.countsByCode == [code: 5000])
    #expect(findings.groups.reduce(0) { $0 + $1.count } == 5000)
  }

  @Test func `merging keeps within the limit`() {
    var findings = filled(30)
    var later = Findings()
    for value in 20..<60 { later.add(code, column: "admin1", value: "v\(value)") }
    findings.merge(later)
    #expect(findings.groups.count == Findings.valueLimit + 1)
    #expect(findings.countsByCode == [code: 70])
    #expect(findings.groups[25].count == 2)
    #expect(findings.groups.last?.key.value == "…")
    #expect(findings.groups.last?.count == 20)
  }
}
