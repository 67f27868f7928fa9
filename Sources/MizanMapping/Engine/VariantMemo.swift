import MizanDiagnostics
import MizanRecords

/// Texts that depend on the row and on the grid column together, such as the ISCED level of a
/// grade in a school year: worked out once for each distinct pair.
final class VariantMemo {
  /// What one combination of row values gives.
  final class Variant {
    /// Rendered pieces, `[piece * cellCount + column]`.
    var pieces: [UnsafeBufferPointer<UInt8>]
    /// Why a column's records are held, if they are: the field and the code.
    var holds: [(field: Int, code: Code)?]
    /// The derived fields' texts, `[field][column]`, quoted.
    var texts: [Int: [UnsafeBufferPointer<UInt8>]] = [:]

    init(pieces: Int, columns: Int) {
      self.pieces = Array(
        repeating: UnsafeBufferPointer(start: RecordState.nothing, count: 0),
        count: pieces * columns)
      holds = Array(repeating: nil, count: columns)
    }
  }

  private let plan: RecordPlan
  private let columns: Int
  private var known: [[UInt8]: Variant] = [:]
  private var key: [UInt8] = []
  private var lastKey: [UInt8] = []
  private var last: Variant?
  /// The country pack's answer for a grade and a school year.
  var level: (String, String) -> String? = { _, _ in nil }

  init(_ plan: RecordPlan) {
    self.plan = plan
    columns = max(1, plan.grid?.count ?? 1)
  }

  /// The variant for the row whose fields stand in `state`.
  func variant(_ state: RecordState, _ view: RowView, _ cursor: RowCursor) -> Variant {
    key.removeAll(keepingCapacity: true)
    for field in plan.fields {
      switch field.source {
      case .level(let grade, let year):
        for index in [grade, year] where plan.fields[index].variation <= .row {
          append(state.results[index])
        }
      case .join(_, let keys, _):
        for case .column(let column) in keys {
          key += view.bytes(view.cell(cursor.row, cursor.start, cursor.width, column))
          key.append(0)
        }
      default: break
      }
    }
    if let last, key == lastKey { return last }
    lastKey = key
    if let variant = known[key] {
      last = variant
      return variant
    }
    let variant = make(state, view, cursor)
    if known.count < FieldMemo.limit { known[key] = variant }
    last = variant
    return variant
  }

  private func append(_ result: FieldResult) {
    key += UnsafeBufferPointer(start: result.bytes, count: result.count)
    key.append(0)
  }

  private func make(_ state: RecordState, _ view: RowView, _ cursor: RowCursor) -> Variant {
    let variant = Variant(pieces: plan.pieces.count, columns: columns)
    for (index, field) in plan.fields.enumerated() where RecordState.isDerived(field) {
      var texts: [UnsafeBufferPointer<UInt8>] = []
      for column in 0..<columns {
        let (text, code) = derive(field, state, view, cursor, column)
        if let code { variant.holds[column] = (index, code) }
        texts.append(RecordState.padded(CSVText.quoted(text)))
      }
      variant.texts[index] = texts
    }
    for (piece, kind) in plan.pieces.enumerated() {
      guard case .variant(let parts) = kind else { continue }
      for column in 0..<columns {
        var bytes: [UInt8] = []
        for part in parts {
          switch part {
          case .bytes(let constant): bytes += constant
          case .field(let field): bytes += text(field, state, variant, column)
          case .columnLetters, .rowNumber: break
          }
        }
        variant.pieces[piece * columns + column] = RecordState.padded(bytes)
      }
    }
    return variant
  }

  /// A field's quoted text for one grid column.
  private func text(
    _ field: Int, _ state: RecordState, _ variant: Variant, _ column: Int
  ) -> [UInt8] {
    if let texts = variant.texts[field] { return Array(texts[column]) }
    if case .dimension(let outcomes) = plan.fields[field].source, outcomes.indices.contains(column) {
      return CSVText.quoted(
        outcomes[column].state == .value ? outcomes[column].text : plan.fields[field].defaultText)
    }
    let result = state.results[field]
    return Array(UnsafeBufferPointer(start: result.bytes, count: result.count))
  }

  private func derive(
    _ field: FieldPlan, _ state: RecordState, _ view: RowView, _ cursor: RowCursor, _ column: Int
  ) -> ([UInt8], Code?) {
    switch field.source {
    case .level(let gradeField, let yearField):
      let variant = Variant(pieces: 0, columns: columns)
      let grade = String(decoding: text(gradeField, state, variant, column), as: UTF8.self)
      let year = String(decoding: text(yearField, state, variant, column), as: UTF8.self)
      if grade.hasPrefix("_") { return (Array(grade.utf8), nil) }
      guard let level = level(grade, year) else { return ([], .levelUnknown) }
      return (field.prefix + Array(level.utf8), nil)
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
