/// Fills by file and field, as a grid.
struct CompletenessGrid {
  var files: [String]
  var fields: [String]
  /// `cells[file][field]`; nil where a file has no such field.
  var cells: [[FieldFill?]]

  /// A grid of all files; fields in the order in which they first appear.
  init(_ inputs: [InputReport]) {
    var fields: [String] = []
    var columns: [String: Int] = [:]
    for fill in inputs.flatMap(\.completeness) where columns[fill.field] == nil {
      columns[fill.field] = fields.count
      fields.append(fill.field)
    }
    cells = inputs.map { input in
      var row = [FieldFill?](repeating: nil, count: fields.count)
      for fill in input.completeness {
        if let column = columns[fill.field] { row[column] = fill }
      }
      return row
    }
    files = inputs.map(\.name)
    self.fields = fields
  }

  /// The emptiest files and fields, in that order; equal ones keep their order.
  func worst(files fileLimit: Int, fields fieldLimit: Int) -> CompletenessGrid {
    let rows = CompletenessGrid.emptiestFirst(cells).prefix(fileLimit)
    let columns = CompletenessGrid.emptiestFirst(
      fields.indices.map { column in cells.map { $0[column] } }
    ).prefix(fieldLimit)
    var result = self
    result.files = rows.map { files[$0] }
    result.fields = columns.map { fields[$0] }
    result.cells = rows.map { row in columns.map { cells[row][$0] } }
    return result
  }

  private static func emptiestFirst(_ lines: [[FieldFill?]]) -> [Int] {
    let means = lines.map { line in
      let percents = line.compactMap { $0?.percent }
      return percents.isEmpty ? 101.0 : Double(percents.reduce(0, +)) / Double(percents.count)
    }
    return means.indices.sorted { (means[$0], $0) < (means[$1], $1) }
  }
}
