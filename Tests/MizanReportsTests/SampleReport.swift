import MizanDiagnostics
import MizanReports

/// An invented report with something in every part of the page.
enum SampleReport {
  static func make(files: Int = 12) -> Report {
    var report = Report()
    report.tool = "mizan 0.1.0"
    report.standard = "eie-core@1"
    report.commandLine = "mizan convert inbox/*.xlsx -m mappings/TCD/cluster-4w.map.yaml -o out"
    report.country = "TCD"
    report.mapping = mapping()
    report.exit = 1
    report.folder = "out"
    report.inputs = inputs(files)
    report.rows = report.inputs.reduce(Balance()) { $0 + $1.rows }
    report.records = [NamedCount("observation", 15_144), NamedCount("facility", 412)]
    report.sums = sums()
    report.rules = rules()
    report.findings = findings()
    report.review = review()
    report.changes = changes()
    report.outputs = [
      OutputFile(path: "facility.csv", sha256: digest(7), bytes: 48_213),
      OutputFile(path: "observation.csv", sha256: digest(9), bytes: 2_204_118),
    ]
    return report
  }

  static func digest(_ seed: Int) -> String {
    var random = Dice(seed: UInt64(seed) &+ 77)
    return String((0..<64).map { _ in "0123456789abcdef".randomElement(using: &random) ?? "0" })
  }

  static func mapping() -> MappingReport {
    var mapping = MappingReport()
    mapping.id = "TCD/cluster-4w"
    mapping.version = "7"
    mapping.title = [
      .english: "Education Cluster 4W, March 2024",
      .french: "Cluster Éducation 4W, mars 2024",
      .arabic: "مجموعة التعليم 4W، آذار 2024",
    ]
    mapping.file = "mappings/TCD/cluster-4w.map.yaml"
    mapping.sha256 = digest(1)
    mapping.status = "accepted"
    mapping.owner = "Education Cluster, N'Djamena"
    return mapping
  }

  static let fields = [
    "reference_area", "time_period", "facility_id", "education_level", "sex", "age",
    "obs_value", "displacement_status", "disability_status", "obs_status",
  ]

  static func inputs(_ count: Int) -> [InputReport] {
    var random = Dice(seed: 2024)
    return (0..<count).map { index in
      var input = InputReport()
      input.name = index == 2 ? "استمارة التعليم آذار.xlsx" : "partenaire-\(index + 1).xlsx"
      input.path = "inbox/" + input.name
      input.format = "xlsx"
      input.sheet = index % 2 == 0 ? "Données 2024" : "4W"
      input.sourceID = "partenaire-\(index + 1)"
      input.sha256 = digest(index + 20)
      let held = Int.random(in: 0...9, using: &random)
      let dropped = Int.random(in: 1...4, using: &random)
      let ready = Int.random(in: 80...1400, using: &random)
      input.rows = Balance(
        read: ready + held + dropped, ready: ready, held: held, dropped: dropped)
      input.blankRows = Int.random(in: 0...30, using: &random)
      input.droppedByRule = [NamedCount("totals row", dropped)]
      input.exit = held > 0 ? 1 : 0
      input.completeness = fields.enumerated().compactMap { column, field in
        if (column + index) % 11 == 10 { return nil }
        let low = column > 6 || index == 4 ? 5 : 70
        let percent = Int.random(in: low...100, using: &random)
        return FieldFill(field: field, filled: ready * percent / 100, total: ready)
      }
      return input
    }
  }

  static func sums() -> [SumReport] {
    var girls = SumReport()
    girls.measure = "filles"
    girls.read = "1204567"
    girls.ready = "1190012"
    girls.held = "12300"
    girls.dropped = "2255"
    girls.cells = Balance(read: 7610, ready: 7561, held: 37, dropped: 12)
    girls.filled = 7411
    var boys = girls
    boys.measure = "garçons"
    boys.read = "1310044.5"
    boys.ready = "1310044.5"
    boys.held = "0"
    boys.dropped = "0"
    boys.cells = Balance(read: 7610, ready: 7610)
    boys.filled = 7502
    return [girls, boys]
  }

  static func rules() -> [RuleReport] {
    let texts = [
      "Admin 2 lies in admin 1", "Girls and boys add up to the total",
      "Enrolment is not negative", "One report a school, level and month",
      "Ages fit the level", "Teachers are counted where learners are",
    ]
    return (0..<16).map { index in
      var rule = RuleReport()
      rule.id = index < 9 ? "R0\(index + 1)" : "R\(index + 1)"
      rule.text = texts[index % texts.count]
      rule.severity = index % 3 == 0 ? .error : .warning
      switch index {
      case 0..<3: rule.state = .failed
      case 3..<5: rule.state = .passedWithExceptions
      case 5..<8: rule.state = .notEvaluated
      default: rule.state = .clean
      }
      guard rule.state != .notEvaluated else { return rule }
      rule.evaluated = 1310 + index
      rule.cannotTell = index * 3
      guard rule.state != .clean else { return rule }
      rule.failed = 41 - index * 7
      rule.examples = [
        Place("partenaire-1.xlsx", sheet: "Données 2024", row: 14 + index, column: 6),
        Place("partenaire-1.xlsx", sheet: "Données 2024", row: 31 + index, column: 6),
      ]
      return rule
    }
  }

  static func findings() -> Findings {
    var findings = Findings()
    for (value, count) in [("2,150", 23), ("1.980", 9), ("3,5", 1)] {
      for example in 0..<count {
        findings.add(
          Code("NUMBER_AMBIGUOUS", .error),
          at: Place(
            "partenaire-1.xlsx", sheet: "Données 2024", row: 9 + example * 3, column: 5),
          column: "Filles", value: value, ["value": value, "column": "Filles"])
      }
    }
    for (value, count) in [("CP1 bis", 31), ("Préscolaire/CI", 12), ("السنة التحضيرية", 4)] {
      findings.add(
        Code("CODE_UNKNOWN", .error),
        at: Place("partenaire-3.xlsx", sheet: "Données 2024", row: 12, column: 3),
        column: "Niveau", value: value, ["value": value, "column": "Niveau"], count: count)
    }
    findings.add(
      Code("CHECK_WARNED", .warning), at: Place("partenaire-7.xlsx", sheet: "4W", row: 88),
      column: "Total", ["column": "Total", "value": "G+F ≠ T"], count: 17)
    findings.add(
      Code("COLUMN_UNUSED", .note), at: Place("partenaire-2.xlsx", sheet: "4W", row: 1, column: 14),
      column: "Observations", ["column": "Observations"], count: 1)
    return findings
  }

  static func review() -> [ReviewItem] {
    var level = ReviewItem()
    level.field = "education_level"
    level.list = "isced-level"
    level.label = "CP1 bis"
    level.rows = 31
    level.learners = "4210"
    level.places = [Place("partenaire-3.xlsx", sheet: "Données 2024", row: 12, column: 3)]
    level.candidates = [
      .init(code: "1", name: "Primary education", score: 0.914, why: "spelling, 4 letters"),
      .init(code: "02", name: "Pre-primary education", score: 0.5, why: "same word"),
    ]
    var arabic = ReviewItem()
    arabic.field = "education_level"
    arabic.list = "isced-level"
    arabic.label = "السنة التحضيرية"
    arabic.rows = 4
    arabic.places = [Place("استمارة التعليم آذار.xlsx", sheet: "4W", row: 7, column: 3)]
    return [level, arabic]
  }

  static func changes() -> [ValueChange] {
    [
      ValueChange(field: "obs_value", kind: "number", from: "٨٧", to: "87", count: 412),
      ValueChange(field: "obs_value", kind: "number", from: "1 204", to: "1204", count: 96),
      ValueChange(field: "reference_area", kind: "code", from: "LAC", to: "TD07", count: 1310),
      ValueChange(field: "sex", kind: "code", from: "Filles", to: "F", count: 7411),
      ValueChange(field: "sex", kind: "code", from: "Garçons", to: "M", count: 7502),
      ValueChange(
        field: "time_period", kind: "date", from: "31/03/2024", to: "2024-03", count: 1310),
    ]
  }
}

/// Random numbers that are the same in every run.
struct Dice: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
