import MizanDiagnostics
import MizanRecords

/// One check over groups of rows, with all that its expressions ask for found once.
struct ScopedCheck {
  /// What is gathered for one group of rows.
  struct Group {
    /// One state for each name of ``ScopedCheck/measured``.
    var states: [AggregateState]
    /// Values of plain names: one value, or `missing` when the rows disagree.
    var names: [String: Value] = [:]
    var disagreeing: Set<String> = []
    /// Whether a row or a cell of the group is held, so that its sums lack something.
    var isIncomplete = false
    /// The first cell of the group.
    var place: Place
    /// The column, from 0, in which totals rows are looked at.
    var column: Int?

    /// Adds what another worker gathered for the same group.
    mutating func merge(_ other: Group) {
      for index in states.indices { states[index].merge(other.states[index]) }
      for (name, value) in other.names where names[name] != value {
        if names[name] == nil { names[name] = value } else { disagreeing.insert(name) }
      }
      disagreeing.formUnion(other.disagreeing)
      if other.isIncomplete { isIncomplete = true }
      if (other.place.row ?? 0) < (place.row ?? 0) {
        place = other.place
        column = other.column
      }
    }
  }

  /// The check's place in the mapping.
  let index: Int
  let expression: Expression
  let when: Expression?
  /// The names that make a group.
  let names: [String]
  /// The names inside `sum(…)` and its like, each once.
  let measured: [String]
  /// The names outside them, without those of totals rows.
  let plainNames: [String]
  /// The names of totals rows, such as `totals_row`.
  let keptNames: Set<String>
  /// For each measured grid, the records that are made of its cells.
  let grids: [[Int]]
  /// The measured names that are cells of a grid.
  let gridMeasures: Set<String>
  /// Whether the check looks at more of a row than the cells of grids.
  let asksRow: Bool
  /// The column of the first measure that is no grid's.
  let plainColumn: Int?
  var groups: [[String]: Group] = [:]

  init(
    _ index: Int, _ expression: Expression, _ when: Expression?, _ names: [String],
    _ plan: TablePlan
  ) {
    self.index = index
    self.expression = expression
    self.when = when
    self.names = names
    var measured: [String] = []
    var plain: [String] = []
    for part in [expression, when].compactMap({ $0 }) {
      for name in part.aggregates.map(\.name) where !measured.contains(name) {
        measured.append(name)
      }
      for name in part.names where !plain.contains(name) { plain.append(name) }
    }
    let rows = Set(plan.keptDrops.map(\.name))
    self.measured = measured
    plainNames = plain.filter { !rows.contains($0) }
    keptNames = rows.intersection(plain)
    grids = measured.map { name in
      plan.records.indices.filter {
        plan.records[$0].grid != nil && plan.records[$0].measure?.name == name
      }
    }.filter { !$0.isEmpty }
    gridMeasures = Set(grids.compactMap { plan.records[$0[0]].measure?.name })
    asksRow = !plainNames.isEmpty || gridMeasures.count < measured.count
    let used = plan.records.compactMap(\.measure).first { measured.contains($0.name) }
    plainColumn = used?.columns.first
  }

  /// A group without anything in it.
  func group(at place: Place, column: Int?) -> Group {
    Group(states: measured.map { _ in AggregateState() }, place: place, column: column)
  }
}
