import MizanRecords

/// Which columns a source makes of those of a table.
struct ColumnPlan: Sendable {
  /// Where the cells of a column come from.
  enum Origin: Sendable {
    /// The first of these columns whose cell is not blank; blank where there are none.
    case first([Int])
    /// What the word in the first filled of these columns stands for. A word that the table does not
    /// know stays where it `isKept`; otherwise the cell is blank, and that is told.
    case named([Int], NameTable, isKept: Bool)
    /// The same for each word of a list with blanks between them, put together with commas; words
    /// that the table does not know stay.
    case listed([Int], NameTable)
    /// 1 where a word is in a list with blanks between the words, 0 where the list has others that
    /// are known, blank where there is no list or nothing of it is known.
    case chosen([Int], [UInt8], among: NameTable)
    /// A column of the row of another table that the word in the first filled of these columns leads
    /// to; blank where there is no such row. A row that leads to one that cannot be read cannot be
    /// read either.
    case looked([Int], KeyedRows, Int)
  }

  struct Column: Sendable {
    var heading: String
    var origin: Origin
  }

  var columns: [Column] = []

  /// The columns of the table that a column is made of.
  static func sources(_ origin: Origin) -> [Int] {
    switch origin {
    case .first(let columns), .named(let columns, _, _), .listed(let columns, _),
      .chosen(let columns, _, _), .looked(let columns, _, _):
      columns
    }
  }

  /// How the new columns are found again in the file: by what they are made of.
  func addressing(_ addressing: TableAddressing) -> TableAddressing {
    guard case .paths(var paths) = addressing else { return addressing }
    let old = paths
    paths.columns = columns.map { column in
      let source = ColumnPlan.sources(column.origin).first { old.columns.indices.contains($0) }
      return source.map { old.columns[$0] } ?? TreePaths.Column("")
    }
    paths.pathColumn = old.pathColumn.flatMap { wanted in
      columns.firstIndex { column in
        if case .first(let sources) = column.origin { sources == [wanted] } else { false }
      }
    }
    return .paths(paths)
  }
}
