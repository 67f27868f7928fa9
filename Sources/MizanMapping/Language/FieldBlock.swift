/// One line of a record: how one field of the standard gets its value.
public struct FieldBlock: Sendable {
  /// Where the value comes from; exactly one.
  enum Origin: Sendable {
    case from(String)
    case firstOf([String])
    case value(String)
    case calc(ExpressionBlock)
    case derive(Derivation)
    case join(JoinBlock)
  }

  /// What the country pack or the engine can work out.
  enum Derivation: String, Sendable, CaseIterable {
    /// The ISCED level from grade and school year.
    case level
    /// An id made of the source and the row number.
    case rowID = "row-id"
  }

  /// A look-up in a table beside the mapping.
  struct JoinBlock: Sendable {
    var table: String
    var keys: [String]
    var take: String
    var mark: YAMLTree.Mark
  }

  /// How the raw text is read.
  enum Reading: String, Sendable, CaseIterable {
    case text, count, number, percent, age, date, month, point
    case yesNo = "yes-no"
    case schoolYear = "school-year"
    /// Whether the reading can fail, so that `unreadable` must be said.
    var canFail: Bool { self != .text }
    /// Whether the reading gives a number.
    var isNumeric: Bool { self == .count || self == .number || self == .percent }
  }

  /// What happens to a label that nobody has decided about.
  enum Unmatched: String, Sendable, CaseIterable { case stop, review, missing, keep }
  /// What happens to a value that cannot be read.
  enum Unreadable: String, Sendable, CaseIterable { case stop, hold, missing }

  /// The standard's field.
  public internal(set) var field: String
  var origin: Origin
  var reading: Reading?
  /// The name of a code list, or a crosswalk's path beside the mapping.
  var codes: String?
  /// Whether areas are matched (`match: area`).
  var matchesArea = false
  /// The administrative level of the areas, 0–4.
  var level: Int?
  /// The school system whose grades decide (`derive: level`); nil for the national one.
  var system: String?
  /// The column that names the area in which areas are looked for, by its name or code.
  var within: String?
  /// Which day counts for decisions that hold in a period: a column, or a school year or a day.
  var on: String?
  var unmatched: Unmatched?
  var unreadable: Unreadable?
  var calendar: Calendar?
  var prefix = ""
  var suffix = ""
  var defaultValue: String?
  var shape: String?
  var unit: String?
  /// The name of the decisions and lists that its labels are looked up in: `codes:`, or `area` with
  /// the level where areas are matched.
  var lookupName: String? {
    guard codes == nil, matchesArea else { return codes }
    // Decisions that hold in one parent only stand apart from those that hold everywhere.
    return (level.map { "area-\($0)" } ?? "area") + (within == nil ? "" : "-within")
  }
  /// The year of months written without one.
  var year: Int?
  /// Takes one part of a text: separator and number from 1.
  var split: (separator: String, part: Int)?
  var when: ExpressionBlock?
  var mark: YAMLTree.Mark
}
