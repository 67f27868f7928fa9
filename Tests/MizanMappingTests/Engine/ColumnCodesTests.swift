import MizanRecords
import Testing

@testable import MizanMapping

/// A batch of one column; see ``EngineHarness/append(_:number:to:)``.
private func batch(_ texts: some Sequence<String>) -> RecordBatch {
  let batch = RecordBatch()
  for (index, text) in texts.enumerated() {
    EngineHarness.append(text, number: index + 2, to: batch)
  }
  return batch
}

private func numbers(_ codes: ColumnCodes, _ batch: RecordBatch) -> [Int32] {
  batch.withView { codes.number($0) }
  return (0..<batch.rowCount).map { codes.numbers[$0] }
}

@Suite struct `The numbers of a column's texts` {
  @Test func `are given in the order of the rows and kept from batch to batch`() {
    let codes = ColumnCodes(column: 0)
    #expect(numbers(codes, batch(["a", "b", "", "a", "c"])) == [1, 2, 0, 1, 3])
    #expect(numbers(codes, batch(["c", "d", "a"])) == [3, 4, 1])
    #expect(codes.count == 5)
  }

  @Test func `differ for a text and a number, a date and an error of the same bytes`() {
    let codes = ColumnCodes(column: 0)
    let first = numbers(codes, batch(["5", "=5", "@5", "!5"]))
    #expect(Set(first).count == 4)
    #expect(numbers(codes, batch(["!5", "@5", "=5", "5"])) == first.reversed())
  }

  @Test func `are zero beyond the end of a short row`() {
    let codes = ColumnCodes(column: 1)
    #expect(numbers(codes, batch(["a|x", "b", "c|x"])) == [1, 0, 1])
  }

  @Test func `are the same whether places are fetched ahead or not`() {
    var chance = SeededNumbers(71)
    let texts = (0..<3_000).map { "text \($0)" }
    let codes = ColumnCodes(column: 0)
    var known: [String: Int32] = ["": 0]
    for _ in 0..<12 {
      let rows = (0..<900).map { row -> String in
        row % 50 == 0 ? "" : texts[Int.random(in: 0..<texts.count, using: &chance)]
      }
      for (text, number) in zip(rows, numbers(codes, batch(rows))) {
        #expect(known[text, default: number] == number)
        known[text] = number
      }
    }
    #expect(codes.count == known.count && Set(known.values).count == known.count)
  }

  @Test func `are no longer given where most texts are different`() {
    let codes = ColumnCodes(column: 0)
    for start in stride(from: 0, to: 20_000, by: 1_000) {
      let found = numbers(codes, batch((start..<start + 1_000).map { "id\($0)" }))
      // The batch in which it turns out keeps its numbers.
      #expect(found.allSatisfy { $0 > 0 } || found.allSatisfy { $0 == ColumnCodes.none })
    }
    let later = numbers(codes, batch(["id1"] + (0..<2_000).map { "x\($0)" }))
    #expect(later.allSatisfy { $0 == ColumnCodes.none })
  }

  @Test func `stop at the limit and what has one keeps it`() {
    let codes = ColumnCodes(column: 0)
    let size = 50_000
    for start in stride(from: 0, to: FieldMemo.limit, by: size) {
      // Each text three times, so that the column does not look like one of unique texts.
      let texts = (start..<start + size).map { "t\($0)" }
      _ = numbers(codes, batch(texts + texts + texts))
    }
    #expect(codes.count == FieldMemo.limit + 1)
    #expect(
      numbers(codes, batch(["new", "t7", "new"])) == [ColumnCodes.none, 8, ColumnCodes.none])
  }
}

@Suite struct `Fields and conditions by numbers` {
  /// Every value is looked up in a column of few texts, of many, and of unique ones.
  @Test(arguments: [3, 2_000, 20_000])
  func `give what they give for each cell by itself`(_ different: Int) throws {
    let body = """
      columns: { id: [Id], area: [Area], kids: [Kids] }
      records:
        - table: observation
          subject_id: { from: id, as: number, prefix: "n", unreadable: hold }
          ref_area: { from: area, as: text }
          school_year: { value: 2021/2022 }
          measure: { value: STU }
          value: { from: kids, as: count, unreadable: hold }
          when: "id != 1 and kids is not missing"
        - table: observation
          subject_id: { from: id, as: number, prefix: "m", unreadable: hold }
          ref_area: { from: area, as: text }
          school_year: { value: 2021/2022 }
          measure: { value: TEACH }
          value: { from: kids, as: count, unreadable: hold }
          when: "not (id is missing)"
      """.replacing("kids is not missing", with: "not (kids is missing)")
    var chance = SeededNumbers(UInt64(different))
    let rows = (0..<21_000).map { row in
      let id = different == 20_000 ? row : Int.random(in: 0..<different, using: &chance)
      return "\(id)|area \(row % 7)|\(row % 11 == 0 ? "" : String(row % 90))"
    }
    let outcome = try EngineHarness(body, headings: "Id|Area|Kids").run(rows, batchSize: 1_500)
    var expected: [[String]] = []
    for row in rows {
      let cells = EngineHarness.cells(row)
      if cells[0] != "1" && !cells[2].isEmpty {
        expected.append(["n" + cells[0]] + cells.dropFirst())
      }
      expected.append(["m" + cells[0]] + cells.dropFirst())
    }
    let written = (outcome.tables["observation"] ?? []).map {
      [$0["subject_id"] ?? "", $0["ref_area"] ?? "", $0["value"] ?? ""]
    }
    #expect(written == expected)
    #expect(outcome.result.isEven)
  }
}

@Suite struct `Texts that live as long as their owner` {
  @Test func `stay as they were, the empty one and long ones too`() {
    let room = TextRoom()
    let texts = (0..<400).map { [UInt8](repeating: UInt8($0 % 251), count: $0 * $0 % 5_003) }
    let kept = texts.map { room.keep($0) }
    for (text, place) in zip(texts, kept) {
      #expect(text.elementsEqual(UnsafeBufferPointer(start: place, count: text.count)))
    }
  }

  @Test func `a lent one is replaced by the next and touches no other`() {
    let room = TextRoom()
    let kept = room.keep([1, 2, 3])
    #expect(room.lend([7, 8])[1] == 8)
    #expect(room.lend([9, 9, 9, 9])[3] == 9)
    #expect([1, 2, 3].elementsEqual(UnsafeBufferPointer(start: kept, count: 3)))
  }
}

@Suite struct `The address of a record in a tree` {
  /// Quotes in a path are doubled, in the middle of the batch's bytes and at their end.
  @Test(arguments: [
    ("/a/1", "\"/a/1/kids\""), ("/\"a\"/2", "\"/\"\"a\"\"/2/kids\""),
    (
      String(repeating: "/abcdefgh", count: 9),
      "\"" + String(repeating: "/abcdefgh", count: 9) + "/kids\""
    ),
    ("", "\"/kids\""),
  ])
  func `is the path of its row and what the column adds`(_ path: String, _ expected: String) throws
  {
    let paths = TreePaths(
      prefix: "", suffix: "", offset: 0, pathColumn: 0,
      columns: [TreePaths.Column(""), TreePaths.Column("/kids")])
    let address = try #require(RecordAddress(.paths(paths)))
    let template = AddressTemplate(address, column: 1, isWhole: true)
    defer { template.deallocate() }
    let target = UnsafeMutablePointer<UInt8>.allocate(capacity: 512)
    defer { target.deallocate() }
    for slack in [0, 40] {
      let bytes = Array(path.utf8) + [UInt8](repeating: 0x2F, count: slack)
      let end = bytes.withUnsafeBufferPointer {
        template.write(
          number: 3, own: $0.baseAddress ?? UnsafePointer(target), path.utf8.count,
          hasRoom: slack > 32, to: target)
      }
      let written = UnsafeBufferPointer(start: UnsafePointer(target), count: end - target)
      #expect(String(decoding: written, as: UTF8.self) == expected)
    }
  }
}
