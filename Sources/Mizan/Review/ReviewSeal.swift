import MizanRecords

/// A mark on each line of `review.csv` by which a label that a spreadsheet program has changed is
/// found: a range of ages turned into a date, a lost zero, Arabic letters turned into `?`.
enum ReviewSeal {
  /// Eight letters from `a` to `p`, which no spreadsheet program takes for a number or a date.
  ///
  /// What folding takes away does not count, so that other spaces or line ends are no change.
  static func make(field: String, list: String, label: String, parent: String = "") -> String {
    let scope = parent.isEmpty ? [] : [parent]
    let text = ([field, list, Folding.fold(label)] + scope).joined(separator: "\u{1F}")
    let digits = Array("0123456789abcdef".utf8)
    let letters = SHA256.hex(Array(text.utf8)).utf8.prefix(8).map { digit in
      97 + UInt8(truncatingIfNeeded: digits.firstIndex(of: digit) ?? 0)
    }
    return String(decoding: letters, as: UTF8.self)
  }
}
