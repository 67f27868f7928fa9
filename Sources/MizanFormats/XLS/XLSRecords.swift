import MizanDiagnostics

/// Goes through the records of a workbook stream, with a window over its bytes.
final class XLSRecords {
  /// More than a record can have: four bytes in front of at most 65,535.
  private static let capacity = 1 << 17

  let stream: CompoundStream
  private let window = UnsafeMutableRawBufferPointer.allocate(
    byteCount: XLSRecords.capacity, alignment: 16)
  /// Where the window begins in the stream, and how much of it is filled.
  private var start = 0
  private var filled = 0
  private var step = XLSRecords.capacity
  /// Where the next record begins.
  private(set) var position = 0

  init(_ stream: CompoundStream) { self.stream = stream }

  deinit { window.deallocate() }

  /// Goes to a place at which a record begins.
  func seek(_ position: Int) { self.position = position }

  /// Reads little at a time from now on, since records are sought here and there.
  func expectJumps() { step = 256 }

  /// The next record; nil at the end of the stream.
  /// - Throws: a ``Failure`` of kind `unreadable` for a record that is cut off.
  func next() throws(Failure) -> XLSRecord? {
    guard let kind = try peek() else { return nil }
    let length = Int(window[position - start + 2]) | Int(window[position - start + 3]) << 8
    guard try hold(4 + length) else { throw stream.damaged(position) }
    let first = position - start + 4
    let bytes = UnsafeRawBufferPointer(rebasing: window[first..<first + length])
    let record = XLSRecord(
      kind: kind, position: position, bytes: bytes.bindMemory(to: UInt8.self))
    position += 4 + length
    return record
  }

  /// The kind of the next record; nil at the end of the stream. The bytes of the record before may
  /// move.
  func peek() throws(Failure) -> Int? {
    guard try hold(4) else { return nil }
    return Int(window[position - start]) | Int(window[position - start + 1]) << 8
  }

  /// Brings the next bytes into the window; false when the stream has fewer.
  private func hold(_ count: Int) throws(Failure) -> Bool {
    guard position >= 0, position <= stream.size - count else { return false }
    if position >= start, position + count <= start + filled { return true }
    start = position
    let room = UnsafeMutableRawBufferPointer(rebasing: window[..<max(count, step)])
    filled = try stream.read(at: position, into: room)
    return filled >= count
  }

  /// The next record when it carries on the one before.
  func continued() throws(Failure) -> XLSRecord? {
    try peek() == XLSRecord.Kind.continued ? next() : nil
  }
}
