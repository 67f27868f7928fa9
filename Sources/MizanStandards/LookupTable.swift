public import MizanDiagnostics
import MizanRecords

/// A table beside a mapping in which several keys find one value, such as a school's code its
/// p-code.
public struct LookupTable: Sendable {
  /// The file's path.
  public let file: String
  /// The name under which the mapping knows it.
  public let name: String
  private let values: [[UInt8]: String]

  /// Reads a table.
  /// - Parameters:
  ///   - keys: the columns that find a line; all must be the same after folding.
  ///   - take: the column whose text is the answer.
  /// - Throws: a ``Failure`` of kind `missing` when the file cannot be opened; of kind `mapping`
  ///   when a column is absent, or two lines give different answers for the same keys.
  public init(file: String, name: String, keys: [String], take: String) throws(Failure) {
    let table = try SmallTable(file: file)
    try table.require(keys + [take])
    var problems =
      TableShape.check(table)
      + TableValues.check(
        table, columns: keys + (keys.contains(take) ? [] : [take]), isForeign: true)
    var values: [[UInt8]: String] = [:]
    var lines: [[UInt8]: Int] = [:]
    for row in table.rows {
      let texts = keys.map { table.text(row, $0) }
      guard let key = LookupTable.key(texts.map { Folding.fold($0.utf8) }) else { continue }
      let value = table.text(row, take)
      if let known = values[key] {
        guard known != value else { continue }
        problems.append(
          Diagnostic(
            .lookupAmbiguous, at: Place(file, line: row.line),
            [
              "value": ShownText.make(texts.joined(separator: ", ")),
              "line": String(row.line), "other": String(lines[key] ?? 0),
            ]))
      } else {
        values[key] = value
        lines[key] = row.line
      }
    }
    if !problems.isEmpty { throw Failure(.mapping, problems) }
    self.file = file
    self.name = name
    self.values = values
  }

  /// The answer for folded keys in the order of the columns; nil when no line has them all.
  public func value(foldedKeys: [[UInt8]]) -> String? {
    LookupTable.key(foldedKeys).flatMap { values[$0] }
  }

  /// The keys in one text; nil when all are blank.
  private static func key(_ folded: [[UInt8]]) -> [UInt8]? {
    folded.allSatisfy(\.isEmpty) ? nil : Array(folded.joined(separator: [0x1F]))
  }
}

extension Code {
  static let lookupAmbiguous = Code("LOOKUP_AMBIGUOUS", .error)
}
