import MizanDiagnostics
import MizanMapping
import MizanReports
import MizanStandards

/// Makes the report of a run out of what became of its files.
struct ReportBuilder {
  private let run: ConversionRun

  init(_ run: ConversionRun) { self.run = run }

  func report() -> Report {
    var report = Report()
    report.tool = Harmonizer.version
    report.standard = run.standards.version
    report.language = run.options.language
    report.commandLine = run.options.commandLine
    let mappings = run.mappings.map(\.mapping)
    let countries = Set(mappings.map(\.country))
    report.country = countries.count == 1 ? countries.first ?? nil : nil
    if mappings.count == 1 { report.mapping = mapping(mappings[0]) }
    if mappings.count > 1 { report.mappings = mappings.map(mapping) }
    report.title = run.options.title
    report.inputs = run.files.map(input)
    report.rows = report.inputs.reduce(Balance()) { $0 + $1.rows }
    report.records = records()
    report.sums = sums()
    report.rules = rules()
    for file in run.files { report.findings.merge(file.findings) }
    report.review = review()
    addChanges(&report)
    report.exit = report.inputs.map(\.exit).max() ?? 0
    if run.options.isStrict && !report.review.isEmpty { report.exit = max(report.exit, 2) }
    return report
  }

  /// Whether the run has several mappings, so that each figure must say of which it is.
  private var isJob: Bool { run.mappings.count > 1 }

  /// The files of one mapping.
  private func files(of checked: CheckedMapping) -> [FileResult] {
    run.files.filter { $0.checked.mapping.file == checked.mapping.file }
  }

  private func mapping(_ mapping: Mapping) -> MappingReport {
    var report = MappingReport()
    report.id = mapping.id
    report.version = mapping.version
    report.title = mapping.titles
    report.file = mapping.file
    report.sha256 = mapping.sha256
    report.status = mapping.status
    report.owner = mapping.owner
    return report
  }

  private func input(_ file: FileResult) -> InputReport {
    var input = InputReport()
    input.path = file.input.path
    input.name = file.input.name
    input.sha256 = file.sha256
    input.format = file.format
    input.sheet = file.sheet
    input.sourceID = file.sourceID
    if isJob { input.mapping = mapping(file.checked.mapping).reference }
    input.failure = file.failure?.diagnostics
    input.exit = file.exitStatus(failOn: run.options.failOn)
    for (code, count) in file.findings.countsByCode { input.codes[code.name, default: 0] += count }
    for diagnostic in file.failure?.diagnostics ?? [] {
      input.codes[diagnostic.code.name, default: 0] += 1
    }
    guard let result = file.result, let plan = file.plan else { return input }
    input.rows = Balance(
      read: result.counts.read, ready: result.counts.ready, held: result.counts.held,
      dropped: result.counts.dropped)
    input.blankRows = result.counts.blank
    input.droppedByRule = result.counts.droppedByRule.sorted { $0.key < $1.key }.map {
      rule, count in
      NamedCount(
        plan.treatment.drops.indices.contains(rule)
          ? plan.treatment.drops[rule].name : "no record asked for", count)
    }
    input.completeness = result.completeness.map {
      MizanReports.FieldFill(field: $0.field, filled: $0.filled, total: $0.total)
    }
    return input
  }

  private func records() -> [NamedCount] {
    var counts: [String: Int] = [:]
    for file in run.files { counts.merge(file.result?.counts.records ?? [:], uniquingKeysWith: +) }
    return run.standards.tables.compactMap { table in
      counts[table.name].map { NamedCount(table.name, $0) }
    }
  }

  private func sums() -> [SumReport] {
    var order: [String] = []
    var accounts: [String: SumAccount] = [:]
    for account in run.files.flatMap({ $0.result?.accounts ?? [] }) {
      if accounts[account.measure] == nil {
        order.append(account.measure)
        accounts[account.measure] = account
      } else {
        accounts[account.measure]?.merge(account)
      }
    }
    // Of what nobody counted there is a line only where the first mapping asks for it.
    let asked = Set(
      (run.mappings.first.map(files) ?? []).flatMap { $0.result?.accounts.map(\.measure) ?? [] })
    let shown = order.compactMap { accounts[$0] }.filter { account in
      account.cells.read > 0 || asked.contains(account.measure)
    }
    return shown.map { account in
      var sum = SumReport()
      sum.measure = account.measure
      sum.read = account.read.text
      sum.ready = account.ready.text
      sum.held = account.held.text
      sum.dropped = account.dropped.text
      sum.cells = Balance(
        read: account.cells.read, ready: account.cells.ready, held: account.cells.held,
        dropped: account.cells.dropped)
      sum.filled = account.cells.filled
      return sum
    }
  }

  private func rules() -> [RuleReport] {
    run.mappings.flatMap { checked in
      rules(of: files(of: checked)).map { rule in
        var rule = rule
        if isJob { rule.id = checked.mapping.id + ": " + rule.id }
        return rule
      }
    }
  }

  /// The checks of files that have one mapping.
  private func rules(of files: [FileResult]) -> [RuleReport] {
    let summaries = files.compactMap(\.plan).first?.checkSummaries ?? []
    return summaries.indices.map { index in
      var tally = CheckTally()
      for file in files {
        guard let checks = file.result?.checks, checks.indices.contains(index) else { continue }
        tally.merge(checks[index])
      }
      var rule = RuleReport()
      rule.id = summaries[index].name
      rule.text = summaries[index].text
      rule.severity = summaries[index].consequence == .warning ? .warning : .error
      rule.evaluated = tally.evaluated
      rule.failed = tally.failed
      rule.cannotTell = tally.cannotTell
      rule.examples = tally.examples
      rule.state =
        tally.failed > 0
        ? (rule.severity == .warning ? .passedWithExceptions : .failed)
        : tally.evaluated == 0 ? .notEvaluated : .clean
      return rule
    }
  }

  private func review() -> [ReviewItem] {
    let reasons = ReasonWords(run.standards.messages(), run.options.language)
    return run.mappings.flatMap { review(of: $0, reasons) }.enumerated()
      .sorted { ($1.element.rows, $0.offset) < ($0.element.rows, $1.offset) }
      .map { $0.element }
  }

  /// The labels that wait for a decision of one mapping.
  private func review(of checked: CheckedMapping, _ reasons: ReasonWords) -> [ReviewItem] {
    var tally = ReviewTally()
    for file in files(of: checked) {
      if let review = file.result?.review { tally.merge(review) }
    }
    return tally.keys.map { key -> ReviewItem in
      var item = ReviewItem()
      item.field = key.field
      item.list = key.list
      item.label = key.label
      item.parent = key.parent
      item.seal = ReviewSeal.make(
        field: key.field, list: key.list, label: key.label, parent: key.parent)
      item.rows = tally.waiting[key]?.rows ?? 0
      item.learners = tally.waiting[key]?.learners.text ?? "0"
      item.places = tally.waiting[key]?.places ?? []
      if isJob {
        item.mapping = mapping(checked.mapping).reference
        item.country = checked.mapping.country ?? ""
      }
      item.candidates = checked.candidates(
        for: key.label, list: key.list, field: key.field, within: key.parent
      )
      .map {
        .init(code: $0.code, name: $0.name, score: $0.score, why: reasons.text($0.why))
      }
      return item
    }
  }

  /// Tells the changes that are shown, and counts the others.
  private func addChanges(_ report: inout Report) {
    var tally = ChangeTally()
    for file in run.files { if let changes = file.result?.changes { tally.merge(changes) } }
    report.changes = tally.most(Report.changeExamples).map {
      ValueChange(field: $0.field, kind: $0.kind, from: $0.from, to: $0.to, count: $0.count)
    }
    var others = tally.countsByKind
    for change in report.changes { others[change.kind, default: 0] -= change.count }
    report.otherChanges = others.filter { $0.value > 0 }.map { NamedCount($0.key, $0.value) }
      .sorted { $0.name < $1.name }
  }
}
