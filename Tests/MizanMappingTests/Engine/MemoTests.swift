import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// The transform of one field of a mapping.
private func transform(_ line: String, source: String = "") throws -> Transform {
  let whole = EngineBody.plain(
    columns: "area: [Area], kids: [Kids], x: [X]", source: source)
  let value = "value: { from: kids, as: count, unreadable: hold }"
  let body = line.hasPrefix("value") ? whole.replacing(value, with: line) : whole + "  \(line)\n"
  let harness = try EngineHarness(body, headings: "Area|Kids|X")
  let name = line.prefix { $0 != ":" }
  for field in harness.plan.records[0].fields where field.field.name == name {
    if case .column(_, let transform) = field.source { return transform }
  }
  return try #require(harness.plan.records[0].measure).transform
}

private func index(_ memo: FieldMemo, _ text: String, _ kind: Cell.Kind = .text) -> Int {
  Array(text.utf8).withUnsafeBufferPointer {
    memo.index(of: $0.baseAddress ?? RecordState.nothing, $0.count, kind: kind)
  }
}

private func text(_ memo: FieldMemo, _ index: Int) -> String {
  let entry = memo.entries[index]
  return String(
    decoding: UnsafeBufferPointer(start: entry.bytes, count: Int(entry.count)), as: UTF8.self)
}

@Suite struct `The memo of a field` {
  @Test func `gives each text the same entry every time`() throws {
    let memo = FieldMemo(try transform("sex: { from: x, codes: sex, unmatched: review }"))
    #expect(index(memo, "") == 0)
    let boys = index(memo, "boys")
    #expect(index(memo, "boys") == boys && index(memo, "Boys") != boys)
    #expect(text(memo, boys) == "M" && text(memo, index(memo, "Boys")) == "M")
    #expect(memo.entries[index(memo, "qwertz")].state == .held)
    #expect(
      memo.raws.dropFirst(2).map { String(decoding: $0, as: UTF8.self) } == [
        "boys", "Boys", "qwertz",
      ])
  }

  @Test func `tells texts from cells of other kinds`() throws {
    let memo = FieldMemo(try transform("ref_date: { from: x, as: date, unreadable: hold }"))
    let asText = index(memo, "03/04/2023")
    let asDate = index(memo, "2023-04-03", .date)
    #expect(memo.entries[asText].state == .held)
    #expect(text(memo, asDate) == "2023-04-03")
    #expect(index(memo, "2023-04-03") != asDate)
  }

  @Test func `quotes what a CSV file must quote`() throws {
    let memo = FieldMemo(
      try transform("sex: { from: x, codes: sex, unmatched: keep, suffix: \", \\\"x\\\"\" }"))
    #expect(text(memo, index(memo, "boys")) == "\"M, \"\"x\"\"\"")
  }

  @Test func `works beyond its limit and never mixes values up`() throws {
    let transform = try transform(
      "subject_id: { from: x, as: number, unreadable: hold, prefix: n }")
    let memo = FieldMemo(transform)
    for number in 0..<FieldMemo.limit + 500 {
      let found = index(memo, "\(number)")
      #expect(memo.entries[found].count == Int32("n\(number)".utf8.count))
      if number % 997 == 0 || number > FieldMemo.limit - 3 {
        #expect(text(memo, found) == "n\(number)")
      }
    }
    #expect(memo.count <= FieldMemo.limit + 1)
    // What was remembered stays, what was not is worked out each time.
    #expect(text(memo, index(memo, "5")) == "n5")
    #expect(index(memo, "900001") == 1 && text(memo, 1) == "n900001")
    #expect(index(memo, "bad") == 1 && memo.entries[1].state == .held)
    #expect(
      index(memo, "900002") == 1 && memo.entries[1].state == .value && text(memo, 1) == "n900002")
    #expect(index(memo, "") == 0 && memo.entries[0].state == .missing)
  }

  @Test func `agrees with the transform for any text`() throws {
    var chance = SeededNumbers(41)
    let pieces = [
      "1", "2023", "/", "-", ",", ".", " ", "x", "é", "%", "\"", "yes", "M", "boys", "٣",
    ]
    for line in [
      "sex: { from: x, codes: sex, unmatched: review }",
      "age: { from: x, as: age, unreadable: hold }",
      "ref_date: { from: x, as: date, unreadable: missing }",
      "subject_id: { from: x, as: percent, unreadable: hold }",
      "subject_id: { from: x, as: yes-no, unreadable: stop }",
      "note: { from: x, split: { by: \"/\", take: 2 }, prefix: \"p,\" }",
    ] {
      let transform = try transform(line)
      let memo = FieldMemo(transform)
      for _ in 0..<400 {
        let raw = (0..<Int.random(in: 1...4, using: &chance)).map { _ in
          pieces.randomElement(using: &chance) ?? ""
        }.joined()
        let kind: Cell.Kind = Bool.random(using: &chance) ? .text : .number
        let wanted = Array(raw.utf8).withUnsafeBufferPointer {
          transform.outcome(of: $0, kind: kind)
        }
        let found = index(memo, raw, kind)
        #expect(memo.entries[found].state == wanted.state, "\(line) \(raw)")
        #expect(text(memo, found) == String(decoding: CSVText.quoted(wanted.text), as: UTF8.self))
        #expect(memo.entries[found].isTold == (wanted.code != nil))
      }
    }
  }
}

@Suite struct `The memo of numbers` {
  private func reading(_ memo: NumberMemo, _ text: String, _ kind: Cell.Kind) -> String {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      let base = bytes.baseAddress ?? RecordState.nothing
      let reading = memo.reading(base, bytes.count, kind: kind)
      return switch reading.state {
      case .value: reading.number.text
      case .missing, .leftOut: "missing"
      case .held: memo.outcomes[Int(reading.outcome)].code?.name ?? "?"
      }
    }
  }

  @Test(arguments: [
    ("12", "12"), ("1,234", "NUMBER_AMBIGUOUS"), ("1.5", "1.5"), ("-", "missing"), ("", "missing"),
    ("  ", "missing"), ("n/a", "missing"), ("x", "NUMBER_UNREADABLE"), ("١٢", "12"), (" 7 ", "7"),
  ])
  func `says what the reader of numbers says`(_ raw: String, _ wanted: String) throws {
    let memo = NumberMemo(
      try transform(
        "value: { from: x, as: number, unreadable: hold }", source: "{ missing: [\"-\", n/a] }"))
    for _ in 0..<3 { #expect(reading(memo, raw, .text) == wanted) }
  }

  @Test func `tells texts from numbers of a spreadsheet`() throws {
    let memo = NumberMemo(try transform("value: { from: x, as: number, unreadable: hold }"))
    #expect(reading(memo, "1e3", .text) == "NUMBER_UNREADABLE")
    #expect(reading(memo, "1e3", .number) == "1000")
    #expect(reading(memo, "1e3", .text) == "NUMBER_UNREADABLE")
    #expect(reading(memo, "#REF!", .error) == "XLSX_ERROR_VALUE")
  }

  @Test func `agrees with the reader for any text, in every style`() throws {
    var chance = SeededNumbers(42)
    let pieces = Array("0123456789.,' -+%٣x") + ["\u{A0}", "\u{66B}"]
    for style in ["1,234.5", "1.234,5", "1 234,5", "1'234.5", "1234.5", nil] {
      for reader in ["count", "number", "percent"] {
        let transform = try transform(
          "value: { from: x, as: \(reader), unreadable: hold }",
          source: style.map { "{ numbers: \"\($0)\" }" } ?? "{ missing: [\"-\"] }")
        let memo = NumberMemo(transform)
        for _ in 0..<150 {
          let raw = String(
            (0..<Int.random(in: 1...7, using: &chance)).map { _ in
              pieces.randomElement(using: &chance) ?? "0"
            })
          let wanted = Array(raw.utf8).withUnsafeBufferPointer { bytes -> String in
            let outcome = transform.outcome(of: bytes, kind: .text)
            switch outcome.state {
            case .value: return String(decoding: outcome.text, as: UTF8.self)
            case .missing: return "missing"
            default: return outcome.code?.name ?? "?"
            }
          }
          #expect(reading(memo, raw, .text) == wanted, "\(reader) \(style ?? "none"): \(raw)")
        }
      }
    }
  }
}

@Suite struct `The gate of duplicates` {
  @Test func `knows each key from its second time on`() {
    let gate = DuplicateGate()
    #expect(gate.judge([1, 2, 1, 3, 2, 2]) == [false, false, true, false, true, true])
    #expect(gate.judge([3, 4]) == [true, false])
  }

  @Test func `lets rows that take no part through`() {
    let gate = DuplicateGate()
    #expect(gate.judge([0, 0, 0]) == [false, false, false])
    #expect(gate.judge([]) == [])
  }

  @Test func `grows without forgetting, also among keys that fall on one another`() {
    var chance = SeededNumbers(43)
    let gate = DuplicateGate()
    var known: Set<UInt64> = []
    for round in 0..<20_000 {
      // A third of the keys share the bits by which the gate finds its place.
      let key =
        round % 3 == 0
        ? UInt64(round) << 50 | 0xABCDE << 20 : UInt64.random(in: 1...80_000, using: &chance) << 18
      if key == 0 { continue }
      #expect(gate.insert(key) == known.insert(key).inserted)
    }
    for key in known.prefix(1_000) { #expect(!gate.insert(key)) }
  }
}

@Suite struct `The memo of an expression` {
  static let expressions = [
    "kids > 3", "area = 'a' or kids = 2", "kids is missing", "first-of(kids, 7) < 5",
    "kids * 2 + 1 > 6",
    "starts-with(area, 'b')", "area in ['a', 'bb']", "not (kids > 2 and area != 'c')",
    "year = '2021'",
    "if(area is missing, kids > 0, kids > 4)", "1 < 2",
  ]

  @Test(arguments: expressions)
  func `gives what the expression gives, row by row`(_ text: String) throws {
    let body = EngineBody.plain(
      extra: "checks: [{ name: c, that: \"\(text)\", else: warning }]",
      source: "{ title: \"{year}\", missing: [\"-\"] }")
    let harness = try EngineHarness(body, headings: "Area|Kids", captures: ["year": "2021"])
    guard case .row(let expression) = harness.plan.checks[0].form else {
      // A bound on the measure runs elsewhere.
      #expect(text == "kids > 3")
      return
    }
    let worker = TableWorker(harness.plan, harness.checked)
    let memo = ExpressionMemo(
      expression, harness.plan.columns, captures: ["year"], NumberedColumns())
    var chance = SeededNumbers(44)
    let batch = RecordBatch()
    for row in 0..<500 {
      let area = ["a", "b", "bb", "c", "", "-"].randomElement(using: &chance) ?? ""
      let kids = ["1", "2", "3", "=3", "x", "", "-", "9"].randomElement(using: &chance) ?? ""
      EngineHarness.append("\(area)|\(kids)", number: row + 2, to: batch)
    }
    batch.withView { view in
      for row in 0..<batch.rowCount {
        let cursor = RowCursor(batch, row)
        #expect(
          memo.value(view, cursor, worker.expressions)
            == worker.expressions.evaluate(expression, view, cursor), "row \(row)")
      }
    }
  }

  @Test func `gives up where every row is different and still answers`() throws {
    let body = EngineBody.plain(
      extra: "checks: [{ name: c, that: \"area != 'A10500'\", else: warning }]")
    let harness = try EngineHarness(body, headings: "Area|Kids")
    let outcome = try harness.run((0..<12_000).map { "A\($0)|1" })
    #expect(outcome.check() == [12_000, 1, 0])
    #expect(outcome.result.checks[0].examples.map(\.row) == [10_502])
  }
}

@Suite struct `Numbers and texts of one row` {
  @Test func `are written as plain digits of any size`() {
    var chance = SeededNumbers(45)
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
    defer { room.deallocate() }
    var cases: [(Int64, UInt8)] = [0, 9, 10, 99, 100, 999, 1_000, 9_999, 10_000, -1].map { ($0, 0) }
    cases += [(5, 1), (105, 2), (-25, 1), (999_999_999_999_999_999, 18), (Int64.max, 0)]
    for _ in 0..<2_000 {
      cases.append(
        (
          Int64.random(in: -999_999_999_999...999_999_999_999, using: &chance),
          UInt8.random(in: 0...18, using: &chance)
        ))
    }
    for (mantissa, scale) in cases {
      let end = NumberText.write(mantissa, scale: scale, to: room)
      let text = String(
        decoding: UnsafeBufferPointer(start: room, count: end - room), as: UTF8.self)
      #expect(text == DecimalNumber(mantissa: mantissa, scale: scale).text)
    }
  }

  @Test func `lie apart in the arena of the row`() {
    var arena = BumpArena()
    var chance = SeededNumbers(46)
    for _ in 0..<20 {
      arena.removeAll()
      var texts: [(UnsafeMutablePointer<UInt8>, Int, UInt8)] = []
      for index in 0..<60 {
        let count = Int.random(in: 0...9_000, using: &chance)
        let place = arena.room(count)
        place.update(repeating: UInt8(index), count: count + 64)
        texts.append((place, count, UInt8(index)))
      }
      for (place, count, byte) in texts {
        #expect((0..<count).allSatisfy { place[$0] == byte })
      }
    }
  }
}
