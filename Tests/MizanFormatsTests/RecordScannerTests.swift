import MizanRecords
import Testing

@testable import MizanFormats

/// The scanner in ten obvious lines: one byte after the other, whole text in memory.
private func slowRecords(_ bytes: [UInt8], _ delimiter: UInt8) -> [[[UInt8]]] {
  var records: [[[UInt8]]] = []
  var cells: [[UInt8]] = []
  var cell: [UInt8] = []
  var isQuoted = false
  var isStart = true
  var index = 0
  func peek(_ offset: Int) -> UInt8? { index + offset < bytes.count ? bytes[index + offset] : nil }
  while index < bytes.count {
    let byte = bytes[index]
    if isQuoted {
      if byte == 34, peek(1) == 34 {
        cell.append(34)
        index += 1
      } else if byte == 34 {
        isQuoted = false
      } else {
        cell.append(byte)
      }
    } else if byte == 34 && isStart {
      isQuoted = true
    } else if byte == delimiter {
      cells.append(cell)
      cell = []
      isStart = true
      index += 1
      continue
    } else if byte == 10 || byte == 13 {
      if byte == 13 && peek(1) == 10 { index += 1 }
      records.append(cells + [cell])
      cells = []
      cell = []
      isStart = true
      index += 1
      continue
    } else {
      cell.append(byte)
    }
    isStart = false
    index += 1
  }
  if !isStart || !cells.isEmpty { records.append(cells + [cell]) }
  return records
}

/// The scanner as the reader uses it, fed `step` bytes at a time.
private func fastRecords(_ bytes: [UInt8], _ delimiter: UInt8, step: Int) -> [[[UInt8]]] {
  let window = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + 64)
  let cells = UnsafeMutablePointer<Cell>.allocate(capacity: bytes.count + 2)
  defer {
    window.deallocate()
    cells.deallocate()
  }
  window.initialize(repeating: 0x2C, count: bytes.count + 64)
  var scanner = RecordScanner(delimiter: delimiter, limits: Limits())
  var records: [[[UInt8]]] = []
  var filled = 0
  var taken = 0
  repeat {
    let more = min(step, bytes.count - taken)
    for index in 0..<more { window[filled + index] = bytes[taken + index] }
    filled += more
    taken += more
    _ = scanner.scan(window, filled, isEnd: taken == bytes.count, into: cells)
    for row in scanner.starts.indices {
      let first = Int(scanner.starts[row])
      records.append(
        (first..<first + Int(scanner.widths[row])).map { index in
          (0..<cells[index].count).map { window[Int(cells[index].start) + $0] }
        })
    }
    let rest = filled - scanner.consumed
    for index in 0..<rest { window[index] = window[scanner.consumed + index] }
    filled = rest
  } while taken < bytes.count
  return records
}

/// Text that a table may hold; quotes only where a cell begins, so that the twin need not judge.
private func randomText(_ random: inout Seeded, _ delimiter: UInt8) -> [UInt8] {
  let ends: [[UInt8]] = [[10], [13, 10], [13]]
  let end = ends[Int.random(in: 0..<3, using: &random)]
  var bytes: [UInt8] = []
  for _ in 0..<Int.random(in: 0...30, using: &random) {
    let width = Int.random(in: 1...8, using: &random)
    for column in 0..<width {
      if column > 0 { bytes.append(delimiter) }
      let length = Int.random(in: 0...Int.random(in: 0...80, using: &random), using: &random)
      if Bool.random(using: &random) {
        let plain: [UInt8] = Array("abc 0123é".utf8)
        bytes += (0..<length).map { _ in plain.randomElement(using: &random) ?? 97 }
      } else {
        let wild: [UInt8] = Array("ab,;\t\"\"\n\r".utf8)
        bytes.append(34)
        for _ in 0..<length {
          let byte = wild.randomElement(using: &random) ?? 97
          bytes += byte == 34 ? [34, 34] : [byte]
        }
        bytes.append(34)
      }
    }
    bytes += end
  }
  if Bool.random(using: &random), !bytes.isEmpty { bytes.removeLast(end.count) }
  return bytes
}

@Suite struct `Record scanner` {
  @Test(arguments: 1...400)
  func `agrees with its slow twin however the text comes`(_ seed: UInt64) {
    var random = Seeded(seed)
    let delimiter: UInt8 = [44, 59, 9, 124].randomElement(using: &random) ?? 44
    let text = randomText(&random, delimiter)
    let expected = slowRecords(text, delimiter)
    for step in [1, 7, 16, 63, 64, 65, 200, max(1, text.count)] {
      #expect(fastRecords(text, delimiter, step: step) == expected, "step \(step)")
    }
  }

  @Test func `counts the lines inside quotes`() {
    let text = Array("a,\"1\r\n2\n3\r4\"\nb,\"5\n".utf8)
    let window = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count + 64)
    let cells = UnsafeMutablePointer<Cell>.allocate(capacity: text.count + 2)
    defer {
      window.deallocate()
      cells.deallocate()
    }
    window.initialize(repeating: 0, count: text.count + 64)
    window.update(from: text, count: text.count)
    var scanner = RecordScanner(delimiter: 44, limits: Limits())
    #expect(scanner.scan(window, text.count, isEnd: false, into: cells) == 2)
    #expect(scanner.line == 5)
    #expect(scanner.consumed == 13)
    #expect(scanner.stop == .window)
  }

  @Test(arguments: 0...130)
  func `finds a separator at any place of a block`(_ place: Int) {
    var text = [UInt8](repeating: 97, count: 131)
    text[place] = 44
    #expect(fastRecords(text, 44, step: 131) == slowRecords(text, 44))
    text[place] = 10
    #expect(fastRecords(text, 44, step: 131) == slowRecords(text, 44))
  }
}
