import MizanDiagnostics
import MizanRecords

/// The rows of a small table, found by the text of one of its columns: submissions by their number.
final class KeyedRows: @unchecked Sendable {
  let headings: [String]
  private var map = ByteMap()
  private var bytes: [UInt8] = []
  /// Where each cell ends in ``bytes``, row by row.
  private var ends: [Int] = [0]
  private var count = 0
  /// The rows' numbers in their sheet.
  private var numbers: [UInt32] = []
  private let place: Place
  private let plan: ColumnPlan?
  /// The rows that cannot be read.
  private var unreadable: Set<Int32> = []
  /// Whether the key of each row of the table is known.
  private var isComplete = true

  /// Reads a table to its end; of two rows with one key the first counts.
  /// - Parameters:
  ///   - place: the sheet.
  ///   - headings: the columns of the table, below the row of headings.
  ///   - key: the column by which rows are found.
  ///   - byteLimit: the most bytes of texts that are kept.
  init(
    _ file: any TableFile, _ table: Int, _ place: Place, headingRow: Int, headings: [String],
    key: Int,
    byteLimit: Int = 1 << 30
  ) throws(Failure) {
    self.headings = headings
    self.place = place
    plan = (file as? ProjectedTable)?.plan
    let reader = try file.rows(ofTable: table)
    let batch = RecordBatch()
    var findings = Findings()
    while try reader.next(into: batch, &findings) {
      if bytes.count >= byteLimit {
        isComplete = false
        break
      }
      for row in 0..<batch.rowCount where Int(batch.rowNumbers[row]) > headingRow {
        add(batch, row, key)
      }
    }
  }

  private func add(_ batch: RecordBatch, _ row: Int, _ key: Int) {
    let word = Array(batch.text(row: row, column: key).utf8)
    let fault = batch.faults[row]
    if let fault, word.isEmpty || fault.column == key + 1 {
      isComplete = false
      return
    }
    let isNew = word.withUnsafeBufferPointer { word in
      guard let base = word.baseAddress, map.find(base, word.count) == nil else { return false }
      map.insert(base, word.count, Int32(truncatingIfNeeded: count))
      return true
    }
    guard isNew, count < Int(Int32.max) else { return }
    if fault != nil { unreadable.insert(Int32(truncatingIfNeeded: count)) }
    count += 1
    numbers.append(batch.rowNumbers[row])
    for column in headings.indices {
      bytes += batch.text(row: row, column: column).utf8
      ends.append(bytes.count)
    }
  }

  /// Whether the row with a key cannot be read, or is none of those whose key is known while others
  /// are not.
  func isUnreadable(_ key: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    if isComplete, unreadable.isEmpty { return false }
    guard let row = map.find(key, length) else { return !isComplete }
    return unreadable.contains(row)
  }

  /// A cell of the row with a key; empty where there is no such row.
  func find(_ key: UnsafePointer<UInt8>, _ length: Int, column: Int) -> [UInt8] {
    map.find(key, length).map { Array(cell(Int($0), column)) } ?? []
  }

  private func cell(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
    let cell = row * headings.count + column
    return bytes[ends[cell]..<ends[cell + 1]]
  }

  /// Where a cell of the row with a key stands.
  func home(ofKey key: String, column: Int) -> CellHome {
    guard let row = map.find(key.utf8).map(Int.init) else { return .nowhere }
    guard let plan else { return .around(Place(place, row: Int(numbers[row]), column: column + 1)) }
    let home = plan.home(ofColumn: column) { String(decoding: cell(row, $0), as: UTF8.self) }
    guard case .own = home else { return home }
    let source = ColumnPlan.sources(plan.columns[column].origin).first ?? column
    return .around(Place(place, row: Int(numbers[row]), column: source + 1))
  }
}
