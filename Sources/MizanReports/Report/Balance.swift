/// The scale of a run, a file or a measure, in rows or cells: what was read must be ready, held
/// or dropped.
public struct Balance: Sendable, Hashable {
  /// Everything that the format yielded.
  public var read: Int
  /// What was written as records.
  public var ready: Int
  /// What waits for a person, kept whole in `held.csv`.
  public var held: Int
  /// What a declared exclusion left out.
  public var dropped: Int

  public init(read: Int = 0, ready: Int = 0, held: Int = 0, dropped: Int = 0) {
    self.read = read
    self.ready = ready
    self.held = held
    self.dropped = dropped
  }

  /// Whether both sides of the scale are equal: `read = ready + held + dropped`.
  public var isEven: Bool { read == ready &+ held &+ dropped }

  /// Both balances together.
  public static func + (one: Balance, other: Balance) -> Balance {
    Balance(
      read: one.read &+ other.read, ready: one.ready &+ other.ready,
      held: one.held &+ other.held, dropped: one.dropped &+ other.dropped)
  }
}
