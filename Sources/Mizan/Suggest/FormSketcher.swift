import MizanRecords
import MizanSources

/// What a form says about a column that will be filled when people answer it.
struct FormQuestion: Hashable {
  /// The name with its groups, as some exports write the heading.
  var path: String
  /// The labels in all languages of the form.
  var labels: [String]
  /// What is certain by the kind of question: nothing in the standard has a place for it.
  var isElsewhere: Bool
  /// The type as the form says it.
  var type: String
}

/// Sketches the tables that a form will collect: a column for each question, as exports have them.
struct FormSketcher {
  let form: XLSForm

  /// Questions that the telephone answers, and answers that are no text or number.
  private static let elsewhere: Set<String> = [
    "start", "end", "today", "deviceid", "username", "phonenumber", "simserial", "subscriberid",
    "email", "audit", "image", "audio", "video", "file", "barcode", "acknowledge", "trigger",
    "geopoint", "geotrace", "geoshape", "rank", "background-audio", "xml-external", "csv-external",
  ]
  /// What the table of submissions is called where one is chosen.
  static let main = "survey"
  private static let numbers: Set<String> = ["integer", "decimal", "range", "calculate", "hidden"]
  private static let dates: Set<String> = ["date", "datetime"]
  /// The last word of a question that takes what stands in no list.
  private static let others: Set<String> = Set(
    ["other", "others", "specify", "autre", "autres", "otro", "otra", "otros", "أخرى", "غيره"]
      .map { Folding.fold($0) })

  /// The table of submissions first, then those of repeated groups.
  func sketches() -> [SheetSketch] {
    var tables: [String?] = [nil]
    for question in form.questions where !tables.contains(question.table) {
      tables.append(question.table)
    }
    return tables.map(sketch).filter { !$0.columns.isEmpty }
  }

  private func sketch(_ table: String?) -> SheetSketch {
    let name = table.flatMap { $0.split(separator: "/").last.map(String.init) }
    var sketch = SheetSketch(sheet: name ?? FormSketcher.main)
    sketch.isForm = true
    sketch.isRepeated = table != nil
    sketch.rows = 1
    for question in form.questions {
      if question.table == table {
        let heading = table == nil ? question.name : question.path
        sketch.columns.append(column(question, heading, at: sketch.columns.count))
      } else if table != nil, question.table == nil, !FormSketcher.numbers.contains(question.type) {
        // Beside a row of a repeated group stand the answers around it; a number among them is not
        // one of the row.
        sketch.columns.append(column(question, "../" + question.path, at: sketch.columns.count))
      }
    }
    return sketch
  }

  /// Whether a question takes what the list of another does not have: `district_other`.
  private func takesOthers(_ name: String) -> Bool {
    let parts = name.split(separator: "_")
    guard let last = parts.last, FormSketcher.others.contains(Folding.fold(String(last))) else {
      return false
    }
    let asked = parts.dropLast().joined(separator: "_")
    return form.questions.contains { $0.name == asked }
  }

  private func column(_ question: XLSForm.Question, _ heading: String, at index: Int)
    -> ColumnSketch
  {
    let tag = question.hashtag.hasPrefix("#") ? question.hashtag : nil
    let labels = question.labels.map(TopRows.oneLine).filter { !$0.isEmpty }
    var column = ColumnSketch(
      Heading(heading, column: index, tag: tag), firstLine: labels.first ?? question.name)
    var isElsewhere = FormSketcher.elsewhere.contains(question.type) || takesOthers(question.name)
    if case .several = question.answer { isElsewhere = true }
    column.question = FormQuestion(
      path: question.path, labels: labels, isElsewhere: isElsewhere, type: question.type)
    // What a calculation gives is not said, anything else will be filled.
    column.filled = ["calculate", "hidden"].contains(question.type) ? 0 : 1
    column.numbers = ["integer", "decimal", "range"].contains(question.type) ? 1 : 0
    column.whole = question.type == "integer" ? 1 : 0
    column.dates = FormSketcher.dates.contains(question.type) ? 1 : 0
    if case .one(let list) = question.answer {
      for choice in form.choices[list] ?? [] {
        let label = choice.labels.first { !$0.isEmpty } ?? choice.name
        column.addValue(TopRows.oneLine(label), .text)
      }
    }
    return column
  }
}
