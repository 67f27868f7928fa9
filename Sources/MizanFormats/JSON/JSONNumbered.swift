import Glibc
import MizanRecords

/// A text with a number behind it, which mostly is the one before and one more: then only its last
/// digit changes.
final class JSONNumbered {
  @exclusivity(unchecked) private var base: UnsafeMutablePointer<UInt8>
  private var capacity = 256
  /// The length of the text, and with the number behind it.
  @exclusivity(unchecked) private var textCount = 0
  @exclusivity(unchecked) private var count = 0
  @exclusivity(unchecked) private var number = JSONNumbered.none

  /// The most digits of a number, and the readable bytes behind them.
  private static let margin = 20 + 16
  /// A number that none follows.
  private static let none = -2

  init() {
    base = .allocate(capacity: capacity)
    base.initialize(repeating: 0, count: capacity)
  }

  deinit { base.deallocate() }

  /// Changes the text.
  func begin(with text: [UInt8]) {
    if text.count + JSONNumbered.margin > capacity {
      capacity = 2 * text.count + JSONNumbered.margin
      base.deallocate()
      base = .allocate(capacity: capacity)
      base.initialize(repeating: 0, count: capacity)
    }
    text.withUnsafeBufferPointer {
      if let source = $0.baseAddress { memcpy(base, source, $0.count) }
    }
    textCount = text.count
    number = JSONNumbered.none
  }

  /// Adds the text with a number, which is not negative, to the texts of a batch.
  @inline(__always)
  func put(_ number: Int, into arena: JSONArena, _ kind: Cell.Kind) -> Cell {
    let last = base + (count &- 1)
    guard number == self.number &+ 1, last.pointee < 57 else { return write(number, arena, kind) }
    self.number = number
    let cell = arena.put(base, count, kind)
    // The digit changes behind the copy, which would wait for it.
    last.pointee &+= 1
    arena.setLast(last.pointee)
    return cell
  }

  @inline(never)
  private func write(_ number: Int, _ arena: JSONArena, _ kind: Cell.Kind) -> Cell {
    self.number = number
    var digits = 1
    var rest = number
    while rest > 9 {
      rest /= 10
      digits &+= 1
    }
    count = textCount &+ digits
    rest = number
    for place in stride(from: count &- 1, through: textCount, by: -1) {
      base[place] = 48 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    return arena.put(base, count, kind)
  }
}
