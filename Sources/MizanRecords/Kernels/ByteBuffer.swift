import Glibc

/// A growing block of raw bytes for output; not copyable, so that nobody copies it by accident.
public struct ByteBuffer: ~Copyable, @unchecked Sendable {
  public private(set) var base: UnsafeMutablePointer<UInt8>
  private var filled = 0
  public private(set) var capacity: Int

  public init(capacity: Int = 1 << 12) {
    self.capacity = max(64, capacity)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// The number of bytes written.
  public var count: Int { filled }
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: filled) }

  /// Empties the buffer and keeps its memory.
  public mutating func removeAll() { filled = 0 }

  /// Makes sure that `more` bytes fit, and gives the place where they go.
  @inline(__always)
  public mutating func room(_ more: Int) -> UnsafeMutablePointer<UInt8> {
    if filled &+ more > capacity { grow(more) }
    return base + filled
  }

  /// Tells that bytes were written up to `end`, inside the room asked for.
  @inline(__always)
  public mutating func advance(to end: UnsafeMutablePointer<UInt8>) { filled = end - base }

  public mutating func append(_ source: UnsafePointer<UInt8>, _ count: Int) {
    let target = room(count)
    memcpy(target, source, count)
    filled &+= count
  }

  public mutating func append(_ byte: UInt8) {
    room(1).pointee = byte
    filled &+= 1
  }

  public mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { append(base, $0.count) } }
  }

  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { if let base = $0.baseAddress { append(base, $0.count) } }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let wanted = max(capacity * 2, filled + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    memcpy(larger, base, filled)
    base.deallocate()
    base = larger
    capacity = wanted
  }
}
