import Glibc
import MizanRecords

/// The texts of a batch, one behind the other.
final class JSONArena {
  @exclusivity(unchecked) private var base: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private(set) var count = 0
  @exclusivity(unchecked) private var capacity = 1 << 19

  init() { base = .allocate(capacity: capacity) }

  deinit { base.deallocate() }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  /// Forgets what lies behind the first bytes.
  func cut(to count: Int) { self.count = count }

  /// Adds a text of which 16 bytes are readable whatever its length.
  @inline(__always)
  func put(_ source: UnsafePointer<UInt8>, _ length: Int, _ kind: Cell.Kind) -> Cell {
    let start = count
    reserve(length &+ 16)
    JSONCopy.copy(source, length, to: base + start)
    count = start &+ length
    return Cell(start: start, count: length, kind: kind)
  }

  /// Changes the last byte.
  @inline(__always)
  func setLast(_ byte: UInt8) { base[count &- 1] = byte }

  /// Adds the text of a string with escapes.
  func putUnescaped(
    _ source: UnsafePointer<UInt8>, _ length: Int, isWhole: inout Bool
  ) -> Cell {
    let start = count
    reserve(length)
    let end = JSONUnescape.write(source, length, to: base + start, isWhole: &isWhole)
    count = end - base
    return Cell(start: start, count: count - start, kind: .text)
  }

  func put(_ bytes: [UInt8], _ kind: Cell.Kind) -> Cell {
    if bytes.isEmpty { return .blank }
    let start = count
    reserve(bytes.count)
    bytes.withUnsafeBufferPointer {
      if let source = $0.baseAddress { memcpy(base + start, source, bytes.count) }
    }
    count = start + bytes.count
    return Cell(start: start, count: bytes.count, kind: kind)
  }

  @inline(__always)
  private func reserve(_ more: Int) {
    if count &+ more > capacity { grow(more) }
  }

  @inline(never)
  private func grow(_ more: Int) {
    let wanted = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    memcpy(larger, base, count)
    base.deallocate()
    base = larger
    capacity = wanted
  }
}
