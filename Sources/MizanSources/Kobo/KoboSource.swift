public import MizanDiagnostics
public import MizanRecords

/// KoboToolbox and ODK: submissions in JSON, and exports in CSV and XLSX.
///
/// Groups are in the names of columns, repeated groups are tables of their own. With the form of
/// the survey columns bear the names of the form in every export, questions that were moved between
/// groups are put together, and answers of several choices have a column for each.
public enum KoboSource: Source {
  public static let descriptor = SourceDescriptor(
    name: "kobo", title: "KoboToolbox and ODK",
    reads: "submissions of KoboToolbox and ODK in JSON, CSV and XLSX, with their XLSForm",
    mapping: "mappings/KOBO/school-assessment.map.yaml", options: ["language"], files: ["form"])

  /// Names of columns that only these servers write.
  private static let certain: Set<String> = [
    "_uuid", "formhub/uuid", "meta/instanceid", "_xform_id_string", "_submission_time",
    "_submission__id", "_parent_table_name", "__system/submissiondate", "meta-instanceid",
    "__version__", "_submission__uuid",
  ]

  public static func recognize(_ head: FileHead) -> Recognition? {
    guard let find = find(in: head) else { return nil }
    return Recognition(
      find.isForm || find.names.count > 1 ? .certain : .likely,
      Diagnostic(
        find.isForm ? .sourceForm : .sourceKobo,
        at: Place(head.file, sheet: find.table.info.name, row: find.table.numbers[find.row]),
        ["value": find.names.sorted().prefix(3).joined(separator: " · ")]))
  }

  public static func open(
    _ file: any TableFile, _ options: SourceOptions, _ findings: inout Findings
  ) throws(Failure) -> SourceReading {
    let form = try options.files["form"].map { (form) throws(Failure) in try XLSForm(form) }
    let columns = try form.map { (form) throws(Failure) in
      KoboColumns(form, language: try language(form, options))
    }
    let wanted = try SheetChoice.candidates(file.tables, options.layout.sheets, options.input)
    let head = FileHead(file, input: options.input, tables: wanted)
    let own = find(in: head)
    let questions = columns.flatMap { known($0, head) }
    // A file that holds a form and its answers is read for the answers.
    let find =
      own?.isForm == true
      ? questions ?? own.map { ($0.table, $0.row) }
      : own.map { ($0.table, $0.row) } ?? questions
    guard let find else {
      throw Failure(
        .undecided, .sourceUnfit, at: Place(options.input.name, sheet: head.onlySheet),
        [
          "name": descriptor.title, "value": "_uuid · _submission_time · meta/instanceID",
          "known": head.shown(),
        ])
    }
    var layout = options.layout
    layout.table = find.0.index
    layout.headerRow = find.0.numbers[find.1]
    layout.headerRows = 1
    let sheets = KoboSheets(file: file, input: options.input, columns: columns)
    guard let made = try sheets.table(find.0, find.1) else { return SourceReading(file, layout) }
    return SourceReading(made.file, layout, meanings: columns?.meanings ?? HeadingMeanings([]))
  }

  private static func language(
    _ form: XLSForm, _ options: SourceOptions
  ) throws(Failure) -> Int? {
    guard let wanted = options.values["language"], !wanted.isEmpty else { return nil }
    if let index = form.language(wanted) { return index }
    throw Failure(
      .mapping, .formLanguageUnknown, at: Place(options.input.name),
      [
        "value": ShownText.make(wanted),
        "known": form.languages.map { $0.isEmpty ? "\"\"" : ShownText.make($0) }
          .joined(separator: " · "),
      ])
  }

  private struct Find {
    var table: FileHead.Table
    var row: Int
    var names: [String]
    var isForm = false
  }

  private static func find(in head: FileHead) -> Find? {
    if let survey = head.tables.first(where: { $0.info.name?.lowercased() == "survey" }),
      let row = survey.rows.firstIndex(where: XLSForm.isSurvey)
    {
      return Find(table: survey, row: row, names: ["survey"], isForm: true)
    }
    if let find = submissions(in: head) { return find }
    for table in head.tables {
      // The JSON of a form, or its sheet of questions or choices alone.
      let isNamed = table.info.name?.lowercased().hasSuffix("/survey") ?? false
      if let row = table.rows.prefix(3).firstIndex(where: XLSForm.isSurvey),
        isNamed || head.tables.count == 1 && asksQuestions(table, row)
      {
        return Find(table: table, row: row, names: ["survey"], isForm: true)
      }
      if head.tables.count == 1, let row = table.rows.prefix(3).firstIndex(where: XLSForm.isChoices)
      {
        return Find(table: table, row: row, names: ["choices"], isForm: true)
      }
    }
    return nil
  }

  /// Whether the rows below the headings are questions: three at least, with labels.
  private static func asksQuestions(_ table: FileHead.Table, _ row: Int) -> Bool {
    let headings = table.rows[row]
    return XLSForm.hasLabels(headings)
      && XLSForm.questionCount(headings, table.rows.dropFirst(row + 1)) >= 3
  }

  private static func submissions(in head: FileHead) -> Find? {
    for table in head.tables {
      for (row, headings) in table.rows.prefix(3).enumerated() {
        let words = headings.map { heading in
          heading.split(separator: "/").first == ".."
            ? heading.split(separator: "/").drop { $0 == ".." }.joined(separator: "/") : heading
        }
        let names = Set(words).filter { certain.contains($0.lowercased()) }
        let isODK =
          words.contains("KEY")
          && !Set(words).isDisjoint(
            with: ["SubmissionDate", "PARENT_KEY", "instanceID", "SubmitterID"])
        let all = names.sorted() + (isODK ? ["KEY", "SubmissionDate"] : [])
        if !all.isEmpty { return Find(table: table, row: row, names: all) }
        if table.info.headingRow != nil { break }
      }
    }
    return nil
  }

  /// A table without the columns of a server, of which at least half are questions of the form.
  private static func known(
    _ columns: KoboColumns, _ head: FileHead
  ) -> (FileHead.Table, Int)? {
    for table in head.tables {
      for (row, headings) in table.rows.prefix(3).enumerated() {
        // What a server adds, and what stands around a repeated group, is of no question.
        let filled = headings.filter { heading in
          !heading.isEmpty && !["_", "../", "meta/"].contains { heading.hasPrefix($0) }
        }
        let count = filled.lazy.filter { columns.question($0) != nil }.count
        if count > 0, count * 2 >= filled.count { return (table, row) }
        if table.info.headingRow != nil { break }
      }
    }
    return nil
  }
}

extension Code {
  static let sourceKobo = Code("SOURCE_KOBO", .note)
  static let sourceForm = Code("SOURCE_FORM", .note)
  static let formLanguageUnknown = Code("FORM_LANGUAGE_UNKNOWN", .error)
}
