import CSystem
import Glibc
import MizanDiagnostics

/// Writes to a descriptor in large blocks: large writes go straight through, small ones wait in
/// a buffer of 256 KB.
struct BlockWriter: ~Copyable {
  static let blockSize = 256 << 10

  /// What ended a write: the number of the error, from `errno`.
  struct Fault: Error { var number: Int32 }

  private let descriptor: Int32
  private let buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: BlockWriter.blockSize, alignment: 64)
  private var filled = 0
  /// Bytes handed to the system.
  private var written = 0
  /// Up to where the file has room on the disk; the largest number where none is asked for.
  private var reserved = 0

  /// From this size on a file gets its room on the disk in large steps, which spares the system
  /// most of its work for each block of 4 KB.
  private static let reserveFrom = 8 << 20
  private static let reserveStep = 64 << 20

  /// - Parameter isWholeFile: the descriptor is a new file that this writer alone fills; only then
  ///   is room on the disk reserved ahead of the bytes.
  init(_ descriptor: Int32, isWholeFile: Bool = false) {
    self.descriptor = descriptor
    if !isWholeFile { reserved = Int.max }
  }

  deinit { buffer.deallocate() }

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
    if bytes.count > buffer.count &- filled { try flush() }
    if bytes.count >= buffer.count { return try send(bytes) }
    guard let source = bytes.baseAddress, let target = buffer.baseAddress else { return }
    memcpy(target + filled, source, bytes.count)
    filled &+= bytes.count
  }

  /// Writes what waits in the buffer.
  mutating func flush() throws(Fault) {
    let waiting = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
    filled = 0
    try send(waiting)
  }

  /// Writes what waits and gives back the room on the disk that was not needed.
  mutating func finish() throws(Fault) {
    try flush()
    if reserved != Int.max, reserved > written { ftruncate(descriptor, written) }
  }

  private mutating func send(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
    if written >= BlockWriter.reserveFrom, reserved != Int.max, written &+ bytes.count > reserved {
      reserve()
    }
    try BlockWriter.writeAll(bytes, to: descriptor)
    written &+= bytes.count
  }

  /// Asks for room; a file system that knows no such thing is not asked again.
  private mutating func reserve() {
    let start = max(reserved, written)
    if csystem_reserve(descriptor, start, BlockWriter.reserveStep) == 0 {
      reserved = start &+ BlockWriter.reserveStep
    } else {
      // A nearly full disk gave a part of the room: other files may need it.
      ftruncate(descriptor, written)
      reserved = Int.max
    }
  }

  /// Writes every byte; goes on after an interruption and after a short write.
  static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(Fault) {
    var rest = bytes
    while let base = rest.baseAddress, rest.count > 0 {
      let count = Glibc.write(descriptor, base, rest.count)
      if count < 0 {
        let number = errno
        if number == EINTR { continue }
        if number == EAGAIN {
          var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&wait, 1, 1000)
          continue
        }
        throw Fault(number: number)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }
}
