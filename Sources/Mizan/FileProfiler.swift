public import MizanDiagnostics
public import MizanFormats
public import MizanRecords
public import MizanSources

/// Looks at a file without a mapping: its tables, headings and columns.
public struct FileProfiler: Sendable {
  private let samples: Int

  /// - Parameter samples: how many different values of a column are shown.
  public init(samples: Int = 4) { self.samples = samples }

  /// - Throws: a ``Failure`` when the file cannot be read as what it says.
  public func profile(
    _ input: Input, format: String? = nil, _ options: FormatOptions = FormatOptions()
  ) throws(Failure) -> FileProfile {
    var findings = Findings()
    let file = try InputOpening().open(input, format: format, options, &findings)
    var profile = FileProfile(path: input.path, format: file.format)
    findings.merge(file.findings)
    let head = FileHead(file, input: input)
    let (source, why) = SourceCatalog.recognize(head)
    profile.source = FileProfile.Source(
      name: source.descriptor.name, strength: why.strength, reason: why.reason)
    for table in file.tables.indices {
      profile.tables.append(try self.profile(file, table, source, input, &findings))
    }
    profile.sha256 = try file.sha256()
    profile.findings = findings
    return profile
  }

  private func profile(
    _ file: any TableFile, _ table: Int, _ source: any Source.Type, _ input: Input,
    _ findings: inout Findings
  ) throws(Failure) -> FileProfile.Table {
    let info = file.tables[table]
    var result = FileProfile.Table(name: info.name, isHidden: info.isHidden)
    var layout = TableLayout()
    if let name = info.name { layout.sheets = [name] }
    do throws(Failure) {
      let located = try locate(file, layout, source, input, &findings)
      result.headingRow = located.table.lastHeadingRow
      result.headingRows = located.rows
      result.columns = located.table.headings.map {
        FileProfile.Column(
          letters: Place.letters(ofColumn: $0.column + 1), heading: $0.text, tag: $0.tag)
      }
      let reader = try located.table.rows(RowTreatment())
      let batch = RecordBatch()
      while try reader.next(into: batch, &findings) {
        inspect(batch, located.table.headings, &result)
      }
    } catch {
      // A sheet without a table is no reason to stop looking at the file.
      guard error.kind == .undecided else { throw error }
      result.note = error.diagnostics.first
    }
    return result
  }

  /// Where one heading row names several columns alike, such as boys and girls of each grade, the
  /// row above it is taken as well if that tells them apart.
  ///
  /// A sheet that is not of the file's family, such as its instructions, is a plain table.
  private func locate(
    _ file: any TableFile, _ layout: TableLayout, _ source: any Source.Type, _ input: Input,
    _ findings: inout Findings
  ) throws(Failure) -> (table: LocatedTable, rows: Int) {
    var single = findings
    if source != PlainTable.self,
      let reading = try? source.open(file, SourceOptions(input, layout), &single),
      let located = try? TableLocator.locate(reading, input: input, &single)
    {
      findings = single
      return (located, reading.layout.headerRows)
    }
    single = findings
    let located = try TableLocator.locate(file, layout, input: input, &single)
    if located.lastHeadingRow > 1, hasTwins(located) {
      var double = layout
      double.headerRow = located.lastHeadingRow - 1
      double.headerRows = 2
      var others = findings
      if let joined = try? TableLocator.locate(file, double, input: input, &others),
        !hasTwins(joined)
      {
        findings = others
        return (joined, 2)
      }
    }
    findings = single
    return (located, 1)
  }

  private func hasTwins(_ table: LocatedTable) -> Bool {
    let texts = table.headings.map(\.text).filter { !$0.isEmpty }
    return Set(texts).count < texts.count
  }

  private func inspect(
    _ batch: RecordBatch, _ headings: [Heading], _ table: inout FileProfile.Table
  ) {
    for row in 0..<batch.rowCount {
      if batch.marks[row] == RecordBatch.Mark.blank {
        table.blankRows += 1
        continue
      }
      if table.firstRow == nil { table.firstRow = Int(batch.rowNumbers[row]) }
      table.rows += 1
      for (index, heading) in headings.enumerated() {
        let cell = batch.cell(row: row, column: heading.column)
        if cell.isBlank { continue }
        table.columns[index].add(cell, batch, samples: samples)
      }
    }
  }
}

/// What is in a file.
public struct FileProfile: Sendable {
  /// One table of the file.
  public struct Table: Sendable {
    public var name: String?
    public var isHidden: Bool
    public var rows = 0
    public var blankRows = 0
    /// The number of the last row of headings.
    public var headingRow: Int?
    /// How many rows of headings there are.
    public var headingRows = 1
    /// The number of the first row of data.
    public var firstRow: Int?
    public var columns: [Column] = []
    /// Why no table was found in the sheet.
    public var note: Diagnostic?
  }

  /// One column of a table.
  public struct Column: Sendable {
    /// The column's letters, such as `AB`.
    public var letters: String
    public var heading: String
    public var tag: String?
    public var filled = 0
    /// Cells that are numbers, or texts that look like one: digits of any script, marks between.
    public var numbers = 0
    public var dates = 0
    /// The first different values.
    public var samples: [String] = []

    /// Whether a text consists of digits with at most one mark or blank between two of them.
    static func looksLikeNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
      guard bytes.count <= 60 else { return false }
      let marks: Set<Unicode.Scalar> = [
        " ", ",", ".", "'", "’", "\u{A0}", "\u{202F}", "\u{66B}", "\u{66C}",
      ]
      var mayMark = false
      var text = Substring(decoding: bytes, as: UTF8.self)
      if text.first == "-" || text.first == "+" { text.removeFirst() }
      for scalar in text.unicodeScalars {
        if scalar.properties.numericType == .decimal {
          mayMark = true
        } else if mayMark && marks.contains(scalar) {
          mayMark = false
        } else {
          return false
        }
      }
      return mayMark
    }

    mutating func add(_ cell: Cell, _ batch: RecordBatch, samples limit: Int) {
      filled += 1
      let bytes = batch.arena[Int(cell.start)..<Int(cell.start) + cell.count]
      if cell.kind == .number || Column.looksLikeNumber(bytes) { numbers += 1 }
      if cell.kind == .date { dates += 1 }
      guard samples.count < limit else { return }
      let text = ShownText.make(bytes)
      if !samples.contains(text) { samples.append(text) }
    }
  }

  /// The source that was recognised.
  public struct Source: Sendable {
    /// The word for `adapter:`, such as `hxl`; `table` where none was recognised.
    public var name: String
    public var strength: Recognition.Strength
    /// Why, as a note with its place.
    public var reason: Diagnostic
  }

  public var path: String
  public var format: String
  public var source: Source?
  public var sha256 = ""
  public var tables: [Table] = []
  public var findings = Findings()

  init(path: String, format: String) {
    self.path = path
    self.format = format
  }
}
