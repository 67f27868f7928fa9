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

  /// - Parameter texts: scalars; the number of a text is its place.
  init(_ texts: [[UInt32]]) {
    var counts: [Int: Int] = [:]
    for text in texts { counts[text.count, default: 0] += 1 }
    var places: [Int: Int] = [:]
    var (start, cell, letter) = (0, 0, 0)
    for (length, count) in counts.sorted(by: { $0.key < $1.key }) {
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
    for (number, text) in texts.enumerated() {
      guard let place = places[text.count] else { continue }
      let group = groups[place]
      let row = filled[place]
      filled[place] += 1
      numbers[group.start + row] = Int32(truncatingIfNeeded: number)
      let own = group.letters + row * group.length
      letters.replaceSubrange(own..<own + text.count, with: text)
      guard text.count <= LetterColumns.longest else { continue }
      let first = group.cells + row >> 4
      for letter in text {
        cells[first + LetterColumns.column(letter) * group.blocks][row & 15] &+= 1
      }
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
