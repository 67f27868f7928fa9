import MizanRecords

/// Finds the delimiter of a text table by trying the usual ones on its first records.
enum DelimiterGuess {
  /// The delimiters that are looked for.
  static let candidates: [UInt8] = [44, 59, 9, 124]

  /// The delimiter that cuts most records into the same number of cells; nil when none cuts any.
  ///
  /// - Parameters:
  ///   - text: the beginning of the text as UTF-8; `isWhole` tells that nothing follows it.
  ///   - usual: the delimiter that the file's ending promises; it wins a draw.
  static func guess(
    _ text: UnsafeBufferPointer<UInt8>, isWhole: Bool, usual: UInt8
  ) -> UInt8? {
    var best: (delimiter: UInt8, score: Int)?
    for delimiter in [usual] + candidates.filter({ $0 != usual }) {
      let score = score(widths(text, isWhole: isWhole, delimiter))
      if score > best?.score ?? 0 { best = (delimiter, score) }
    }
    return best?.delimiter
  }

  /// The number of records with the most usual width, times the separators in each.
  ///
  /// A delimiter in most records beats one in some, so that commas inside a few texts do not win.
  private static func score(_ widths: [UInt32]) -> Int {
    var counts: [UInt32: Int] = [:]
    for width in widths where width > 1 { counts[width, default: 0] += 1 }
    guard let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return 0 }
    // Wide tables score by their width, but a cell more or less must not outweigh regularity.
    return usual.value * (usual.value * 2 >= widths.count ? 4 : 1) * Int(min(usual.key - 1, 64))
  }

  private static func widths(
    _ text: UnsafeBufferPointer<UInt8>, isWhole: Bool, _ delimiter: UInt8
  ) -> [UInt32] {
    let count = text.count
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: count + 64)
    let cells = UnsafeMutablePointer<Cell>.allocate(capacity: count + 1)
    defer {
      copy.deallocate()
      cells.deallocate()
    }
    copy.initialize(repeating: 0, count: count + 64)
    if let base = text.baseAddress { copy.update(from: base, count: count) }
    var limits = Limits()
    limits.columns = .max
    limits.fieldBytes = .max
    var scanner = RecordScanner(delimiter: delimiter, limits: limits)
    _ = scanner.scan(copy, count, isEnd: isWhole, into: cells)
    return scanner.widths
  }
}
