public import MizanDiagnostics

/// Where a cell of a row stands in its file.
public enum CellHome: Sendable {
  /// In the row itself.
  case own
  /// In a row of another sheet, which stands around a row of a repeated group.
  case around(Place)
  /// In another sheet, of which no row belongs to this one.
  case nowhere
}

extension ColumnPlan {
  /// Where a cell stands that a column shows.
  /// - Parameter text: the text of the row in another column of the plan.
  func home(ofColumn column: Int, _ text: (Int) -> String) -> CellHome {
    guard columns.indices.contains(column),
      case .looked(let sources, let rows, let other) = columns[column].origin
    else { return .own }
    let key = columns.firstIndex {
      if case .first(let own) = $0.origin { own == sources } else { false }
    }
    return key.map { rows.home(ofKey: text($0), column: other) } ?? .nowhere
  }
}
