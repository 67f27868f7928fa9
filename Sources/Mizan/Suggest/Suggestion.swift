public import MizanDiagnostics

/// A drafted mapping with what it rests on.
public struct Suggestion: Sendable {
  /// The path of the file as given.
  public let path: String
  let name: String
  let sketch: SheetSketch
  /// The names of other sheets with a table; the draft is not for them.
  public let otherSheets: [String]
  let proposals: [ColumnProposal]
  let draft: Draft
  /// Answers to open points, by their number.
  private var answers: [Int: String] = [:]

  init(
    path: String, name: String, sketch: SheetSketch, otherSheets: [String],
    proposals: [ColumnProposal], draft: Draft
  ) {
    self.path = path
    self.name = name
    self.sketch = sketch
    self.otherSheets = otherSheets
    self.proposals = proposals
    self.draft = draft
  }

  /// What a person must decide, in the order of the mapping.
  public var openPoints: [OpenPoint] { draft.open }

  /// The numbers of the points that nobody has answered.
  public var unanswered: [Int] { draft.open.indices.filter { answers[$0] == nil } }

  /// Whether a form was looked at: the draft is for the answers that it will collect.
  public var isForm: Bool { sketch.isForm }

  /// The number of the question about the country; nil where it is known or not needed. With the
  /// answer as a wish a new suggestion knows more, so it should be asked first.
  public var countryPoint: Int? { draft.open.firstIndex { $0.key == OpenPoint.countryKey } }

  /// Answers an open point: the number of a choice from 1, or a text where one is taken.
  /// - Returns: whether the answer could be used.
  public mutating func answer(_ point: Int, _ text: String) -> Bool {
    guard draft.open.indices.contains(point) else { return false }
    let open = draft.open[point]
    let text = TopRows.oneLine(text)
    if let number = Int(text), open.choices.indices.contains(number - 1) {
      answers[point] = open.choices[number - 1].line
    } else if let choice = open.choices.first(where: { $0.label.lowercased() == text.lowercased() })
    {
      answers[point] = choice.line
    } else if open.key == OpenPoint.countryKey {
      return false
    } else if open.takesText, !text.isEmpty, open.key == "value", !text.hasPrefix("TODO"),
      open.codes.isEmpty || open.codes.contains(text), open.fits(text)
    {
      answers[point] = "{ value: \(YAMLText.quoted(text)) }"
    } else {
      return false
    }
    return true
  }

  /// What the mapping says for a point that somebody has answered.
  public func answer(to point: Int) -> String? { answers[point] }

  /// The mapping file, with comments in a language.
  public func mapping(_ messages: Messages, _ language: Messages.Language) -> String {
    DraftWriter(
      draft: draft, messages: messages, language: language, fileName: name, answers: answers
    ).text()
  }

  /// The whole suggestion as one JSON document.
  public func json(_ messages: Messages, _ language: Messages.Language) -> String {
    func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
    let columns = proposals.map { proposal -> String in
      let candidates = proposal.candidates.prefix(3).map { candidate in
        "{\"field\":\(JSONText.quoted(candidate.concept.target)),"
          + "\"concept\":\(JSONText.quoted(candidate.concept.name)),"
          + "\"confidence\":\(Percent.text(candidate.confidence)),"
          + "\"why\":\(JSONText.list(candidate.reasons.map { $0.text(messages, language) }))}"
      }
      let best = proposal.best.map { JSONText.quoted($0.concept.target) } ?? "\"\""
      return "{\"column\":\(JSONText.quoted(proposal.column.letters)),"
        + "\"heading\":\(JSONText.quoted(proposal.column.heading.text)),"
        + "\"field\":\(best),\"confidence\":\(Percent.text(proposal.best?.confidence ?? 0)),"
        + "\"dimensions\":\(JSONText.quoted(proposal.dimensions.words)),"
        + "\"candidates\":\(list(candidates))}"
    }
    let open = unanswered.map { index -> String in
      let point = draft.open[index]
      return "{\"field\":\(JSONText.quoted(point.subject)),"
        + "\"question\":\(JSONText.quoted(point.question.text(messages, language))),"
        + "\"choices\":\(JSONText.list(point.choices.map(\.label)))}"
    }
    return "{\"schema\":\"mizan.suggest/1\",\"path\":\(JSONText.quoted(path)),"
      + "\"sheet\":\(sketch.sheet.map(JSONText.quoted) ?? "null"),"
      + "\"form\":\(isForm),\"other_sheets\":\(JSONText.list(otherSheets)),"
      + "\"heading_row\":\(sketch.headingRow),\"heading_rows\":\(sketch.headingRows),"
      + "\"country\":\(draft.country.map(JSONText.quoted) ?? "null"),"
      + "\"tables\":\(JSONText.list(draft.records.map(\.table)))," + "\"rows\":\(sketch.rows),"
      + "\"columns\":\(list(columns)),\"open\":\(list(open)),"
      + "\"mapping\":\(JSONText.quoted(mapping(messages, language)))}\n"
  }
}
