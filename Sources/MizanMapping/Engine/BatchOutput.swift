public import MizanDiagnostics
public import MizanRecords

/// What one batch gave: rendered records, held rows, findings and all counts.
///
/// Outputs are merged in the order of the batches, so one worker and many give the same result.
public final class BatchOutput {
  /// Rendered CSV lines for each table of the plan, by the table's place in ``tableNames``.
  public var tables: [ByteOutput]
  /// The tables that records go to, each once, in the order of the mapping.
  public let tableNames: [String]
  /// Rendered lines of `held.csv`.
  public var held = ByteOutput()
  public var findings = Findings()
  /// What is told about cells and rows, in order; it is tallied when the batch has its turn.
  var told: [Told] = []
  public var counts = RunCounts()
  /// One account for each record that carries a number.
  public var accounts: [SumAccount]
  /// Labels that nobody has decided about.
  public var review = ReviewTally()
  /// Results of the checks, by their place in the mapping.
  public var checks: [CheckTally]

  /// One thing told about a cell or a row.
  struct Told {
    var code: Code
    var row: Int
    /// The column, from 0.
    var column: Int?
    /// The heading, or what stands for it in the tally.
    var heading: String
    /// The value as received, when it may be shown.
    var value: String
    /// The field, or the check's name.
    var field: String
    /// The check as the mapping writes it, where one failed.
    var rule = ""
    /// The path of the cell or row, in a table cut out of a tree.
    var path: String?
    /// How often it is told: here, and in later rows of which no place is kept.
    var count = 1
    /// The label to decide about.
    var asked: ReviewTally.Key?
  }

  /// Adds what was told to a tally, and then what else was found.
  func tally(into findings: inout Findings, file: String, sheet: String?) {
    for told in told {
      findings.add(
        told.code,
        at: Place(
          file, sheet: sheet, row: told.row, column: told.column.map { $0 + 1 }, path: told.path),
        column: told.heading, value: told.value, BatchOutput.arguments(of: told),
        count: told.count)
    }
    findings.merge(self.findings)
  }

  /// What the texts of a code are filled with; asked for once for each kind of finding.
  private static func arguments(of told: Told) -> [String: String] {
    var arguments = [
      "value": told.value, "column": told.heading, "field": told.field, "check": told.field,
      "rule": told.rule,
    ]
    if told.code == .dateAmbiguous || told.code == .schoolYearAmbiguous {
      arguments["readings"] = ValueReadings.text(told.code, of: told.value, field: told.field)
    }
    return arguments
  }

  /// A byte buffer that can be held by a class.
  public final class ByteOutput {
    public var buffer = ByteBuffer(capacity: 1 << 16)
  }

  init(_ plan: TablePlan) {
    var names: [String] = []
    for name in plan.tables where !names.contains(name) { names.append(name) }
    tableNames = names
    tables = names.map { _ in ByteOutput() }
    accounts = plan.records.compactMap { $0.measure.map { SumAccount($0.name) } }
    checks = plan.checks.map { _ in CheckTally() }
  }

  /// Empties the output and keeps its memory.
  func removeAll() {
    for table in tables { table.buffer.removeAll() }
    held.buffer.removeAll()
    if !findings.isEmpty { findings = Findings() }
    told.removeAll(keepingCapacity: true)
    counts = RunCounts()
    for index in accounts.indices { accounts[index].clear() }
    review = ReviewTally()
    for index in checks.indices { checks[index] = CheckTally() }
  }
}

/// Rows and records counted.
public struct RunCounts: Sendable, Hashable {
  public var read = 0
  public var ready = 0
  public var held = 0
  public var dropped = 0
  /// Rows without any content, which are not counted as read.
  public var blank = 0
  /// Dropped rows by the place of their rule in the mapping; `-1` for rows that no record's
  /// `when:` took.
  public var droppedByRule: [Int: Int] = [:]
  /// Records written, by table.
  public var records: [String: Int] = [:]

  public var isEven: Bool { read == ready + held + dropped }

  public mutating func merge(_ other: RunCounts) {
    read += other.read
    ready += other.ready
    held += other.held
    dropped += other.dropped
    blank += other.blank
    droppedByRule.merge(other.droppedByRule, uniquingKeysWith: +)
    records.merge(other.records, uniquingKeysWith: +)
  }
}

/// The result of one check, mergeable.
public struct CheckTally: Sendable, Hashable {
  public var evaluated = 0
  public var failed = 0
  /// A missing value kept the check from saying yes or no.
  public var cannotTell = 0
  /// The first places where it failed.
  public var examples: [Place] = []

  public init() {}

  public mutating func fail(at place: @autoclosure () -> Place) {
    failed += 1
    if examples.count < Findings.exampleLimit { examples.append(place()) }
  }

  public mutating func merge(_ later: CheckTally) {
    evaluated += later.evaluated
    failed += later.failed
    cannotTell += later.cannotTell
    examples += later.examples.prefix(max(0, Findings.exampleLimit - examples.count))
  }
}

/// Labels to decide: how many rows wait for each, and how many learners are in them.
public struct ReviewTally: Sendable {
  /// A label of one field.
  public struct Key: Sendable, Hashable {
    public var field: String
    public var list: String
    public var label: String
    /// The parent in which it was looked up; empty where none was asked for.
    public var parent = ""
  }

  /// What waits for the decision.
  public struct Waiting: Sendable {
    public var rows = 0
    public var learners = ExactSum()
    public var places: [Place] = []
  }

  public private(set) var keys: [Key] = []
  public private(set) var waiting: [Key: Waiting] = [:]

  public init() {}

  public mutating func add(_ key: Key, learners: ExactSum, at place: Place) {
    if waiting[key] == nil { keys.append(key) }
    waiting[key, default: Waiting()].rows += 1
    waiting[key]?.learners.merge(learners)
    if waiting[key]?.places.count ?? 0 < Findings.exampleLimit {
      waiting[key]?.places.append(place)
    }
  }

  /// Adds rows whose places are not kept, for a label that was added before.
  mutating func add(_ key: Key, rows: Int) { waiting[key]?.rows += rows }

  public mutating func merge(_ later: ReviewTally) {
    for key in later.keys {
      guard let more = later.waiting[key] else { continue }
      if waiting[key] == nil { keys.append(key) }
      var merged = waiting[key] ?? Waiting()
      merged.rows += more.rows
      merged.learners.merge(more.learners)
      merged.places += more.places.prefix(max(0, Findings.exampleLimit - merged.places.count))
      waiting[key] = merged
    }
  }
}

extension ReviewTally.Key {
  init(_ asked: Outcome.Asked, field: String) {
    self.init(
      field: field, list: asked.list, label: String(decoding: asked.label, as: UTF8.self),
      parent: asked.parent)
  }
}
