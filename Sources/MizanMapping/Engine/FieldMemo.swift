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
    /// Where the full outcome is kept.
    var outcome: Int32
  }

  /// The most distinct values remembered.
  static let limit = 100_000

  let transform: Transform
  private var texts = ByteMap()
  private var others = ByteMap()
  private(set) var entries: [Entry] = []
  private(set) var outcomes: [Outcome] = []
  /// The distinct raw values, for the report.
  private(set) var raws: [[UInt8]] = []
  /// How often each was met.
  var hits: [Int] = []

  init(_ transform: Transform) {
    self.transform = transform
    append(.missing, raw: [])  // slot 0: blank cells
    append(.missing, raw: [])  // slot 1: the last value beyond the limit
  }

  deinit { for entry in entries { entry.bytes.deallocate() } }

  /// The index of the entry for a cell.
  @inline(__always)
  func index(of bytes: UnsafePointer<UInt8>, _ count: Int, kind: Cell.Kind) -> Int {
    if count == 0 { return 0 }
    let known = kind == .text ? texts.find(bytes, count) : others.find(bytes, count)
    if let known { return Int(known) }
    return learn(bytes, count, kind)
  }

  @inline(never)
  private func learn(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ kind: Cell.Kind) -> Int {
    let raw = UnsafeBufferPointer(start: bytes, count: count)
    let outcome = transform.outcome(of: raw, kind: kind)
    if entries.count > FieldMemo.limit {
      entries[1].bytes.deallocate()
      entries[1] = FieldMemo.entry(outcome, index: 1)
      outcomes[1] = outcome
      raws[1] = Array(raw)
      return 1
    }
    append(outcome, raw: Array(raw))
    let index = entries.count - 1
    if kind == .text {
      texts.insert(bytes, count, Int32(index))
    } else {
      others.insert(bytes, count, Int32(index))
    }
    return index
  }

  private func append(_ outcome: Outcome, raw: [UInt8]) {
    entries.append(FieldMemo.entry(outcome, index: entries.count))
    outcomes.append(outcome)
    raws.append(raw)
    hits.append(0)
  }

  private static func entry(_ outcome: Outcome, index: Int) -> Entry {
    let text = CSVText.quoted(outcome.text)
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count + 64)
    for (offset, byte) in text.enumerated() { bytes[offset] = byte }
    return Entry(
      bytes: bytes, count: Int32(text.count), state: outcome.state, outcome: Int32(index))
  }
}
