import Glibc
import MizanDiagnostics

extension MergedRanges {
  /// Merged ranges stand behind the cells, so that a sheet must be inflated once more to know
  /// them first. Sheets whose part is larger than this, in bytes, are not; their ranges are told.
  static let partLimit = 256 << 20

  /// Reads the ranges of a sheet ahead of its cells.
  ///
  /// Only the part behind the cells is read as XML; before it, only the end of the cells is
  /// looked for. What is wrong with the part is left to the reader of the cells to tell.
  static func read(_ stream: PartStream, columns: Int) throws(Failure) -> MergedRanges {
    var cursor = UnsafePointer(stream.base)
    while true {
      let end = UnsafePointer(stream.end)
      if let found = XMLToken.find(0x44, cursor, end) {
        // The `D` of `</sheetData>`, which is rare in the cells before it.
        if end - found < 5, !stream.isAtEnd {
          cursor = found - min(256, found - UnsafePointer(stream.base))
          guard try stream.refill(&cursor) else { return MergedRanges() }
          continue
        }
        cursor = found + 1
        if isEnd(found, UnsafePointer(stream.base)) { break }
        continue
      }
      // The mark, with its prefix before it, may be cut by the window's end.
      if end - cursor > 256 { cursor = end - 256 }
      guard try stream.refill(&cursor) else { return MergedRanges() }
    }
    var ranges: [CellRange] = []
    while ranges.count < countLimit {
      let token = XMLToken.read(cursor, UnsafePointer(stream.end))
      if token.kind == .cut {
        guard try stream.refill(&cursor) else { break }
        continue
      }
      if token.kind == .malformed || token.kind == .forbidden { break }
      if token.kind == .start || token.kind == .empty, token.isNamed("mergeCell"),
        let text = token.attribute("ref"), var range = CellRange(text),
        range.first.column < columns
      {
        range.last.column = min(range.last.column, columns - 1)
        ranges.append(range)
      }
      if token.kind == .end && token.isNamed("mergeCells") { break }
      cursor = token.next
    }
    return MergedRanges(ranges)
  }

  /// Whether the `D` at this place is that of `</sheetData>` or `</prefix:sheetData>`.
  private static func isEnd(
    _ letter: UnsafePointer<UInt8>, _ base: UnsafePointer<UInt8>
  ) -> Bool {
    guard letter - base >= 7, memcmp(letter - 5, "sheetData>", 10) == 0 else { return false }
    var position = letter - 6
    if position[0] == 0x3A {
      while position > base, position[0] != 0x2F, position[0] != 0x3C { position -= 1 }
    }
    return position > base && position[0] == 0x2F && position[-1] == 0x3C
  }
}
