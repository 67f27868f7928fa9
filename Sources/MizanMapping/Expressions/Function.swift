/// The fixed functions of the language, by the name under which expressions call them.
enum Function: String, Sendable, Hashable, CaseIterable {
  case `if`
  case firstOf = "first-of"
  case min, max, abs, round
  case textLength = "text-length"
  case lower, trim, replace, part
  case startsWith = "starts-with"
  case contains
  case yearsBetween = "years-between"
  case schoolYearStart = "school-year-start"

  /// How many arguments the function takes.
  var arity: ClosedRange<Int> {
    switch self {
    case .if, .replace, .part: 3...3
    case .firstOf, .min, .max: 1...32
    case .round: 1...2
    case .abs, .textLength, .lower, .trim, .schoolYearStart: 1...1
    case .startsWith, .contains, .yearsBetween: 2...2
    }
  }

  /// The type of the argument at a place from 0; nil where any type will do.
  func argumentType(_ place: Int) -> ValueType? {
    switch self {
    case .if: place == 0 ? .boolean : nil
    case .firstOf: nil
    case .min, .max, .abs, .round: .number
    case .part: place == 2 ? .number : .text
    default: .text
    }
  }

  /// The type of the result; nil where it is the type of the arguments.
  var resultType: ValueType? {
    switch self {
    case .if, .firstOf: nil
    case .min, .max, .abs, .round, .textLength, .yearsBetween, .schoolYearStart: .number
    case .lower, .trim, .replace, .part: .text
    case .startsWith, .contains: .boolean
    }
  }

  /// How to call the function, for messages.
  var usage: String {
    switch self {
    case .if: "if(condition, then, else)"
    case .firstOf: "first-of(one, other, …)"
    case .min, .max: "\(rawValue)(number, number, …)"
    case .abs: "abs(number)"
    case .round: "round(number) or round(number, digits)"
    case .textLength, .lower, .trim: "\(rawValue)(text)"
    case .replace: "replace(text, wanted, new)"
    case .part: "part(text, separator, place from 1)"
    case .startsWith: "starts-with(text, start)"
    case .contains: "contains(text, wanted)"
    case .yearsBetween: "years-between(date, later date)"
    case .schoolYearStart: "school-year-start(school year)"
    }
  }
}

/// The functions over a scope; they stand in checks only.
enum AggregateFunction: String, Sendable, Hashable, CaseIterable {
  /// The sum of the numbers that are there; missing when there is none.
  case sum
  /// How many cells say something.
  case count
  /// The sum divided by the count, to 12 digits after the point.
  case average
  /// The cells that say something as a percentage (0–100) of all cells.
  case share
  /// How many cells say nothing.
  case missing

  /// Whether the cells must be numbers.
  var needsNumbers: Bool { self == .sum || self == .average }
}
