import MizanRecords

/// Whether cells have content: blanks, line breaks and hard spaces are none.
enum CellBlank {
  /// Whether bytes are nothing but ASCII blanks, controls and U+00A0.
  @inline(__always)
  static func isBlank(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var index = 0
    while index < count {
      let byte = bytes[index]
      if byte > 0x20 {
        guard byte == 0xC2, index &+ 1 < count, bytes[index &+ 1] == 0xA0 else { return false }
        index &+= 1
      }
      index &+= 1
    }
    return true
  }

  /// Whether a cell of a batch is blank; not for loops.
  static func isBlank(_ cell: Cell, in batch: RecordBatch) -> Bool {
    if cell.isBlank { return true }
    return batch.arena.withUnsafeBufferPointer {
      guard let base = $0.baseAddress else { return true }
      return isBlank(base + Int(cell.start), cell.count)
    }
  }

  /// The index of a row's first cell with content, or `width` when there is none.
  @inline(__always)
  static func firstFilled(
    _ cells: UnsafePointer<Cell>, _ width: Int, _ arena: UnsafePointer<UInt8>
  ) -> Int {
    var column = 0
    while column < width {
      let cell = cells[column]
      if !cell.isBlank && !isBlank(arena + Int(cell.start), cell.count) { return column }
      column &+= 1
    }
    return width
  }
}
