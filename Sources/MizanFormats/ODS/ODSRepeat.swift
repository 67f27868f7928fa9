import MizanDiagnostics

/// The elements of a table, and how often one of them stands for several.
enum ODSRepeat {
  static func isCell(_ token: XMLToken) -> Bool {
    token.isNamed("table-cell") || token.isNamed("covered-table-cell")
  }

  /// Whether an element only groups rows.
  static func isWrapper(_ token: XMLToken) -> Bool {
    token.isNamed("table-row-group") || token.isNamed("table-header-rows")
      || token.isNamed("table-rows")
  }

  /// Whether an element only groups columns.
  static func isColumnWrapper(_ token: XMLToken) -> Bool {
    token.isNamed("table-column-group") || token.isNamed("table-header-columns")
      || token.isNamed("table-columns")
  }

  /// How many rows a row stands for, at least 1.
  /// - Throws: a ``Failure`` of kind `unreadable` for anything but a whole number from 1.
  static func rows(_ token: XMLToken, _ stream: PartStream) throws(Failure) -> Int {
    try count(token, "number-rows-repeated", stream)
  }

  /// How many columns a cell or column stands for, at least 1.
  static func columns(_ token: XMLToken, _ stream: PartStream) throws(Failure) -> Int {
    try count(token, "number-columns-repeated", stream)
  }

  private static func count(
    _ token: XMLToken, _ name: StaticString, _ stream: PartStream
  ) throws(Failure) -> Int {
    guard let raw = token.attribute(name) else { return 1 }
    guard let count = token.number(name), count > 0 else {
      throw stream.failure(.odsBadRepeat, ["problem": ShownText.make(Array(raw))])
    }
    return count
  }
}

extension Code {
  static let odsBadRepeat = Code("ODS_BAD_REPEAT", .error)
}
