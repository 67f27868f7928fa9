import MizanRecords
import MizanStandards

/// Gives each check of a mapping the cheapest form that can say it.
struct CheckCompiler {
  private let mapping: Mapping
  private let binding: ColumnBinding
  private let records: [RecordPlan]
  /// Bounds found on the way, by record.
  private(set) var bounds: [Int: [CellBound]] = [:]

  init(_ mapping: Mapping, _ binding: ColumnBinding, _ records: [RecordPlan]) {
    self.mapping = mapping
    self.binding = binding
    self.records = records
  }

  mutating func plans() -> [CheckPlan] {
    var plans: [CheckPlan] = []
    for (index, block) in mapping.checks.enumerated() {
      plans.append(
        CheckPlan(block: block, form: form(block, index), when: block.when?.expression))
    }
    return plans
  }

  private mutating func form(_ block: CheckBlock, _ index: Int) -> CheckPlan.Form {
    if !block.unique.isEmpty { return unique(block) }
    guard let that = block.that?.expression else {
      return .notEvaluated(reason: "nothing to check")
    }
    for name in that.names + that.aggregates.map(\.name) where binding.absent.contains(name) {
      return .notEvaluated(reason: name)
    }
    if block.when == nil, let (name, bound) = bound(that, index),
      let record = records.firstIndex(where: { $0.measure?.name == name })
    {
      bounds[record, default: []].append(bound)
      return .bound(record: record)
    }
    switch block.scope {
    case .record, .row:
      return that.aggregates.isEmpty ? .row(that) : .scoped(that, names: ["row"])
    case .names(let names):
      return groups(that, names, block) ?? .scoped(that, names: names)
    }
  }

  /// `name <= 5000`, the form that runs inside the loop over cells.
  private func bound(_ that: Expression, _ index: Int) -> (String, CellBound)? {
    guard case .binary(let comparison, .name(let name), .number(let limit)) = that,
      comparison.isComparison
    else { return nil }
    return (
      name,
      CellBound(
        checkIndex: index, comparison: comparison, limit: limit,
        integerLimit: limit.scale == 0 ? limit.mantissa : nil)
    )
  }

  /// `sum(a) <= sum(b)` per row and dimensions, with `missing(a) = 0 and missing(b) = 0` or not.
  private func groups(
    _ that: Expression, _ names: [String], _ block: CheckBlock
  ) -> CheckPlan.Form? {
    guard names.first == "row",
      case .binary(let comparison, .aggregate(.sum, let left), .aggregate(.sum, let right)) = that,
      comparison.isComparison,
      let leftRecord = counted(left), let rightRecord = counted(right)
    else { return nil }
    var needsAll = false
    if let when = block.when?.expression {
      guard asksForAll(when, [left, right]) else { return nil }
      needsAll = true
    }
    let dimensions = names.dropFirst()
    var order: [[String]] = []
    var groups: [[String]: GroupComparison.Group] = [:]
    for (record, isLeft) in [(leftRecord, true), (rightRecord, false)] {
      for (index, column) in (records[record].grid ?? []).enumerated() {
        let key = dimensions.map { Folding.fold(column.dimensions[$0] ?? "") }
        if groups[key] == nil { order.append(key) }
        let cell = GroupComparison.CellIndex(record: record, index: index)
        if isLeft {
          groups[key, default: .init(left: [], right: [])].left.append(cell)
        } else {
          groups[key, default: .init(left: [], right: [])].right.append(cell)
        }
      }
    }
    return .groups(
      GroupComparison(
        comparison: comparison,
        groups: order.compactMap { groups[$0] }.filter { !$0.left.isEmpty && !$0.right.isEmpty },
        needsAll: needsAll))
  }

  /// The one record that is made of a grid's cells, where they are counts: fractions and records
  /// that share a grid need the longer way.
  private func counted(_ cell: String) -> Int? {
    let found = records.indices.filter { records[$0].measure?.name == cell }
    guard found.count == 1, let record = found.first, records[record].grid != nil,
      records[record].measure?.transform.reading == .count
    else { return nil }
    return record
  }

  private func asksForAll(_ when: Expression, _ names: Set<String>) -> Bool {
    func parts(_ expression: Expression) -> [Expression] {
      if case .binary(.and, let left, let right) = expression { return parts(left) + parts(right) }
      return [expression]
    }
    var asked: Set<String> = []
    for part in parts(when) {
      guard case .binary(.equal, .aggregate(.missing, let name), .number(let zero)) = part,
        zero == DecimalNumber(0)
      else { return false }
      asked.insert(name)
    }
    return asked == names
  }

  private func unique(_ block: CheckBlock) -> CheckPlan.Form {
    var parts: [CheckPlan.UniquePart] = []
    for named in block.unique {
      if let (record, field) = recordField(named.name) {
        parts.append(.field(record: record, field: field))
      } else if let column = binding.columns[named.name] {
        parts.append(.column(column))
      } else if !isConstant(named.name) {
        return .notEvaluated(reason: named.name)
      }
    }
    return parts.isEmpty ? .notEvaluated(reason: block.name) : .unique(parts)
  }

  /// Whether a field is the same in every record, so that it tells no two rows apart.
  private func isConstant(_ name: String) -> Bool {
    let fields = records.flatMap(\.fields).filter { $0.field.name == name }
    return !fields.isEmpty && fields.allSatisfy { $0.variation == .constant }
  }

  /// A field of a record that depends on the row alone and that the mapping fills from a column.
  private func recordField(_ name: String) -> (Int, Int)? {
    for (record, plan) in records.enumerated() {
      if let field = plan.fields.firstIndex(where: { $0.field.name == name }),
        plan.fields[field].variation == .row
      {
        return (record, field)
      }
    }
    return nil
  }
}
