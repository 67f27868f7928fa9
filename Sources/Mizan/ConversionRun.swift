import MizanDiagnostics
import MizanFormats
import MizanMapping
import MizanQuality
import MizanRecords
import MizanReports
import MizanSinks
import MizanSources
import MizanStandards

/// One conversion of several files, each with its mapping, into one staged folder.
struct ConversionRun {
  let standards: Standards
  let options: RunOptions
  let stage: StagedFolder
  private(set) var files: [FileResult] = []
  private var tables: [String: StagedFile] = [:]
  private let held: HeldFiles
  private var sourceIDs: Set<String> = []
  /// The mappings of the run, each once, in the order in which they were first used.
  let mappings: [CheckedMapping]
  /// The table that the first mapping's first record goes to.
  var firstTable: String? { mappings.first?.mapping.records.first?.table }

  init(
    _ standards: Standards, _ mappings: [CheckedMapping], _ options: RunOptions,
    _ stage: StagedFolder
  ) {
    self.standards = standards
    self.mappings = mappings
    self.options = options
    self.stage = stage
    held = HeldFiles(stage)
  }

  /// Converts one file with one of the mappings. A fault of the file is kept with it; a fault of the output is thrown.
  /// - Parameter known: why the file cannot be converted, where an earlier try found out.
  /// - Returns: why the file cannot be converted although rows of it are in the outputs already;
  ///   the run is to be made anew without it.
  mutating func convert(
    _ input: Input, _ checked: CheckedMapping, known: Failure?
  ) throws(Failure) -> Failure? {
    var file = FileResult(input: input, checked: checked, sourceID: sourceID(for: input))
    if let known {
      file.failure = known
      files.append(file)
      return nil
    }
    do throws(Failure) {
      try read(input, into: &file)
    } catch {
      switch error.kind {
      case .unreadable, .missing, .undecided: file.failure = error
      default: throw error
      }
      if let result = file.result, result.counts.read > 0 { return error }
    }
    files.append(file)
    return nil
  }

  private mutating func read(_ input: Input, into file: inout FileResult) throws(Failure) {
    let checked = file.checked
    let source = checked.mapping.source
    var format = options.format
    format.delimiter = format.delimiter ?? source.delimiter
    format.encoding = format.encoding ?? source.encoding
    format.select = format.select ?? source.select
    format.structure = format.structure ?? checked.mapping.structurePath
    format.query = format.query ?? source.query
    let table = try InputOpening(options.settings, checked.mapping).open(
      input, format: options.formatName ?? source.format, format, &file.findings)
    file.format = table.format
    file.findings.merge(table.findings)
    let reading = try checked.mapping.reading(of: table, input, &file.findings)
    let located = try TableLocator.locate(reading, input: input, &file.findings)
    file.sheet = located.sheet
    file.vintage = located.captures["vintage"]?.text ?? ""
    if located.isEmptyTree {
      // A tree says its names in its rows, so that one without rows cannot lack any.
      file.findings.add(.inputNoRows, at: Place(input.name, sheet: located.sheet))
      file.sha256 = try table.sha256()
      return
    }
    let plan = try checked.plan(
      for: TableBinding(
        file: input.name, sheet: located.sheet, sourceID: file.sourceID,
        headings: located.headings, captures: located.captures.mapValues(\.text),
        addressing: located.addressing))
    file.plan = plan
    for note in plan.notes {
      file.findings.add(
        note.code, at: note.place, value: note.arguments["value"] ?? "", note.arguments)
    }
    let context = RuleContext(
      file: input.name, sheet: located.sheet, headings: located.headings,
      countColumns: plan.countColumns,
      // Rows that bear their own path are never alike.
      checksDuplicates: !plan.checksDuplicates && located.addressing.paths?.pathColumn == nil,
      addressing: located.addressing)
    let outputs = try options.writesRecords ? openOutputs(plan) : [:]
    let heldFile = held.file(for: located.headings)
    let progress = options.progress
    var rows = 0
    let pipeline = TablePipeline(
      try located.rows(plan.treatment), plan, checked, workers: options.workers, context
    ) { (output) throws(Failure) in
      for (index, name) in output.tableNames.enumerated() {
        try outputs[name]?.write(output.tables[index].buffer.bytes)
      }
      try heldFile.write(output.held.buffer.bytes)
      rows += output.counts.read
      progress?(input.name, rows)
    }
    do throws(Failure) {
      file.result = try pipeline.run()
    } catch {
      file.result = pipeline.result
      throw error
    }
    file.findings.merge(file.result?.findings ?? Findings())
    file.sha256 = try table.sha256()
  }

  /// Opens the CSV files that a plan writes to; each begins with the standard's field names.
  private mutating func openOutputs(_ plan: TablePlan) throws(Failure) -> [String: StagedFile] {
    for name in plan.tables where tables[name] == nil {
      let file = try stage.create(name + ".csv")
      let names = standards.table(name)?.fields.map(\.name) ?? []
      try file.write(text: names.joined(separator: ",") + "\n")
      tables[name] = file
    }
    return tables
  }

  /// A short readable id of a file: its name without the ending, in lower case, words joined by
  /// hyphens; a second file with the same id gets a number.
  private mutating func sourceID(for input: Input) -> String {
    var words = ""
    // An entry of an archive is known by its own name.
    let file = input.name.split(separator: "▸").last.map(String.init) ?? input.name
    let stem = file.split(separator: ".").first.map(String.init) ?? file
    for scalar in stem.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        words.unicodeScalars.append(scalar)
      } else if !words.hasSuffix("-") {
        words += "-"
      }
    }
    while words.hasSuffix("-") { words.removeLast() }
    while words.hasPrefix("-") { words.removeFirst() }
    let base = words.isEmpty ? "source" : String(words.prefix(60))
    var id = base
    var number = 2
    while !sourceIDs.insert(id).inserted {
      id = "\(base)-\(number)"
      number += 1
    }
    return id
  }

  /// A run whose sides are not equal has lost something: that is a bug, and nothing is published.
  func refuseUneven() throws(Failure) {
    for file in files {
      guard let result = file.result else { continue }
      let place = Place(file.input.name, sheet: file.sheet)
      guard result.counts.isEven else {
        throw Failure(
          .bug, .runUneven, at: place,
          [
            "value": "\(result.counts.read) = \(result.counts.ready) + \(result.counts.held) + "
              + "\(result.counts.dropped)", "column": "rows",
          ])
      }
      for account in result.accounts where !account.isEven {
        throw Failure(
          .bug, .runUneven, at: place,
          [
            "value": "\(account.read.text) = \(account.ready.text) + \(account.held.text) + "
              + "\(account.dropped.text)", "column": account.measure,
          ])
      }
    }
  }

  /// Writes the registers, the report and the machine-readable result.
  func finish() throws(Failure) -> Report {
    var report = ReportBuilder(self).report()
    let withholds = options.isStrict && report.exit == 2
    if withholds { report.records = [] }
    try SourceRegister.write(files, standards, stage)
    for (name, file) in tables.sorted(by: { $0.key < $1.key }) {
      let (sha256, bytes) = try file.finish()
      if withholds {
        stage.discard(name + ".csv")
      } else {
        report.outputs.append(OutputFile(path: name + ".csv", sha256: sha256, bytes: bytes))
      }
    }
    for file in try held.all() {
      let (sha256, bytes) = try file.finish()
      report.outputs.append(OutputFile(path: file.name, sha256: sha256, bytes: bytes))
    }
    report.heldFiles = held.names
    let messages = standards.messages()
    try put("issues.csv", IssuesRenderer(messages, options.language).render(report), &report)
    try put("review.csv", ReviewRenderer().render(report), &report)
    try put("report.html", HTMLRenderer(messages, options.language).render(report), &report)
    let json = try stage.create("result.json")
    try json.write(bytes: JSONRenderer().render(report))
    _ = try json.finish()
    return report
  }

  private func put(
    _ name: String, _ bytes: [UInt8], _ report: inout Report
  ) throws(Failure) {
    let file = try stage.create(name)
    try file.write(bytes: bytes)
    let (sha256, count) = try file.finish()
    report.outputs.append(OutputFile(path: name, sha256: sha256, bytes: count))
  }
}

extension Code {
  static let runUneven = Code("RUN_UNEVEN", .error)
  static let inputNoRows = Code("INPUT_NO_ROWS", .warning)
}
