import Glibc
import MizanDiagnostics
import MizanRecords

/// Remembers what became of each distinct raw value of one field, so that the work is done once.
///
/// A memo belongs to one worker. Beyond ``limit`` distinct values it stops remembering and works
/// each value out anew, so that a column of unique texts cannot fill the memory.
final class FieldMemo {
  /// A result ready to be copied into output.
  struct Entry {
    /// The field's text, quoted as CSV needs it.
    var bytes: UnsafePointer<UInt8>
    var count: Int32
    var state: Outcome.State
    /// Whether something is to be told about the value although nothing holds it.
    var isTold: Bool
    /// Whether the label was decided as narrower, wider or inexact.
    var hasRelation: Bool
    /// How often the value was met.
    var hits: Int
  }

  /// The most distinct values remembered.
  static let limit = 100_000

  let transform: Transform
  /// The maps stand behind pointers, so that a look-up costs no check of exclusive access.
  private let texts: UnsafeMutablePointer<ByteMap>
  private let others: UnsafeMutablePointer<ByteMap>
  private(set) var entries: UnsafeMutablePointer<Entry>
  private(set) var count = 0
  private var capacity = 64
  /// The entry of each number that ``ColumnCodes`` gave; negative where none is known.
  private var numbered: UnsafeMutablePointer<Int32>
  private var numberCount = 1
  private let room = TextRoom()
  private(set) var outcomes: [Outcome] = []
  /// The distinct raw values, for the report.
  private(set) var raws: [[UInt8]] = []
  /// What was told about each entry in the batch that told of it last.
  private var tellings: [Telling] = []

  /// How often a batch told of one value under one column, and where the last of it stands.
  struct Telling {
    var batch = -1
    var column: Int?
    var count = 0
    /// The place among what the batch told.
    var place = 0
  }

  /// What a batch told of an entry under a column; nil when it told nothing yet.
  @inline(__always)
  func telling(of entry: Int, column: Int?, batch: Int) -> Telling? {
    guard entry < tellings.count else { return nil }
    let known = tellings[entry]
    return known.batch == batch && known.column == column ? known : nil
  }

  func note(_ telling: Telling, of entry: Int) {
    if entry >= tellings.count {
      tellings += repeatElement(Telling(), count: max(count, entry + 1) - tellings.count)
    }
    tellings[entry] = telling
  }

  init(_ transform: Transform) {
    self.transform = transform
    texts = .allocate(capacity: 1)
    texts.initialize(to: ByteMap())
    others = .allocate(capacity: 1)
    others.initialize(to: ByteMap())
    entries = .allocate(capacity: capacity)
    numbered = .allocate(capacity: numberCount)
    numbered.initialize(to: 0)  // blank cells
    append(.missing, raw: [])  // slot 0: blank cells
    append(.missing, raw: [])  // slot 1: the last value beyond the limit
  }

  deinit {
    entries.deallocate()
    numbered.deallocate()
    texts.deinitialize(count: 1)
    texts.deallocate()
    others.deinitialize(count: 1)
    others.deallocate()
  }

  /// The entry that stands for any value beyond the limit.
  static let beyond = 1

  /// The index of the entry for a cell.
  @inline(__always)
  func index(of bytes: UnsafePointer<UInt8>, _ count: Int, kind: Cell.Kind) -> Int {
    if count == 0 { return 0 }
    let known =
      kind == .text ? texts.pointee.find(bytes, count) : others.pointee.find(bytes, count)
    if let known { return Int(known) }
    return learn(bytes, count, kind)
  }

  /// The entry for a cell whose text has a number, or ``ColumnCodes/none``.
  @inline(__always)
  func index(
    ofNumber number: Int32, _ bytes: UnsafePointer<UInt8>, _ count: Int, kind: Cell.Kind
  ) -> Int {
    if number >= 0, Int(number) < numberCount, numbered[Int(number)] >= 0 {
      return Int(numbered[Int(number)])
    }
    return learn(number, bytes, count, kind)
  }

  @inline(never)
  private func learn(
    _ number: Int32, _ bytes: UnsafePointer<UInt8>, _ count: Int, _ kind: Cell.Kind
  ) -> Int {
    let entry = index(of: bytes, count, kind: kind)
    if number < 0 || entry == FieldMemo.beyond { return entry }
    if Int(number) >= numberCount { makeRoom(forNumber: Int(number)) }
    numbered[Int(number)] = Int32(truncatingIfNeeded: entry)
    return entry
  }

  private func makeRoom(forNumber number: Int) {
    let wanted = max(64, numberCount * 2, number + 1)
    let larger = UnsafeMutablePointer<Int32>.allocate(capacity: wanted)
    larger.update(from: numbered, count: numberCount)
    (larger + numberCount).initialize(repeating: ColumnCodes.none, count: wanted - numberCount)
    numbered.deallocate()
    numbered = larger
    numberCount = wanted
  }

  @inline(never)
  private func learn(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ kind: Cell.Kind) -> Int {
    let raw = UnsafeBufferPointer(start: bytes, count: count)
    let outcome = transform.outcome(of: raw, kind: kind)
    if self.count > FieldMemo.limit {
      entries[1] = entry(outcome, isKept: false)
      outcomes[1] = outcome
      raws[1] = shown(raw)
      return 1
    }
    append(outcome, raw: shown(raw))
    let index = self.count - 1
    if kind == .text {
      texts.pointee.insert(bytes, count, Int32(index))
    } else {
      others.pointee.insert(bytes, count, Int32(index))
    }
    return index
  }

  /// The value for people: without the parent that it was looked up in.
  private func shown(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard transform.isPaired, let end = raw.lastIndex(of: Transform.separator) else {
      return Array(raw)
    }
    return Array(raw[..<end])
  }

  private func append(_ outcome: Outcome, raw: [UInt8]) {
    if count == capacity {
      let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
      larger.moveInitialize(from: entries, count: count)
      entries.deallocate()
      entries = larger
      capacity *= 2
    }
    (entries + count).initialize(to: entry(outcome, isKept: true))
    count += 1
    outcomes.append(outcome)
    raws.append(raw)
  }

  private func entry(_ outcome: Outcome, isKept: Bool) -> Entry {
    let text = CSVText.quoted(outcome.text)
    return Entry(
      bytes: isKept ? room.keep(text) : room.lend(text), count: Int32(text.count),
      state: outcome.state, isTold: outcome.code != nil,
      hasRelation: outcome.relation != nil, hits: 0)
  }
}
