import MizanDiagnostics
import MizanRecords
import Testing

/// The cutter of small tables beside one that looks at every byte by itself.
struct RowCutterTests {
  /// Rows as they come, or the code and the line of what is wrong.
  private enum Outcome: Equatable {
    case rows([[String]], lines: [Int])
    case fault(String, Int?)
  }

  private func cut(_ bytes: [UInt8], _ separator: UInt8, _ line: Int) -> Outcome {
    do {
      let table = try SmallTable(
        bytes: bytes, file: "t.csv", separator: separator, firstLine: line)
      return .rows([table.headings] + table.rows.map(\.cells), lines: table.rows.map(\.line))
    } catch {
      return .fault(error.diagnostics[0].code.name, error.diagnostics[0].place?.line)
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `It cuts any bytes as the slow twin does, with the same faults on the same lines`(
    _ seed: UInt64
  ) {
    var random = Seeded(seed)
    let pieces: [[UInt8]] = [
      [34], [34], [34, 34], [44], [44], [9], [10], [10], [13, 10], [13], [97], [98, 99], [32],
      Array("عدد".utf8), [0xC3], [0xEF, 0xBB, 0xBF], [0],
    ]
    for _ in 0..<400 {
      // Fewer quotes and no broken letters in half of the tables, so that many of them can be read.
      let kinds = random.below(2) == 0 ? pieces.count : pieces.count - 3
      let first = random.below(3) == 0 ? 0 : 3
      let bytes = (0..<random.below(24)).flatMap { _ in
        pieces[first + random.below(max(1, kinds - first))]
      }
      let separator: UInt8 = random.below(3) == 0 ? 9 : 44
      let line = 1 + random.below(5)
      #expect(
        cut(bytes, separator, line) == slow(bytes, separator, line),
        "bytes \(bytes), separator \(separator)")
    }
  }

  @Test func `Many doubled quotes and long cells come back whole`() throws {
    let long = String(repeating: "\"x\n,", count: 5_000)
    let quoted = "\"" + long.replacing("\"", with: "\"\"") + "\""
    let table = try SmallTable(bytes: Array("a,b\n\(quoted),1\n2,3".utf8), file: "t.csv")
    #expect(table.rows.map(\.cells) == [[long, "1"], ["2", "3"]])
    #expect(table.rows.map(\.line) == [2, 5_003])
  }

  /// One byte after the other, by the text of RFC 4180.
  private func slow(_ bytes: [UInt8], _ separator: UInt8, _ firstLine: Int) -> Outcome {
    var rows: [(line: Int, cells: [String])] = []
    var cells: [String] = []
    var cell: [UInt8] = []
    var (line, start) = (firstLine, firstLine)
    var (isQuoted, wasQuoted) = (false, false)
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func endCell() -> Bool {
      guard let text = String(validating: cell, as: UTF8.self) else { return false }
      cells.append(text)
      cell = []
      wasQuoted = false
      return true
    }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 10 { line += 1 }
      if isQuoted {
        if byte != 34 {
          cell.append(byte)
        } else if index < bytes.count, bytes[index] == 34 {
          cell.append(34)
          index += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case 34 where cell.isEmpty && !wasQuoted: (isQuoted, wasQuoted) = (true, true)
      case separator: if !endCell() { return .fault("ENC_INVALID_SEQUENCE", start) }
      case 13 where index < bytes.count && bytes[index] == 10: break
      case 10:
        if !endCell() { return .fault("ENC_INVALID_SEQUENCE", start) }
        rows.append((start, cells))
        cells = []
        start = line
      case _ where wasQuoted: return .fault("TABLE_QUOTE_STRAY", line)
      default: cell.append(byte)
      }
    }
    if isQuoted { return .fault("CSV_UNTERMINATED_QUOTE", start) }
    if !cell.isEmpty || !cells.isEmpty || wasQuoted {
      if !endCell() { return .fault("ENC_INVALID_SEQUENCE", start) }
      rows.append((start, cells))
    }
    rows.removeAll { $0.cells == [""] }
    return .rows(
      [rows.first?.cells ?? []] + rows.dropFirst().map(\.cells), lines: rows.dropFirst().map(\.line)
    )
  }
}
