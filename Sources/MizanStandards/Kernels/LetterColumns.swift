/// How often each letter stands in many texts, whatever the order, to pass over those that have too
/// little in common with a query: sixteen texts are looked at together.
///
/// Texts of one length stand together, and what they have of one letter is one column. Letters
/// share the columns, so that texts may seem to have more in common than they have, never less.
struct LetterColumns: Sendable {
  private typealias Lanes = SIMD16<UInt8>

  /// Texts of one length.
  private struct Group {
    var length: Int
    /// Where its texts begin in `numbers`, and how many they are.
    var start: Int
    var count: Int
    /// Where its columns begin in `cells`, each with room for sixteen texts times `blocks`.
    var cells: Int
    /// Where its texts begin in `letters`, one behind the other.
    var letters: Int
    var blocks: Int { (count + 15) / 16 }
  }

  /// Longer texts have no columns: what is summed up must fit into a byte.
  static let longest = 120
  private static let columns = 32

  private var groups: [Group] = []
  private var numbers: [Int32] = []
  private var cells: [Lanes] = []
  private var letters: [UInt32] = []

  init(_ texts: LetterTexts) {
    let lengths = (0..<texts.count).map { texts.range($0).count }
    var counts = [Int](repeating: 0, count: (lengths.max() ?? 0) + 1)
    for length in lengths { counts[length] += 1 }
    var places = [Int](repeating: 0, count: counts.count)
    var (start, cell, letter) = (0, 0, 0)
    for (length, count) in counts.enumerated() where count > 0 {
      places[length] = groups.count
      let group = Group(
        length: length, start: start, count: count, cells: cell, letters: letter)
      groups.append(group)
      start += count
      letter += count * length
      if length <= LetterColumns.longest { cell += LetterColumns.columns * group.blocks }
    }
    numbers = Array(repeating: 0, count: texts.count)
    cells = Array(repeating: Lanes(repeating: 0), count: cell)
    letters = Array(repeating: 0, count: letter)
    var filled = Array(repeating: 0, count: groups.count)
    for (number, length) in lengths.enumerated() {
      let group = groups[places[length]]
      let row = filled[places[length]]
      filled[places[length]] += 1
      numbers[group.start + row] = Int32(truncatingIfNeeded: number)
      fill(group, row, texts.letters[texts.range(number)])
    }
  }

  /// Writes the letters of one text, and how often each stands in it.
  private mutating func fill(_ group: Group, _ row: Int, _ text: ArraySlice<UInt32>) {
    var own = group.letters + row * group.length
    for letter in text {
      letters[own] = letter
      own += 1
    }
    guard group.length <= LetterColumns.longest else { return }
    let first = 16 * (group.cells + row >> 4) + row & 15
    let step = 16 * group.blocks
    cells.withUnsafeMutableBytes { cells in
      for letter in text { cells[first + LetterColumns.column(letter) * step] &+= 1 }
    }
  }

  /// Calls `body` with the number and the letters of each text that may have enough letters in
  /// common with a query.
  /// - Parameter needed: how many letters a text of some length must have in common, all letters
  ///   counted as often as they stand in both; nil when no text of this length is wanted.
  func forEach(
    like query: [UInt32], needed: (_ length: Int) -> Int?,
    _ body: (_ text: Int, _ letters: UnsafeBufferPointer<UInt32>) -> Void
  ) {
    var own = [UInt8](repeating: 0, count: LetterColumns.columns)
    let isLong = query.count > LetterColumns.longest
    if !isLong { for letter in query { own[LetterColumns.column(letter)] += 1 } }
    let used = own.indices.filter { own[$0] > 0 }
    for group in groups {
      guard let needed = needed(group.length) else { continue }
      if isLong || group.length > LetterColumns.longest || needed <= 0 {
        for row in 0..<group.count { tell(row, group, body) }
      } else {
        forEachRow(of: group, with: UInt8(min(255, needed)), of: own, used) {
          tell($0, group, body)
        }
      }
    }
  }

  /// Calls `body` with each row of a group that has so many letters in common.
  private func forEachRow(
    of group: Group, with needed: UInt8, of own: [UInt8], _ used: [Int], _ body: (Int) -> Void
  ) {
    let least = Lanes(repeating: needed)
    cells.withUnsafeBufferPointer { cells in
      for block in 0..<group.blocks {
        var shared = Lanes(repeating: 0)
        for column in used {
          let here = cells[group.cells + column * group.blocks + block]
          let most = Lanes(repeating: own[column])
          shared &+= here.replacing(with: most, where: most .< here)
        }
        let isEnough = shared .>= least
        guard any(isEnough) else { continue }
        for row in 0..<16 where isEnough[row] && block * 16 + row < group.count {
          body(block * 16 + row)
        }
      }
    }
  }

  @inline(__always)
  private func tell(_ row: Int, _ group: Group, _ body: (Int, UnsafeBufferPointer<UInt32>) -> Void)
  {
    letters.withUnsafeBufferPointer { letters in
      let first = group.letters + row * group.length
      let own = UnsafeBufferPointer(rebasing: letters[first..<first + group.length])
      body(Int(numbers[group.start + row]), own)
    }
  }

  private static func column(_ letter: UInt32) -> Int { Int(letter & 31) }
}
