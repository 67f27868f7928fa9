public import MizanDiagnostics
public import MizanFormats
public import MizanRecords
import MizanSources
public import MizanStandards

/// Drafts a mapping for a sheet that nobody has mapped yet.
///
/// Everything it writes is a proposal with a reason; what is unsure is left open, and a mapping
/// with open decisions converts nothing. The same file gives the same draft.
///
/// ```swift
/// let suggester = try Suggester(standards)
/// let suggestion = try suggester.suggest(Input(path: "march.xlsx"))
/// print(suggestion.mapping(messages, .english))
/// ```
public struct Suggester: Sendable {
  /// What the user knows already; nil: find out.
  public struct Wishes: Sendable, Hashable {
    public var sheet: String?
    /// ISO 3166-1 alpha-3 code of a country with a pack.
    public var country: String?
    /// A table of the standard, such as `activity`.
    public var table: String?
    public init(sheet: String? = nil, country: String? = nil, table: String? = nil) {
      self.sheet = sheet
      self.country = country
      self.table = table
    }
  }

  private let standards: Standards
  private let vocabulary: Vocabulary

  /// - Throws: a ``Failure`` when the words of the headings cannot be read.
  public init(_ standards: Standards) throws(Failure) {
    self.standards = standards
    vocabulary = try Vocabulary(standards)
  }

  /// Looks at a file and drafts a mapping for its table, or for the sheet that says most.
  /// - Throws: a ``Failure`` of kind `undecided` when no sheet has a table, `usage` for a wish that
  ///   cannot be met, or what the format throws.
  public func suggest(
    _ input: Input, _ wishes: Wishes = Wishes(), format: String? = nil,
    _ options: FormatOptions = FormatOptions()
  ) throws(Failure) -> Suggestion {
    let wanted = try country(wishes.country)
    if let table = wishes.table, standards.table(table) == nil {
      throw Failure(
        .usage, .tableUnknown,
        ["value": table, "known": standards.tables.map(\.name).joined(separator: ", ")])
    }
    var told = Findings()
    let file = try InputOpening().open(input, format: format, options, &told)
    let general = HeadingEvidence(vocabulary, GradeLabels(standards, wanted))
    let isForm = try XLSForm.isForm(file)
    let sketches =
      try isForm
      ? formTables(XLSForm(file), input, wishes.sheet)
      : dataTables(file, input, wishes.sheet, general)
    let found = sketches.filter { $0.failure == nil && !$0.columns.isEmpty }
    guard !found.isEmpty else {
      throw Failure(
        .undecided,
        sketches.compactMap(\.failure)
          + (sketches.isEmpty ? [Diagnostic(.headerNone, at: Place(input.name))] : []))
    }
    let ranked = found.enumerated().sorted {
      let one = rank($0.element, general)
      let other = rank($1.element, general)
      return one != other ? one > other : $0.offset < $1.offset
    }.map(\.element)
    let pack = wanted ?? CountryFinder(standards: standards).country(of: ranked[0].columns)
    return suggestion(
      ranked[0], others: ranked.dropFirst().compactMap(\.sheet), pack, wishes, input,
      isOnly: file.tables.count == 1 && !isForm)
  }

  private func dataTables(
    _ file: any TableFile, _ input: Input, _ sheet: String?, _ general: HeadingEvidence
  ) throws(Failure) -> [SheetSketch] {
    if file.tables.count == 1, try XLSForm.isListOfAnswers(file) {
      throw Failure(.undecided, .formAnswers, at: Place(input.name))
    }
    let sketcher = SheetSketcher(file: file, input: input, headings: general)
    var sketches: [SheetSketch] = []
    for index in try tables(of: file, input, sheet) {
      sketches.append(try sketcher.sketch(index))
    }
    return sketches
  }

  /// The tables that a form will collect: that of submissions and those of repeated groups.
  private func formTables(
    _ form: XLSForm, _ input: Input, _ sheet: String?
  ) throws(Failure) -> [SheetSketch] {
    let sketches = FormSketcher(form: form).sketches()
    guard let sheet else { return sketches }
    let wanted = Folding.fold(sheet)
    if let one = sketches.first(where: { $0.sheet.map { Folding.fold($0) } == wanted }) {
      return [one]
    }
    throw unknown(sheet, sketches.compactMap(\.sheet), input)
  }

  private func unknown(_ sheet: String, _ known: [String], _ input: Input) -> Failure {
    Failure(
      .usage, .sheetNotThere, at: Place(input.name),
      [
        "value": ShownText.make(sheet),
        "known": known.map { ShownText.make($0) }.joined(separator: " · "),
      ])
  }

  private func suggestion(
    _ sketch: SheetSketch, others: [String], _ pack: CountryPack?, _ wishes: Wishes,
    _ input: Input, isOnly: Bool
  ) -> Suggestion {
    let evidence = HeadingEvidence(vocabulary, GradeLabels(standards, pack))
    let scorer = ColumnScorer(
      headings: evidence,
      values: ValueEvidence(vocabulary: vocabulary, standards: standards, country: pack))
    let proposals = CodeNeighbours.explain(sketch.columns.map(scorer.propose), vocabulary)
    var maker = DraftMaker(standards, sketch, proposals, pack, fileName: input.name)
    let draft = maker.make(table: wishes.table, isOnlySheet: isOnly)
    return Suggestion(
      path: input.path, name: input.name, sketch: sketch, otherSheets: others,
      proposals: proposals, draft: draft)
  }

  private func country(_ iso3: String?) throws(Failure) -> CountryPack? {
    guard let iso3 else { return nil }
    if let pack = try standards.country(iso3) { return pack }
    throw Failure(
      .usage, .countryUnknown,
      ["value": ShownText.make(iso3), "known": standards.countryCodes.joined(separator: ", ")])
  }

  /// The sheets to look at: the one that is asked for, else those that people see.
  private func tables(
    of file: any TableFile, _ input: Input, _ sheet: String?
  ) throws(Failure) -> [Int] {
    let tables = file.tables
    if let sheet {
      let wanted = Folding.fold(sheet)
      let named = tables.indices.filter { tables[$0].name.map(Folding.fold) == wanted }
      guard let first = named.first else {
        throw unknown(sheet, tables.compactMap(\.name), input)
      }
      return [first]
    }
    let visible = tables.indices.filter { !tables[$0].isHidden }
    return visible.isEmpty ? Array(tables.indices) : visible
  }

  /// How much a sheet says: headings that the vocabulary knows, and rows under them.
  private func rank(_ sketch: SheetSketch, _ evidence: HeadingEvidence) -> Double {
    let known = sketch.columns.filter {
      evidence.isKnown($0.heading.text) || evidence.isKnown($0.firstLine) || $0.heading.tag != nil
    }.count
    var digits = 1.0
    var cells = sketch.cells
    while cells > 0 {
      digits += 1
      cells /= 4
    }
    return Double(known) * digits + min(digits, 20) * 0.01
  }
}

extension Code {
  static let tableUnknown = Code("SUGGEST_TABLE_UNKNOWN", .error)
  static let sheetNotThere = Code("SUGGEST_SHEET_MISSING", .error)
  static let formAnswers = Code("SUGGEST_FORM_ANSWERS", .error)
  static let headerNone = Code("SUGGEST_NO_TABLE", .error)
}
