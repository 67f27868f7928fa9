import CZlib
import MizanDiagnostics

/// The content of a gzip file: one member or several, one after the other.
final class GzipBytes: ByteSource {
  /// What is known of a file before it is inflated to its end.
  private enum State { case member, between, ended }

  private let packed: FileBytes
  private let limits: Limits
  private let stream: UnsafeMutablePointer<z_stream>
  private let block: UnsafeMutablePointer<UInt8>
  private static let blockSize = 1 << 16
  private var state = State.member
  private var packedCount = 0
  private var inflatedCount = 0

  init(_ packed: FileBytes, _ limits: Limits) throws(Failure) {
    self.packed = packed
    self.limits = limits
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    block = .allocate(capacity: GzipBytes.blockSize)
    // 15 bits of window, plus 16: gzip and nothing else.
    let result = inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard result == Z_OK else { throw damaged(result) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    block.deallocate()
  }

  var digest: String? { packed.digest }

  func read(into target: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    guard let base = target.bindMemory(to: UInt8.self).baseAddress, target.count > 0 else {
      return 0
    }
    stream.pointee.next_out = base
    stream.pointee.avail_out = UInt32(clamping: target.count)
    let wanted = Int(stream.pointee.avail_out)
    while stream.pointee.avail_out > 0, state != .ended {
      if stream.pointee.avail_in == 0, try !refill() { break }
      if state == .between, try !beginMember() { break }
      let result = inflate(stream, Z_NO_FLUSH)
      if result == Z_STREAM_END {
        state = .between
      } else if result != Z_OK && result != Z_BUF_ERROR {
        throw damaged(result)
      }
    }
    let count = wanted - Int(stream.pointee.avail_out)
    inflatedCount += count
    try checkBounds()
    return count
  }

  /// Reads packed bytes; false at the end of the file.
  private func refill() throws(Failure) -> Bool {
    let count = try packed.read(
      into: UnsafeMutableRawBufferPointer(start: block, count: GzipBytes.blockSize))
    guard count > 0 else {
      if state == .member { throw Failure(.unreadable, .gzipTruncated, at: packed.file.place) }
      state = .ended
      return false
    }
    packedCount += count
    stream.pointee.next_in = block
    stream.pointee.avail_in = UInt32(count)
    return true
  }

  /// After a member comes another one, or the zeros with which some programs fill the last block.
  private func beginMember() throws(Failure) -> Bool {
    while stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0 {
      stream.pointee.next_in += 1
      stream.pointee.avail_in -= 1
    }
    if stream.pointee.avail_in == 0 { return try refill() ? beginMember() : false }
    guard stream.pointee.next_in.pointee == 0x1F else { throw damaged(Z_DATA_ERROR) }
    let result = inflateReset(stream)
    guard result == Z_OK else { throw damaged(result) }
    state = .member
    return true
  }

  private func checkBounds() throws(Failure) {
    let isTooMuch = inflatedCount > limits.inflatedBytes
    let isTooDense =
      inflatedCount > 10 << 20 && inflatedCount / max(1, packedCount) > limits.inflationRatio
    guard isTooMuch || isTooDense else { return }
    throw Failure(
      .unreadable, .gzipLimit, at: packed.file.place,
      [
        "value": "\(inflatedCount >> 20) MB",
        "known": isTooMuch ? "\(limits.inflatedBytes >> 20) MB" : "\(limits.inflationRatio):1",
      ])
  }

  private func damaged(_ result: Int32) -> Failure {
    Failure(
      .unreadable, .gzipDamaged, at: packed.file.place,
      ["problem": stream.pointee.msg.map { String(cString: $0) } ?? "zlib \(result)"])
  }
}

extension Code {
  static let gzipTruncated = Code("GZIP_TRUNCATED", .error)
  static let gzipDamaged = Code("GZIP_DAMAGED", .error)
  static let gzipLimit = Code("GZIP_RATIO_LIMIT", .error)
}
