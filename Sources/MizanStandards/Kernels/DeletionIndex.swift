import Glibc

/// Finds the texts that at most two single changes part from a query, among any number of texts.
///
/// All texts stand in a table under the hashes of ``DeletionHashes``: some 80 entries of 8 bytes
/// for a text of 12 letters. A query looks up its own hashes, and what it finds is compared letter
/// by letter, so that the cost follows the length of the query, not the number of texts.
final class DeletionIndex: @unchecked Sendable {
  /// The letters of all texts, one text after the other.
  private let letters: [UInt32]
  /// Where each text begins, and the end of the last.
  private let starts: [UInt32]
  /// Texts as long as ``LetterPattern`` takes or longer; they may be compared one by one.
  private let long: [Int32]
  /// Half of a hash in the upper half, the number of a text in the lower.
  private let entries: UnsafeMutablePointer<UInt64>
  /// Where each bucket of the table begins, and the end of the last.
  private let buckets: UnsafeMutablePointer<UInt32>
  private let shift: UInt64

  /// - Parameter texts: folded texts as scalars; fewer than 2^31 of them.
  init(_ texts: [[UInt32]]) {
    var letters: [UInt32] = []
    var starts: [UInt32] = [0]
    var long: [Int32] = []
    starts.reserveCapacity(texts.count + 1)
    var total = 0
    for (index, text) in texts.enumerated() {
      letters += text
      starts.append(UInt32(truncatingIfNeeded: letters.count))
      if text.count + 2 > LetterPattern.limit { long.append(Int32(truncatingIfNeeded: index)) }
      text.withUnsafeBufferPointer { DeletionHashes.forEach($0) { _ in total &+= 1 } }
    }
    self.letters = letters
    self.starts = starts
    self.long = long
    var bits = 4
    while bits < 28, 1 << bits < total / 2 { bits += 1 }
    shift = UInt64(64 - bits)
    let size = 1 << bits
    buckets = .allocate(capacity: size + 2)
    buckets.initialize(repeating: 0, count: size + 2)
    entries = .allocate(capacity: max(1, total))
    fill(texts, size)
  }

  deinit {
    buckets.deallocate()
    entries.deallocate()
  }

  /// Counts the entries of each bucket, then puts each where it belongs.
  private func fill(_ texts: [[UInt32]], _ size: Int) {
    let (buckets, shift, entries) = (buckets, shift, entries)
    for text in texts {
      text.withUnsafeBufferPointer {
        DeletionHashes.forEach($0) { buckets[Int(truncatingIfNeeded: $0 &>> shift) &+ 2] &+= 1 }
      }
    }
    for bucket in 2..<size + 2 { buckets[bucket] &+= buckets[bucket &- 1] }
    for (index, text) in texts.enumerated() {
      let number = UInt64(truncatingIfNeeded: index)
      text.withUnsafeBufferPointer {
        DeletionHashes.forEach($0) { hash in
          let bucket = Int(truncatingIfNeeded: hash &>> shift) &+ 1
          entries[Int(buckets[bucket])] = (hash &<< 32) | number
          buckets[bucket] &+= 1
        }
      }
    }
  }

  /// Calls `body` with the number of each text that `limit` single changes or fewer part from a
  /// query, and that number: each text once.
  /// - Parameter limit: 2 at most.
  func forEach(
    near query: [UInt32], limit: Int, _ body: (_ text: Int, _ distance: Int) -> Void
  ) {
    guard !query.isEmpty, limit >= 0 else { return }
    guard query.count <= LetterPattern.limit else {
      for text in long { compare(query, Int(text), limit, body) }
      return
    }
    var found: [UInt32] = []
    let (buckets, shift, entries) = (buckets, shift, entries)
    query.withUnsafeBufferPointer {
      DeletionHashes.forEach($0) { hash in
        let bucket = Int(truncatingIfNeeded: hash &>> shift)
        var entry = Int(buckets[bucket])
        let end = Int(buckets[bucket &+ 1])
        while entry < end {
          if entries[entry] &>> 32 == hash & 0xFFFF_FFFF {
            found.append(UInt32(truncatingIfNeeded: entries[entry]))
          }
          entry &+= 1
        }
      }
    }
    found.sort()
    let pattern = LetterPattern(query)
    var last: UInt32?
    letters.withUnsafeBufferPointer { letters in
      guard let base = letters.baseAddress else { return }
      for text in found where text != last {
        last = text
        let start = Int(starts[Int(text)])
        let length = length(Int(text))
        if length > LetterPattern.limit { continue }
        let distance = pattern.distance(base + start, length, limit: limit)
        if distance <= limit { body(Int(text), distance) }
      }
    }
    if query.count + limit > LetterPattern.limit {
      for text in long where length(Int(text)) > LetterPattern.limit {
        compare(query, Int(text), limit, body)
      }
    }
  }

  private func length(_ text: Int) -> Int { Int(starts[text + 1] &- starts[text]) }

  private func compare(
    _ query: [UInt32], _ text: Int, _ limit: Int, _ body: (Int, Int) -> Void
  ) {
    let scalars = Array(letters[Int(starts[text])..<Int(starts[text + 1])])
    let distance = Likeness.distance(query, scalars, limit: limit)
    if distance <= limit { body(text, distance) }
  }
}
