import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// Mapping texts for the tests of the engine, with one part written anew.
enum EngineBody {
  /// One count a row.
  static func plain(
    value: String = "{ from: kids, as: count, unreadable: hold }", extra: String = "",
    columns: String = "area: [Area], kids: [Kids]", source: String = ""
  ) -> String {
    """
    \(source.isEmpty ? "" : "source: \(source)\n")columns: { \(columns) }
    record:
      table: observation
      ref_area: { from: area, as: text }
      school_year: { value: 2021/2022 }
      measure: { value: STU }
      value: \(value)
    \(extra)
    """
  }

  /// Counts in a grid of grade and sex.
  static func grid(
    value: String = "{ from: learners, as: count, unreadable: hold }", extra: String = "",
    columns: String = "area: [Area]", source: String = ""
  ) -> String {
    """
    \(source.isEmpty ? "" : "source: \(source)\n")columns: { \(columns) }
    grid: { heading: "{grade} / {sex}", cell: learners }
    record:
      table: observation
      ref_area: { from: area, as: text }
      school_year: { value: 2021/2022 }
      measure: { value: STU }
      grade: { from: grade, as: text, prefix: "G" }
      sex: { from: sex, codes: sex, unmatched: stop }
      value: \(value)
    \(extra)
    """
  }

  /// Learners and repeaters of one row, in two grids.
  static func twoGrids(_ check: String, reading: String = "count") -> String {
    """
    columns: { area: [Area] }
    grid:
      - { heading: "G{grade}_{sex}", cell: learners }
      - { heading: "R_G{grade}", cell: repeaters }
    records:
      - table: observation
        ref_area: { from: area, as: text }
        school_year: { value: 2021/2022 }
        measure: { value: STU }
        sex: { from: sex, codes: sex, unmatched: stop }
        value: { from: learners, as: \(reading), unreadable: hold }
      - table: observation
        ref_area: { from: area, as: text }
        school_year: { value: 2021/2022 }
        measure: { value: RPTR }
        value: { from: repeaters, as: \(reading), unreadable: hold }
    checks:
      - \(check)
    """
  }
}

extension EngineHarness.Outcome {
  /// The texts of one field of the observations, in order.
  func observations(_ field: String) -> [String] {
    tables["observation"]?.map { $0[field] ?? "" } ?? []
  }

  /// How often each code was told.
  var codes: [String: Int] {
    var counts: [String: Int] = [:]
    for (code, count) in result.findings.countsByCode { counts[code.name] = count }
    return counts
  }

  /// What a check found: evaluated, failed, cannot tell.
  func check(_ index: Int = 0) -> [Int] {
    let tally = result.checks[index]
    return [tally.evaluated, tally.failed, tally.cannotTell]
  }

  /// Each line of `held.csv`.
  var heldLines: [String] { held.split(separator: "\n").map(String.init) }
}
