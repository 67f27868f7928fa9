import MizanDiagnostics

/// What was written differently from how it was received, counted by field and kind of change.
///
/// There may be thousands of changes, of which a report shows a few: they are counted in one place
/// and put in order only as far as they are shown.
public struct ChangeTally: Sendable {
  /// A raw value that was written differently, and how often.
  public struct Change: Sendable, Hashable {
    public var field: String
    public var kind: String
    public var from: String
    public var to: String
    public var count: Int
  }

  private struct Group: Hashable {
    var field: String
    var kind: String
  }

  private struct Pair: Hashable {
    var from: String
    var to: String
  }

  private struct Count {
    var all = 0
    /// The file that had the change first, and how often it did.
    var file = 0
    var first = 0

    /// Counts more of the first file.
    mutating func add(_ more: Int) {
      all += more
      first += more
    }

    /// The same where so many files come before.
    func moved(by files: Int) -> Count { Count(all: all, file: file + files, first: first) }

    func plus(_ later: Count) -> Count { Count(all: all + later.all, file: file, first: first) }
  }

  private struct Ranked {
    var change: Change
    var file: Int
    var first: Int

    /// Whether a change comes before another where files and fields are told one after the other,
    /// the most frequent changes first.
    static func isBefore(_ one: Ranked, _ other: Ranked) -> Bool {
      if one.file != other.file { return one.file < other.file }
      if one.change.field != other.change.field { return one.change.field < other.change.field }
      if one.first != other.first { return one.first > other.first }
      return (one.change.from, one.change.to, one.change.kind)
        < (other.change.from, other.change.to, other.change.kind)
    }

    /// Whether a change is more frequent than another, or as frequent and before it.
    static func isMore(_ one: Ranked, _ other: Ranked) -> Bool {
      one.change.count != other.change.count
        ? one.change.count > other.change.count : isBefore(one, other)
    }
  }

  private var groups: [Group: [Pair: Count]] = [:]
  private var files = 1

  public init() {}

  /// Counts changes of one field; the same one may come several times.
  mutating func add(
    field: String, kind: String, _ changes: [(from: String, to: String, count: Int)]
  ) {
    if changes.isEmpty { return }
    let group = Group(field: field, kind: kind)
    var pairs = groups.removeValue(forKey: group) ?? [:]
    pairs.reserveCapacity(pairs.count + changes.count)
    for (from, to, count) in changes {
      pairs[Pair(from: from, to: to), default: Count()].add(count)
    }
    groups[group] = pairs
  }

  /// Adds the changes of later files.
  public mutating func merge(_ later: ChangeTally) {
    if groups.isEmpty {
      groups = later.groups
    } else {
      for (group, pairs) in later.groups {
        groups[group, default: [:]].merge(pairs.mapValues { $0.moved(by: files) }) { $0.plus($1) }
      }
    }
    files += later.files
  }

  /// How many changes there are of each kind, by its name.
  public var countsByKind: [String: Int] {
    groups.reduce(into: [:]) { counts, group in
      counts[group.key.kind, default: 0] += group.value.values.reduce(0) { $0 + $1.all }
    }
  }

  /// The most frequent changes of each field and kind, and the one that comes first; in the order of
  /// the files, then of the fields, the most frequent first.
  /// - Parameter limit: how many of each field and kind.
  public func most(_ limit: Int) -> [Change] {
    var all: [Ranked] = []
    for (group, pairs) in groups {
      var top: [Ranked] = []
      var front: Ranked?
      for (pair, count) in pairs {
        // Most changes are too few to be shown, and there may be thousands.
        let isFew = top.count == limit && top.last.map { $0.change.count > count.all } ?? false
        if isFew, let front, !ChangeTally.mayPrecede(count, front) { continue }
        let ranked = Ranked(
          change: Change(
            field: group.field, kind: group.kind, from: pair.from, to: pair.to, count: count.all),
          file: count.file, first: count.first)
        if front.map({ Ranked.isBefore(ranked, $0) }) ?? true { front = ranked }
        if isFew { continue }
        let place = top.firstIndex { Ranked.isMore(ranked, $0) } ?? top.count
        top.insert(ranked, at: place)
        if top.count > limit { top.removeLast() }
      }
      all += top
      if let front, !top.contains(where: { $0.change == front.change }) { all.append(front) }
    }
    return all.sorted(by: Ranked.isBefore).map(\.change)
  }

  /// Whether a change may come before another of its field.
  private static func mayPrecede(_ count: Count, _ other: Ranked) -> Bool {
    count.file < other.file || (count.file == other.file && count.first >= other.first)
  }
}
