extension Likeness {
  /// The number of single changes from one text to the other, where two neighbours that change
  /// places are one change; any number above `limit` when more than `limit` are needed.
  static func distance(_ one: [UInt32], _ other: [UInt32], limit: Int) -> Int {
    guard abs(one.count - other.count) <= limit else { return limit + 1 }
    var before: [Int] = []
    var last = Array(0...other.count)
    var row = last
    for (i, left) in one.enumerated() {
      row[0] = i + 1
      var least = row[0]
      for (j, right) in other.enumerated() {
        var best = min(last[j] + (left == right ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left == other[j - 1], right == one[i - 1] {
          best = min(best, before[j - 1] + 1)
        }
        row[j + 1] = best
        least = min(least, best)
      }
      if least > limit { return limit + 1 }
      before = last
      last = row
    }
    return last[other.count]
  }
}
