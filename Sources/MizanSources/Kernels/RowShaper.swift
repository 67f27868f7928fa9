import MizanDiagnostics
import MizanRecords

/// Gives each row of a batch its width and says what it is: data, blank, excluded or unreadable.
///
/// A row that fits costs one comparison of widths and a look at its first cell.
final class RowShaper {
  private let width: Int
  private let isText: Bool
  private let drops: [DropRule]
  private var totals = TotalsDetector()
  private let fill: FillDown?
  private var surplus: (row: Int, column: Int)?
  private var hasToldSurplus = false

  /// - Parameters:
  ///   - width: The number of columns of the table.
  ///   - isText: Whether a row with another number of cells is damaged, as in CSV, rather than
  ///     stored without its blank end, as in workbooks.
  init(width: Int, isText: Bool, _ treatment: RowTreatment) {
    self.width = width
    self.isText = isText
    drops = treatment.drops.map { DropRule($0.condition) }
    fill = treatment.fillDown.isEmpty ? nil : FillDown(treatment.fillDown)
  }

  /// The first cell beyond the table that had content, once.
  func takeSurplus() -> (row: Int, column: Int)? {
    defer { surplus = nil }
    return surplus
  }

  /// Shapes a batch and returns the number of its rows that are not blank.
  func shape(_ batch: RecordBatch) -> Int {
    if !isText { pad(batch) }
    fill?.begin(batch)
    var blanks = 0
    batch.arena.withUnsafeBufferPointer { bytes in
      // A batch whose cells are all blank has no bytes.
      let arena = bytes.baseAddress ?? RowShaper.noBytes
      batch.cells.withUnsafeMutableBufferPointer { cells in
        batch.widths.withUnsafeMutableBufferPointer { widths in
          batch.marks.withUnsafeMutableBufferPointer { marks in
            blanks = shape(batch, arena, cells, widths, marks)
          }
        }
      }
    }
    fill?.end(batch)
    return batch.rowCount &- blanks
  }

  /// Bytes to point at where there are none; never read.
  nonisolated(unsafe) private static let noBytes: UnsafePointer<UInt8> = {
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 8)
    bytes.initialize(repeating: 0, count: 8)
    return UnsafePointer(bytes)
  }()

  private func shape(
    _ batch: RecordBatch, _ arena: UnsafePointer<UInt8>,
    _ cells: UnsafeMutableBufferPointer<Cell>, _ widths: UnsafeMutableBufferPointer<UInt32>,
    _ marks: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    guard let base = cells.baseAddress else {
      for row in 0..<marks.count where batch.faults[row] == nil {
        marks[row] = RecordBatch.Mark.blank
      }
      return marks.count &- batch.faults.count
    }
    let rowCount = marks.count
    let hasFaults = !batch.faults.isEmpty
    var blanks = 0
    batch.starts.withUnsafeBufferPointer { starts in
      for row in 0..<rowCount {
        if hasFaults && batch.faults[row] != nil { continue }
        let start = base + Int(starts[row])
        let rowWidth = Int(widths[row])
        let first = CellBlank.firstFilled(start, rowWidth, arena)
        if first == rowWidth {
          marks[row] = RecordBatch.Mark.blank
          if rowWidth > width { widths[row] = UInt32(truncatingIfNeeded: width) }
          blanks &+= 1
          continue
        }
        if let rule = dropRule(start, rowWidth, arena) {
          marks[row] = RecordBatch.Mark.firstRule &+ UInt8(truncatingIfNeeded: min(rule, 250))
          if rowWidth > width { widths[row] = UInt32(truncatingIfNeeded: width) }
          continue
        }
        if rowWidth != width && !fit(row, batch, start, arena, widths) { continue }
        if first < width, totals.isTotal(start[first], arena) {
          batch.faults[row] = RecordBatch.Fault(.rowTotalDetected, column: first + 1)
          continue
        }
        fill?.apply(start, width, arena)
      }
    }
    return blanks
  }

  @inline(__always)
  private func dropRule(
    _ cells: UnsafePointer<Cell>, _ width: Int, _ arena: UnsafePointer<UInt8>
  ) -> Int? {
    var index = 0
    while index < drops.count {
      if drops[index].meets(cells, width, arena) { return index }
      index &+= 1
    }
    return nil
  }

  /// Cuts a row's blank end; false when the row is damaged, which is told as a fault.
  @inline(never)
  private func fit(
    _ row: Int, _ batch: RecordBatch, _ cells: UnsafePointer<Cell>,
    _ arena: UnsafePointer<UInt8>, _ widths: UnsafeMutableBufferPointer<UInt32>
  ) -> Bool {
    let rowWidth = Int(widths[row])
    if rowWidth < width {
      batch.faults[row] = RecordBatch.Fault(.rowShort, column: rowWidth + 1)
      return false
    }
    let surplus = CellBlank.firstFilled(cells + width, rowWidth &- width, arena)
    widths[row] = UInt32(truncatingIfNeeded: width)
    guard surplus < rowWidth &- width else { return true }
    if isText {
      let raw = RowText.make(cells, rowWidth, arena)
      batch.faults[row] = RecordBatch.Fault(.rowLong, column: width + 1, raw: raw)
      return false
    }
    if !hasToldSurplus {
      self.surplus = (row, width + surplus)
      hasToldSurplus = true
    }
    return true
  }

  /// Copies rows that are narrower than the table to the end of the cells and pads them.
  private func pad(_ batch: RecordBatch) {
    for row in 0..<batch.rowCount where Int(batch.widths[row]) < width {
      let start = Int(batch.starts[row])
      let rowWidth = Int(batch.widths[row])
      let target = batch.cells.count
      for column in 0..<width {
        batch.cells.append(column < rowWidth ? batch.cells[start + column] : .blank)
      }
      batch.starts[row] = UInt32(truncatingIfNeeded: target)
      batch.widths[row] = UInt32(truncatingIfNeeded: width)
    }
  }
}

extension Code {
  static let rowShort = Code("CSV_ROW_SHORT", .error)
  static let rowLong = Code("CSV_ROW_LONG", .error)
  static let rowTotalDetected = Code("ROW_TOTAL_DETECTED", .error)
}
