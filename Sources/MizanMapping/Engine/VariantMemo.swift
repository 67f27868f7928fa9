import MizanDiagnostics
import MizanRecords
import MizanStandards

/// Texts that depend on the row and on the grid column together, such as the ISCED level of a
/// grade in a school year: worked out once for each distinct pair.
final class VariantMemo {
  /// What one combination of row values gives.
  final class Variant {
    /// Rendered pieces, `[piece * cellCount + column]`.
    let pieces: UnsafeMutablePointer<Slice>
    private let pieceCount: Int
    /// The most bytes that the pieces of one record take.
    var widest = 0
    /// Why a column's records are held, if they are: the field and the code.
    var holds: [(field: Int, code: Code)?]
    private(set) var hasHolds = false
    /// The derived fields' texts, `[field][column]`, quoted.
    var texts: [Int: [UnsafeBufferPointer<UInt8>]] = [:]
    /// Whether a column's series breaks in this year, so that `obs_status` says so.
    var breaks: [Bool]
    /// The status piece of a grid where some column's series breaks, with and without a number for
    /// each column; nil where no series does.
    var statuses: UnsafeMutableBufferPointer<Slice>?

    init(pieces: Int, columns: Int) {
      pieceCount = pieces * columns
      self.pieces = .allocate(capacity: max(1, pieceCount))
      self.pieces.initialize(repeating: .none, count: pieceCount)
      holds = Array(repeating: nil, count: columns)
      breaks = Array(repeating: false, count: columns)
    }

    deinit {
      for index in 0..<pieceCount { pieces[index].deallocate() }
      pieces.deallocate()
      for texts in texts.values { for text in texts { text.deallocate() } }
      if let statuses {
        for slice in statuses { slice.deallocate() }
        statuses.deallocate()
      }
    }

    func hold(_ column: Int) -> (field: Int, code: Code)? { holds[column] }

    func setHold(_ column: Int, field: Int, _ code: Code) {
      holds[column] = (field, code)
      hasHolds = true
    }
  }

  private let plan: RecordPlan
  private let keyFields: [Int]
  private let keyColumns: [Int]
  private let columns: Int
  private let map: UnsafeMutablePointer<ByteMap>
  private let key: UnsafeMutablePointer<ByteBuffer>
  private var variants: [Variant] = []
  /// The variant made last, which may be one that is not remembered.
  private var last: Variant?
  /// The same variants as ``variants``, for the loop over rows.
  private var known: UnsafeMutableBufferPointer<Unmanaged<Variant>>
  /// The most variants remembered, so that a key of many values cannot fill the memory.
  private let limit: Int
  /// The country pack's answer for a grade, a school year and a school system.
  var level: (String, String, String?) -> GradeTable.Level? = { _, _, _ in nil }

  init(_ plan: RecordPlan) {
    self.plan = plan
    keyFields = VariantMemo.keyFields(plan)
    keyColumns = VariantMemo.keyColumns(plan)
    columns = max(1, plan.grid?.count ?? 1)
    limit = max(64, 200_000 / columns)
    known = .allocate(capacity: limit)
    map = .allocate(capacity: 1)
    map.initialize(to: ByteMap())
    key = .allocate(capacity: 1)
    key.initialize(to: ByteBuffer(capacity: 256))
  }

  deinit {
    map.deinitialize(count: 1)
    map.deallocate()
    key.deinitialize(count: 1)
    key.deallocate()
    known.deallocate()
  }

  /// The variant for the row whose fields stand in `state`; it lives until the next one is made.
  func variant(
    _ state: RecordState, _ view: RowView, _ cursor: RowCursor
  ) -> Unmanaged<Variant> {
    key.pointee.removeAll()
    for index in 0..<keyFields.count { append(state.results[keyFields[index]]) }
    for index in 0..<keyColumns.count {
      let column = keyColumns[index]
      let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
      key.pointee.append(view.arena + Int(cell.start), cell.count)
      key.pointee.append(0x1F)
    }
    if let index = map.pointee.find(key.pointee.base, key.pointee.count) {
      return known[Int(index)]
    }
    let variant = make(state, view, cursor)
    last = variant
    if variants.count < limit {
      map.pointee.insert(key.pointee.base, key.pointee.count, Int32(variants.count))
      known.initializeElement(at: variants.count, to: .passUnretained(variant))
      variants.append(variant)
    }
    return .passUnretained(variant)
  }

  /// Row fields whose texts decide: those that levels are derived from, and those that stand in a
  /// piece rendered for each variant.
  private static func keyFields(_ plan: RecordPlan) -> [Int] {
    let derived = plan.fields.flatMap { field -> [Int] in
      guard case .level(let grade, let year, _) = field.source else { return [] }
      return [grade, year].filter { plan.fields[$0].variation <= .row }
    }
    return derived
      + plan.pieces.flatMap { piece -> [Int] in
        guard case .variant(let parts) = piece else { return [] }
        return parts.compactMap { part in
          guard case .field(let field) = part, plan.fields[field].variation == .row else {
            return nil
          }
          return field
        }
      }
  }

  /// Columns whose texts decide.
  private static func keyColumns(_ plan: RecordPlan) -> [Int] {
    plan.fields.flatMap { field -> [Int] in
      guard case .join(_, let keys, _) = field.source else { return [] }
      return keys.compactMap { if case .column(let column) = $0 { column } else { nil } }
    }
  }

  private func append(_ result: FieldResult) {
    key.pointee.append(result.bytes, result.count)
    key.pointee.append(0x1F)
  }

  private func make(_ state: RecordState, _ view: RowView, _ cursor: RowCursor) -> Variant {
    let variant = Variant(pieces: plan.pieces.count, columns: columns)
    for (index, field) in plan.fields.enumerated() where RecordState.isDerived(field) {
      var texts: [UnsafeBufferPointer<UInt8>] = []
      for column in 0..<columns {
        let (text, code) = derive(field, state, view, cursor, column, &variant.breaks[column])
        if let code { variant.setHold(column, field: index, code) }
        texts.append(RecordState.padded(CSVText.quoted(text)))
      }
      variant.texts[index] = texts
    }
    for (piece, kind) in plan.pieces.enumerated() {
      if case .status(let parts) = kind, variant.breaks.contains(true) {
        variant.statuses = statuses(parts, state, variant)
      }
      guard case .variant(let parts) = kind else { continue }
      for column in 0..<columns {
        var bytes: [UInt8] = []
        for part in parts {
          switch part {
          case .bytes(let constant): bytes += constant
          case .field(let field): bytes += text(field, state, variant, column)
          case .columnLetters, .columnPath, .rowNumber:
            bytes += LineTemplate.bytes(part, column, plan, state.results)
          }
        }
        variant.pieces[piece * columns + column] = Slice(copying: bytes)
      }
    }
    for column in 0..<columns {
      var width = 0
      for piece in plan.pieces.indices { width += variant.pieces[piece * columns + column].count }
      variant.widest = max(variant.widest, width)
    }
    return variant
  }

  /// A status piece with and without a number for each column; `B` where the series breaks.
  private func statuses(
    _ parts: [RecordPlan.Part], _ state: RecordState, _ variant: Variant
  ) -> UnsafeMutableBufferPointer<Slice> {
    let slices = (0..<columns).flatMap { column in
      [
        RecordStatus.isWidened(plan, column)
          ? RecordStatus.differs
          : variant.breaks[column] ? RecordStatus.broken : RecordStatus.unvalidated,
        RecordStatus.missing,
      ]
      .map {
        Slice(copying: LineTemplate.statusBytes(parts, $0, column, plan, state.results))
      }
    }
    let kept = UnsafeMutableBufferPointer<Slice>.allocate(capacity: slices.count)
    _ = kept.initialize(from: slices)
    return kept
  }

  /// A field's quoted text for one grid column.
  private func text(
    _ field: Int, _ state: RecordState, _ variant: Variant, _ column: Int
  ) -> [UInt8] {
    if let texts = variant.texts[field] { return Array(texts[column]) }
    if case .dimension(let outcomes) = plan.fields[field].source, outcomes.indices.contains(column)
    {
      return CSVText.quoted(
        outcomes[column].state == .value ? outcomes[column].text : plan.fields[field].defaultText)
    }
    let result = state.results[field]
    return Array(UnsafeBufferPointer(start: result.bytes, count: result.count))
  }

  private func derive(
    _ field: FieldPlan, _ state: RecordState, _ view: RowView, _ cursor: RowCursor, _ column: Int,
    _ isBreak: inout Bool
  ) -> ([UInt8], Code?) {
    switch field.source {
    case .level(let gradeField, let yearField, let system):
      let variant = Variant(pieces: 0, columns: columns)
      let grade = String(decoding: text(gradeField, state, variant, column), as: UTF8.self)
      let year = String(decoding: text(yearField, state, variant, column), as: UTF8.self)
      // A system may say what all its learners are at, although it has no grades.
      if grade.hasPrefix("_"), system == nil { return (Array(grade.utf8), nil) }
      guard let level = level(grade, year, system) else { return ([], .levelUnknown) }
      isBreak = level.isBreak
      return (field.prefix + Array(level.level.utf8), nil)
    case .join(let table, let keys, let unmatched):
      let folded = keys.map { key -> [UInt8] in
        switch key {
        case .column(let index):
          Folding.fold(view.bytes(view.cell(cursor.row, cursor.start, cursor.width, index)))
        case .constant(let text): Folding.fold(text)
        case .dimension(let name):
          Folding.fold((plan.grid?[column].dimensions[name] ?? "").utf8)
        }
      }
      if let value = table.value(foldedKeys: folded) { return (Array(value.utf8), nil) }
      return (field.defaultText, unmatched == .missing ? nil : .joinUnknown)
    default: return ([], nil)
    }
  }
}

extension Code {
  static let levelUnknown = Code("LEVEL_UNKNOWN", .error)
  static let joinUnknown = Code("JOIN_UNKNOWN", .error)
}
