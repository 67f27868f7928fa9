import MizanDiagnostics
import MizanRecords

/// The grades of a country: what they are called, and which level they belong to in which years.
public struct GradeTable: Sendable {
  /// One grade of one system in one period.
  public struct Grade: Sendable, Hashable {
    /// `main` for the national system that counts when nobody names another, else `other`.
    public let track: String
    /// The system, such as `MOE 6-2-4`.
    public let system: String
    /// First school year, such as `2021/2022`; empty when it has always been so.
    public let validFrom: String
    /// Last school year; empty when it is so today.
    public let validTo: String
    /// The grade's code, such as `G7`.
    public let grade: String
    /// Other spellings in this country, such as `CM2`.
    public let aliases: [String]
    /// The level's code in the list `edu_level`, such as `L2`.
    public let level: String
    /// The age in years at the start of the school year; nil where there is no official age.
    public let officialAge: Int?
    /// How sure the line is: `V` verified at its source, `R` recalled, `O` our own design.
    public let evidence: String
    /// The line of the file, from 1.
    public let line: Int

    let first: Int
    let last: Int
  }

  /// The level of a grade in a school year.
  public struct Level: Sendable, Hashable {
    /// The level's code in the list `edu_level`.
    public let level: String
    /// The system that says so.
    public let system: String
    /// The official age in years at the start of the school year; nil where there is none.
    public let officialAge: Int?
    /// Whether the series of the level breaks in this year: it held other grades the year before.
    /// Records of such a year carry `obs_status` B (SDMX CL_OBS_STATUS: time series break).
    public let isBreak: Bool
  }

  /// The file's path.
  public let file: String
  /// All lines of the file in order.
  public let rows: [Grade]
  private let labels: Once<LabelIndex>
  private let common: Standards

  /// Reads the grades of a country.
  /// - Parameter common: the standard whose list `grade` holds the labels that all countries share.
  /// - Throws: a ``Failure`` when the file cannot be read or a year in it is none.
  init(file: String, common: Standards) throws(Failure) {
    let rows = try GradeReader.read(file)
    self.file = file
    self.rows = rows
    self.common = common
    labels = Once {
      var builder = LabelIndex.Builder(capacity: rows.count * 4)
      var numbers: [String: Int] = [:]
      for (index, row) in rows.enumerated() where !row.grade.hasPrefix("_") {
        let owner = numbers[row.grade, default: index]
        numbers[row.grade] = owner
        builder.add(row.grade, owner: owner)
        for alias in row.aliases { builder.add(alias, owner: owner) }
      }
      return LabelIndex(builder)
    }
  }

  /// The code of the grade with this folded label: its code, an alias in this country, or a label
  /// that all countries share; nil when no grade or two grades have it.
  public func grade(folded: [UInt8]) -> String? {
    guard let labels = try? labels.value() else { return nil }
    let owners = labels.owners(of: folded)
    if owners.count == 1 { return rows[owners[0]].grade }
    guard owners.isEmpty, let entry = common.list("grade")?.entry(folded: folded) else {
      return nil
    }
    let isKnown = entry.code.hasPrefix("_") || rows.contains { $0.grade == entry.code }
    return isKnown ? entry.code : nil
  }

  /// The grades whose labels are most like a text, best first, for a person to choose from.
  public func candidates(for label: String, limit: Int) -> [Candidate] {
    let list = common.list("grade")
    var labels: [Likeness.Label] = []
    for (index, row) in rows.enumerated() where !row.grade.hasPrefix("_") {
      let names = [row.grade] + row.aliases
      labels += names.map { Likeness.Label($0, owner: index) }
      list?.entry(code: row.grade)?.forEachLabel {
        labels.append(Likeness.Label($0, owner: index))
      }
    }
    return Likeness(label).best(limit, of: labels) { index in
      let grade = rows[index].grade
      return (grade, list?.entry(code: grade)?.name(in: "en") ?? grade)
    }
  }
}
