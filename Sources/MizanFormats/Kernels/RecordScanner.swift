import MizanDiagnostics
import MizanRecords

/// Splits a window of text into records and cells, by places only: no byte is copied.
///
/// Doubled quotes are the one thing changed in the window: they are made single in place, and only
/// in complete records, since an incomplete one is scanned again with more bytes behind it.
struct RecordScanner {
  /// What ended a scan.
  enum Stop { case window, runawayQuote, columns }
  /// A record that cannot be read as it stands.
  struct Fault {
    var row: Int
    var column: Int
    var code: Code
  }

  let delimiter: UInt8
  let limits: Limits
  /// The physical line, from 1, on which the next record begins.
  private(set) var line = 1
  private(set) var faults: [Fault] = []
  /// For each complete record: its first cell, its number of cells, and the byte after it.
  private(set) var starts: [UInt32] = []
  private(set) var widths: [UInt32] = []
  private(set) var ends: [UInt32] = []
  private(set) var stop = Stop.window
  /// The number of bytes that the complete records take.
  private(set) var consumed = 0
  /// The line on which the record, or the quote, that stopped a scan begins.
  var stopLine: Int { line &+ rowLines }
  private var rowLines = 0
  private var hasDoubled = false

  init(delimiter: UInt8, limits: Limits) {
    self.delimiter = delimiter
    self.limits = limits
  }

  /// How a cell in quotes ends.
  private enum Quoted {
    case closed(at: Int, isDoubled: Bool)
    case openAtEnd
    case incomplete
    case runaway
  }

  /// Marks, until its record is complete, a cell with doubled quotes.
  private static var doubled: UInt32 { 15 }

  /// Scans `end` bytes, of which the first begins a record; 64 more bytes must be readable.
  ///
  /// `cells` must have room for `end + 1` cells.
  /// - Returns: the number of cells of complete records.
  mutating func scan(
    _ base: UnsafeMutablePointer<UInt8>, _ end: Int, isEnd: Bool,
    into cells: UnsafeMutablePointer<Cell>
  ) -> Int {
    starts.removeAll(keepingCapacity: true)
    widths.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
    consumed = 0
    stop = .window
    rowLines = 0
    hasDoubled = false
    let delimiter = delimiter
    let pattern = SIMD16<UInt8>(repeating: delimiter)
    var count = 0
    var rowCell = 0
    var fieldStart = 0
    var quotedCell: Cell?
    var block = 0
    while block < end {
      var mask = SeparatorMask.specials(base + block, pattern)
      if end &- block < 64 { mask &= (1 &<< UInt64(end &- block)) &- 1 }
      while mask != 0 {
        let at = block &+ mask.trailingZeroBitCount
        mask &= mask &- 1
        let byte = base[at]
        if byte == delimiter {
          cells[count] = RecordScanner.text(fieldStart, at)
          count &+= 1
          fieldStart = at &+ 1
          continue
        }
        if byte == 34 {
          guard at == fieldStart || RecordScanner.isMark(base, fieldStart, at) else { continue }
          var next = at &+ 1
          switch quoted(base, at &+ 1, end, isEnd) {
          case .incomplete: return rowCell
          case .runaway:
            stop = .runawayQuote
            return rowCell
          case .openAtEnd:
            // The cell shows the record as received, with the quote that nobody closed.
            faults.append(Fault(row: starts.count, column: count &- rowCell, code: .csvQuoteOpen))
            var last = end
            while last > at &+ 1, base[last &- 1] == 10 || base[last &- 1] == 13 { last &-= 1 }
            cells[count] = RecordScanner.text(fieldStart, last)
            _ = endRow(base, cells, rowCell, count &+ 1, end)
            return count &+ 1
          case .closed(let close, let isDoubled):
            let cell = RecordScanner.text(at &+ 1, close, isDoubled)
            next = close &+ 1
            if next == end || base[next] == 10 || base[next] == 13 {
              quotedCell = cell
            } else if base[next] == delimiter {
              cells[count] = cell
              count &+= 1
              next &+= 1
              fieldStart = next
            } else {
              // The cell is read on as if it had no quotes, and its record is held.
              faults.append(
                Fault(row: starts.count, column: count &- rowCell, code: .csvTextAfterQuote))
            }
          }
          let nextBlock = next & ~63
          if nextBlock != block {
            if nextBlock >= end {
              mask = 0
              block = nextBlock
              break
            }
            block = nextBlock
            mask = SeparatorMask.specials(base + block, pattern)
            if end &- block < 64 { mask &= (1 &<< UInt64(end &- block)) &- 1 }
          }
          mask &= ~0 &<< UInt64(next &- block)
          continue
        }
        var cellEnd = at
        if byte == 13 {
          if at &+ 1 < end {
            if base[at &+ 1] == 10 { continue }
          } else if !isEnd {
            return rowCell
          }
        } else if at > fieldStart, base[at &- 1] == 13 {
          cellEnd = at &- 1
        }
        cells[count] = quotedCell ?? RecordScanner.text(fieldStart, cellEnd)
        quotedCell = nil
        count &+= 1
        if !endRow(base, cells, rowCell, count, at &+ 1) { return rowCell }
        rowCell = count
        fieldStart = at &+ 1
      }
      block &+= 64
    }
    if isEnd, fieldStart < end || count > rowCell {
      cells[count] = quotedCell ?? RecordScanner.text(fieldStart, end)
      count &+= 1
      if endRow(base, cells, rowCell, count, end) { rowCell = count }
    }
    return rowCell
  }

  @inline(__always)
  private static func text(_ start: Int, _ end: Int) -> Cell {
    Cell(start: start, count: end &- start, kind: end == start ? .blank : .text)
  }

  private static func text(_ start: Int, _ end: Int, _ isDoubled: Bool) -> Cell {
    var cell = text(start, end)
    if isDoubled { cell.bits |= doubled }
    return cell
  }

  /// Whether only a byte order mark stands between the start of a cell and a quote.
  private static func isMark(_ base: UnsafePointer<UInt8>, _ start: Int, _ at: Int) -> Bool {
    at == start &+ 3 && base[start] == 0xEF && base[start &+ 1] == 0xBB && base[start &+ 2] == 0xBF
  }

  /// Looks for the quote that closes a cell.
  @inline(__always)
  private mutating func quoted(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ isEnd: Bool
  ) -> Quoted {
    var at = start
    var isDoubled = false
    var lines = 0
    while at < end {
      var (quotes, breaks) = SeparatorMask.quotesAndLines(base + at)
      if end &- at < 16 { quotes &= (1 &<< UInt64(end &- at)) &- 1 }
      let length = quotes == 0 ? min(16, end &- at) : quotes.trailingZeroBitCount
      breaks &= (1 &<< UInt64(length)) &- 1
      while breaks != 0 {
        let place = at &+ breaks.trailingZeroBitCount
        breaks &= breaks &- 1
        if base[place] == 10 || place &+ 1 >= end || base[place &+ 1] != 10 { lines &+= 1 }
      }
      at &+= length
      if lines > limits.quotedLines || at &- start > limits.fieldBytes { return .runaway }
      if quotes == 0 { continue }
      if at &+ 1 == end && !isEnd { return .incomplete }
      if at &+ 1 < end && base[at &+ 1] == 34 {
        isDoubled = true
        hasDoubled = true
        at &+= 2
        continue
      }
      rowLines &+= lines
      return .closed(at: at, isDoubled: isDoubled)
    }
    return isEnd ? .openAtEnd : .incomplete
  }

  /// Ends a record; false when it has more columns than allowed.
  @inline(__always)
  private mutating func endRow(
    _ base: UnsafeMutablePointer<UInt8>, _ cells: UnsafeMutablePointer<Cell>, _ first: Int,
    _ count: Int, _ end: Int
  ) -> Bool {
    if count &- first > limits.columns {
      stop = .columns
      return false
    }
    if hasDoubled {
      hasDoubled = false
      for index in first..<count where cells[index].bits & 15 == RecordScanner.doubled {
        RecordScanner.unescape(base, &cells[index])
      }
    }
    if end &- consumed > limits.fieldBytes { checkSizes(cells, first, count) }
    starts.append(UInt32(truncatingIfNeeded: first))
    widths.append(UInt32(truncatingIfNeeded: count &- first))
    ends.append(UInt32(truncatingIfNeeded: end))
    consumed = end
    line &+= 1 &+ rowLines
    rowLines = 0
    return true
  }

  @inline(never)
  private mutating func checkSizes(_ cells: UnsafePointer<Cell>, _ first: Int, _ count: Int) {
    for index in first..<count where cells[index].count > limits.fieldBytes {
      faults.append(Fault(row: starts.count, column: index &- first, code: .csvFieldSize))
    }
  }

  /// Makes doubled quotes single, in place.
  private static func unescape(_ base: UnsafeMutablePointer<UInt8>, _ cell: inout Cell) {
    let start = Int(cell.start)
    let end = start &+ cell.count
    var from = start
    var to = start
    while from < end {
      base[to] = base[from]
      from &+= base[from] == 34 && from &+ 1 < end && base[from &+ 1] == 34 ? 2 : 1
      to &+= 1
    }
    cell = Cell(start: start, count: to &- start, kind: .text)
    // What is left over behind the cell may be half a character; nobody shall stumble over it.
    while to < end {
      base[to] = 32
      to &+= 1
    }
  }
}

extension Code {
  static let csvQuoteOpen = Code("CSV_UNTERMINATED_QUOTE", .error)
  static let csvTextAfterQuote = Code("CSV_TEXT_AFTER_QUOTE", .error)
  static let csvFieldSize = Code("LIMIT_FIELD_SIZE", .error)
  static let csvColumns = Code("LIMIT_COLUMNS", .error)
}
