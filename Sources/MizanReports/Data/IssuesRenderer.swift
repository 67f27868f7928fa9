public import MizanDiagnostics

/// Writes `issues.csv`: one line for each kind of finding, the most serious first.
///
/// Columns: `code,severity,file,sheet,cell,field,value,count,message`. The place is the one of
/// the first example; a row without a known column is shown as the row's number.
public struct IssuesRenderer: ReportRenderer {
  private let messages: Messages
  private let language: Messages.Language

  /// - Parameters:
  ///   - messages: The texts of all codes.
  ///   - language: The language of the column `message`.
  public init(_ messages: Messages, _ language: Messages.Language = .english) {
    self.messages = messages
    self.language = language
  }

  public func render(_ report: Report) -> [UInt8] {
    var lines = CSVLines()
    lines.add(["code", "severity", "file", "sheet", "cell", "field", "value", "count", "message"])
    for diagnostic in report.inputs.flatMap({ $0.failure ?? [] }) {
      line(
        diagnostic.code, diagnostic.place, diagnostic.arguments["column"] ?? "",
        diagnostic.arguments["value"] ?? "", 1, diagnostic.arguments, &lines)
    }
    for group in FindingOrder.mostSeriousFirst(report.findings.groups) {
      line(
        group.key.code, group.examples.first, group.key.column, group.key.value, group.count,
        group.arguments, &lines)
    }
    return lines.bytes
  }

  private func line(
    _ code: Code, _ place: Place?, _ column: String, _ value: String, _ count: Int,
    _ arguments: [String: String], _ lines: inout CSVLines
  ) {
    let text = messages.text(for: code.name, arguments, in: language)
    lines.add([
      code.name, code.severity.rawValue, place?.file ?? "", place?.sheet ?? "",
      place.map(IssuesRenderer.position) ?? "", column, value, String(count), text.what,
    ])
  }

  private static func position(_ place: Place) -> String {
    place.cell ?? (place.row ?? place.line).map(String.init) ?? ""
  }
}

/// The orders in which findings are told. All are stable, so that equal inputs read the same.
enum FindingOrder {
  /// Errors first; inside a severity the groups keep the order in which they appeared.
  static func mostSeriousFirst(_ groups: [Findings.Group]) -> [Findings.Group] {
    Severity.allCases.reversed().flatMap { severity in
      groups.filter { $0.key.code.severity == severity }
    }
  }

  /// All groups of one code together, the larger groups first; codes with the most serious
  /// severity first, and the more frequent ones before the rare ones.
  static func kinds(_ groups: [Findings.Group]) -> [FindingKind] {
    var order: [Code] = []
    var byCode: [Code: [Findings.Group]] = [:]
    for group in groups {
      if byCode[group.key.code] == nil { order.append(group.key.code) }
      byCode[group.key.code, default: []].append(group)
    }
    let kinds = order.enumerated().map { (offset, code) in
      (offset, FindingKind(code: code, groups: largestFirst(byCode[code] ?? [])))
    }
    return kinds.sorted { one, other in
      if one.1.code.severity != other.1.code.severity {
        return one.1.code.severity > other.1.code.severity
      }
      if one.1.count != other.1.count { return one.1.count > other.1.count }
      return one.0 < other.0
    }
    .map(\.1)
  }

  private static func largestFirst(_ groups: [Findings.Group]) -> [Findings.Group] {
    groups.enumerated()
      .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      .map(\.element)
  }
}

/// All findings with one code.
struct FindingKind {
  var code: Code
  /// Never empty; the largest group first.
  var groups: [Findings.Group]
  /// The exact number of findings.
  var count: Int { groups.reduce(0) { $0 &+ $1.count } }
}
