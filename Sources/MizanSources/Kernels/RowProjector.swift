import MizanDiagnostics
import MizanRecords

/// Writes the cells of rows anew: other columns, the same bytes.
///
/// Cells that are only moved keep their place in the block of bytes; what a word stands for is
/// written behind it.
struct RowProjector {
  private let plan: ColumnPlan
  /// The only column that a column is taken from; -1 where it takes more than that.
  private let simple: [Int]
  private var cells: [Cell] = []
  private var unknown: [(row: Int, column: Int)] = []
  private static let digits: [UInt8] = [48, 49]

  init(_ plan: ColumnPlan) {
    self.plan = plan
    simple = plan.columns.map { column in
      if case .first(let sources) = column.origin, sources.count == 1 { sources[0] } else { -1 }
    }
  }

  mutating func begin(_ batch: RecordBatch) {
    cells.removeAll(keepingCapacity: true)
    cells.reserveCapacity(batch.rowCount * plan.columns.count)
  }

  /// Puts the new cells into the batch.
  mutating func end(_ batch: RecordBatch) { swap(&batch.cells, &cells) }

  /// Cells whose word was not found, since the last call.
  mutating func takeUnknown() -> [(row: Int, column: Int)] {
    defer { unknown.removeAll(keepingCapacity: true) }
    return unknown
  }

  /// Leaves a row as it was.
  mutating func keep(_ batch: RecordBatch, _ row: Int) {
    let start = Int(batch.starts[row])
    batch.starts[row] = UInt32(truncatingIfNeeded: cells.count)
    cells += batch.cells[start..<start + Int(batch.widths[row])]
  }

  /// Writes texts in place of a row's cells.
  mutating func write(_ batch: RecordBatch, _ row: Int, _ texts: [String]) {
    batch.starts[row] = UInt32(truncatingIfNeeded: cells.count)
    batch.widths[row] = UInt32(truncatingIfNeeded: texts.count)
    for text in texts { append(Array(text.utf8), .text, batch) }
  }

  /// Writes the planned cells of a row; `width` differs from the plan where the row is damaged.
  mutating func project(_ batch: RecordBatch, _ row: Int, width: Int) {
    let start = Int(batch.starts[row])
    let count = Int(batch.widths[row])
    batch.starts[row] = UInt32(truncatingIfNeeded: cells.count)
    batch.widths[row] = UInt32(truncatingIfNeeded: width)
    for column in 0..<min(width, simple.count) {
      let source = simple[column]
      if source >= 0 {
        cells.append(source < count ? batch.cells[start + source] : .blank)
      } else {
        make(column, batch, row, start, count)
      }
    }
    for column in 0..<max(0, width - simple.count) {
      let source = count - width + simple.count + column
      cells.append(source >= 0 && source < count ? batch.cells[start + source] : .blank)
    }
  }

  private mutating func make(
    _ column: Int, _ batch: RecordBatch, _ row: Int, _ start: Int, _ count: Int
  ) {
    let origin = plan.columns[column].origin
    let source = ColumnPlan.sources(origin).first {
      $0 < count && !CellBlank.isBlank(batch.cells[start + $0], in: batch)
    }
    guard let source else {
      cells.append(.blank)
      return
    }
    let cell = batch.cells[start + source]
    switch origin {
    case .first: cells.append(cell)
    case .named(_, let names, let isKept):
      let found = bytes(cell, batch) { names.find($0, $1) }
      if let found {
        append(found, .text, batch)
      } else {
        cells.append(isKept ? cell : .blank)
        if !isKept { unknown.append((row, column)) }
      }
    case .listed(_, let names):
      var text: [UInt8] = []
      for word in words(cell, batch) {
        if !text.isEmpty { text += [44, 32] }
        let found = word.withUnsafeBufferPointer { word in
          word.baseAddress.flatMap { names.find($0, word.count) } ?? []
        }
        text += found.isEmpty ? word : found
      }
      append(text, .text, batch)
    case .chosen(_, let choice, let names):
      let words = words(cell, batch)
      if words.contains(choice) {
        append([RowProjector.digits[1]], .number, batch)
      } else if words.contains(where: { isKnown($0, names) }) {
        append([RowProjector.digits[0]], .number, batch)
      } else {
        cells.append(.blank)
      }
    case .looked(_, let rows, let column):
      if batch.faults[row] == nil, bytes(cell, batch, { rows.isUnreadable($0, $1) }) {
        batch.faults[row] = RecordBatch.Fault(.rowAroundUnreadable, column: source + 1)
      }
      append(bytes(cell, batch) { rows.find($0, $1, column: column) }, .text, batch)
    }
  }

  private func isKnown(_ word: [UInt8], _ names: NameTable) -> Bool {
    word.withUnsafeBufferPointer { word in
      word.baseAddress.map { names.find($0, word.count) != nil } ?? false
    }
  }

  private func words(_ cell: Cell, _ batch: RecordBatch) -> [[UInt8]] {
    bytes(cell, batch) { base, count in
      UnsafeBufferPointer(start: base, count: count).split { $0 == 32 || $0 == 10 || $0 == 9 }
        .map(Array.init)
    }
  }

  private func bytes<Value>(
    _ cell: Cell, _ batch: RecordBatch, _ body: (UnsafePointer<UInt8>, Int) -> Value
  ) -> Value {
    batch.arena.withUnsafeBufferPointer { arena in
      guard let base = arena.baseAddress else { return body(RowProjector.noBytes, 0) }
      return body(base + Int(cell.start), cell.count)
    }
  }

  private mutating func append(_ bytes: [UInt8], _ kind: Cell.Kind, _ batch: RecordBatch) {
    let start = batch.arena.count
    batch.arena.append(contentsOf: bytes)
    cells.append(bytes.isEmpty ? .blank : Cell(start: start, count: bytes.count, kind: kind))
  }

  /// Bytes to point at where there are none; never read.
  nonisolated(unsafe) private static let noBytes: UnsafePointer<UInt8> = {
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 8)
    bytes.initialize(repeating: 0, count: 8)
    return UnsafePointer(bytes)
  }()
}

extension Code {
  /// The row around one of a repeated group has a fault.
  static let rowAroundUnreadable = Code("ROW_AROUND_UNREADABLE", .error)
}
