import MizanDiagnostics
import MizanReports
import MizanStandards

/// What a person sees of one label: who waits for it, the nearest codes, and the keys.
struct ReviewScreen {
  let messages: Messages
  let language: Messages.Language
  let text: ScreenText
  private let reasons: ReasonWords

  init(messages: Messages, language: Messages.Language, text: ScreenText) {
    self.messages = messages
    self.language = language
    self.text = text
    reasons = ReasonWords(messages, language)
  }

  /// The text of a word of the screen.
  func word(_ name: String, _ arguments: [String: String] = [:]) -> String {
    messages.text(for: "UI_REVIEW_" + name, arguments, in: language).what
  }

  func item(
    _ entry: ReviewEntry, number: Int, of count: Int, relation: String, note: String,
    flag: Decision?
  ) -> String {
    let head = " \(word("HEAD", ["number": String(number), "count": String(count)])) "
    let rule = String(repeating: "─", count: max(2, text.width - ScreenText.columns(head) - 2))
    var lines = ["", "──" + head + rule, "  " + text.value(label(entry), text.width - 4)]
    let waits = word(
      "WAITS", ["rows": entry.rows, "learners": entry.learners.isEmpty ? "–" : entry.learners])
    lines.append(
      text.fit(
        "  " + word("FIELD", ["field": entry.field, "list": entry.list]) + " · " + waits,
        text.width))
    if !entry.places.isEmpty { lines.append("  " + text.value(entry.places, text.width - 4)) }
    if let flag {
      lines.append(
        text.fit(
          "  " + word("FLAGGED", ["by": ShownText.make(flag.by), "on": flag.on])
            + (flag.note.isEmpty ? "" : ": " + ShownText.make(flag.note)), text.width))
    }
    lines.append("")
    if entry.proposals.isEmpty { lines.append("  " + word("NO_PROPOSALS")) }
    for (index, proposal) in entry.proposals.enumerated() {
      lines.append("  \(index + 1)  " + row(proposal, entry))
    }
    lines.append("")
    return lines.joined(separator: "\n") + "\n" + keys(relation, note)
  }

  /// The label, and the area in which it is to be found.
  private func label(_ entry: ReviewEntry) -> String {
    guard let parent = entry.scope else { return entry.label }
    let name = entry.place.areaName(of: parent, in: language.rawValue)
    return "\(entry.label)  ⊂  " + (name.map { "\($0) (\(parent))" } ?? parent)
  }

  /// The line of keys, and what the next decision will carry.
  func keys(_ relation: String, _ note: String) -> String {
    var result = text.wrap(word("KEYS"))
    if relation != "equal" { result += "  " + word("RELATION", ["value": relation]) + "\n" }
    if !note.isEmpty { result += "  " + word("NOTE", ["value": text.value(note, 60)]) + "\n" }
    return result + "> "
  }

  private func row(_ proposal: ReviewEntry.Proposal, _ entry: ReviewEntry) -> String {
    let name = entry.place.name(of: proposal.code, in: language.rawValue) ?? proposal.name
    let rest = text.width - 5 - 12 - 1 - 6
    let wide = max(12, rest * 3 / 5)
    return text.cell(proposal.code, 12) + " " + text.cell(name, wide) + " "
      + text.cell(proposal.score, 4) + " "
      + text.value(reasons.text(proposal.why), max(8, rest - wide - 1))
  }

  /// What was decided, and in which line of which file it stands.
  func done(_ decision: Decision, _ entry: ReviewEntry, line: Int) -> String {
    let what: String
    if decision.isFlag {
      what = word("DID_FLAG")
    } else if decision.relation == "none" {
      what = word("DID_NONE")
    } else {
      let name = entry.place.name(of: decision.target, in: language.rawValue) ?? ""
      let relation = decision.relation == "equal" ? "" : " (\(decision.relation))"
      let code = ShownText.make(decision.target)
      what = code + (name == decision.target ? "" : " " + text.value(name, 40)) + relation
    }
    return text.fit("✓ " + what + "  → \(entry.place.name):\(line)", text.width - 2) + "\n"
  }

  /// A message with its reason and its repair.
  func message(_ diagnostic: Diagnostic) -> String {
    var renderer = TextRenderer(messages, language)
    renderer.isolatesValues = text.isolates
    return "\n" + String(decoding: renderer.render(diagnostic: diagnostic), as: UTF8.self)
  }
}
