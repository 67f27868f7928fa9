import MizanRecords

/// Finds headings that carry two dimensions in the same order: `{grade} / {sex}`, `{sex}_{age}`.
enum GridFinder {
  static let separators = [" / ", "_", " - ", "/"]
  /// How many columns make a grid worth while.
  static let least = 4

  static func find(_ proposals: [ColumnProposal], _ grades: GradeLabels) -> Draft.Grid? {
    for separator in separators {
      var groups: [[String]: [Int]] = [:]
      for (index, proposal) in proposals.enumerated()
      where proposal.column.filled == 0 || proposal.column.numberShare >= 0.5 {
        guard let names = names(proposal.column.heading.text, separator, grades) else { continue }
        groups[names, default: []].append(index)
      }
      let best = groups.max {
        ($0.value.count, $1.key.joined()) < ($1.value.count, $0.key.joined())
      }
      guard let best, best.value.count >= least else { continue }
      return Draft.Grid(
        pattern: best.key.map { "{\($0)}" }.joined(separator: separator), names: best.key,
        cell: "learners", columns: Set(best.value))
    }
    return nil
  }

  /// The names of the two parts of a heading; nil when a part says more than one thing.
  private static func names(
    _ heading: String, _ separator: String, _ grades: GradeLabels
  ) -> [String]? {
    guard let range = heading.range(of: separator) else { return nil }
    let parts = [heading[..<range.lowerBound], heading[range.upperBound...]].map(String.init)
    var names: [String] = []
    for part in parts {
      let found = HeadingDimensions(part, grades)
      guard found.isPure else { return nil }
      if found.grade != nil {
        names.append("grade")
      } else if found.sex != nil {
        names.append("sex")
      } else {
        names.append("age")
      }
    }
    return Set(names).count == 2 ? names : nil
  }
}
