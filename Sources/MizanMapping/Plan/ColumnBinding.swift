import MizanDiagnostics
import MizanRecords

/// Which column of the table each of our names stands for, and which columns form a grid.
struct ColumnBinding: Sendable {
  /// One column of a grid with the texts of its dimensions.
  struct GridColumn: Sendable {
    var column: Int
    var heading: String
    var dimensions: [String: String]
  }

  /// Our names and their columns, from 0; optional columns that are absent are not in it.
  private(set) var columns: [String: Int] = [:]
  /// Our names of optional columns that the table lacks.
  private(set) var absent: Set<String> = []
  /// For each grid of the mapping, its columns from left to right.
  private(set) var grids: [[GridColumn]] = []
  /// Headings that no name uses, no grid fits and no `ignore:` covers.
  private(set) var unused: [Heading] = []

  /// Binds a mapping's names to a table.
  /// - Throws: a ``Failure`` of kind `undecided` naming every heading that is absent, doubled or
  ///   fits no grid.
  init(_ mapping: Mapping, _ table: TableBinding) throws(Failure) {
    var faults: [Diagnostic] = []
    let folded = table.headings.map { Folding.foldHeading($0.text) }
    var taken: Set<Int> = []
    for block in mapping.columns {
      var found = table.headings.indices.filter { index in
        func fits(_ wanted: String) -> Bool {
          Wildcard.fits(wanted, table.headings[index], folded: folded[index])
        }
        return block.headings.contains(where: fits) && !block.not.contains(where: fits)
      }
      if found.count > 1 {
        // `#adm1+name` means that tag before others that have it and more.
        let same = found.filter { Wildcard.isSame(block.headings, table.headings[$0]) }
        if same.count == 1 { found = same }
      }
      taken.formUnion(found)
      if found.count > 1 {
        let texts = found.map { ShownText.make(table.headings[$0].text) }
        let same = Set(found.map { folded[$0] }).count == 1
        faults.append(
          Diagnostic(
            same ? .headerDuplicate : .headingAmbiguous,
            at: Place(
              table.file, sheet: table.sheet, column: table.headings[found[0]].column + 1),
            ["name": block.name, "value": texts.joined(separator: " · ")]))
      } else if let index = found.first {
        columns[block.name] = table.headings[index].column
      } else if block.isOptional {
        absent.insert(block.name)
      } else {
        faults.append(
          Diagnostic(
            .headingMissing, at: Place(table.file, sheet: table.sheet),
            [
              "name": block.name,
              "value": block.headings.map { ShownText.make($0) }.joined(separator: " · "),
              "known": table.headings.prefix(40).map { ShownText.make($0.text, limit: 30) }
                .filter { !$0.isEmpty }.joined(separator: " · "),
            ]))
      }
    }
    grids = mapping.grids.map { _ in [] }
    for (index, heading) in table.headings.enumerated()
    where !taken.contains(index) && !heading.text.isEmpty {
      if mapping.ignore.contains(where: { Wildcard.fits($0, heading, folded: folded[index]) }) {
        continue
      }
      let fits = mapping.grids.indices.compactMap { grid in
        mapping.grids[grid].pattern.match(heading.text).map { (grid, $0) }
      }
      switch fits.count {
      case 1:
        grids[fits[0].0].append(
          GridColumn(column: heading.column, heading: heading.text, dimensions: fits[0].1))
      case 0 where table.addressing.paths?.isAside(heading.column) == true:
        // The format put the column there; nobody has to say what it is.
        continue
      case 0 where mapping.grids.isEmpty: unused.append(heading)
      default:
        faults.append(
          Diagnostic(
            .gridHeadingUnfit,
            at: Place(table.file, sheet: table.sheet, column: heading.column + 1),
            [
              "value": ShownText.make(heading.text),
              "known": mapping.grids.map(\.pattern.text).joined(separator: " · "),
            ]))
      }
    }
    for (grid, block) in mapping.grids.enumerated() where grids[grid].isEmpty && faults.isEmpty {
      faults.append(
        Diagnostic(
          .gridEmpty, at: Place(table.file, sheet: table.sheet),
          ["value": block.pattern.text, "name": block.cell]))
    }
    if !faults.isEmpty { throw Failure(.undecided, faults) }
  }
}

/// A heading as a mapping writes it: the text after folding, `*` at its end for "begins with",
/// or a pattern of hashtags.
enum Wildcard {
  static func fits(_ wanted: String, _ heading: Heading, folded: String) -> Bool {
    if wanted.hasPrefix("#"), let pattern = TagPattern(wanted) {
      return hashtag(of: heading).map(pattern.fits) ?? false
    }
    if wanted == "*" { return true }
    if wanted.hasSuffix("*") {
      let start = Folding.foldHeading(String(wanted.dropLast()))
      return folded == start || folded.hasPrefix(start + " ") || folded.hasPrefix(start)
    }
    return Folding.foldHeading(wanted) == folded
  }

  /// Whether one of the wanted patterns is a heading's hashtag itself, not only fits it.
  static func isSame(_ wanted: [String], _ heading: Heading) -> Bool {
    guard let tag = hashtag(of: heading) else { return false }
    return wanted.contains { TagPattern($0)?.isSame(tag) ?? false }
  }

  /// The hashtag under a heading, or the heading itself where it is one.
  private static func hashtag(of heading: Heading) -> Hashtag? {
    if let tag = heading.tag.flatMap({ Hashtag($0) }) { return tag }
    return heading.text.hasPrefix("#") ? Hashtag(heading.text) : nil
  }
}

extension Code {
  static let headerDuplicate = Code("HEADER_DUPLICATE", .error)
  static let headingAmbiguous = Code("HEADING_AMBIGUOUS", .error)
  static let headingMissing = Code("HEADING_MISSING", .error)
  static let gridHeadingUnfit = Code("GRID_HEADING_UNFIT", .error)
  static let gridEmpty = Code("GRID_EMPTY", .error)
  static let columnUnused = Code("COLUMN_UNUSED", .note)
}
