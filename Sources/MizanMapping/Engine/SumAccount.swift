import MizanDiagnostics

/// Where the numbers of one measure went: what was read must be ready, held or dropped.
public struct SumAccount: Sendable {
  /// Our name of the column or of the grid's cell.
  public var measure: String
  public var read = ExactSum()
  public var ready = ExactSum()
  public var held = ExactSum()
  public var dropped = ExactSum()
  /// Cells of the measure: all that were read, and what became of them. A blank cell that is
  /// written as a missing value is ready.
  public var cells = CellTally()

  /// Numbers of cells by what became of them.
  public struct CellTally: Sendable, Hashable {
    public var read = 0
    public var ready = 0
    public var held = 0
    public var dropped = 0
    /// Cells among `ready` that hold a number.
    public var filled = 0

    public var isEven: Bool { read == ready + held + dropped }

    public mutating func merge(_ other: CellTally) {
      read += other.read
      ready += other.ready
      held += other.held
      dropped += other.dropped
      filled += other.filled
    }
  }

  init(_ measure: String) { self.measure = measure }

  /// Forgets all numbers.
  mutating func clear() { self = SumAccount(measure) }

  /// Whether both sides of the scale are equal.
  public var isEven: Bool {
    var right = ready
    right.merge(held)
    right.merge(dropped)
    return right == read && cells.isEven
  }

  public mutating func merge(_ other: SumAccount) {
    read.merge(other.read)
    ready.merge(other.ready)
    held.merge(other.held)
    dropped.merge(other.dropped)
    cells.merge(other.cells)
  }
}
