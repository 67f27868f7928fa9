/// The address of a cell or range, such as `B7` or `A2:C9`; columns count from 0, rows from 1.
struct CellReference: Hashable {
  static let lastRow = 1_048_576
  static let lastColumn = 16_383

  var row: Int
  var column: Int

  init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Nil for anything but one to three letters and a row inside the sheet.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var column = 0
    while index < text.count, index < 4, (0x41...0x5A).contains(text[index] & 0xDF) {
      column = column * 26 + Int(text[index] & 0xDF) - 0x40
      index += 1
    }
    guard (1...3).contains(index), column <= CellReference.lastColumn + 1,
      (1...7).contains(text.count - index)
    else { return nil }
    var row = 0
    while index < text.count {
      guard text[index] &- 0x30 < 10 else { return nil }
      row = row * 10 + Int(text[index] &- 0x30)
      index += 1
    }
    guard (1...CellReference.lastRow).contains(row) else { return nil }
    self.init(row: row, column: column - 1)
  }
}

/// A rectangle of cells.
struct CellRange: Hashable {
  var first: CellReference
  var last: CellReference

  init?(_ text: UnsafeBufferPointer<UInt8>) {
    let colon = text.firstIndex(of: 0x3A) ?? text.count
    let rest = min(colon + 1, text.count)
    guard let first = CellReference(UnsafeBufferPointer(rebasing: text[..<colon])) else {
      return nil
    }
    let last =
      colon == text.count
      ? first : CellReference(UnsafeBufferPointer(rebasing: text[rest...]))
    guard let last, last.row >= first.row, last.column >= first.column else { return nil }
    self.first = first
    self.last = last
  }

  var height: Int { last.row - first.row + 1 }
  var width: Int { last.column - first.column + 1 }
}
