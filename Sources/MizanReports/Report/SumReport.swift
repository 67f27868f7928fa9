/// Where the numbers of one measure went; sums are exact decimals as text, such as `1204.5`.
public struct SumReport: Sendable, Hashable {
  /// The name of the measure.
  public var measure = ""
  /// The sum in the cells that were read.
  public var read = "0"
  /// The sum in the records that were written.
  public var ready = "0"
  public var held = "0"
  public var dropped = "0"
  /// The cells of the measure by what became of them.
  public var cells = Balance()
  /// Cells among the ready ones that hold a number.
  public var filled = 0

  public init() {}
}
