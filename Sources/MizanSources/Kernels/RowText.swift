import MizanRecords

/// A row as a line of CSV, for rows whose cells do not fit their columns.
enum RowText {
  static func make(
    _ cells: UnsafePointer<Cell>, _ width: Int, _ arena: UnsafePointer<UInt8>
  ) -> String {
    var bytes: [UInt8] = []
    for column in 0..<width {
      if column > 0 { bytes.append(44) }
      let cell = cells[column]
      let text = UnsafeBufferPointer(start: arena + Int(cell.start), count: cell.count)
      bytes += CSVText.quoted(Array(text))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
