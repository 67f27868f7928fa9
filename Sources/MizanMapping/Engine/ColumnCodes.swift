import CSystem
import MizanRecords

/// Numbers the different texts of one column, a batch at a time: each text is looked up once,
/// however many fields and conditions look at its column, and these find what they know about it by
/// its number.
///
/// A cell without bytes has the number 0. In a column most of whose texts are different, and beyond
/// the limit of a ``FieldMemo``, texts get no number; who meets one looks it up by itself.
final class ColumnCodes {
  /// Stands for a text without a number.
  static let none: Int32 = -1

  let column: Int
  /// The numbers of the batch's rows.
  private(set) var numbers: UnsafeMutablePointer<Int32>
  /// How many numbers were given.
  private(set) var count = 1
  private var hashes: UnsafeMutablePointer<UInt64>
  private var capacity = 0
  private let texts: UnsafeMutablePointer<ByteMap>
  /// Cells that the format knows to be something else than text; their kind follows the bytes.
  private let others: UnsafeMutablePointer<ByteMap>
  private var rows = 0
  private var isOff = false

  /// From so many different texts on the map is larger than what the processor keeps at hand, and
  /// its places are fetched ahead.
  private static let fetchFrom = 1 << 10
  /// From so many different texts on a column may turn out to be one of unique texts.
  private static let giveUpFrom = 1 << 14

  init(column: Int) {
    self.column = column
    numbers = .allocate(capacity: 0)
    hashes = .allocate(capacity: 0)
    texts = .allocate(capacity: 1)
    texts.initialize(to: ByteMap())
    others = .allocate(capacity: 1)
    others.initialize(to: ByteMap(capacity: 4))
  }

  deinit {
    numbers.deallocate()
    hashes.deallocate()
    texts.deinitialize(count: 1)
    texts.deallocate()
    others.deinitialize(count: 1)
    others.deallocate()
  }

  /// Numbers the texts of a batch; what ``numbers`` held before is overwritten.
  func number(_ view: RowView) {
    if view.rowCount > capacity { makeRoom(view.rowCount) }
    if isOff { return }
    if count < ColumnCodes.fetchFrom {
      number(view) { _, bytes, length in ByteHash.hash(bytes, length) }
    } else {
      fetch(view)
      number(view) { [hashes] row, _, _ in hashes[row] }
    }
    rows &+= view.rowCount
    if count > ColumnCodes.giveUpFrom, count &* 2 > rows { giveUp() }
  }

  /// Works out the hashes of a batch and has the places of its texts fetched.
  private func fetch(_ view: RowView) {
    for row in 0..<view.rowCount {
      let cell = view.cell(row, column)
      guard cell.kind == .text else { continue }
      let hash = ByteHash.hash(view.arena + Int(cell.start), cell.count)
      hashes[row] = hash
      csystem_prefetch(texts.pointee.place(ofHash: hash))
    }
  }

  @inline(__always)
  private func number(
    _ view: RowView, hash: (_ row: Int, UnsafePointer<UInt8>, _ length: Int) -> UInt64
  ) {
    for row in 0..<view.rowCount {
      let cell = view.cell(row, column)
      let bytes = view.arena + Int(cell.start)
      numbers[row] =
        cell.count == 0
        ? 0
        : cell.kind == .text
          ? number(bytes, cell.count, hash(row, bytes, cell.count))
          : number(bytes, cell.count, cell.kind)
    }
  }

  @inline(__always)
  private func number(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64) -> Int32 {
    if let known = texts.pointee.find(bytes, length, hash: hash) { return known }
    return add(texts, bytes, length)
  }

  /// The number of a cell that is no text.
  @inline(never)
  private func number(
    _ bytes: UnsafePointer<UInt8>, _ length: Int, _ kind: Cell.Kind
  ) -> Int32 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length + 1) { key in
      guard let base = key.baseAddress else { return ColumnCodes.none }
      base.initialize(from: bytes, count: length)
      (base + length).initialize(to: kind.rawValue)
      if let known = others.pointee.find(base, length + 1) { return known }
      return add(others, base, length + 1)
    }
  }

  @inline(never)
  private func add(
    _ map: UnsafeMutablePointer<ByteMap>, _ bytes: UnsafePointer<UInt8>, _ length: Int
  ) -> Int32 {
    if count > FieldMemo.limit { return ColumnCodes.none }
    map.pointee.insert(bytes, length, Int32(count))
    count += 1
    return Int32(count - 1)
  }

  /// From now on no text of the column has a number.
  private func giveUp() {
    isOff = true
    texts.pointee = ByteMap()
    others.pointee = ByteMap(capacity: 4)
    // The batch that is numbered keeps its numbers.
    capacity = 0
  }

  private func makeRoom(_ count: Int) {
    numbers.deallocate()
    hashes.deallocate()
    numbers = .allocate(capacity: count)
    hashes = .allocate(capacity: count)
    if isOff { numbers.initialize(repeating: ColumnCodes.none, count: count) }
    capacity = count
  }
}

/// The numbered columns of one worker.
final class NumberedColumns {
  private(set) var all: [ColumnCodes] = []

  /// The codes of a column, which are made when somebody asks for them first.
  func codes(ofColumn column: Int) -> ColumnCodes {
    if let known = all.first(where: { $0.column == column }) { return known }
    let codes = ColumnCodes(column: column)
    all.append(codes)
    return codes
  }

  /// Numbers a batch.
  func number(_ view: RowView) {
    for codes in all { codes.number(view) }
  }
}
