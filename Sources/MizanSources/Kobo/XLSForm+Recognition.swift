package import MizanDiagnostics
package import MizanRecords

/// Tells forms of surveys from data.
extension XLSForm {
  /// What a form's author writes under `type`, by its first word.
  private static let types: Set<String> = [
    "text", "integer", "decimal", "select_one", "select_multiple", "select", "rank", "range",
    "note",
    "calculate", "hidden", "date", "time", "datetime", "geopoint", "geotrace", "geoshape", "image",
    "audio", "video", "file", "barcode", "acknowledge", "trigger", "start", "end", "today",
    "deviceid", "username", "phonenumber", "simserial", "subscriberid", "email", "audit", "begin",
    "begin_group", "begin_repeat", "end_group", "end_repeat", "xml-external", "csv-external",
    "background-audio", "select_one_from_file", "select_multiple_from_file",
  ]
  /// Types of whole questions, which every form has and few sheets of data.
  private static let questions: Set<String> = [
    "text", "integer", "decimal", "select_one", "select_multiple", "select", "date", "geopoint",
  ]

  /// The first word of a type in small letters.
  static func firstWord(_ type: String) -> String {
    type.lowercased().split(separator: " ").first.map(String.init) ?? ""
  }

  /// Whether a file is a form and no data: its sheet `survey`, or its only table, has types and
  /// names, and nearly all that stands under `type` is a type of questions.
  package static func isForm(_ file: any TableFile) throws(Failure) -> Bool {
    guard let (headings, rows) = try head(file) else { return false }
    guard let type = headings.firstIndex(of: "type"), headings.contains("name") else {
      return false
    }
    let said = rows.compactMap { type < $0.count ? firstWord($0[type]) : nil }
      .filter { !$0.isEmpty }
    let known = said.filter(types.contains)
    return said.contains(where: questions.contains) && known.count * 10 >= said.count * 9
  }

  /// Whether a file is the list of answers of a form on its own.
  package static func isListOfAnswers(_ file: any TableFile) throws(Failure) -> Bool {
    guard let (headings, _) = try head(file) else { return false }
    return headings.contains { $0 == "list_name" || $0 == "list name" }
      && !Set(headings).isDisjoint(with: ["name", "value"])
      && headings.contains { $0 == "label" || $0.hasPrefix("label:") }
  }

  private static func head(
    _ file: any TableFile
  ) throws(Failure) -> (headings: [String], rows: [[String]])? {
    guard let survey = survey(file) else { return nil }
    var findings = Findings()
    let head = try TableHead(try file.rows(ofTable: survey), rows: 200, &findings)
    guard head.count > 1 else { return nil }
    return (head.texts(0).map { $0.lowercased() }, (1..<head.count).map { head.texts($0) })
  }
}
