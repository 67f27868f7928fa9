import Glibc
import MizanDiagnostics
import MizanRecords

/// The strings that the cells of a workbook share, held once as bytes in one block.
final class SharedStrings: @unchecked Sendable {
  /// Where a string lies in the block.
  struct Entry {
    var start: UInt32
    var count: UInt32
  }

  /// The bytes of all strings; 64 bytes beyond the last may be read.
  private(set) var arena: UnsafePointer<UInt8>
  private(set) var entries: UnsafeMutablePointer<Entry>
  private(set) var count = 0
  private var capacity = 1 << 10
  private var storage: ByteBuffer

  /// The table of a workbook that has none.
  init() {
    storage = ByteBuffer(capacity: 64)
    arena = UnsafePointer(storage.base)
    entries = .allocate(capacity: capacity)
  }

  /// Reads the strings of a workbook; the numbers that it claims are not trusted.
  convenience init(_ stream: PartStream, limits: Limits) throws(Failure) {
    self.init()
    let xml = try XMLReader(stream)
    var text = RichText()
    var start = -1
    while let token = try xml.next() {
      if token.isNamed("si"), token.kind != .text, token.kind != .data {
        if token.kind != .end { start = storage.count }
        if token.kind == .start {
          text = RichText()
        } else if start >= 0 {
          let length = storage.count - start
          guard length <= limits.fieldBytes else { throw stream.failure(.limitFieldSize) }
          guard storage.count < Int(UInt32.max) else { throw stream.failure(.zipSizeLimit) }
          append(Entry(start: UInt32(start), count: UInt32(length)))
          start = -1
        }
      } else if start >= 0 {
        guard text.take(token, into: &storage) else { throw xml.verdict(.xmlNotWellFormed) }
      }
    }
    _ = storage.room(64)
    arena = UnsafePointer(storage.base)
  }

  deinit { entries.deallocate() }

  private func append(_ entry: Entry) {
    if count == capacity {
      let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
      memcpy(larger, entries, count * MemoryLayout<Entry>.stride)
      entries.deallocate()
      entries = larger
      capacity *= 2
    }
    entries[count] = entry
    count += 1
  }
}
