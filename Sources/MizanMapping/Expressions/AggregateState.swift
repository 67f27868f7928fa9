/// What is gathered over the cells of a scope; states of several workers can be merged in any
/// order and give the same result.
struct AggregateState: Sendable, Hashable {
  private var sum = ExactSum()
  /// Cells that say something.
  private(set) var present = 0
  /// Cells that say nothing; `sum` skips them and this number tells how many.
  private(set) var missing = 0

  init() {}

  /// Adds one cell.
  mutating func add(_ value: Value) {
    switch value {
    case .missing: missing += 1
    case .number(let number):
      present += 1
      sum.add(number)
    case .text, .boolean: present += 1
    }
  }

  /// Adds what was gathered elsewhere.
  mutating func merge(_ other: AggregateState) {
    sum.merge(other.sum)
    present += other.present
    missing += other.missing
  }

  /// The result; missing when there is nothing to tell from.
  func result(for function: AggregateFunction) -> Value {
    switch function {
    case .count: return .number(DecimalNumber(Int64(present)))
    case .missing: return .number(DecimalNumber(Int64(missing)))
    case .sum:
      guard present > 0, let number = sum.number else { return .missing }
      return .number(number)
    case .average:
      guard let number = sum.number else { return .missing }
      return AggregateState.quotient(number, Int64(present))
    case .share:
      return AggregateState.quotient(
        DecimalNumber(Int64(present) &* 100), Int64(present) &+ Int64(missing))
    }
  }

  private static func quotient(_ top: DecimalNumber, _ bottom: Int64) -> Value {
    top.divided(by: DecimalNumber(bottom)).map { .number($0) } ?? .missing
  }
}
