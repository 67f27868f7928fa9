import Glibc
import MizanDiagnostics

/// Cuts a file into its lines, each a JSON text of its own.
struct JSONLines {
  /// A line that is not blank.
  struct Line {
    enum Content {
      /// The bytes of the line in the window, without its end.
      case text(Range<Int>)
      /// The line is longer than the limit; its first bytes.
      case tooLong([UInt8])
    }
    var content: Content
    /// The line's number, from 1.
    var number: Int
    /// Whether the file ends without a line break behind it.
    var isCut = false
  }

  private let window: JSONWindow
  private let limit: Int
  private var at = 0
  private var number = 0

  init(_ window: JSONWindow, _ limits: Limits) {
    self.window = window
    limit = limits.lineBytes
  }

  /// Where a line ends, and what is left of one that is too long.
  private struct End {
    var place: Int
    var next: Int
    var head: [UInt8]?
  }

  /// The next line; its bytes stay in place until the next call.
  mutating func next() throws(Failure) -> Line? {
    while let end = try findEnd() {
      number += 1
      var from = at
      var to = end.place
      at = end.next
      if let head = end.head { return Line(content: .tooLong(head), number: number) }
      while from < to, JSONLines.isBlank(window.base[from]) { from += 1 }
      while to > from, JSONLines.isBlank(window.base[to - 1]) { to -= 1 }
      if from < to {
        return Line(
          content: .text(from..<to), number: number, isCut: end.next == end.place)
      }
    }
    return nil
  }

  /// The end of the line that begins at ``at``; a line beyond the limit is skipped to its end.
  private mutating func findEnd() throws(Failure) -> End? {
    var looked = at
    while true {
      if let place = lineBreak(from: looked) { return End(place: place, next: place + 1) }
      if window.isEnd {
        return at < window.count ? End(place: window.count, next: window.count) : nil
      }
      looked = window.count - at
      window.drop(at)
      at = 0
      if window.isFull {
        if window.count >= limit { return try skip() }
        window.grow()
      }
      try window.fill()
    }
  }

  /// Goes to the end of a line that is too long, keeping its first bytes.
  private mutating func skip() throws(Failure) -> End {
    let head = Array(UnsafeBufferPointer(start: window.base, count: min(4096, window.count)))
    while true {
      if let place = lineBreak(from: 0) { return End(place: place, next: place + 1, head: head) }
      if window.isEnd { return End(place: window.count, next: window.count, head: head) }
      window.drop(window.count)
      try window.fill()
    }
  }

  private func lineBreak(from: Int) -> Int? {
    guard from < window.count,
      let found = memchr(window.base + from, 10, window.count - from)
    else { return nil }
    return UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - UnsafePointer(window.base)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }
}
