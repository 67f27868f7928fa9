public import MizanDiagnostics
import MizanRecords
public import MizanStandards

/// What `mizan codes level` says: where a grade stands in a school year, or that it stands nowhere.
public struct GradeLevelAnswer: Sendable {
  /// ISO 3166-1 alpha-3, such as `ETH`.
  public let country: String
  /// The grade's code, such as `G9`.
  public let grade: String
  /// As it was asked.
  public let schoolYear: String
  /// Nil when the grade is not in the system in that year.
  public let level: GradeTable.Level?
  /// The level's name in the language asked for; empty without a level.
  public let name: String
  /// Lines that name the grade in other years or systems.
  public let others: [GradeTable.Grade]
  /// What to tell when there is no level.
  public let diagnostic: Diagnostic?

  /// Asks a country pack.
  /// - Parameters:
  ///   - grade: a code or a label, such as `G9`, `Grade 9` or `9ኛ ክፍል`.
  ///   - schoolYear: `2021/2022`, or `2021` where the school year is the calendar year.
  ///   - system: a system of the pack; the national one without it.
  /// - Throws: a ``Failure`` of kind `usage` when country, grade, year or system is unknown.
  public init(
    _ standards: Standards, country iso3: String, grade label: String, schoolYear: String,
    system: String?, language: Messages.Language
  ) throws(Failure) {
    guard let pack = try standards.country(iso3) else {
      throw Failure(
        .usage, .countryUnknown,
        [
          "value": ShownText.make(iso3), "known": standards.countryCodes.joined(separator: ", "),
        ])
    }
    let table = pack.grades
    let isCode = table.rows.contains { $0.grade == label }
    let isListed = standards.list("grade")?.entry(code: label) != nil
    guard
      let grade = isCode || isListed ? label : table.grade(folded: Folding.fold(label.utf8))
    else {
      throw Failure(
        .usage, .gradeUnknown,
        [
          "value": ShownText.make(label), "country": iso3,
          "known": GradeLevelAnswer.once(table.rows.map(\.grade)).joined(separator: ", "),
        ])
    }
    country = iso3
    self.grade = grade
    self.schoolYear = schoolYear
    switch table.answer(grade: grade, schoolYear: schoolYear, system: system) {
    case .level(let level):
      self.level = level
      name =
        standards.list("edu_level")?.entry(code: level.level)?.name(in: language.rawValue) ?? ""
      others = []
      diagnostic = nil
    case .notInSystem(let rows):
      level = nil
      name = ""
      others = rows
      let known = rows.map { "\($0.system) \($0.validFrom)–\($0.validTo)" }
      diagnostic = Diagnostic(
        .gradeNotInSystem,
        [
          "value": grade, "country": iso3, "year": ShownText.make(schoolYear),
          "system": system
            ?? GradeLevelAnswer.once(
              table.rows.filter { $0.track == "main" }.map(\.system)
            ).joined(separator: " / "),
          "known": known.isEmpty ? "–" : GradeLevelAnswer.once(known).joined(separator: ", "),
        ])
    case .systemUnknown(let known):
      throw Failure(
        .usage, .gradeSystemUnknown,
        [
          "value": ShownText.make(system ?? ""), "country": iso3,
          "known": known.joined(separator: "; "),
        ])
    case .yearUnreadable:
      throw Failure(.usage, .schoolYearUnknown, ["value": ShownText.make(schoolYear)])
    }
  }

  /// What is known, a fact a line.
  public var text: String {
    let facts = [
      ("country", country), ("grade", grade), ("school_year", schoolYear),
      (
        "level",
        level.map { name.isEmpty ? $0.level : "\($0.level)  \(name)" } ?? "not in this system"
      ),
      ("system", level?.system ?? ""), ("official_age", level?.officialAge.map(String.init) ?? ""),
      ("obs_status", level?.isBreak == true ? "B" : ""),
    ]
    return facts.filter { !$0.1.isEmpty }.map { key, value in
      key + String(repeating: " ", count: 14 - key.count) + value + "\n"
    }.joined()
  }

  /// One JSON object in one line; facts that do not exist are null.
  public var json: String {
    func text(_ value: String?) -> String { value.map(JSONText.quoted) ?? "null" }
    let facts = [
      ("country", text(country)), ("grade", text(grade)), ("school_year", text(schoolYear)),
      ("level", text(level?.level)), ("name", text(level == nil ? nil : name)),
      ("system", text(level?.system)),
      ("official_age", level?.officialAge.map(String.init) ?? "null"),
      ("is_break", level.map { $0.isBreak ? "true" : "false" } ?? "null"),
      ("obs_status", text(level?.isBreak == true ? "B" : nil)),
    ]
    return "{" + facts.map { "\(JSONText.quoted($0.0)):\($0.1)" }.joined(separator: ",") + "}\n"
  }

  private static func once(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

extension Code {
  static let gradeUnknown = Code("GRADE_UNKNOWN", .error)
  static let gradeNotInSystem = Code("GRADE_NOT_IN_SYSTEM", .error)
  static let gradeSystemUnknown = Code("GRADE_SYSTEM_UNKNOWN", .error)
  static let schoolYearUnknown = Code("SCHOOL_YEAR_UNKNOWN", .error)
}
