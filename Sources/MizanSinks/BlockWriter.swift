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

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { buffer.deallocate() }

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
    if bytes.count > buffer.count &- filled { try flush() }
    if bytes.count >= buffer.count { return try BlockWriter.writeAll(bytes, to: descriptor) }
    guard let source = bytes.baseAddress, let target = buffer.baseAddress else { return }
    memcpy(target + filled, source, bytes.count)
    filled &+= bytes.count
  }

  /// Writes what waits in the buffer.
  mutating func flush() throws(Fault) {
    let waiting = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
    filled = 0
    try BlockWriter.writeAll(waiting, to: descriptor)
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
