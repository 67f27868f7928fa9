public import MizanDiagnostics
public import MizanFormats
public import MizanRecords
public import MizanSinks
import MizanSources

/// Prints what a format or a source yields before any mapping, as CSV or as one JSON object a line.
///
/// As CSV all rows of the table are printed as they stand, also those above the headings. As JSON
/// the headings are looked for, and each row below them is an object. Where a source is named, the
/// headings and their hashtags are printed first, and hashtags are the names in objects.
public struct TablePrinter {
  /// How rows are written.
  public enum Form: String, Sendable, CaseIterable {
    case csv, ndjson
  }

  /// What printing a file told.
  public struct Outcome: Sendable {
    public var findings = Findings()
    /// The rows printed, the headings not counted where they are known.
    public var printed = 0
    /// Rows that cannot be read; they are told and not printed.
    public var held = 0
  }

  private let form: Form
  private let sheets: [String]
  private let options: FormatOptions
  private let format: String?
  private let source: String?
  private let values: [String: String]
  /// The first row of the first file; later files must begin alike and are printed without it.
  private var firstRow: [String]?

  /// - Parameters:
  ///   - sheets: patterns of names; the first table that fits is printed, without any the first.
  ///   - format: the format's name where it is declared.
  ///   - source: the source as which files are read; nil: what their format yields.
  ///   - values: options of the source by name; those that name files take any path.
  public init(
    _ form: Form, sheets: [String] = [], format: String? = nil, source: String? = nil,
    values: [String: String] = [:], _ options: FormatOptions = FormatOptions()
  ) {
    self.form = form
    self.sheets = sheets
    self.format = format
    self.source = source
    self.values = values
    self.options = options
  }

  /// Prints one file.
  /// - Throws: a ``Failure`` when the file cannot be read, the output cannot be written, or a later
  ///   file has other columns than the first (kind `undecided`).
  public mutating func print(_ input: Input, to sink: any ByteSink) throws(Failure) -> Outcome {
    var outcome = Outcome()
    let file = try InputOpening().open(input, format: format, options, &outcome.findings)
    outcome.findings.merge(file.findings)
    switch form {
    case .csv where source != nil: try printSource(file, input, sink, &outcome)
    case .csv: try printRows(file, input, sink, &outcome)
    case .ndjson: try printObjects(file, input, sink, &outcome)
    }
    return outcome
  }

  private mutating func printRows(
    _ file: any TableFile, _ input: Input, _ sink: any ByteSink, _ outcome: inout Outcome
  ) throws(Failure) {
    let table = try TableLocator.choose(file, sheets, input: input, &outcome.findings)
    let info = file.tables[table]
    let reader = try file.rows(ofTable: table)
    let batch = RecordBatch()
    var writer = CSVRows()
    var isFirst = true
    while try reader.next(into: batch, &outcome.findings) {
      var from = 0
      if isFirst, batch.rowCount > 0 {
        isFirst = false
        from = try takeFirst(batch, input) ? 1 : 0
      }
      tell(batch, info, input, &outcome)
      outcome.printed += writer.write(batch, from: from)
      try sink.write(writer.bytes)
      writer.removeAll()
    }
    if info.headingRow != nil { outcome.printed = max(0, outcome.printed - 1) }
  }

  /// Whether the first row of a later file repeats the headings.
  private mutating func takeFirst(_ batch: RecordBatch, _ input: Input) throws(Failure) -> Bool {
    let row = (0..<Int(batch.widths[0])).map { batch.text(row: 0, column: $0) }
    guard let firstRow else {
      self.firstRow = row
      return false
    }
    guard row == firstRow else {
      throw Failure(
        .undecided, .readColumnsDiffer, at: Place(input.name),
        ["value": ShownText.make(row.joined(separator: ", "), limit: 80)])
    }
    return true
  }

  /// The table as its source reads it: headings, hashtags if there are any, rows of data.
  private mutating func printSource(
    _ file: any TableFile, _ input: Input, _ sink: any ByteSink, _ outcome: inout Outcome
  ) throws(Failure) {
    let located = try locate(file, input, &outcome.findings)
    let reader = try located.rows(RowTreatment())
    let info = TableInfo(name: located.sheet, addressing: located.addressing)
    let head = RecordBatch()
    head.appendRow(located.headings.map(\.text), number: 1)
    if located.headings.contains(where: { $0.tag != nil }) {
      head.appendRow(located.headings.map { $0.tag ?? "" }, number: 2)
    }
    var writer = CSVRows()
    if try !takeFirst(head, input) { _ = writer.write(head) }
    let batch = RecordBatch()
    while try reader.next(into: batch, &outcome.findings) {
      tell(batch, info, input, &outcome)
      outcome.printed += writer.write(batch)
      try sink.write(writer.bytes)
      writer.removeAll()
    }
    try sink.write(writer.bytes)
  }

  private func locate(
    _ file: any TableFile, _ input: Input, _ findings: inout Findings
  ) throws(Failure) -> LocatedTable {
    var layout = TableLayout()
    layout.sheets = sheets
    var options = SourceOptions(input, layout, values: values)
    if let source { options.files = try SourceFiles.open(source, values) { $0 } }
    let reading = try SourceCatalog.open(file, adapter: source, options, &findings)
    return try TableLocator.locate(reading, input: input, &findings)
  }

  private func printObjects(
    _ file: any TableFile, _ input: Input, _ sink: any ByteSink, _ outcome: inout Outcome
  ) throws(Failure) {
    let located = try locate(file, input, &outcome.findings)
    let reader = try located.rows(RowTreatment())
    let info = TableInfo(name: located.sheet, addressing: located.addressing)
    let batch = RecordBatch()
    var writer = JSONLineRows(
      located.headings.map {
        source == nil ? $0 : Heading($0.tag ?? $0.text, column: $0.column)
      })
    while try reader.next(into: batch, &outcome.findings) {
      tell(batch, info, input, &outcome)
      outcome.printed += writer.write(batch)
      try sink.write(writer.bytes)
      writer.removeAll()
    }
  }

  /// Tells about rows that cannot be read.
  private func tell(
    _ batch: RecordBatch, _ info: TableInfo, _ input: Input, _ outcome: inout Outcome
  ) {
    for (row, fault) in batch.faults.sorted(by: { $0.key < $1.key }) {
      outcome.held += 1
      let column = fault.column.map { $0 - 1 }
      let place = Place(
        input.name, sheet: info.name, row: Int(batch.rowNumbers[row]), column: fault.column,
        path: info.addressing.paths.flatMap { batch.path($0, row: row, column: column) })
      outcome.findings.add(
        fault.code, at: place, ["value": ShownText.make(fault.raw ?? ""), "column": ""])
    }
  }
}

extension Code {
  static let readColumnsDiffer = Code("READ_COLUMNS_DIFFER", .error)
}
