import MizanRecords

/// What a form says about the columns of submissions.
struct KoboColumns {
  private let form: XLSForm
  /// The language in which choices are written; nil: as their names.
  private let language: Int?
  private var byPath: [String: Int] = [:]
  private var byName: [String: Int] = [:]
  private var byLabel: [String: Int] = [:]
  /// Names and labels that several questions have, which name none of them.
  private var shared: Set<String> = []

  init(_ form: XLSForm, language: Int?) {
    self.form = form
    self.language = language
    for (index, question) in form.questions.enumerated() {
      byPath[question.path] = byPath[question.path] ?? index
      if byName.updateValue(index, forKey: question.name) != nil { shared.insert(question.name) }
      for label in Set(question.labels.map { Folding.fold($0) }) where !label.isEmpty {
        if byLabel.updateValue(index, forKey: label) != nil { shared.insert(label) }
      }
    }
  }

  /// The question of a heading: by its path, with `/` or with `-` between the groups; by its name
  /// where no other question has it, as when it was moved to another group; by its label.
  func question(_ heading: String) -> Int? {
    if let index = byPath[heading] { return index }
    let name = heading.split(separator: "/").last.map(String.init) ?? heading
    if heading.hasPrefix("../"), let index = question(plain(heading)) { return index }
    if let index = byName[name], !shared.contains(name), !isChoice(heading) { return index }
    if let index = form.questions.firstIndex(where: {
      $0.path.contains("/") && $0.path.replacing("/", with: "-") == heading
    }) {
      return index
    }
    let label = Folding.fold(heading)
    if let index = byLabel[label], !shared.contains(label) { return index }
    return nil
  }

  /// Whether a heading is that of a choice of a question with several answers: `needs/water`.
  private func isChoice(_ heading: String) -> Bool {
    let steps = heading.split(separator: "/")
    guard steps.count > 1, let index = byPath[steps.dropLast().joined(separator: "/")] else {
      return false
    }
    if case .several = form.questions[index].answer { return true }
    return false
  }

  private func plain(_ heading: String) -> String {
    var name = heading[...]
    while name.hasPrefix("../") { name = name.dropFirst(3) }
    return String(name)
  }

  /// The column of a choice of a question with several answers, `needs/water`: by the question's path,
  /// name or label, and the choice's name or label.
  private func choice(_ heading: String) -> String? {
    for slash in heading.indices.reversed() where heading[slash] == "/" {
      guard let index = question(String(heading[..<slash])),
        case .several(let list) = form.questions[index].answer
      else { continue }
      let name = String(heading[heading.index(after: slash)...])
      let choices = self.choices(index, list)
      let folded = Folding.fold(name)
      let labelled = choices.filter { $0.labels.contains { Folding.fold($0) == folded } }
      let found =
        choices.first { $0.name == name } ?? (labelled.count == 1 ? labelled[0] : nil)
      if let found { return form.questions[index].path + "/" + found.name }
    }
    return nil
  }

  /// The choices of a question, with the one for what is not in the list.
  private func choices(_ question: Int, _ list: String) -> [XLSForm.Choice] {
    let choices = form.choices[list] ?? []
    guard form.questions[question].hasOther, !choices.contains(where: { $0.name == "other" })
    else { return choices }
    return choices + [XLSForm.Choice(name: "other", labels: [])]
  }

  /// The plan of a table: its columns under the names of the form, those of one question that was
  /// moved between versions put together, and a column for each choice of several.
  func plan(_ headings: [String], _ addressing: TableAddressing) -> ColumnPlan {
    let found = headings.map { question($0) }
    let names = headings.indices.map { index -> String? in
      let heading = headings[index]
      let around = String(heading.prefix(heading.count - plain(heading).count))
      if let question = found[index] { return around + form.questions[question].path }
      return choice(plain(heading)).map { around + $0 }
    }
    var plan = ColumnPlan()
    var seen: Set<String> = []
    var hasLetters = false
    if case .cells = addressing { hasLetters = true }
    for (index, heading) in headings.enumerated() {
      guard let name = names[index] else {
        plan.columns.append(.init(heading: heading, origin: .first([index])))
        continue
      }
      if !seen.insert(name).inserted {
        // Its values stand under the first; where columns have letters none may be missing.
        if hasLetters { plan.columns.append(.init(heading: heading, origin: .first([index]))) }
        continue
      }
      let sources = headings.indices.filter { names[$0] == name }
      plan.columns.append(.init(heading: name, origin: origin(found[index], sources)))
    }
    addChoices(&plan)
    return plan
  }

  private func origin(_ question: Int?, _ sources: [Int]) -> ColumnPlan.Origin {
    guard let language, let question else { return .first(sources) }
    switch form.questions[question].answer {
    case .one(let list): return .named(sources, labels(list, language), isKept: true)
    case .several(let list): return .listed(sources, labels(list, language))
    case .other: return .first(sources)
    }
  }

  private func labels(_ list: String, _ language: Int) -> NameTable {
    NameTable(
      (form.choices[list] ?? []).lazy
        .filter { $0.labels.indices.contains(language) && !$0.labels[language].isEmpty }
        .map { ($0.name, $0.labels[language]) })
  }

  private func addChoices(_ plan: inout ColumnPlan) {
    let known = Set(plan.columns.map(\.heading))
    for (index, question) in form.questions.enumerated() {
      guard case .several(let list) = question.answer,
        let column = plan.columns.first(where: { $0.heading == question.path })
      else { continue }
      let sources = ColumnPlan.sources(column.origin)
      let choices = self.choices(index, list)
      let names = NameTable(choices.lazy.map { ($0.name, $0.name) })
      var added: Set<String> = []
      for choice in choices {
        let heading = question.path + "/" + choice.name
        guard !known.contains(heading), added.insert(heading).inserted else { continue }
        plan.columns.append(
          .init(heading: heading, origin: .chosen(sources, Array(choice.name.utf8), among: names)))
      }
    }
  }

  /// The hashtags of the form, by the names that columns have in the plan.
  var meanings: HeadingMeanings {
    HeadingMeanings(
      form.questions.filter { $0.hashtag.hasPrefix("#") && !$0.path.contains("*") }
        .map { .init($0.hashtag, $0.path) })
  }
}
