import MizanDiagnostics
import MizanRecords

/// The line of one record as pieces of bytes that are rendered when they change: once for the table,
/// once a row, once for each grid column, or once for each pair of row values and column.
final class LineTemplate {
  /// One piece in the loop over cells.
  struct CellPart {
    enum Kind: UInt8 { case slice, value, status }
    var kind: Kind
    /// 1 when there is a slice for each grid column, 0 when one slice serves all, 2 for the status.
    var stride: Int
    var slices: UnsafePointer<Slice>
  }

  /// One part of a piece that is rendered once a row: where its text stands in each row, which is a
  /// field of the record or a place of the template.
  typealias RowPart = UnsafePointer<FieldResult>

  /// A piece that is rendered once a row: its parts, and where its bytes are put.
  struct RowPiece {
    var parts: Range<Int>
    var piece: Int
  }

  let parts: UnsafeMutableBufferPointer<CellPart>
  let rowParts: UnsafeMutableBufferPointer<RowPart>
  let rowPieces: UnsafeMutableBufferPointer<RowPiece>
  /// The pieces that a ``VariantMemo`` renders.
  let variantPieces: UnsafeMutableBufferPointer<Int>
  /// The piece with `obs_status`, or -1; and what it says where no series breaks.
  let statusPiece: Int
  let usualStatus: UnsafePointer<Slice>?
  /// Whether the rows have labels whose codes do not mean the same.
  let isWidened: Bool
  /// The bytes of each row piece in the current row, by piece.
  let rowSlices: UnsafeMutablePointer<Slice>
  /// The most bytes that all column pieces of a record take.
  let widest: Int
  private let owned: [UnsafeMutablePointer<Slice>]
  private let ownedCounts: [Int]
  /// Texts between the fields, and the row's number where some part is that.
  private let between: [UnsafeMutablePointer<FieldResult>]
  private let rowNumber: UnsafeMutablePointer<FieldResult>
  private let digits: UnsafeMutablePointer<UInt8>
  private let hasRowNumber: Bool

  /// - Parameters:
  ///   - results: the fields that are the same in every row stand in it already.
  ///   - changing: the fields that are worked out in each row.
  ///   - isWidened: whether the rows have labels whose codes do not mean the same.
  init(
    _ plan: RecordPlan, _ results: UnsafePointer<FieldResult>, changing: Set<Int>,
    isWidened: Bool = false
  ) {
    self.isWidened = isWidened
    let columns = max(1, plan.grid?.count ?? 1)
    rowSlices = .allocate(capacity: max(1, plan.pieces.count))
    rowSlices.initialize(repeating: .none, count: plan.pieces.count)
    var cellParts: [CellPart] = []
    var rowParts: [RowPart] = []
    var between: [UnsafeMutablePointer<FieldResult>] = []
    digits = .allocate(capacity: 64)
    digits.initialize(repeating: 0, count: 64)
    rowNumber = .allocate(capacity: 1)
    rowNumber.initialize(
      to: FieldResult(bytes: UnsafePointer(digits), count: 0, state: .value))
    var rowPieces: [RowPiece] = []
    var variants: [Int] = []
    var status: (piece: Int, usual: UnsafePointer<Slice>?) = (-1, nil)
    var tables: [UnsafeMutablePointer<Slice>] = []
    var counts: [Int] = []
    var most = 0
    func table(_ slices: [Slice]) -> UnsafePointer<Slice> {
      let table = UnsafeMutablePointer<Slice>.allocate(capacity: slices.count)
      table.initialize(from: slices, count: slices.count)
      tables.append(table)
      counts.append(slices.count)
      most += slices.map(\.count).max() ?? 0
      return UnsafePointer(table)
    }
    for (piece, kind) in plan.pieces.enumerated() {
      let own = UnsafePointer(rowSlices + piece)
      switch kind {
      case .row(let parts):
        let first = rowParts.count
        rowParts += LineTemplate.rowParts(parts, results, changing, rowNumber, &between)
        rowPieces.append(RowPiece(parts: first..<rowParts.count, piece: piece))
        cellParts.append(CellPart(kind: .slice, stride: 0, slices: own))
      case .column(let parts):
        let slices = (0..<columns).map { column in
          Slice(copying: parts.flatMap { LineTemplate.bytes($0, column, plan, results) })
        }
        cellParts.append(CellPart(kind: .slice, stride: 1, slices: table(slices)))
      case .status(let parts):
        let slices = (0..<columns).flatMap { column -> [Slice] in
          let differs = isWidened || RecordStatus.isWidened(plan, column)
          let present = differs ? RecordStatus.differs : RecordStatus.unvalidated
          return [present, RecordStatus.missing].map { status in
            Slice(copying: LineTemplate.statusBytes(parts, status, column, plan, results))
          }
        }
        let usual = table(slices)
        status = (piece, usual)
        cellParts.append(CellPart(kind: .status, stride: 2, slices: usual))
      case .variant:
        variants.append(piece)
        cellParts.append(CellPart(kind: .slice, stride: 1, slices: own))
      case .value: cellParts.append(CellPart(kind: .value, stride: 0, slices: own))
      }
    }
    parts = .allocate(capacity: cellParts.count)
    _ = parts.initialize(from: cellParts)
    self.rowParts = .allocate(capacity: rowParts.count)
    _ = self.rowParts.initialize(from: rowParts)
    self.rowPieces = .allocate(capacity: rowPieces.count)
    _ = self.rowPieces.initialize(from: rowPieces)
    variantPieces = .allocate(capacity: variants.count)
    _ = variantPieces.initialize(from: variants)
    hasRowNumber = rowParts.contains(RowPart(rowNumber))
    self.between = between
    statusPiece = status.piece
    usualStatus = status.usual
    owned = tables
    ownedCounts = counts
    widest = most
  }

  deinit {
    for (table, count) in zip(owned, ownedCounts) {
      for index in 0..<count { table[index].deallocate() }
      table.deallocate()
    }
    for part in between {
      Slice(base: part.pointee.bytes, count: 0).deallocate()
      part.deallocate()
    }
    rowNumber.deallocate()
    digits.deallocate()
    rowParts.deallocate()
    rowPieces.deallocate()
    variantPieces.deallocate()
    parts.deallocate()
    rowSlices.deallocate()
  }

  /// The parts of a row piece; what never changes becomes one part with its neighbours.
  private static func rowParts(
    _ parts: [RecordPlan.Part], _ results: UnsafePointer<FieldResult>, _ changing: Set<Int>,
    _ rowNumber: UnsafePointer<FieldResult>, _ between: inout [UnsafeMutablePointer<FieldResult>]
  ) -> [RowPart] {
    var result: [RowPart] = []
    var pending: [UInt8] = []
    func flush() {
      if pending.isEmpty { return }
      let text = Slice(copying: pending)
      let part = UnsafeMutablePointer<FieldResult>.allocate(capacity: 1)
      part.initialize(to: FieldResult(bytes: text.base, count: text.count, state: .value))
      between.append(part)
      result.append(RowPart(part))
      pending = []
    }
    for part in parts {
      switch part {
      case .bytes(let bytes): pending += bytes
      case .field(let field) where !changing.contains(field):
        pending += UnsafeBufferPointer(start: results[field].bytes, count: results[field].count)
      case .field(let field):
        flush()
        result.append(results + field)
      case .rowNumber:
        flush()
        result.append(rowNumber)
      case .columnLetters, .columnPath: break
      }
    }
    flush()
    return result
  }

  /// The bytes of a status piece for one status and one grid column.
  static func statusBytes(
    _ parts: [RecordPlan.Part], _ status: [UInt8], _ column: Int, _ plan: RecordPlan,
    _ results: UnsafePointer<FieldResult>
  ) -> [UInt8] {
    parts.flatMap { part -> [UInt8] in
      if case .field(let field) = part, case .status = plan.fields[field].source { return status }
      return bytes(part, column, plan, results)
    }
  }

  /// A part of a piece that depends on the grid column alone.
  static func bytes(
    _ part: RecordPlan.Part, _ column: Int, _ plan: RecordPlan,
    _ results: UnsafePointer<FieldResult>
  ) -> [UInt8] {
    switch part {
    case .bytes(let bytes): return bytes
    case .columnLetters:
      return Array(Place.letters(ofColumn: (plan.grid?[column].column ?? 0) + 1).utf8)
    case .columnPath: return plan.address?.addition(ofColumn: plan.grid?[column].column) ?? []
    case .rowNumber: return []
    case .field(let field):
      if case .dimension(let outcomes) = plan.fields[field].source,
        plan.fields[field].variation == .column, outcomes.indices.contains(column)
      {
        let outcome = outcomes[column]
        return CSVText.quoted(
          outcome.state == .value ? outcome.text : plan.fields[field].defaultText)
      }
      return Array(UnsafeBufferPointer(start: results[field].bytes, count: results[field].count))
    }
  }

  /// Makes the template ready for a row.
  @inline(__always)
  func begin(rowNumber number: Int) {
    if !hasRowNumber { return }
    let end = NumberText.write(Int64(number), scale: 0, to: digits)
    rowNumber.pointee.count = end - digits
  }

  /// The most bytes that rendering a row piece touches.
  @inline(__always)
  func size(of piece: RowPiece) -> Int {
    guard let parts = rowParts.baseAddress else { return 0 }
    var size = 32
    for index in piece.parts { size &+= parts[index].pointee.count }
    return size
  }

  /// Renders the parts of a row piece and returns the new end.
  @inline(__always)
  func render(
    _ piece: RowPiece, to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    guard let parts = rowParts.baseAddress else { return target }
    var end = target
    for index in piece.parts {
      let part = parts[index].pointee
      end = Slice(base: part.bytes, count: part.count).copy(to: end)
    }
    return end
  }
}

/// Texts of `obs_status` that the engine writes: `V` for what has just arrived, `O` for a missing
/// value of unknown reason, `B` in the first year of another structure of levels, and before that
/// `D` where a label was decided as wider than its code or inexact (SDMX
/// CL_OBS_STATUS).
enum RecordStatus {
  static let broken: [UInt8] = [66]
  static let unvalidated: [UInt8] = [86]
  static let differs: [UInt8] = [68]
  static let missing: [UInt8] = [79]

  /// Whether a label in the heading of a grid column was decided as wider or inexact.
  static func isWidened(_ plan: RecordPlan, _ column: Int) -> Bool {
    plan.fields.contains { field in
      guard field.variation == .column, case .dimension(let outcomes) = field.source else {
        return false
      }
      return outcomes.indices.contains(column) && outcomes[column].isWider
    }
  }
}
