import Testing

@testable import MizanMapping

struct AggregateTests {
  static func state(_ values: [Value]) -> AggregateState {
    var state = AggregateState()
    for value in values { state.add(value) }
    return state
  }

  @Test func `Sum skips what is missing and tells how much it skipped`() {
    let state = AggregateTests.state([Run.number("1.5"), .missing, Run.number("2"), .missing])
    #expect(state.result(for: .sum) == Run.number("3.5"))
    #expect(state.result(for: .count) == Run.number("2"))
    #expect(state.result(for: .missing) == Run.number("2"))
    #expect(state.result(for: .average) == Run.number("1.75"))
    #expect(state.result(for: .share) == Run.number("50"))
  }

  @Test func `Of nothing there is no sum, and zero is a sum`() {
    #expect(AggregateState().result(for: .sum) == .missing)
    #expect(AggregateState().result(for: .average) == .missing)
    #expect(AggregateState().result(for: .share) == .missing)
    #expect(AggregateState().result(for: .count) == Run.number("0"))
    #expect(AggregateTests.state([.missing]).result(for: .sum) == .missing)
    #expect(AggregateTests.state([Run.number("0")]).result(for: .sum) == Run.number("0"))
    #expect(AggregateTests.state([.missing]).result(for: .share) == Run.number("0"))
  }

  @Test func `Texts count and do not add`() {
    let state = AggregateTests.state([.text("a"), .boolean(true), .missing])
    #expect(state.result(for: .count) == Run.number("2"))
    #expect(state.result(for: .missing) == Run.number("1"))
  }

  @Test func `States merged in any order give what one state gives`() {
    var chance = SeededNumbers(7)
    for _ in 0..<200 {
      let values = (0..<Int.random(in: 0..<12, using: &chance)).map { _ -> Value in
        Bool.random(using: &chance)
          ? .missing
          : .number(
            DecimalNumber(
              mantissa: Int64.random(in: -9_999...9_999, using: &chance),
              scale: UInt8.random(in: 0...4, using: &chance)))
      }
      let cut = values.isEmpty ? 0 : Int.random(in: 0...values.count, using: &chance)
      var left = AggregateTests.state(Array(values[..<cut]))
      let right = AggregateTests.state(Array(values[cut...]))
      var other = right
      other.merge(left)
      left.merge(right)
      #expect(left == AggregateTests.state(values))
      #expect(other == left)
    }
  }

  @Test func `An expression over a scope asks for its aggregates`() throws {
    let values: [Aggregate: Value] = [
      Aggregate(function: .sum, name: "learners"): Run.number("30"),
      Aggregate(function: .missing, name: "learners"): Run.number("0"),
    ]
    #expect(
      try Run.value(
        "sum(learners) = total and missing(learners) = 0", ["total": Run.number("30")], values)
        == .boolean(true))
    #expect(try Run.value("sum(others) = total", ["total": Run.number("30")], values) == .missing)
  }
}
