public import MizanDiagnostics
public import MizanRecords

/// Files that are recognised by their headings, whatever their order and whatever else there is.
public struct HeadingFamily: Sendable {
  /// What the files are called in messages, such as `UIS bulk file`.
  public let title: String
  public let meanings: HeadingMeanings
  /// How many different meanings the headings must have, the needed ones included.
  let least: Int
  /// Names of hashtags of which one of each set must be meant: who, what, where.
  let oneOfEach: [Set<String>]
  /// How sure these headings make us.
  let strength: Recognition.Strength

  public init(
    _ title: String, least: Int = 0, oneOfEach: [Set<String>] = [],
    strength: Recognition.Strength = .certain, _ lines: [HeadingMeanings.Line]
  ) {
    self.title = title
    self.least = least
    self.oneOfEach = oneOfEach
    self.strength = strength
    meanings = HeadingMeanings(lines)
  }

  /// Where the headings of the family stand in a file.
  public struct Find: Sendable {
    public var table: FileHead.Table
    /// The index of the row in the table's head.
    public var row: Int
    /// The headings by which it was recognised.
    public var headings: [String]
    var number: Int { table.numbers[row] }
  }

  /// The first row that has the family's headings.
  public func find(in head: FileHead) -> Find? {
    for table in head.tables {
      for (row, texts) in table.rows.prefix(TagRow.limit).enumerated() {
        if let headings = fits(texts) { return Find(table: table, row: row, headings: headings) }
      }
    }
    return nil
  }

  /// The headings that have a meaning, when a row is one of the family's.
  private func fits(_ texts: [String]) -> [String]? {
    var found: [String] = []
    var tags: Set<String> = []
    for text in texts where !text.isEmpty {
      if let tag = meanings.tag(of: text), tags.insert(tag).inserted { found.append(text) }
    }
    let needed = meanings.lines.filter(\.isNeeded)
    guard needed.allSatisfy({ tags.contains($0.tag) }), tags.count >= max(1, least) else {
      return nil
    }
    let names = Set(tags.compactMap { Hashtag($0)?.name })
    return oneOfEach.allSatisfy { !$0.isDisjoint(with: names) } ? found : nil
  }
}

/// A source whose files are recognised by their headings alone.
public protocol FamilySource: Source {
  /// The layouts of the family, the surest first.
  static var families: [HeadingFamily] { get }
}

extension FamilySource {
  public static func recognize(_ head: FileHead) -> Recognition? {
    for family in families {
      guard let find = family.find(in: head) else { continue }
      return Recognition(
        family.strength,
        Diagnostic(
          .sourceHeadings,
          at: Place(head.file, sheet: find.table.info.name, row: find.number),
          [
            "row": String(find.number), "name": family.title,
            "value": find.headings.prefix(4).map { ShownText.make($0, limit: 30) }
              .joined(separator: " · "),
          ]))
    }
    return nil
  }

  public static func open(
    _ file: any TableFile, _ options: SourceOptions, _ findings: inout Findings
  ) throws(Failure) -> SourceReading {
    let wanted = try SheetChoice.candidates(file.tables, options.layout.sheets, options.input)
    let head = FileHead(file, input: options.input, tables: wanted)
    for family in families {
      guard let find = family.find(in: head) else { continue }
      var layout = options.layout
      layout.table = find.table.index
      if layout.headerRow == nil && layout.headerFind == nil { layout.headerRow = find.number }
      return SourceReading(file, layout, meanings: family.meanings)
    }
    throw unfit(head, options.input)
  }

  /// The failure of a file that has the headings of none of the family's layouts.
  static func unfit(_ head: FileHead, _ input: Input) -> Failure {
    let wanted = families.map { family in
      family.meanings.lines.filter(\.isNeeded).compactMap(\.headings.first)
        .joined(separator: ", ")
    }
    return Failure(
      .undecided, .sourceUnfit, at: Place(input.name, sheet: head.onlySheet),
      [
        "name": descriptor.title, "value": wanted.filter { !$0.isEmpty }.joined(separator: " | "),
        "known": head.shown(),
      ])
  }
}

extension Code {
  static let sourceHeadings = Code("SOURCE_HEADINGS", .note)
}
