import CSystem

/// Finds the texts that at most two single changes part from a query, among any number of texts.
///
/// All texts stand in a table under the hashes of ``DeletionHashes``: 56 entries of 4 bytes for a
/// text of ten letters or more. A query looks up its own hashes, and what it finds is compared letter
/// by letter, so that the cost follows the length of the query, not the number of texts.
final class DeletionIndex: @unchecked Sendable {
  /// The letters of all texts, one text after the other.
  private let letters: [UInt32]
  /// Where each text begins, and the end of the last.
  private let starts: [UInt32]
  /// Texts as long as ``LetterPattern`` takes or longer; they may be compared one by one.
  private let long: [Int32]
  /// The number of a text in the lower `numberBits`, some of the hash in those above.
  private let entries: UnsafeMutablePointer<UInt32>
  private let numberBits: UInt32
  /// Where each bucket of the table begins, and the end of the last.
  private let buckets: UnsafeMutablePointer<UInt32>
  private let shift: UInt64

  /// - Parameter texts: folded texts as scalars; fewer than 2^31 of them.
  init(_ texts: [[UInt32]]) {
    var letters: [UInt32] = []
    var starts: [UInt32] = [0]
    var long: [Int32] = []
    starts.reserveCapacity(texts.count + 1)
    var most = 0
    for (index, text) in texts.enumerated() {
      letters += text
      starts.append(UInt32(truncatingIfNeeded: letters.count))
      if text.count + 2 > LetterPattern.limit { long.append(Int32(truncatingIfNeeded: index)) }
      most += DeletionHashes.most(text.count)
    }
    self.letters = letters
    self.starts = starts
    self.long = long
    numberBits = UInt32(truncatingIfNeeded: max(1, Int.bitWidth - texts.count.leadingZeroBitCount))
    var bits = 4
    while bits < 28, 1 << bits < most / 4 { bits += 1 }
    shift = UInt64(64 - bits)
    let size = 1 << bits
    buckets = .allocate(capacity: size + 2)
    buckets.initialize(repeating: 0, count: size + 2)
    entries = .allocate(capacity: max(1, most))
    fill(size)
  }

  deinit {
    buckets.deallocate()
    entries.deallocate()
  }

  /// Counts the entries of each bucket, then puts each where it belongs.
  private func fill(_ size: Int) {
    let (buckets, shift, entries, numberBits) = (buckets, shift, entries, numberBits)
    for text in 0..<starts.count - 1 {
      withHashes(text) { hashes in
        for hash in hashes { buckets[Int(truncatingIfNeeded: hash &>> shift) &+ 2] &+= 1 }
      }
    }
    for bucket in 2..<size + 2 { buckets[bucket] &+= buckets[bucket &- 1] }
    for text in 0..<starts.count - 1 {
      let number = UInt32(truncatingIfNeeded: text)
      withHashes(text) { hashes in
        for hash in hashes {
          csystem_prefetch(
            entries + Int(buckets[Int(truncatingIfNeeded: hash &>> shift) &+ 1]))
        }
        for hash in hashes {
          let bucket = Int(truncatingIfNeeded: hash &>> shift) &+ 1
          entries[Int(buckets[bucket])] = (UInt32(truncatingIfNeeded: hash) &<< numberBits) | number
          buckets[bucket] &+= 1
        }
      }
    }
  }

  @inline(__always)
  private func withHashes(_ text: Int, _ body: (UnsafeBufferPointer<UInt64>) -> Void) {
    letters.withUnsafeBufferPointer { letters in
      let one = Int(starts[text])..<Int(starts[text + 1])
      DeletionHashes.withAll(UnsafeBufferPointer(rebasing: letters[one]), body)
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
    let (buckets, shift, entries, numberBits) = (buckets, shift, entries, numberBits)
    let numberMask = (1 as UInt32) &<< numberBits &- 1
    query.withUnsafeBufferPointer {
      DeletionHashes.withAll($0) { hashes in
        // What lies far away is asked for before it is needed.
        for hash in hashes { csystem_prefetch(buckets + Int(truncatingIfNeeded: hash &>> shift)) }
        for hash in hashes {
          csystem_prefetch(entries + Int(buckets[Int(truncatingIfNeeded: hash &>> shift)]))
        }
        for hash in hashes {
          let bucket = Int(truncatingIfNeeded: hash &>> shift)
          let sign = UInt32(truncatingIfNeeded: hash) &<< numberBits
          for entry in Int(buckets[bucket])..<Int(buckets[bucket &+ 1]) {
            let known = entries[entry]
            if known & ~numberMask == sign { found.append(known & numberMask) }
          }
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
