extension GradeTable {
  /// What a country pack says about a grade in a school year: exactly one level, or why there is
  /// none.
  public enum Answer: Sendable, Hashable {
    case level(Level)
    /// The grade is no part of the system in that year. The lines are those that name the grade in
    /// other years or systems; none when the country has no such grade.
    case notInSystem([Grade])
    /// No line of the pack has that system; the systems that it knows.
    case systemUnknown([String])
    /// The text is no school year.
    case yearUnreadable
  }

  /// All systems in the order of the file, the national ones first.
  public var systems: [String] {
    var known: Set<String> = []
    let main = rows.filter { $0.track == "main" }
    return (main + rows).map(\.system).filter { known.insert($0).inserted }
  }

  /// Where a grade stands in a school year (`2021/2022`, or `2021`: the year in which it ends).
  ///
  /// Without a system the national one answers. The codes `_T`, `_U` and `_Z` are levels too, unless
  /// the named system has a line for them.
  public func answer(grade: String, schoolYear: String, system: String?) -> Answer {
    if let system, !rows.contains(where: { $0.system == system }) { return .systemUnknown(systems) }
    let year = SchoolYear(schoolYear)?.endYear
    let row = year.flatMap { year in
      rows.first { row in
        row.grade == grade && row.isValid(in: year)
          && (system.map { $0 == row.system } ?? (row.track == "main"))
      }
    }
    if let row, let year {
      return .level(
        Level(
          level: row.level, system: row.system, officialAge: row.officialAge,
          isBreak: isBreak(row, year)))
    }
    if ["_T", "_U", "_Z"].contains(grade) {
      return .level(
        Level(level: grade, system: system ?? "", officialAge: nil, isBreak: false))
    }
    return year == nil ? .yearUnreadable : .notInSystem(rows.filter { $0.grade == grade })
  }

  /// The level of a grade in a school year; nil where ``answer(grade:schoolYear:system:)`` names
  /// none.
  public func level(ofGrade grade: String, schoolYear: String, system: String?) -> Level? {
    guard case .level(let level) = answer(grade: grade, schoolYear: schoolYear, system: system)
    else { return nil }
    return level
  }

  /// Whether a level holds other grades, or grades of other ages, than the year before. The first
  /// year that the pack knows of a level is no break.
  private func isBreak(_ row: Grade, _ year: Int) -> Bool {
    let before = grades(of: row, year - 1)
    if before == grades(of: row, year) { return false }
    return !before.isEmpty
      || rows.contains { $0.grade == row.grade && isSameTrack($0, row) && $0.isValid(in: year - 1) }
  }

  private func grades(of row: Grade, _ year: Int) -> Set<String> {
    Set(
      rows.filter { $0.level == row.level && isSameTrack($0, row) && $0.isValid(in: year) }
        .map { "\($0.grade) \($0.officialAge ?? -1)" })
  }

  /// The national systems follow one another; any other stands alone.
  private func isSameTrack(_ one: Grade, _ other: Grade) -> Bool {
    one.track == "main" ? other.track == "main" : one.system == other.system
  }
}

extension GradeTable.Grade {
  /// Whether the line counts in the school year that ends in `year`.
  func isValid(in year: Int) -> Bool { first <= year && year <= last }
}
