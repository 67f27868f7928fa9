import MizanRecords
import MizanStandards

/// What is done for one field of a record in each row: plain values, so that the loop over rows
/// copies nothing and counts no references.
struct FieldStep {
  enum Kind: UInt8 {
    /// A column whose values are remembered.
    case memo
    /// Two columns, a label and its parent, remembered as one.
    case within
    /// A column copied as it is, cleaned, with its prefix.
    case text
    /// The same text as a field of an earlier record.
    case shared
    case firstOf, calc, rowID, sourceReference, path, value, status, relations, derived
    /// A text above the headings that cannot be taken.
    case heldCapture
    /// The same text in every row, with a `when:`.
    case constant
    /// A column that the table lacks, for a field that must not stay empty.
    case absent
  }

  var kind: Kind
  var field: Int
  /// The column, from 0, or -1.
  var column: Int
  /// The field has a `when:` of its own.
  var hasWhen: Bool
  var memo: Unmanaged<FieldMemo>?
  /// The numbered texts of the column, for a memo.
  var codes: Unmanaged<ColumnCodes>?
  /// The result that a shared field copies; for a text that an earlier record copied, if that
  /// record is made of the row.
  var shared: UnsafeMutablePointer<FieldResult>?
  var sharedFrom: Unmanaged<RecordState>?
  /// How often the field was looked at, and how often it had a value.
  var looked = 0
  var filled = 0

  /// The steps of a record; fields that never change from row to row have none.
  static func steps(
    of plan: RecordPlan, _ memos: [FieldMemo?], _ columns: NumberedColumns,
    earlier: [RecordState]
  ) -> UnsafeMutableBufferPointer<FieldStep> {
    var steps: [FieldStep] = []
    for index in plan.order {
      let field = plan.fields[index]
      guard let (kind, column) = kind(of: field, in: plan) else { continue }
      var step = FieldStep(
        kind: kind, field: index, column: column, hasWhen: field.when != nil,
        memo: memos[index].map { Unmanaged.passUnretained($0) })
      if field.when == nil, let (state, result) = sharedResult(field, earlier) {
        step.shared = result
        if state.plan.when == nil {
          step.kind = .shared
        } else if kind == .text {
          step.sharedFrom = .passUnretained(state)
        }
      }
      if step.kind == .memo { step.codes = .passUnretained(columns.codes(ofColumn: column)) }
      steps.append(step)
    }
    let buffer = UnsafeMutableBufferPointer<FieldStep>.allocate(capacity: steps.count)
    _ = buffer.initialize(from: steps)
    return buffer
  }

  private static func kind(of field: FieldPlan, in plan: RecordPlan) -> (Kind, Int)? {
    switch field.source {
    case .column(let column, let transform):
      (transform.isPlainText ? .text : transform.within == nil ? .memo : .within, column)
    case .firstOf(let columns, _): (.firstOf, columns.first ?? -1)
    case .calc: (.calc, -1)
    case .rowID: (.rowID, -1)
    case .sourceReference:
      plan.address != nil ? (.path, -1) : plan.grid == nil ? (.sourceReference, -1) : nil
    case .value: plan.grid == nil ? (.value, -1) : nil
    case .status: plan.grid == nil ? (.status, -1) : nil
    case .relations: (.relations, -1)
    case .level, .join: plan.grid == nil ? (.derived, -1) : nil
    case .dimension(let outcomes):
      capture(outcomes.first?.state, field, plan)
    case .constant(let text):
      if text.isEmpty && field.isRequired && field.line != plan.line {
        (.absent, -1)
      } else {
        field.when == nil ? nil : (.constant, -1)
      }
    }
  }

  private static func capture(
    _ state: Outcome.State?, _ field: FieldPlan, _ plan: RecordPlan
  ) -> (Kind, Int)? {
    if plan.grid != nil && field.variation == .column { return nil }
    if state == .held || state == .stop { return (.heldCapture, -1) }
    if state == .missing && field.isRequired { return (.absent, -1) }
    return field.when == nil ? nil : (.constant, -1)
  }

  /// The result of the same field of an earlier record, at best of one that is made of every row.
  private static func sharedResult(
    _ field: FieldPlan, _ earlier: [RecordState]
  ) -> (RecordState, UnsafeMutablePointer<FieldResult>)? {
    guard case .column(let column, let transform) = field.source,
      transform.lookup?.hasRelations != true
    else { return nil }
    let always = earlier.filter { $0.plan.when == nil }
    for state in always + earlier {
      for (index, other) in state.plan.fields.enumerated() {
        if case .column(column, let twin) = other.source, other.when == nil,
          other.defaultText == field.defaultText, other.isRequired == field.isRequired,
          transform.isSame(as: twin)
        {
          return (state, state.results + index)
        }
      }
    }
    return nil
  }
}
