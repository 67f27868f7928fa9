import MizanDiagnostics
import MizanRecords

/// Checks the grades of a country: known codes, one level for a grade in a year, no year without,
/// no label that two grades share.
struct GradeLint {
  private let standards: Standards
  private let grades: GradeTable

  init(_ standards: Standards, _ grades: GradeTable) {
    self.standards = standards
    self.grades = grades
  }

  func run(_ found: inout [Diagnostic]) {
    let codes = standards.list("grade")
    let levels = standards.list("edu_level")
    for row in grades.rows {
      if codes?.entry(code: row.grade) == nil {
        tell(.gradeCodeUnknown, row, ["value": ShownText.make(row.grade), "list": "grade"], &found)
      }
      if levels?.entry(code: row.level) == nil {
        tell(
          .gradeCodeUnknown, row, ["value": ShownText.make(row.level), "list": "edu_level"], &found)
      }
      if row.track != "main" && row.track != "other" {
        tell(
          .gradeTrackUnknown, row, ["value": ShownText.make(row.track), "known": "main, other"],
          &found)
      }
      if row.track == "main", row.officialAge == nil {
        tell(.gradeAgeMissing, row, ["value": ShownText.make(row.grade)], &found)
      }
      Evidence.check(row.evidence, at: Place(grades.file, line: row.line), &found)
    }
    checkLabels(&found)
    checkPeriods(&found)
  }

  private func checkLabels(_ found: inout [Diagnostic]) {
    var owners: [[UInt8]: String] = [:]
    for row in grades.rows where !row.grade.hasPrefix("_") {
      for label in [row.grade] + row.aliases {
        let folded = Folding.fold(label.utf8)
        if let owner = owners[folded], owner != row.grade {
          tell(
            .gradeLabelShared, row,
            ["value": ShownText.make(label), "known": "\(owner), \(row.grade)"], &found)
        } else {
          owners[folded] = row.grade
        }
      }
    }
  }

  /// Within the national track a grade's periods follow one another; elsewhere they must not
  /// overlap inside one system.
  private func checkPeriods(_ found: inout [Diagnostic]) {
    var groups: [String: [GradeTable.Grade]] = [:]
    for row in grades.rows {
      let track = row.track == "main" ? "" : row.system
      groups["\(track)\u{1F}\(row.grade)", default: []].append(row)
    }
    for key in groups.keys.sorted() {
      let rows = (groups[key] ?? []).sorted { ($0.first, $0.line) < ($1.first, $1.line) }
      for (row, next) in zip(rows, rows.dropFirst()) {
        let known = "\(shown(row)); \(shown(next))"
        if next.first <= row.last {
          tell(.gradePeriodsOverlap, next, ["value": row.grade, "known": known], &found)
        } else if row.track == "main", next.first > row.last + 1 {
          tell(.gradePeriodsGap, next, ["value": row.grade, "known": known], &found)
        }
      }
      for row in rows where row.last < row.first {
        tell(.gradePeriodsOverlap, row, ["value": row.grade, "known": shown(row)], &found)
      }
    }
  }

  private func shown(_ row: GradeTable.Grade) -> String {
    "\(row.system) \(row.validFrom)–\(row.validTo)"
  }

  private func tell(
    _ code: Code, _ row: GradeTable.Grade, _ arguments: [String: String],
    _ found: inout [Diagnostic]
  ) {
    found.append(Diagnostic(code, at: Place(grades.file, line: row.line), arguments))
  }
}

extension Code {
  static let gradeCodeUnknown = Code("GRADE_CODE_UNKNOWN", .error)
  static let gradeTrackUnknown = Code("GRADE_TRACK_UNKNOWN", .error)
  static let gradeLabelShared = Code("GRADE_LABEL_SHARED", .error)
  static let gradePeriodsOverlap = Code("GRADE_PERIODS_OVERLAP", .error)
  static let gradePeriodsGap = Code("GRADE_PERIODS_GAP", .error)
  static let gradeAgeMissing = Code("GRADE_AGE_MISSING", .error)
}
