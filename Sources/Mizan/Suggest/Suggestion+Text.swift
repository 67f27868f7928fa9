public import MizanDiagnostics

extension Suggestion {
  /// Which other sheets have a table.
  public func othersText(_ messages: Messages, _ language: Messages.Language) -> String {
    let names = otherSheets.map { ShownText.make($0, limit: 40) }.joined(separator: " · ")
    return Reason(.otherSheets, names).text(messages, language)
  }

  /// That a form was looked at and no data.
  public func formText(_ messages: Messages, _ language: Messages.Language) -> String {
    Reason(.formSeen, ShownText.make(name)).text(messages, language)
  }

  /// An open point as a question with numbered answers.
  public func question(
    _ index: Int, _ messages: Messages, _ language: Messages.Language
  ) -> String {
    let point = openPoints[index]
    var text = "\(point.subject): \(point.question.text(messages, language))\n"
    for (number, choice) in point.choices.enumerated() {
      text += "  \(number + 1)  \(choice.label)"
      if let heading = heading(of: choice.label) {
        text += "  “\(ShownText.make(heading, limit: 50))”"
      }
      if !choice.note.isEmpty { text += "  " + choice.note }
      text += "\n"
    }
    return text + Reason(point.takesText ? .askText : .askNumber).text(messages, language) + " "
  }

  /// What is said to an answer that cannot be used.
  public func refusal(_ messages: Messages, _ language: Messages.Language) -> String {
    Reason(.askAgain).text(messages, language) + " "
  }

  /// What was written and how many decisions are open.
  public func summary(
    _ file: String, _ messages: Messages, _ language: Messages.Language
  ) -> String {
    messages.text(
      for: Code.suggestDone.name, ["value": file, "known": String(unanswered.count)], in: language
    ).what
  }

  private func heading(of name: String) -> String? {
    draft.columns.first { $0.name == name }?.proposal.column.firstLine
  }
}

extension Code {
  static let formSeen = Code("SUGGEST_FORM", .note)
  static let otherSheets = Code("SUGGEST_OTHER_SHEETS", .note)
  static let askText = Code("SUGGEST_ASK_TEXT", .note)
  static let askNumber = Code("SUGGEST_ASK_NUMBER", .note)
  static let askAgain = Code("SUGGEST_ASK_AGAIN", .note)
  static let suggestDone = Code("SUGGEST_DONE", .note)
}
