import MizanRecords

/// The lines of a crosswalk as they stand in the file, so that a new decision changes no other line.
///
/// A line that nobody touches keeps its bytes, quotes and ending; byte order mark and line ends are
/// those of the file.
struct DecisionLines: Sendable {
  /// One record of the file: its bytes without the line end, and its cells.
  struct Line: Sendable {
    var bytes: [UInt8]
    var cells: [String]
    /// The line of the file where it begins, from 1; 0 for a line that is not written yet.
    var number: Int
  }

  private(set) var headings: [String]
  var lines: [Line]
  private var header: [UInt8]
  private let mark: [UInt8]
  private let lineEnd: [UInt8]

  /// A file that is not there yet.
  init(headings: [String]) {
    self.headings = headings
    header = Array(headings.joined(separator: ",").utf8)
    lines = []
    mark = []
    lineEnd = [10]
  }

  /// - Parameter table: the same bytes, read.
  init(_ bytes: [UInt8], _ table: SmallTable) {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    mark = hasMark ? Array(bytes[..<3]) : []
    headings = table.headings
    let records = DecisionLines.split(bytes[(hasMark ? 3 : 0)...])
    lineEnd = records.contains { $0.bytes.last == 13 } ? [13, 10] : [10]
    let cells = Dictionary(
      table.rows.map { ($0.line, $0.cells) }, uniquingKeysWith: { first, _ in first })
    let first = records.firstIndex { !DecisionLines.isBlank($0.bytes) } ?? records.endIndex
    header = first < records.endIndex ? DecisionLines.trimmed(records[first].bytes) : []
    lines = records.dropFirst(first + 1).map {
      Line(
        bytes: DecisionLines.trimmed($0.bytes), cells: cells[$0.number] ?? [], number: $0.number)
    }
  }

  /// The whole file.
  var bytes: [UInt8] {
    var bytes = mark + header + lineEnd
    for line in lines { bytes += line.bytes + lineEnd }
    return bytes
  }

  /// A cell of a line; empty where the file or the line lacks it.
  func text(_ line: Line, _ heading: String) -> String {
    guard let column = headings.firstIndex(of: heading), column < line.cells.count else {
      return ""
    }
    return line.cells[column]
  }

  /// Makes room for a column: every line gets one cell more.
  mutating func require(_ heading: String) {
    guard !headings.contains(heading) else { return }
    let width = headings.count
    headings.append(heading)
    header += Array((header.isEmpty ? heading : "," + heading).utf8)
    for index in lines.indices where !lines[index].cells.isEmpty {
      let gap = width + 1 - lines[index].cells.count
      guard gap > 0 else { continue }
      lines[index].bytes += [UInt8](repeating: 44, count: gap)
      lines[index].cells += [String](repeating: "", count: gap)
    }
  }

  /// Writes one cell of a line anew.
  mutating func set(_ index: Int, _ heading: String, _ text: String) {
    guard let column = headings.firstIndex(of: heading) else { return }
    while lines[index].cells.count <= column { lines[index].cells.append("") }
    lines[index].cells[column] = text
    lines[index].bytes = DecisionLines.encode(lines[index].cells)
  }

  /// Adds a line at the end; returns the line of the file where it will stand.
  mutating func append(_ values: [String: String]) -> Int {
    let cells = headings.map { values[$0] ?? "" }
    let number = 1 + newlines(in: header) + lines.reduce(1) { $0 + 1 + newlines(in: $1.bytes) }
    lines.append(Line(bytes: DecisionLines.encode(cells), cells: cells, number: number))
    return number
  }

  private func newlines(in bytes: [UInt8]) -> Int { bytes.reduce(0) { $0 + ($1 == 10 ? 1 : 0) } }

  private static func encode(_ cells: [String]) -> [UInt8] {
    Array(cells.map { CSVText.quoted(harmless($0)) }.joined(separator: ",").utf8)
  }

  /// A text that a spreadsheet program would run as a formula begins with an apostrophe, which
  /// folding takes away again.
  private static func harmless(_ text: String) -> String {
    guard let first = text.utf8.first, [43, 45, 61, 64, 9, 13].contains(first) else { return text }
    let marked = "'" + text
    return Folding.fold(marked) == Folding.fold(text) ? marked : text
  }

  /// The records of a text: a line break inside quotes starts no new one.
  private static func split(_ bytes: ArraySlice<UInt8>) -> [(bytes: [UInt8], number: Int)] {
    var records: [(bytes: [UInt8], number: Int)] = []
    var start = bytes.startIndex
    var line = 1
    var number = 1
    var isQuoted = false
    for index in bytes.indices {
      if bytes[index] == 34 { isQuoted.toggle() }
      guard bytes[index] == 10 else { continue }
      line += 1
      if isQuoted { continue }
      records.append((Array(bytes[start..<index]), number))
      start = index + 1
      number = line
    }
    if start < bytes.endIndex { records.append((Array(bytes[start...]), number)) }
    return records
  }

  private static func isBlank(_ bytes: [UInt8]) -> Bool { trimmed(bytes).isEmpty }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    bytes.last == 13 ? Array(bytes.dropLast()) : bytes
  }
}
