import MizanDiagnostics
import MizanRecords

/// The sheets of an export: each with the names of the form, and the sheet of a repeated group with
/// what stands in the submission around it, as `../site/adm2`.
///
/// A row of a repeated group names its submission in `_parent_index`, the sheet of submissions in
/// `_parent_table_name`.
struct KoboSheets {
  /// The most levels of repeated groups.
  private static let depthLimit = 8

  let file: any TableFile
  let input: Input
  let columns: KoboColumns?

  /// A sheet with its columns; nil when it stays as it is in the file.
  /// - Parameter row: the index of the row of headings in the head of the table.
  func table(
    _ table: FileHead.Table, _ row: Int, depth: Int = 0
  ) throws(Failure) -> (file: ProjectedTable, headings: [String])? {
    let headings = table.rows[row]
    var plan = ColumnPlan()
    if let columns {
      plan = columns.plan(headings, table.info.addressing)
    } else {
      plan.columns = headings.enumerated().map { .init(heading: $1, origin: .first([$0])) }
    }
    if depth < KoboSheets.depthLimit, let around = try around(table, row, depth) {
      let key = headings.firstIndex(of: "_parent_index") ?? 0
      for (column, heading) in around.headings.enumerated() where !heading.isEmpty {
        plan.columns.append(
          .init(heading: "../" + heading, origin: .looked([key], around, column)))
      }
    } else if columns == nil {
      return nil
    }
    let projected = ProjectedTable(
      file, index: table.index, headingRow: table.numbers[row], sourceWidth: headings.count, plan,
      input)
    return (projected, plan.columns.map(\.heading))
  }

  /// The rows of the sheet around a repeated group.
  private func around(
    _ table: FileHead.Table, _ row: Int, _ depth: Int
  ) throws(Failure) -> KeyedRows? {
    let headings = table.rows[row]
    guard headings.contains("_parent_index"),
      let names = headings.firstIndex(of: "_parent_table_name"),
      let name = table.rows.dropFirst(row + 1).lazy
        .compactMap({ $0.indices.contains(names) ? $0[names] : nil }).first(where: { !$0.isEmpty }),
      let index = file.tables.firstIndex(where: { $0.name == name }), index != table.index,
      let parent = FileHead(file, input: input, tables: [index]).tables.first,
      let parentRow = parent.rows.prefix(3).firstIndex(where: { $0.contains("_index") })
    else { return nil }
    let made = try self.table(parent, parentRow, depth: depth + 1)
    let own = made?.headings ?? parent.rows[parentRow]
    return try KeyedRows(
      made?.file ?? file, index, Place(input.name, sheet: name),
      headingRow: parent.numbers[parentRow], headings: own,
      key: own.firstIndex(of: "_index") ?? 0)
  }
}
