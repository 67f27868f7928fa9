import MizanDiagnostics
import MizanRecords
import MizanStandards

/// What a worker knows about one record of the plan while it goes through rows.
///
/// Memory is allocated once; a row overwrites what the row before left.
final class RecordState {
  let plan: RecordPlan
  /// One memo for each field that is looked up or read; nil for the others.
  let memos: [FieldMemo?]
  /// What is done in each row, in order; see ``FieldStep``.
  let steps: UnsafeMutableBufferPointer<FieldStep>
  /// The fields of the current row.
  let results: UnsafeMutablePointer<FieldResult>
  /// The fields that are the same in every row.
  let constants: UnsafeMutablePointer<FieldResult>
  /// What each field is when the row says nothing about it.
  let defaults: UnsafeMutablePointer<FieldResult>
  /// The status of a record without a number.
  let missingStatus: FieldResult
  /// `obs_status` in the first year of another structure of levels.
  let brokenStatus: FieldResult
  /// `obs_status` where a label of the row is wider than its code.
  let widenedStatus: FieldResult
  /// The field that the engine fills with a status, if any.
  let statusField: Int?
  /// The numbers of the current row's cells; see ``CellMark`` for those without one.
  let values: UnsafeMutablePointer<Int64>
  /// Digits after the point of each number.
  let scales: UnsafeMutablePointer<UInt8>
  let cellCount: Int
  /// Whether there is one record for each cell of a grid.
  let hasGrid: Bool
  let measure: Measure?
  /// What each distinct text of the measure says.
  let numbers: Unmanaged<NumberMemo>?
  let variants: Unmanaged<VariantMemo>?
  /// The pieces of a line, for the loop over cells. It and the memos above live as long as the
  /// state; the loops use them without counting references.
  let line: Unmanaged<LineTemplate>
  /// For each grid column whose heading nobody has decided about, the field and why; nil for the
  /// others.
  let columnHolds: [(field: Int, outcome: Outcome)?]
  let hasColumnHolds: Bool
  /// Counts and sums of the batch that are small enough for machine words.
  let tally: UnsafeMutablePointer<BatchTally>
  /// For each field copied as it is, what is put around it.
  let texts: UnsafeMutablePointer<PlainText>
  /// The sheet's name with `!` and the letters of the number's column, as `source_ref` begins.
  let addressPrefix: Slice
  /// How records are addressed in a table cut out of a tree; nil in other tables.
  let address: AddressTemplate?
  let account: Int?
  /// Whether the record is made of every row, or of the current one.
  var isTaken = true
  /// The record's `when:`, which the worker keeps.
  var condition: Unmanaged<ExpressionMemo>?
  /// Where the record's lines go, which the output keeps.
  let target: Unmanaged<BatchOutput.ByteOutput>
  /// Whether labels of some field were decided as narrower, wider or inexact.
  let mayDiffer: Bool
  /// The line where the current row has a label that is wider than its code; see ``line``.
  let widenedLine: Unmanaged<LineTemplate>?
  /// What stands above the headings and does not mean the same as its code.
  let fixedRelations: [Relation]
  /// The fields of the current row whose labels do not mean the same as their codes.
  var relations: [Relation]

  /// A field, how its label relates to the code, and whether the code may mean something else.
  typealias Relation = (field: Int, relation: String, isWider: Bool)

  /// Whether the series of the current row's level breaks in its year.
  var isBroken = false

  /// What became of the current row's number.
  @inline(__always)
  func status(_ field: Int) -> FieldResult {
    if values[0] == CellMark.missing { return missingStatus }
    if isWidened { return widenedStatus }
    return isBroken ? brokenStatus : defaults[field]
  }

  var isWidened: Bool { mayDiffer && relations.contains { $0.isWider } }

  /// The relations in words for `note`, such as `displacement wider; sex inexact`.
  var relationWords: [UInt8] {
    Array(
      relations.map { "\(plan.fields[$0.field].field.name) \($0.relation)" }
        .joined(separator: "; ").utf8)
  }

  /// What is put around a text that is copied as it is.
  struct PlainText {
    var prefix: Slice
    var suffix: Slice
    /// Whether nothing is put around it.
    var isBare: Bool
    var shape: Shape?
    var hasShape: Bool
    /// Texts up to this length are looked at more closely: they may mean "no information".
    var missingLimit: Int
    /// Whether a row that says nothing is held.
    var isRequired: Bool
  }

  /// Sums of whole numbers below 10¹² and counts of cells, flushed to the accounts once a batch.
  struct BatchTally {
    var readSum: Int64 = 0
    var heldSum: Int64 = 0
    var readySum: Int64 = 0
    var cellsRead = 0
    var cellsHeld = 0
    var cellsReady = 0
    var cellsFilled = 0
    var records = 0
    /// Numbers that bounds were applied to.
    var numbers = 0
  }

  /// Values that stand for cells without a number.
  enum CellMark {
    static let missing = Int64.min
    static let held = Int64.min + 1
    /// Numbers up to this size are added in machine words.
    static let small: Int64 = 1_000_000_000_000
  }

  /// The record's measure as plain values, for the loop over cells.
  struct Measure {
    var columns: UnsafePointer<Int>
    /// 0 for a record whose column the table lacks.
    var columnCount: Int
    var isCount: Bool
    /// For each byte, whether a cell of it alone means "no information", such as `-`.
    var missingBytes: UnsafePointer<Bool>
    /// Whole numbers beyond these bounds break some check.
    var lower: Int64
    var upper: Int64
    /// Whether any check bounds the number.
    var hasBounds: Bool
  }

  /// - Parameters:
  ///   - columns: the columns whose texts are numbered; those of the record's memos are added.
  ///   - earlier: the states of the records before.
  init(
    _ plan: RecordPlan, account: Int?, _ target: BatchOutput.ByteOutput,
    _ columns: NumberedColumns, earlier: [RecordState]
  ) {
    self.plan = plan
    self.account = account
    self.target = .passUnretained(target)
    hasGrid = plan.grid != nil
    let memos = plan.fields.map { field -> FieldMemo? in
      switch field.source {
      case .column(_, let transform) where !transform.isPlainText: FieldMemo(transform)
      case .firstOf(_, let transform), .calc(_, let transform): FieldMemo(transform)
      default: nil
      }
    }
    self.memos = memos
    steps = FieldStep.steps(of: plan, memos, columns, earlier: earlier)
    texts = .allocate(capacity: max(1, plan.fields.count))
    for (index, field) in plan.fields.enumerated() {
      var text = PlainText(
        prefix: .none, suffix: .none, isBare: true, shape: nil, hasShape: false,
        missingLimit: 0, isRequired: field.isRequired)
      if case .column(_, let transform) = field.source {
        text.prefix = Slice(copying: transform.prefix)
        text.suffix = Slice(copying: transform.suffix)
        text.isBare = transform.prefix.isEmpty && transform.suffix.isEmpty
        text.shape = transform.shape
        text.hasShape = transform.shape != nil
        text.missingLimit = transform.missing.map(\.count).max() ?? 0
        // What is put around the text may need quotes that the text itself does not.
        let around = transform.prefix + transform.suffix
        if CSVText.quoted(around) != around { text.missingLimit = Int.max }
      }
      (texts + index).initialize(to: text)
    }
    let letters = plan.measure?.columns.first.map { Place.letters(ofColumn: $0 + 1) } ?? ""
    addressPrefix = Slice(copying: plan.sheetPrefix + Array(letters.utf8))
    address = plan.address.map {
      AddressTemplate($0, column: plan.measure?.columns.first, isWhole: plan.grid == nil)
    }
    columnHolds = RecordState.columnHolds(plan)
    hasColumnHolds = columnHolds.contains { $0 != nil }
    tally = .allocate(capacity: 1)
    tally.initialize(to: BatchTally())
    let empty = FieldResult(bytes: RecordState.nothing, count: 0, state: .missing)
    results = .allocate(capacity: plan.fields.count)
    results.initialize(repeating: empty, count: plan.fields.count)
    constants = .allocate(capacity: plan.fields.count)
    constants.initialize(repeating: empty, count: plan.fields.count)
    cellCount = max(1, plan.measure?.columns.count ?? 1)
    values = .allocate(capacity: cellCount)
    values.initialize(repeating: CellMark.missing, count: cellCount)
    scales = .allocate(capacity: cellCount)
    scales.initialize(repeating: 0, count: cellCount)
    measure = plan.measure.map(RecordState.measure)
    numbers = plan.measure.map { .passRetained(NumberMemo($0.transform)) }
    variants =
      plan.fields.contains { $0.variation == .variant || RecordState.isDerived($0) }
      ? .passRetained(VariantMemo(plan)) : nil
    RecordState.fillConstants(plan, results)
    for index in plan.fields.indices { constants[index] = results[index] }
    defaults = .allocate(capacity: plan.fields.count)
    for (index, field) in plan.fields.enumerated() {
      (defaults + index).initialize(to: RecordState.result(CSVText.quoted(field.defaultText)))
    }
    missingStatus = RecordState.result(RecordStatus.missing)
    brokenStatus = RecordState.result(RecordStatus.broken)
    statusField = plan.fields.firstIndex { if case .status = $0.source { true } else { false } }
    widenedStatus = RecordState.result(RecordStatus.differs)
    let changing = Set(steps.map(\.field))
    line = .passRetained(LineTemplate(plan, results, changing: changing))
    fixedRelations = RecordState.fixedRelations(plan)
    relations = fixedRelations
    mayDiffer =
      !fixedRelations.isEmpty || memos.contains { $0?.transform.lookup?.hasRelations == true }
    widenedLine =
      mayDiffer && plan.grid != nil
      ? .passRetained(LineTemplate(plan, results, changing: changing, isWidened: true)) : nil
  }

  deinit {
    numbers?.release()
    variants?.release()
    line.release()
    widenedLine?.release()
    results.deallocate()
    constants.deallocate()
    defaults.deallocate()
    values.deallocate()
    scales.deallocate()
    measure?.columns.deallocate()
    measure?.missingBytes.deallocate()
    steps.deallocate()
    for index in plan.fields.indices {
      texts[index].prefix.deallocate()
      texts[index].suffix.deallocate()
    }
    texts.deinitialize(count: plan.fields.count)
    texts.deallocate()
    tally.deallocate()
    addressPrefix.deallocate()
    address?.deallocate()
  }

  private static func columnHolds(_ plan: RecordPlan) -> [(field: Int, outcome: Outcome)?] {
    (plan.grid ?? []).indices.map { column in
      for (index, field) in plan.fields.enumerated() where field.variation == .column {
        if case .dimension(let outcomes) = field.source, outcomes[column].state == .held {
          return (index, outcomes[column])
        }
      }
      return nil
    }
  }

  private static func measure(_ measure: RecordPlan.Measure) -> Measure {
    let columns = UnsafeMutablePointer<Int>.allocate(capacity: max(1, measure.columns.count))
    for (index, column) in measure.columns.enumerated() { columns[index] = column }
    let missing = UnsafeMutablePointer<Bool>.allocate(capacity: 256)
    missing.initialize(repeating: false, count: 256)
    for text in measure.transform.missing where text.count == 1 { missing[Int(text[0])] = true }
    var result = Measure(
      columns: UnsafePointer(columns), columnCount: measure.columns.count,
      isCount: measure.transform.reading == .count,
      missingBytes: UnsafePointer(missing), lower: Int64.min, upper: Int64.max,
      hasBounds: !measure.bounds.isEmpty)
    for bound in measure.bounds {
      guard let limit = bound.integerLimit, bound.comparison == .lessOrEqual else {
        // Every number has to be looked at.
        result.lower = Int64.max
        continue
      }
      result.upper = min(result.upper, limit)
    }
    return result
  }

  private static func fixedRelations(_ plan: RecordPlan) -> [Relation] {
    plan.fields.indices.compactMap { index in
      guard case .dimension(let outcomes) = plan.fields[index].source,
        plan.fields[index].variation != .column, let first = outcomes.first,
        let relation = first.relation
      else { return nil }
      return (index, relation, first.isWider)
    }
  }

  /// Whether a field is worked out from other fields of the record.
  static func isDerived(_ field: FieldPlan) -> Bool {
    switch field.source {
    case .level, .join: true
    default: false
    }
  }

  /// Forgets the numbers of the row before, where no record is made of this one.
  func forgetNumbers() {
    for index in 0..<cellCount { values[index] = CellMark.missing }
  }

  /// An address that is never read, for texts without bytes.
  nonisolated(unsafe) static let nothing: UnsafePointer<UInt8> = {
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 128)
    bytes.initialize(repeating: 0, count: 128)
    return UnsafePointer(bytes)
  }()

  /// The fields that are the same in every row.
  private static func fillConstants(
    _ plan: RecordPlan, _ results: UnsafeMutablePointer<FieldResult>
  ) {
    for (index, field) in plan.fields.enumerated() {
      if case .constant(let text) = field.source {
        let quoted = CSVText.quoted(text.isEmpty ? field.defaultText : text)
        results[index] = FieldResult(
          bytes: permanent(quoted), count: quoted.count, state: text.isEmpty ? .missing : .value)
      }
      if case .dimension(let outcomes) = field.source, field.variation != .column {
        let text = outcomes.first.map { $0.state == .value ? $0.text : field.defaultText } ?? []
        let quoted = CSVText.quoted(text)
        results[index] = FieldResult(
          bytes: permanent(quoted), count: quoted.count, state: outcomes.first?.state ?? .missing)
      }
    }
  }

  /// Bytes with 64 more behind them, so that copies of fixed size may run over.
  static func padded(_ bytes: [UInt8]) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: permanent(bytes), count: bytes.count)
  }

  private static func result(_ text: [UInt8]) -> FieldResult {
    FieldResult(bytes: permanent(text), count: text.count, state: .value)
  }

  private static func permanent(_ bytes: [UInt8]) -> UnsafePointer<UInt8> {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + 128)
    copy.initialize(repeating: 0, count: bytes.count + 128)
    for (index, byte) in bytes.enumerated() { copy[index] = byte }
    return UnsafePointer(copy)
  }
}
