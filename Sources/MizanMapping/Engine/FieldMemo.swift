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
    var bytes: UnsafeMutablePointer<UInt8>
    var count: Int32
    var state: Outcome.State
    /// Whether something is to be told about the value although nothing holds it.
    var isTold: Bool
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
  private(set) var outcomes: [Outcome] = []
  /// The distinct raw values, for the report.
  private(set) var raws: [[UInt8]] = []
  /// What was told about each entry in the batch that told of it last.
  var tellings: [Int: Telling] = [:]

  /// How often a batch told of one value under one column, and where the last of it stands.
  struct Telling {
    var batch: Int
    var column: Int?
    var count: Int
    /// The place among what the batch told.
    var place: Int
  }

  init(_ transform: Transform) {
    self.transform = transform
    texts = .allocate(capacity: 1)
    texts.initialize(to: ByteMap())
    others = .allocate(capacity: 1)
    others.initialize(to: ByteMap())
    entries = .allocate(capacity: capacity)
    append(.missing, raw: [])  // slot 0: blank cells
    append(.missing, raw: [])  // slot 1: the last value beyond the limit
  }

  deinit {
    for index in 0..<count { entries[index].bytes.deallocate() }
    entries.deallocate()
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

  @inline(never)
  private func learn(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ kind: Cell.Kind) -> Int {
    let raw = UnsafeBufferPointer(start: bytes, count: count)
    let outcome = transform.outcome(of: raw, kind: kind)
    if self.count > FieldMemo.limit {
      entries[1].bytes.deallocate()
      entries[1] = FieldMemo.entry(outcome)
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
    (entries + count).initialize(to: FieldMemo.entry(outcome))
    count += 1
    outcomes.append(outcome)
    raws.append(raw)
  }

  private static func entry(_ outcome: Outcome) -> Entry {
    let text = CSVText.quoted(outcome.text)
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count + 64)
    for (offset, byte) in text.enumerated() { bytes[offset] = byte }
    return Entry(
      bytes: bytes, count: Int32(text.count), state: outcome.state, isTold: outcome.code != nil,
      hits: 0)
  }
}
