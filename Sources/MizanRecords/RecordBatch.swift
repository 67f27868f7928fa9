public import MizanDiagnostics

/// Some thousand rows of one table as slices into one block of raw UTF-8 bytes.
///
/// Row `r` has `widths[r]` cells, `cells[starts[r]]` and those after it. Formats append rows;
/// the layout shapes them to the table's width; the engine reads them through unsafe buffers.
/// A batch belongs to one thread at a time and is reused: `removeAll` keeps its memory.
public final class RecordBatch: @unchecked Sendable {
  /// Why a row cannot be read, told by the format or the layout; the row is held, never dropped.
  public struct Fault: Sendable {
    public var code: Code
    /// The column concerned, 1-based, when there is one.
    public var column: Int?
    /// The row as received, where its cells cannot show it.
    public var raw: String?
    public init(_ code: Code, column: Int? = nil, raw: String? = nil) {
      self.code = code
      self.column = column
      self.raw = raw
    }
  }

  /// The values of ``marks``.
  public enum Mark {
    /// A row of data.
    public static let data: UInt8 = 0
    /// A row without any content; dropped and counted apart.
    public static let blank: UInt8 = 1
    /// The first of the mapping's `drop:` rules; the next rule is one more.
    public static let firstRule: UInt8 = 2
  }

  /// The bytes of all cells.
  public var arena: [UInt8] = []
  public var cells: [Cell] = []
  /// The index in `cells` of each row's first cell.
  public var starts: [UInt32] = []
  /// The number of cells of each row.
  public var widths: [UInt32] = []
  /// Each row's number as a spreadsheet program shows it, from 1.
  public var rowNumbers: [UInt32] = []
  /// What the layout decided about each row: 0 for data, otherwise see ``Mark``.
  public var marks: [UInt8] = []
  /// Rows that cannot be read, by index in this batch.
  public var faults: [Int: Fault] = [:]

  public init() {}

  public var rowCount: Int { starts.count }

  /// Empties the batch and keeps its memory.
  public func removeAll() {
    arena.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    widths.removeAll(keepingCapacity: true)
    rowNumbers.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
  }

  /// Starts a row; the cells appended after it are its own until ``endRow()``.
  public func beginRow(number: Int) {
    starts.append(UInt32(cells.count))
    marks.append(Mark.data)
    rowNumbers.append(UInt32(number))
  }

  /// Ends the row begun last.
  public func endRow() { widths.append(UInt32(cells.count) - starts[starts.count - 1]) }

  /// Appends a cell to the row begun last, copying its bytes.
  public func append(_ bytes: some Collection<UInt8>, kind: Cell.Kind = .text) {
    let start = arena.count
    arena.append(contentsOf: bytes)
    let count = arena.count - start
    cells.append(count == 0 ? .blank : Cell(start: start, count: count, kind: kind))
  }

  /// Appends a whole row of text cells; for small tables and tests.
  public func appendRow(_ texts: [String], number: Int) {
    beginRow(number: number)
    for text in texts { append(text.utf8) }
    endRow()
  }

  /// The cell at a column counted from 0; blank beyond the row's end.
  public func cell(row: Int, column: Int) -> Cell {
    column < Int(widths[row]) ? cells[Int(starts[row]) + column] : .blank
  }

  /// A cell's text; for people, not for loops.
  public func text(row: Int, column: Int) -> String { text(of: cell(row: row, column: column)) }

  /// A cell's text; for people, not for loops.
  public func text(of cell: Cell) -> String {
    let start = Int(cell.start)
    return String(decoding: arena[start..<start + cell.count], as: UTF8.self)
  }
}
