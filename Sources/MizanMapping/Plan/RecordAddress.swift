import MizanRecords

/// How `source_ref` is written for a table cut out of a tree: the path of the row, and what the
/// column of the number adds. Its pieces are ready to stand between quotes in a CSV line.
struct RecordAddress: Sendable {
  let paths: TreePaths
  let prefix: [UInt8]
  let suffix: [UInt8]
  /// Whether the paths may hold a comma or a quote: then all of them are written in quotes.
  let needsQuotes: Bool

  init?(_ addressing: TableAddressing) {
    guard case .paths(let paths) = addressing else { return nil }
    self.paths = paths
    prefix = RecordAddress.escaped(Array(paths.prefix.utf8))
    suffix = RecordAddress.escaped(Array(paths.suffix.utf8))
    let all = [paths.prefix, paths.suffix] + paths.columns.map(\.path)
    needsQuotes =
      paths.pathColumn != nil || all.contains { CSVText.quoted($0) != $0 }
  }

  /// What stands around a path.
  var mark: [UInt8] { needsQuotes ? [34] : [] }

  /// What a column adds to the path of its row.
  func addition(ofColumn column: Int?) -> [UInt8] {
    RecordAddress.escaped(Array(paths.addition(ofColumn: column).utf8))
  }

  private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
    bytes.contains(34) ? bytes.flatMap { $0 == 34 ? [34, 34] : [$0] } : bytes
  }
}
