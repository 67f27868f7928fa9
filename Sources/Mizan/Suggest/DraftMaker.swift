import MizanRecords
import MizanStandards

/// Makes a draft of a mapping from what the columns of a sheet seem to be.
struct DraftMaker {
  /// From this confidence on a proposal is written without a question.
  static let sure = 0.62
  /// From this confidence on a column of numbers is asked about; below it is only named.
  static let likely = 0.5

  let standards: Standards
  let sketch: SheetSketch
  let proposals: [ColumnProposal]
  let country: CountryPack?
  let grades: GradeLabels
  let fileName: String
  var draft = Draft()

  init(
    _ standards: Standards, _ sketch: SheetSketch, _ proposals: [ColumnProposal],
    _ country: CountryPack?, fileName: String
  ) {
    self.standards = standards
    self.sketch = sketch
    self.proposals = proposals
    self.country = country
    self.fileName = fileName
    grades = GradeLabels(standards, country)
  }

  /// - Parameter table: the table that the rows are records of; nil: find out.
  mutating func make(table: String?, isOnlySheet: Bool) -> Draft {
    draft.id = DraftMaker.id(fileName)
    draft.country = country?.iso3
    draft.isForm = sketch.isForm
    if !isOnlySheet, !sketch.isForm || sketch.isRepeated { draft.sheet = sketch.sheet }
    draft.grid = GridFinder.find(proposals, grades)
    nameColumns()
    describeSource()
    makeRecords(table ?? likelyTable)
    let used = Set(draft.records.flatMap(\.lines).flatMap { DraftMaker.words($0.line, draft.open) })
    draft.titles.removeAll { !used.contains($0.name) }
    askCountry()
    useColumns()
    return draft
  }

  // MARK: Columns

  /// Gives each column that has a place in the standard a name of ours.
  private mutating func nameColumns() {
    var taken: Set<String> = Set(draft.grid.map { $0.names + [$0.cell] } ?? [])
    for (index, proposal) in proposals.enumerated() {
      guard let best = proposal.best, best.concept.kind != .none,
        !proposal.column.heading.text.isEmpty || proposal.column.heading.tag != nil,
        draft.grid?.columns.contains(index) != true,
        let pattern = HeadingChoice(proposals).pattern(index)
      else { continue }
      var name = best.concept.name
      if best.concept.name == "people" { name = DraftMaker.name(stated(proposal.dimensions)) }
      let plain = name
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(plain)_\(number)"
        number += 1
      }
      draft.columns.append(
        Draft.Column(
          name: name, pattern: pattern, others: HeadingChoice(proposals).others(index),
          proposal: proposal))
    }
  }

  /// The dimensions without an age that only the word implies, unless the sheet counts grown-up
  /// people apart.
  func stated(_ dimensions: HeadingDimensions) -> HeadingDimensions {
    let hasAdults = proposals.contains { $0.dimensions.age?.hasPrefix("Y_GE") ?? false }
    let hasChildren = proposals.contains { $0.dimensions.age == "Y0T17" }
    guard dimensions.isAgeImplied, !(hasAdults && hasChildren) else { return dimensions }
    var result = dimensions
    result.age = nil
    return result
  }

  private static func name(_ dimensions: HeadingDimensions) -> String {
    let sex = dimensions.sex.map { $0 == "F" ? "female" : "male" }
    let parts = [sex, dimensions.age?.lowercased(), dimensions.grade?.lowercased()]
    let name = parts.compactMap { $0 }.joined(separator: "_")
    return name.isEmpty ? "people" : name
  }

  /// The file's name as an id: `5W Lac mars.xlsx` is `draft.5w-lac-mars`.
  private static func id(_ name: String) -> String {
    var words = ""
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    for letter in Folding.fold(stem) {
      words.append(letter.isASCII && (letter.isLetter || letter.isNumber) ? letter : "-")
    }
    let parts = words.split(separator: "-").joined(separator: "-")
    return "draft." + (parts.isEmpty ? "sheet" : String(parts.prefix(40)))
  }

  /// The columns that stand for a field, the surest first; full names before acronyms.
  func columns(_ table: String, _ field: String) -> [Int] {
    draft.columns.indices.filter {
      let concept = draft.columns[$0].proposal.best?.concept
      return concept?.table == table && concept?.field == field
    }.sorted { rank($0) > rank($1) }
  }

  private func rank(_ index: Int) -> Double {
    guard let best = draft.columns[index].proposal.best else { return 0 }
    return best.confidence - (best.concept.name.hasSuffix("_short") ? 1 : 0)
      - Double(draft.columns[index].proposal.column.heading.column) * 0.00001
  }

  // MARK: Source

  private mutating func describeSource() {
    if sketch.isForm {
      // Exports have their headings in the first row, whether names or labels; what stands around
      // a repeated group needs the source that knows it.
      if let sheet = draft.sheet {
        draft.sheet = "*" + sheet
        draft.adapter = "kobo"
      } else {
        draft.headerRow = 1
      }
      return
    }
    draft.titles = TitleFinder.find(sketch.titles)
    draft.headerRows = sketch.headingRows
    let choice = HeadingChoice(proposals)
    // A heading of several words is rarely written anywhere else; a year in it would be another
    // one next time.
    let finds = proposals.indices.filter {
      (proposals[$0].best?.confidence ?? 0) >= 0.7
        && proposals[$0].best?.concept.kind != Concept.Kind.none
        && TitleFinder.years(in: [proposals[$0].column.heading.text]).isEmpty
    }.compactMap { choice.pattern($0) }.filter { $0.count <= 60 }
    let most = finds.map { Vocabulary.words($0).count }.max()
    let find = finds.first { Vocabulary.words($0).count == most }
    if sketch.headingRows == 1, let find, !find.hasPrefix("#"),
      !sketch.titles.contains(where: { Folding.fold($0) == Folding.fold(find) })
    {
      draft.headerFind = find
    } else {
      draft.headerRow = sketch.headingRow
    }
    if let column = sketch.totalsColumn, !sketch.totals.isEmpty,
      let named = draft.columns.first(where: { $0.proposal.column.heading.column == column })
    {
      draft.totals = (named.name, sketch.totals)
    }
    draft.fillDown = draft.columns.filter(isFilledDown).map(\.name)
    if proposals.contains(where: { Folding.fold($0.column.heading.text).contains("dd mm") }) {
      draft.dates = "d/m/y"
    }
  }

  /// Whether a column writes each area or organisation once, above its rows.
  private func isFilledDown(_ column: Draft.Column) -> Bool {
    let sketch = column.proposal.column
    guard let kind = column.proposal.best?.concept.kind, [.area, .pcode, .text].contains(kind),
      sketch.startsFilled, !sketch.isCut, sketch.filled * 10 < self.sketch.rows * 7
    else { return false }
    return sketch.values.count == sketch.filled && (kind != .text || sketch.filled > 1)
      && (kind == .area || kind == .pcode)
  }

  /// Which table the columns fit best.
  var likelyTable: String {
    var sums: [String: Double] = [:]
    for proposal in proposals {
      guard let best = proposal.best, best.concept.kind != .none, best.concept.field != "ref_area"
      else { continue }
      sums[best.concept.table, default: 0] += best.confidence
    }
    let counts = draft.grid != nil || !valueColumns.isEmpty
    func has(_ name: String) -> Bool {
      proposals.contains { $0.best?.concept.name == name && ($0.best?.confidence ?? 0) > 0.5 }
    }
    if has("attack_type") || has("incident_date") { return "incident" }
    if has("org_lead") || has("org_impl") || has("activity_name") || has("donor") {
      return "activity"
    }
    if counts { return "observation" }
    if has("facility_name") || has("facility_code") { return "facility" }
    return sums["activity", default: 0] > 1 ? "activity" : "observation"
  }

  /// The columns with numbers of people or things.
  var valueColumns: [Int] {
    draft.columns.indices.filter {
      let concept = draft.columns[$0].proposal.best?.concept
      return concept?.field == "value" && confidence($0) >= DraftMaker.likely
    }
  }

  /// Marks the columns that lines use, and lists the others.
  private mutating func useColumns() {
    var used = Set(draft.fillDown + [draft.totals?.name].compactMap { $0 })
    for line in draft.records.flatMap(\.lines) {
      used.formUnion(DraftMaker.words(line.line, draft.open))
    }
    if let check = draft.check { used.formUnion(DraftMaker.words(check)) }
    for index in draft.columns.indices {
      draft.columns[index].isUsed = used.contains(draft.columns[index].name)
    }
    let choice = HeadingChoice(proposals)
    for (index, proposal) in proposals.enumerated()
    where draft.grid?.columns.contains(index) != true {
      let column = proposal.column.heading.column
      if draft.columns.contains(where: { $0.isUsed && $0.proposal.column.heading.column == column })
      {
        continue
      }
      guard !Folding.fold(proposal.column.heading.text).isEmpty else { continue }
      let pattern =
        choice.pattern(index) ?? HeadingChoice.safe(proposal.column.heading.text)
      if draft.ignored.contains(where: { $0.pattern == pattern }) { continue }
      let isTaken = proposal.best.map { $0.concept.kind != .none } ?? false
      draft.ignored.append((pattern, proposal, isTaken))
    }
    draft.columns.removeAll { !$0.isUsed }
  }

  private static func words(_ line: Draft.Line, _ open: [OpenPoint]) -> [String] {
    switch line {
    case .fixed(let text): words(text)
    case .open(let index): open[index].choices.flatMap { words($0.line) }
    }
  }

  private static func words(_ line: String) -> [String] {
    line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
  }
}
