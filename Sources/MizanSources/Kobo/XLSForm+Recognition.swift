package import MizanDiagnostics
package import MizanRecords

/// Tells forms of surveys from data, by headings and by what stands under `type`.
extension XLSForm {
  /// What a form's author writes under `type`, by its first word: `select` of `select_one` and
  /// `select one from`.
  private static let kinds: Set<String> = [
    "text", "integer", "decimal", "select", "rank", "range", "note", "calculate", "hidden", "date",
    "time", "datetime", "geopoint", "geotrace", "geoshape", "image", "audio", "video", "file",
    "barcode", "acknowledge", "trigger", "start", "end", "today", "deviceid", "username",
    "phonenumber", "simserial", "subscriberid", "email", "audit", "begin", "xml-external",
    "csv-external", "background-audio",
  ]
  /// Those of whole questions, which every form has and few sheets of data.
  private static let asking: Set<String> = [
    "text", "integer", "decimal", "select", "date", "geopoint",
  ]

  /// The type of a question in small letters, such as `select_one`.
  static func firstWord(_ type: String) -> String {
    type.lowercased().split(separator: " ").first.map(String.init) ?? ""
  }

  /// Whether the headings are those of the sheet of questions.
  static func isSurvey(_ headings: [String]) -> Bool {
    Set(headings.map { $0.lowercased() }).isSuperset(of: ["type", "name"])
  }

  /// Whether the headings are those of the sheet of answers.
  static func isChoices(_ headings: [String]) -> Bool {
    let words = Set(headings.map { $0.lowercased() })
    return !words.isDisjoint(with: ["list_name", "list name"])
      && !words.isDisjoint(with: ["name", "value"]) && hasLabels(headings)
  }

  /// Whether some heading is `label` or `label::French (fr)`.
  static func hasLabels(_ headings: [String]) -> Bool {
    headings.contains { $0.lowercased() == "label" || $0.lowercased().hasPrefix("label:") }
  }

  /// How many questions and the like stand under `type`; 0 where it is something else: one in ten
  /// at most may be of no known type, and one at least must ask.
  static func questionCount(_ headings: [String], _ rows: some Sequence<[String]>) -> Int {
    guard let column = headings.firstIndex(where: { $0.lowercased() == "type" }) else { return 0 }
    let said = rows.compactMap { row -> String? in
      let type = row.indices.contains(column) ? row[column].lowercased() : ""
      return type.split { $0 == " " || $0 == "_" }.first.map(String.init)
    }
    let known = said.count { kinds.contains($0) }
    return said.contains(where: asking.contains) && known * 10 >= said.count * 9 ? known : 0
  }

  /// Whether a file is a form and no data: its sheet `survey`, or its only table, asks questions.
  package static func isForm(_ file: any TableFile) throws(Failure) -> Bool {
    guard let (headings, rows) = try head(file) else { return false }
    return isSurvey(headings) && questionCount(headings, rows) > 0
  }

  /// Whether a file is the list of answers of a form on its own.
  package static func isListOfAnswers(_ file: any TableFile) throws(Failure) -> Bool {
    try head(file).map { isChoices($0.headings) } ?? false
  }

  private static func head(
    _ file: any TableFile
  ) throws(Failure) -> (headings: [String], rows: [[String]])? {
    guard let survey = survey(file) else { return nil }
    var findings = Findings()
    let head = try TableHead(try file.rows(ofTable: survey), rows: 200, &findings)
    guard head.count > 1 else { return nil }
    return (head.texts(0), (1..<head.count).map { head.texts($0) })
  }
}
