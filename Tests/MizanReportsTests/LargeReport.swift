import MizanDiagnostics
import MizanReports

/// A report at the edge of everything: thousands of files, fields, findings, labels and rules.
enum LargeReport {
  static func make() -> Report {
    var report = SampleReport.make(files: 3000)
    let long = String(repeating: "ع<&\"", count: 60)
    for index in report.inputs.indices {
      report.inputs[index].name = "\(index) " + long
      report.inputs[index].sheet = long
      report.inputs[index].completeness = (0..<90).map {
        FieldFill(field: "\($0) " + long, filled: $0 * index % 1000, total: 1000)
      }
      report.inputs[index].droppedByRule = (0..<30).map { NamedCount("\($0)" + long, 1) }
    }
    var findings = Findings()
    for code in 0..<100 {
      for value in 0..<60 {
        for example in 0..<5 {
          findings.add(
            Code("CODE_\(code)", .error),
            at: Place("\(example)" + long, sheet: long, row: 1_048_576, column: 16_384),
            column: long, value: "\(value)" + long, ["value": "\(value)" + long, "column": long])
        }
      }
    }
    report.findings = findings
    var item = SampleReport.review()[0]
    item.label = long
    report.review = Array(repeating: item, count: 5000)
    var rule = SampleReport.rules()[0]
    rule.text = long
    report.rules = Array(repeating: rule, count: 2000)
    return report
  }
}
