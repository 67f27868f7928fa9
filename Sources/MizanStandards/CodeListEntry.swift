extension CodeList {
  /// One code with what people call it.
  public struct Entry: Sendable {
    private let cells: [String]
    /// The line of the file, from 1.
    public let line: Int
    private let columns: Columns

    init(cells: [String], line: Int, columns: Columns) {
      self.cells = cells
      self.line = line
      self.columns = columns
    }

    /// The code as it is written in data, such as `F`.
    public var code: String { text(columns.code) ?? "" }

    /// The label in a language by its two-letter code; nil when the list has none.
    public func name(in language: String) -> String? {
      columns.names.first { $0.language == language }.flatMap { text($0.column) }
    }

    /// The labels by language: `en`, `fr`, `ar`.
    public var names: [String: String] {
      columns.names.reduce(into: [:]) { names, name in names[name.language] = text(name.column) }
    }

    /// The languages that the list has labels in.
    var languages: [String] { columns.names.map(\.language) }

    /// Other spellings that mean the code, without its labels.
    public var aliases: [String] {
      (text(columns.aliases) ?? "").split(separator: "|").map(String.init)
    }

    /// What the code covers, in English; empty when the label says it all.
    public var description: String { text(columns.description) ?? "" }

    /// How sure the line is: `V` verified at its source, `R` recalled, `O` our own design.
    public var evidence: String { text(columns.evidence) ?? "" }

    /// Where the line comes from, in words.
    public var source: String { text(columns.source) ?? "" }

    /// First day on which the code is in use, `2011-07-09`; nil when it always was.
    public var validFrom: String? { text(columns.validFrom) }

    /// Last day on which the code is in use; nil when it still is.
    public var validTo: String? { text(columns.validTo) }

    /// What only some lists have, by column, such as `unit` of a measure; blanks are left out.
    public var extras: [String: String] {
      columns.extras.reduce(into: [:]) { extras, extra in
        extras[extra.heading] = text(extra.column)
      }
    }

    /// Calls `body` with the code, each label and each alias.
    func forEachLabel(_ body: (String) -> Void) {
      body(code)
      for name in columns.names { if let label = text(name.column) { body(label) } }
      for alias in aliases { body(alias) }
    }

    private func text(_ column: Int?) -> String? {
      guard let column, column < cells.count, !cells[column].isEmpty else { return nil }
      return cells[column]
    }
  }

  /// Where the columns of a list's file stand.
  final class Columns: Sendable {
    let code, description, evidence, source, aliases, validFrom, validTo: Int?
    let names: [(language: String, column: Int)]
    let extras: [(heading: String, column: Int)]

    init(_ headings: [String]) {
      func column(_ heading: String) -> Int? { headings.firstIndex(of: heading) }
      code = column("code")
      description = column("description")
      evidence = column("evidence")
      source = column("source")
      aliases = column("aliases")
      validFrom = column("valid_from")
      validTo = column("valid_to")
      names = headings.enumerated().filter { $1.hasPrefix("name_") }.map {
        (language: String($1.dropFirst(5)), column: $0)
      }
      let own: Set = [
        "code", "description", "evidence", "source", "aliases", "valid_from", "valid_to",
      ]
      extras = headings.enumerated().filter { !own.contains($1) && !$1.hasPrefix("name_") }.map {
        (heading: $1, column: $0)
      }
    }
  }
}
