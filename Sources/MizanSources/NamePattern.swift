import MizanRecords

/// A name with `*` for anything, compared after folding: `5W_*`, `*data*`.
struct NamePattern {
  private let pieces: [String]

  init(_ pattern: String) {
    pieces = pattern.split(separator: "*", omittingEmptySubsequences: false).map {
      Folding.fold(String($0))
    }
  }

  /// Whether a name fits the whole pattern.
  func fits(_ name: String) -> Bool { fits(folded: Folding.fold(name)) }

  /// Whether a name that is folded already fits the whole pattern.
  func fits(folded: String) -> Bool {
    guard pieces.count > 1 else { return folded == pieces[0] }
    var rest = Array(folded.utf8)[...]
    let first = Array(pieces[0].utf8)
    guard rest.starts(with: first) else { return false }
    rest = rest.dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() {
      guard let after = NamePattern.end(of: Array(piece.utf8), in: rest) else { return false }
      rest = rest[after...]
    }
    let last = Array(pieces[pieces.count - 1].utf8)
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
  }

  /// The index behind the first place where a piece stands.
  private static func end(of piece: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard text.count >= piece.count else { return nil }
    for start in text.startIndex...text.endIndex - piece.count
    where text[start..<start + piece.count].elementsEqual(piece) {
      return start + piece.count
    }
    return nil
  }
}
