package import MizanDiagnostics
package import MizanRecords

/// The form of a survey: its questions with their groups, choices, labels and hashtags.
package struct XLSForm {
  /// How a question is answered.
  package enum Answer: Hashable {
    case one(list: String)
    case several(list: String)
    case other
  }

  package struct Question {
    /// Groups and name with `/` between them, as submissions have it.
    package var path: String
    package var name: String
    /// The first word of the type, such as `integer` or `select_one`.
    package var type: String
    package var answer: Answer
    /// The labels in the order of ``languages``; empty where there is none.
    package var labels: [String]
    package var hashtag: String
    /// The path of the repeated group whose table has the answers; nil: the table of submissions.
    package var table: String?
    /// Whether `other` is a choice besides those of the list.
    package var hasOther = false
  }

  package struct Choice {
    package var name: String
    package var labels: [String]
  }

  package private(set) var questions: [Question] = []
  package private(set) var choices: [String: [Choice]] = [:]
  private let labels: FormLabels
  /// The languages of labels as the form writes them, such as `French (fr)`; empty for a label
  /// without a language.
  var languages: [String] { labels.languages }

  /// A sheet `survey` with types and names, or the only table of a file; beside it `choices`.
  /// - Throws: a ``Failure`` of kind `mapping` when there is no such sheet; what the format throws
  ///   passes through.
  package init(_ file: any TableFile) throws(Failure) {
    guard let survey = XLSForm.survey(file) else { throw Failure(.mapping, .formNoSurvey) }
    let headings = try XLSForm.headings(file, survey)
    guard headings.contains("type"), headings.contains("name") else {
      throw Failure(.mapping, .formNoSurvey)
    }
    let sheet = XLSForm.sheet("choices", file)
    let others = try sheet.map { (sheet) throws(Failure) in try XLSForm.headings(file, sheet) }
    labels = try FormLabels(file, headings + (others ?? []))
    let rows = try WantedColumns.read(
      file, survey, ["type", "name", "hxl", "select_from_list_name"] + labels.headings)
    readQuestions(rows)
    if let sheet, let others { try readChoices(file, sheet, others) }
  }

  /// The index of a language: its whole name, or what stands before or in its brackets.
  func language(_ wanted: String) -> Int? {
    let folded = Folding.fold(wanted)
    return languages.firstIndex { Folding.fold($0) == folded }
      ?? languages.firstIndex { language in
        language.split(whereSeparator: { "()".contains($0) })
          .contains { Folding.fold(String($0)) == folded }
      }
  }

  private mutating func readQuestions(_ rows: [[String]]) {
    var groups: [String] = []
    var tables: [String?] = [nil]
    var loops: [Int] = []
    for row in rows {
      let words = row[0].lowercased().split { $0 == " " || $0 == "_" }.map(String.init)
      guard let first = words.first else { continue }
      if first == "begin" {
        groups.append(row[1])
        let isTable = words.count > 1 && ["repeat", "loop"].contains(words[1])
        tables.append(isTable ? groups.joined(separator: "/") : tables.last ?? nil)
        if words.dropFirst().first == "loop" { loops.append(groups.count) }
        continue
      }
      if first == "end", words.count > 1, XLSForm.groups.contains(words[1]) {
        if loops.last == groups.count { loops.removeLast() }
        _ = groups.popLast()
        if tables.count > 1 { tables.removeLast() }
        continue
      }
      // A loop asks its questions for each choice of a list; its columns are left as they are.
      guard !row[1].isEmpty, words != ["note"], loops.isEmpty else { continue }
      let table = tables.last ?? nil
      var question = Question(
        path: (groups + [row[1]]).joined(separator: "/"), name: row[1],
        type: XLSForm.firstWord(row[0]), answer: XLSForm.answer(row[0], list: row[3]),
        labels: labels.texts(row[4...]), hashtag: row[2], table: table)
      question.hasOther = question.answer != .other && XLSForm.hasOther(words)
      questions.append(question)
      if question.hasOther {
        questions.append(
          Question(
            path: question.path + "_other", name: row[1] + "_other", type: "text", answer: .other,
            labels: [], hashtag: "", table: table))
      }
    }
  }

  /// What a group may be called where it ends.
  private static let groups: Set<String> = ["group", "repeat", "loop", "lgroup", "looped"]

  /// Whether a type asks for another answer besides the choices.
  private static func hasOther(_ words: [String]) -> Bool {
    [["or", "other"], ["or", "specify", "other"]].contains { words.suffix($0.count) == $0[...] }
  }

  private static func answer(_ type: String, list: String) -> Answer {
    let words = type.split(separator: " ").map(String.init)
    let known: [(words: [String], isSeveral: Bool)] = [
      (["select_one"], false), (["select_multiple"], true),
      (["select", "one", "from"], false), (["select", "all", "that", "apply", "from"], true),
      (["select", "one"], false), (["select", "multiple"], true),
    ]
    let lower = words.map { $0.lowercased() }
    for (start, isSeveral) in known where lower.starts(with: start) {
      let name = words.count > start.count ? words[start.count] : list
      guard !name.isEmpty else { return .other }
      return isSeveral ? .several(list: name) : .one(list: name)
    }
    return .other
  }

  private mutating func readChoices(
    _ file: any TableFile, _ sheet: Int, _ headings: [String]
  ) throws(Failure) {
    let list = headings.contains("list_name") ? "list_name" : "list name"
    let name = headings.contains("name") ? "name" : "value"
    for row in try WantedColumns.read(file, sheet, [list, name] + labels.headings)
    where !row[0].isEmpty && !row[1].isEmpty {
      choices[row[0], default: []].append(Choice(name: row[1], labels: labels.texts(row[2...])))
    }
  }

  /// The sheet of questions; a file with one table may call it anything.
  static func survey(_ file: any TableFile) -> Int? {
    sheet("survey", file) ?? (file.tables.count == 1 ? 0 : nil)
  }

  private static func sheet(_ name: String, _ file: any TableFile) -> Int? {
    file.tables.firstIndex {
      let own = ($0.name ?? "").lowercased()
      return own == name || own.hasSuffix("/" + name)
    }
  }

  private static func headings(
    _ file: any TableFile, _ table: Int
  ) throws(Failure) -> [String] {
    var findings = Findings()
    let head = try TableHead(try file.rows(ofTable: table), rows: 1, &findings)
    return head.count > 0 ? head.texts(0).map { $0.lowercased() } : []
  }
}

extension Code {
  static let formNoSurvey = Code("FORM_NO_SURVEY", .error)
}
