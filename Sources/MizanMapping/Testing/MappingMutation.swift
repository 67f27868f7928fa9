import MizanStandards

/// How well a mapping's tests watch over it: each decision is changed in turn, and the tests must
/// notice.
public struct MutationScore: Sendable, Hashable {
  /// Changes that some test noticed.
  public var noticed: [String] = []
  /// Changes that no test noticed, such as `drop rule totals removed`.
  public var unnoticed: [String] = []

  /// The share noticed, from 0 to 1; 1 for a mapping without anything to change.
  public var share: Double {
    let all = noticed.count + unnoticed.count
    return all == 0 ? 1 : Double(noticed.count) / Double(all)
  }
}

extension MappingTestRunner {
  /// Changes each decision of a mapping in turn and runs its tests.
  ///
  /// Only mappings whose tests pass say anything; changes that the checker refuses are left out.
  public static func mutate(_ checked: CheckedMapping) -> MutationScore {
    var score = MutationScore()
    for (name, mutant) in mutants(of: checked.mapping, checked.standards) {
      guard let changed = try? CheckedMapping(mutant, checked.standards) else { continue }
      if run(changed).allSatisfy(\.passed) {
        score.unnoticed.append(name)
      } else {
        score.noticed.append(name)
      }
    }
    return score
  }

  /// The mapping with one decision changed, once for each decision.
  private static func mutants(
    of mapping: Mapping, _ standards: Standards
  ) -> [(name: String, mapping: Mapping)] {
    var mutants: [(String, Mapping)] = []
    func add(_ name: String, _ change: (inout Mapping) -> Void) {
      var mutant = mapping
      change(&mutant)
      mutants.append((name, mutant))
    }
    for (index, drop) in mapping.source.drops.enumerated() where !drop.keepForChecks {
      add("drop rule \(drop.name) removed") { $0.source.drops.remove(at: index) }
    }
    for (index, name) in mapping.source.fillDown.enumerated() {
      add("fill_down of \(name.name) removed") { $0.source.fillDown.remove(at: index) }
    }
    for (index, mark) in mapping.source.missing.enumerated() where !mark.isEmpty {
      add("missing mark \(mark) removed") { $0.source.missing.remove(at: index) }
    }
    for (index, record) in mapping.records.enumerated() {
      let isSingle = mapping.records.count { $0.table == record.table } == 1
      let title = isSingle ? record.table : "\(record.table) of line \(record.mark.line)"
      if record.when != nil {
        add("\(title): when removed") { $0.records[index].when = nil }
      }
      for place in record.fields.indices {
        changeField(record, title, index, place, standards, add)
      }
    }
    return mutants
  }

  /// The changes of one line of a record.
  private static func changeField(
    _ record: RecordBlock, _ title: String, _ index: Int, _ place: Int, _ standards: Standards,
    _ add: (String, (inout Mapping) -> Void) -> Void
  ) {
    let field = record.fields[place]
    let name = "\(title).\(field.field)"
    func change(_ what: String, _ body: @escaping (inout FieldBlock) -> Void) {
      add("\(name): \(what)") { body(&$0.records[index].fields[place]) }
    }
    if case .value(let code) = field.origin {
      let list = standards.table(record.table)?.fields.first { $0.name == field.field }?.list
      let other = list.flatMap { standards.list($0)?.entries.first { $0.code != code }?.code }
      change("constant changed") { $0.origin = .value(other ?? code + "x") }
    }
    if !field.prefix.isEmpty { change("prefix removed") { $0.prefix = "" } }
    if !field.suffix.isEmpty { change("suffix removed") { $0.suffix = "" } }
    if field.defaultValue != nil { change("default removed") { $0.defaultValue = nil } }
    if field.when != nil { change("when removed") { $0.when = nil } }
    if field.split != nil { change("split removed") { $0.split = nil } }
    if field.codes != nil { change("codes removed") { $0.codes = nil } }
    if field.calendar == .ethiopian { change("calendar changed") { $0.calendar = nil } }
  }
}
