import MizanDiagnostics
import MizanRecords

/// What a worker knows about one record of the plan while it goes through rows.
///
/// Memory is allocated once; a row overwrites what the row before left.
final class RecordState {
  let plan: RecordPlan
  /// One memo for each field that comes from a column; nil for the others.
  let memos: [FieldMemo?]
  /// The fields of the current row.
  let results: UnsafeMutablePointer<FieldResult>
  /// How often each field was filled, and how often it was looked at.
  var filled: [Int]
  var looked: [Int]
  /// The numbers of the current row's cells; see ``CellMark`` for those without one.
  let values: UnsafeMutablePointer<Int64>
  /// Digits after the point of each number.
  let scales: UnsafeMutablePointer<UInt8>
  let cellCount: Int
  /// The rendered row pieces of the current row.
  let pieces: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
  /// Rendered column pieces, `[piece * cellCount + column]`.
  let columnPieces: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
  let variants: VariantMemo?
  let account: Int?

  /// Values that stand for cells without a number.
  enum CellMark {
    static let missing = Int64.min
    static let held = Int64.min + 1
  }

  init(_ plan: RecordPlan, account: Int?) {
    self.plan = plan
    self.account = account
    memos = plan.fields.map { field in
      switch field.source {
      case .column(_, let transform) where !transform.isPlainText: FieldMemo(transform)
      case .firstOf(_, let transform), .calc(_, let transform): FieldMemo(transform)
      default: nil
      }
    }
    let empty = FieldResult(bytes: RecordState.nothing, count: 0, state: .missing)
    results = .allocate(capacity: plan.fields.count)
    results.initialize(repeating: empty, count: plan.fields.count)
    filled = plan.fields.map { _ in 0 }
    looked = plan.fields.map { _ in 0 }
    cellCount = max(1, plan.measure?.columns.count ?? 1)
    values = .allocate(capacity: cellCount)
    values.initialize(repeating: CellMark.missing, count: cellCount)
    scales = .allocate(capacity: cellCount)
    scales.initialize(repeating: 0, count: cellCount)
    let noBytes = UnsafeBufferPointer<UInt8>(start: RecordState.nothing, count: 0)
    pieces = .allocate(capacity: plan.pieces.count)
    pieces.initialize(repeating: noBytes, count: plan.pieces.count)
    columnPieces = .allocate(capacity: plan.pieces.count * cellCount)
    columnPieces.initialize(repeating: noBytes, count: plan.pieces.count * cellCount)
    variants =
      plan.fields.contains { $0.variation == .variant || RecordState.isDerived($0) }
      ? VariantMemo(plan) : nil
    renderConstants()
  }

  deinit {
    results.deallocate()
    values.deallocate()
    scales.deallocate()
    pieces.deallocate()
    for index in 0..<plan.pieces.count * cellCount
    where columnPieces[index].baseAddress != RecordState.nothing {
      columnPieces[index].deallocate()
    }
    columnPieces.deallocate()
  }

  /// Whether a field is worked out from other fields of the record.
  static func isDerived(_ field: FieldPlan) -> Bool {
    switch field.source {
    case .level, .join: true
    default: false
    }
  }

  /// An address that is never read, for texts without bytes.
  nonisolated(unsafe) static let nothing: UnsafePointer<UInt8> = {
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 128)
    bytes.initialize(repeating: 0, count: 128)
    return UnsafePointer(bytes)
  }()

  /// Constants, and what depends on the grid column alone, are rendered here once.
  private func renderConstants() {
    for (index, field) in plan.fields.enumerated() {
      if case .constant(let text) = field.source {
        let quoted = CSVText.quoted(text.isEmpty ? field.defaultText : text)
        results[index] = FieldResult(
          bytes: RecordState.permanent(quoted), count: quoted.count,
          state: text.isEmpty ? .missing : .value)
      }
      if case .dimension(let outcomes) = field.source, field.variation != .column {
        let text = outcomes.first.map { $0.state == .value ? $0.text : field.defaultText } ?? []
        let quoted = CSVText.quoted(text)
        results[index] = FieldResult(
          bytes: RecordState.permanent(quoted), count: quoted.count,
          state: outcomes.first?.state ?? .missing)
      }
    }
    guard let grid = plan.grid else { return }
    for (piece, kind) in plan.pieces.enumerated() {
      guard case .column(let parts) = kind else { continue }
      for column in grid.indices {
        columnPieces[piece * cellCount + column] = RecordState.padded(
          parts.flatMap { bytes(of: $0, column: column) })
      }
    }
  }

  /// A part of a column piece as bytes.
  private func bytes(of part: RecordPlan.Part, column: Int) -> [UInt8] {
    switch part {
    case .bytes(let bytes): return bytes
    case .columnLetters:
      return Array(Place.letters(ofColumn: (plan.grid?[column].column ?? 0) + 1).utf8)
    case .rowNumber: return []
    case .field(let field):
      if case .dimension(let outcomes) = plan.fields[field].source, outcomes.indices.contains(column) {
        let outcome = outcomes[column]
        return CSVText.quoted(
          outcome.state == .value ? outcome.text : plan.fields[field].defaultText)
      }
      return Array(UnsafeBufferPointer(start: results[field].bytes, count: results[field].count))
    }
  }

  /// Bytes with 64 more behind them, so that copies of fixed size may run over.
  static func padded(_ bytes: [UInt8]) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: permanent(bytes), count: bytes.count)
  }

  private static func permanent(_ bytes: [UInt8]) -> UnsafePointer<UInt8> {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + 128)
    copy.initialize(repeating: 0, count: bytes.count + 128)
    for (index, byte) in bytes.enumerated() { copy[index] = byte }
    return UnsafePointer(copy)
  }
}
