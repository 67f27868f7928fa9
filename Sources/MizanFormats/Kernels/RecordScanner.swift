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
  private var rowCells = 0
  private var hasDoubled = false

  init(delimiter: UInt8, limits: Limits) {
    self.delimiter = delimiter
    self.limits = limits
  }

  /// A cell in quotes, and the byte to go on with.
  private struct Quoted {
    /// What follows the closing quote: a delimiter, the end of the record, or text that should not
    /// be there; or the scan cannot go on.
    enum Way { case beforeDelimiter, beforeEnd, beforeText, stopped }
    var way: Way
    var cell = Cell.blank
    var next = 0
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
    rowCells = 0
    hasDoubled = false
    let pattern = SIMD16<UInt8>(repeating: delimiter)
    var count = 0
    var fieldStart = 0
    var quotedCell: Cell?
    var block = 0
    while block < end {
      var (delimiters, others) = SeparatorMask.specials(base + block, pattern)
      if end &- block < 64 {
        let inside: UInt64 = (1 &<< UInt64(end &- block)) &- 1
        delimiters &= inside
        others &= inside
      }
      while true {
        // The delimiters before the next quote or line end.
        var run = delimiters & ((others & (0 &- others)) &- 1)
        delimiters ^= run
        while run != 0 {
          let at = block &+ run.trailingZeroBitCount
          run &= run &- 1
          cells[count] = RecordScanner.text(fieldStart, at)
          count &+= 1
          fieldStart = at &+ 1
        }
        if others == 0 { break }
        let at = block &+ others.trailingZeroBitCount
        others &= others &- 1
        if base[at] == 34 {
          guard at == fieldStart || RecordScanner.isMark(base, fieldStart, at) else { continue }
          let quoted = quoted(base, fieldStart, at &+ 1, end, isEnd, column: count &- rowCells)
          switch quoted.way {
          case .stopped: return rowCells
          case .beforeDelimiter:
            cells[count] = quoted.cell
            count &+= 1
            fieldStart = quoted.next
          case .beforeEnd: quotedCell = quoted.cell
          case .beforeText: break
          }
          let next = quoted.next
          if next &- block >= 64 {
            // Go on in the block of the next byte; the loop around this one adds 64.
            block = next & ~63
            if block >= end { break }
            (delimiters, others) = SeparatorMask.specials(base + block, pattern)
            if end &- block < 64 {
              let inside: UInt64 = (1 &<< UInt64(end &- block)) &- 1
              delimiters &= inside
              others &= inside
            }
          }
          let ahead = ~0 &<< UInt64(next &- block)
          delimiters &= ahead
          others &= ahead
          continue
        }
        var cellEnd = at
        if base[at] == 13 {
          if at &+ 1 < end {
            if base[at &+ 1] == 10 { continue }
          } else if !isEnd {
            return rowCells
          }
        } else if at > fieldStart, base[at &- 1] == 13 {
          cellEnd = at &- 1
        }
        cells[count] = quotedCell ?? RecordScanner.text(fieldStart, cellEnd)
        quotedCell = nil
        count &+= 1
        fieldStart = at &+ 1
        if !endRow(base, cells, count, fieldStart) { return rowCells }
      }
      block &+= 64
    }
    if isEnd, fieldStart < end || count > rowCells {
      cells[count] = quotedCell ?? RecordScanner.text(fieldStart, end)
      _ = endRow(base, cells, count &+ 1, end)
    }
    return rowCells
  }

  @inline(__always)
  private static func text(_ start: Int, _ end: Int) -> Cell {
    Cell(start: start, count: end &- start, kind: end == start ? .blank : .text)
  }

  /// Whether only a byte order mark stands between the start of a cell and a quote.
  private static func isMark(_ base: UnsafePointer<UInt8>, _ start: Int, _ at: Int) -> Bool {
    at == start &+ 3 && base[start] == 0xEF && base[start &+ 1] == 0xBB && base[start &+ 2] == 0xBF
  }

  /// Reads a cell in quotes, whose content begins at `start` and whose field at `fieldStart`.
  @inline(never)
  private mutating func quoted(
    _ base: UnsafePointer<UInt8>, _ fieldStart: Int, _ start: Int, _ end: Int, _ isEnd: Bool,
    column: Int
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
      if lines > limits.quotedLines || at &- start > limits.fieldBytes {
        stop = .runawayQuote
        return Quoted(way: .stopped)
      }
      if quotes == 0 { continue }
      if at &+ 1 == end && !isEnd { return Quoted(way: .stopped) }
      if at &+ 1 < end && base[at &+ 1] == 34 {
        isDoubled = true
        at &+= 2
        continue
      }
      rowLines &+= lines
      hasDoubled = hasDoubled || isDoubled
      var cell = RecordScanner.text(start, at)
      if isDoubled { cell.bits |= RecordScanner.doubled }
      let next = at &+ 1
      if next == end || base[next] == 10 || base[next] == 13 {
        return Quoted(way: .beforeEnd, cell: cell, next: next)
      }
      if base[next] == delimiter {
        return Quoted(way: .beforeDelimiter, cell: cell, next: next &+ 1)
      }
      // The cell is read on as if it had no quotes, and its record is held.
      faults.append(Fault(row: starts.count, column: column, code: .csvTextAfterQuote))
      return Quoted(way: .beforeText, next: next)
    }
    guard isEnd else { return Quoted(way: .stopped) }
    // Nobody closes the quote: the cell shows what was received, with its quote.
    faults.append(Fault(row: starts.count, column: column, code: .csvQuoteOpen))
    rowLines &+= lines
    var last = end
    while last > start, base[last &- 1] == 10 || base[last &- 1] == 13 { last &-= 1 }
    return Quoted(way: .beforeEnd, cell: RecordScanner.text(fieldStart, last), next: end)
  }

  /// Ends the record whose last cell is the one before `count`; false when it has more columns than
  /// allowed.
  @inline(never)
  private mutating func endRow(
    _ base: UnsafeMutablePointer<UInt8>, _ cells: UnsafeMutablePointer<Cell>, _ count: Int,
    _ end: Int
  ) -> Bool {
    let first = rowCells
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
    rowCells = count
    line &+= 1 &+ rowLines
    rowLines = 0
    return true
  }

  private mutating func checkSizes(_ cells: UnsafePointer<Cell>, _ first: Int, _ count: Int) {
    for index in first..<count where cells[index].count > limits.fieldBytes {
      faults.append(Fault(row: starts.count, column: index &- first, code: .limitFieldSize))
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
  static let limitFieldSize = Code("LIMIT_FIELD_SIZE", .error)
  static let csvColumns = Code("LIMIT_COLUMNS", .error)
}
