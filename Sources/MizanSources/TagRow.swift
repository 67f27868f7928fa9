import MizanRecords

/// Looks for the row of HXL hashtags.
enum TagRow {
  /// How many rows are searched, as the HXL tools do.
  static let limit = 25

  /// The index of the first row of which at least half of the filled cells are hashtags.
  static func declared(in rows: [[String]]) -> Int? {
    rows.prefix(limit).firstIndex { row in
      let filled = row.filter { !$0.isEmpty }
      let tags = filled.filter { Hashtag($0) != nil }
      return !tags.isEmpty && tags.count * 2 >= filled.count
    }
  }

  /// The same where nobody said that there are hashtags: more than half of the cells begin like
  /// one, and one of them is in the HXL dictionary.
  static func evident(in rows: some Sequence<[String]>) -> Int? {
    for (index, row) in rows.prefix(limit).enumerated()
    where Hashtags.isRow(row)
      && row.contains(where: { Hashtag($0).map { Hashtags.core.contains($0.name) } ?? false })
    {
      return index
    }
    return nil
  }

  /// The row of the headings above a row of tags: the one before it, unless that is further off
  /// than two rows or there is none; then the tags are the headings.
  static func headings(above row: Int, numbers: [Int]) -> Int {
    guard row > 0, numbers[row] - numbers[row - 1] <= 2 else { return row }
    return row - 1
  }
}
