import Mizan

/// Text with columns of a fixed width, as old registers print it. A line of `=` under the headings
/// shows how wide each column is.
///
/// ```
/// AREA   YEAR    GIRLS
/// ====== ======= =====
/// TD0101 2023/24   120
/// ```
enum FixedWidthFormat: TableFormat {
  static let name = "fixed-width"
  static let fileExtensions = ["prn"]

  /// The second line consists of `=` and blanks.
  static func recognize(head: [UInt8], fileName: String) -> Confidence {
    let lines = head.split(separator: 10, maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count > 2, lines[1].contains(61) else { return .no }
    return lines[1].allSatisfy { $0 == 61 || $0 == 32 || $0 == 13 } ? .certain : .no
  }

  static func open(_ input: Input, _ options: FormatOptions) throws(Failure) -> any TableFile {
    let text = String(decoding: try input.bytes(), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).map(Array.init)
    guard lines.count > 1 else {
      throw Failure(.unreadable, .fixedWidthRuler, at: Place(input.name))
    }
    let columns = ranges(of: lines[1])
    let rows = ([lines[0]] + lines.dropFirst(2)).map { line in
      columns.map { trimmed(line[min($0.lowerBound, line.count)..<min($0.upperBound, line.count)]) }
    }
    return MemoryTableFile(format: name, rows: rows)
  }

  /// Where each run of `=` lies.
  private static func ranges(of ruler: [Character]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for (index, character) in ruler.enumerated() where character == "=" {
      if let last = ranges.last, last.upperBound == index {
        ranges[ranges.count - 1] = last.lowerBound..<index + 1
      } else {
        ranges.append(index..<index + 1)
      }
    }
    return ranges
  }

  private static func trimmed(_ cell: ArraySlice<Character>) -> String {
    let start = cell.drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }
}

extension Code {
  static let fixedWidthRuler = Code("FIXED_WIDTH_RULER", .error)
}
