/// Findings of a run, tallied: exact counts, and the first few examples of each kind.
///
/// Data errs a million times in the same way, so findings are grouped by code, column and value.
/// Groups keep the order in which they first appeared; `merge` appends what came later, so that
/// findings merged in the order of the batches are the same for one worker and for many.
public struct Findings: Sendable {
  /// What makes two findings the same kind.
  public struct Key: Sendable, Hashable {
    public var code: Code
    /// The heading or field concerned, empty when there is none.
    public var column: String
    /// The value as received, cut and escaped; empty when it is personal or there is none.
    public var value: String

    /// Value and column tell keys apart well enough.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(value)
      hasher.combine(column.utf8.count)
      hasher.combine(code.name.utf8.count)
    }
  }

  /// One kind of finding with its exact count.
  public struct Group: Sendable {
    public var key: Key
    public var count: Int
    /// The first places, at most ``Findings/exampleLimit``.
    public var examples: [Place]
    /// The arguments of the first example.
    public var arguments: [String: String]
  }

  /// How many places a group remembers.
  public static let exampleLimit = 5
  /// How many different values one code and column are told apart by; the rest share one group.
  public static let valueLimit = 40

  public private(set) var groups: [Group] = []
  private var index: [Key: Int] = [:]
  private var distinct: [Key: Int] = [:]

  public init() {}

  public var isEmpty: Bool { groups.isEmpty }

  /// Counts a finding `count` times.
  public mutating func add(
    _ code: Code, at place: @autoclosure () -> Place? = nil, column: String = "",
    value: String = "", _ arguments: @autoclosure () -> [String: String] = [:], count: Int = 1
  ) {
    let slot = slot(for: Key(code: code, column: column, value: value), arguments)
    groups[slot].count += count
    if groups[slot].examples.count < Findings.exampleLimit, let place = place() {
      groups[slot].examples.append(place)
    }
  }

  /// Adds what another part of the run found after this one.
  public mutating func merge(_ later: Findings) {
    for group in later.groups {
      let slot = slot(for: group.key, { group.arguments })
      groups[slot].count += group.count
      let room = Findings.exampleLimit - groups[slot].examples.count
      groups[slot].examples.append(contentsOf: group.examples.prefix(max(0, room)))
    }
  }

  /// The exact number of findings of each code.
  public var countsByCode: [Code: Int] {
    groups.reduce(into: [:]) { $0[$1.key.code, default: 0] += $1.count }
  }

  /// The most serious severity found.
  public var worst: Severity? { groups.map(\.key.code.severity).max() }

  private mutating func slot(for key: Key, _ arguments: () -> [String: String]) -> Int {
    if let known = index[key] { return known }
    var key = key
    if !key.value.isEmpty {
      let family = Key(code: key.code, column: key.column, value: "")
      let seen = distinct[family, default: 0]
      if seen >= Findings.valueLimit {
        key.value = "…"
        if let known = index[key] { return known }
      }
      distinct[family] = seen + 1
    }
    groups.append(Group(key: key, count: 0, examples: [], arguments: arguments()))
    index[key] = groups.count - 1
    return groups.count - 1
  }
}
