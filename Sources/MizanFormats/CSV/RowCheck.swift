import Glibc
import MizanDiagnostics
import MizanRecords

/// Looks at the rows of a window that holds more than plain ASCII: faults of encoding, NUL bytes,
/// byte order marks inside the text, and text that was decoded wrongly before it came here.
struct RowCheck {
  private let window: TextWindow
  private let ends: [UInt32]
  private let firstRow: Int
  private let name: String
  /// Rows whose cells hold bytes that are no text.
  private var unreadable: [Int] = []

  init(_ window: TextWindow, _ ends: [UInt32], firstRow: Int, name: String) {
    self.window = window
    self.ends = ends
    self.firstRow = firstRow
    self.name = name
  }

  /// Finds the rows concerned; removes inner byte order marks from their cells.
  mutating func inspect(_ batch: RecordBatch, _ findings: inout Findings) {
    let base = UnsafePointer(window.base)
    let end = Int(ends.last ?? 0)
    let isInvalid = window.survey.hasHighBytes && UTF8Check.firstInvalid(base, end) < end
    let hasMark = window.survey.hasHighBytes && RowCheck.firstMark(base, end) != nil
    let isMojibake = window.survey.hasHighBytes && Mojibake.firstSign(base, from: 0, end) != nil
    guard isInvalid || hasMark || isMojibake || window.survey.hasNUL else { return }
    var start = 0
    for row in ends.indices {
      let end = Int(ends[row])
      defer { start = end }
      let bytes = base + start
      let count = end - start
      if window.survey.hasNUL, memchr(bytes, 0, count) != nil {
        add(Code.csvNUL, row, batch)
      }
      if isInvalid, UTF8Check.firstInvalid(bytes, count) < count {
        add(encodingFault(UnsafeBufferPointer(start: bytes, count: count)), row, batch)
      }
      if hasMark, RowCheck.firstMark(bytes, count) != nil {
        findings.add(.encodingInnerMark, at: Place(name, row: firstRow + row + 1))
        removeMarks(row, batch)
      }
      if isMojibake, Mojibake.firstSign(bytes, from: 0, count) != nil {
        findings.add(.encodingMojibake, at: Place(name, row: firstRow + row + 1))
      }
    }
  }

  /// Shows bytes that are no text as `\xE9`, so that whoever writes the row writes valid UTF-8.
  func escape(_ batch: RecordBatch) {
    for row in unreadable {
      let first = Int(batch.starts[row])
      for index in first..<first + Int(batch.widths[row]) {
        let cell = batch.cells[index]
        let range = Int(cell.start)..<Int(cell.start) + cell.count
        guard let shown = RowCheck.escaped(batch.arena[range]) else { continue }
        batch.cells[index] = Cell(start: batch.arena.count, count: shown.count, kind: .text)
        batch.arena += shown
      }
    }
  }

  private mutating func add(_ code: Code, _ row: Int, _ batch: RecordBatch) {
    if unreadable.last != row { unreadable.append(row) }
    if batch.faults[row] == nil { batch.faults[row] = RecordBatch.Fault(code) }
  }

  /// Rows of another code page inside a UTF-8 file come from two files put together.
  private func encodingFault(_ row: UnsafeBufferPointer<UInt8>) -> Code {
    guard window.encoding == nil || window.encoding == .utf8 else { return .encodingInvalid }
    return EncodingGuess.codePage(row) == nil ? .encodingInvalid : .encodingMixed
  }

  /// The place of the first byte order mark.
  private static func firstMark(_ base: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    var at = 0
    while let found = memchr(base + at, 0xEF, count - at) {
      at = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
      guard count - at >= 3 else { return nil }
      if base[at + 1] == 0xBB && base[at + 2] == 0xBF { return at }
      at += 1
    }
    return nil
  }

  private func removeMarks(_ row: Int, _ batch: RecordBatch) {
    let first = Int(batch.starts[row])
    for index in first..<first + Int(batch.widths[row]) {
      let start = Int(batch.cells[index].start)
      var count = batch.cells[index].count
      while let mark = RowCheck.firstMark(window.base + start, count) {
        let place = window.base + (start + mark)
        memmove(place, place + 3, count - mark - 3)
        count -= 3
      }
      batch.cells[index] = Cell(start: start, count: count, kind: count == 0 ? .blank : .text)
    }
  }

  /// The bytes with those that are no text written as `\xE9`; nil when all are text.
  static func escaped(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    let digits = Array("0123456789ABCDEF".utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var shown: [UInt8] = []
      var isChanged = false
      var at = 0
      while at < bytes.count {
        let byte = bytes[at]
        let length =
          byte < 128 ? (byte == 0 ? 0 : 1) : UTF8Check.sequenceLength(base + at, bytes.count - at)
        if length > 0 {
          shown += bytes[at..<at + length]
        } else if byte != 0xFF || at + 1 == bytes.count || bytes[at + 1] < 128 {
          // 0xFF before another one only says that a code page has no character for that byte.
          shown += [92, 120, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        isChanged = isChanged || length == 0
        at += max(1, length)
      }
      return isChanged ? shown : nil
    }
  }
}

extension Code {
  static let csvNUL = Code("CSV_NUL_BYTE", .error)
  static let encodingInvalid = Code("ENC_INVALID_SEQUENCE", .error)
  static let encodingMixed = Code("ENC_MIXED", .error)
  static let encodingInnerMark = Code("ENC_INNER_BOM", .warning)
  static let encodingMojibake = Code("ENC_MOJIBAKE_SUSPECTED", .warning)
}
