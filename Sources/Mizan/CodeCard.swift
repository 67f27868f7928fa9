public import MizanDiagnostics
import MizanRecords
import MizanStandards

/// Everything that the standard knows about a list or a code of it, for one person to read.
public struct CodeCard: Sendable {
  /// A word for what stands in a line, and the line.
  struct Fact: Sendable {
    var key: String
    var value: String
  }

  /// The code in its list, or the list.
  let title: String
  let facts: [Fact]

  /// The card as lines; what each is called comes from the texts of the standard.
  public func text(_ messages: Messages, _ language: Messages.Language) -> String {
    let lines = facts.map { fact in
      func word(_ key: String) -> String? {
        messages.template(of: "CODES_" + key.uppercased(), in: language)?.what
      }
      let name = fact.key.hasPrefix("to_") ? "→ " + fact.key.dropFirst(3) : fact.key
      let mark = fact.key == "evidence" ? CodeBrowser.marks[fact.value].flatMap(word) : nil
      return (word(fact.key) ?? name, mark.map { "\(fact.value) (\($0))" } ?? fact.value)
    }
    let width = lines.map(\.0.count).max() ?? 0
    return title + "\n"
      + lines.map { word, value in
        "  " + word + String(repeating: " ", count: max(0, width - word.count)) + "  " + value
          + "\n"
      }.joined()
  }

  /// One object.
  public var json: String {
    "{\"schema\":\"mizan.code/1\",\"title\":\(JSONText.quoted(title))"
      + facts.map { ",\(JSONText.quoted($0.key)):\(JSONText.quoted($0.value))" }.joined() + "}\n"
  }
}

extension CodeBrowser {
  /// The marks of evidence and the words for them.
  static let marks = ["V": "verified", "R": "recalled", "O": "own"]

  /// What is known about a code: all names, other spellings, evidence, days between which it is in
  /// use, what other standards call it.
  /// - Throws: a ``Failure`` of kind `usage` when there is no such list or code.
  public func card(_ listName: String, code: String) throws(Failure) -> CodeCard {
    let list = try list(listName)
    guard
      let entry = list.entry(code: code) ?? list.entry(folded: Folding.fold(Array(code.utf8)))
    else {
      let nearest = list.candidates(for: code, limit: 3).map(\.code)
      throw Failure(
        .usage, .codeNotInList,
        [
          "value": ShownText.make(code), "list": list.name,
          "nearest": nearest.isEmpty ? "–" : nearest.joined(separator: ", "),
        ])
    }
    var facts: [CodeCard.Fact] = []
    func add(_ key: String, _ value: String) {
      if !value.isEmpty { facts.append(CodeCard.Fact(key: key, value: value)) }
    }
    for language in ["en", "fr", "ar"] { add("name_" + language, entry.name(in: language) ?? "") }
    add("meaning", entry.description)
    add("aliases", entry.aliases.joined(separator: " | "))
    add("evidence", entry.evidence)
    add("source", entry.source)
    add("valid", shown(entry.validFrom ?? "", entry.validTo ?? ""))
    for (heading, value) in entry.extras.sorted(by: { $0.key < $1.key }) { add(heading, value) }
    for name in standards.crosswalkNames {
      guard let sides = Standards.sides(ofCrosswalk: name), sides.source == list.name,
        let crosswalk = try standards.crosswalk(name)
      else { continue }
      for line in crosswalk.entries where line.source == entry.code {
        add(
          "to_" + sides.target, line.relation == "none" ? "–" : "\(line.target) (\(line.relation))")
      }
    }
    return CodeCard(title: "\(list.name) \(entry.code)", facts: facts)
  }

  /// What is known about a list: what it is, its version, how many codes, from where to where it
  /// can be carried.
  /// - Throws: a ``Failure`` of kind `usage` when there is no such list.
  public func card(_ listName: String) throws(Failure) -> CodeCard {
    let list = try list(listName)
    let entry = try ListRegister(standards: standards.folder).entry(list.name)
    var facts: [CodeCard.Fact] = []
    func add(_ key: String, _ value: String) {
      if !value.isEmpty { facts.append(CodeCard.Fact(key: key, value: value)) }
    }
    add("title", entry?.titles[language.rawValue] ?? "")
    add("kind", entry?.kind ?? "")
    add("version", entry?.version ?? "")
    add("valid", shown(entry?.validFrom ?? "", entry?.validTo ?? ""))
    add("languages", entry?.languages.joined(separator: ", ") ?? "")
    add("count", String(list.entries.count))
    for (mark, key) in CodeBrowser.marks.sorted(by: { $0.key > $1.key }) {
      add(key, String(list.entries.count { $0.evidence == mark }))
    }
    let fields = standards.tables.flatMap { table in
      table.fields.filter { $0.list == list.name }.map { "\(table.name).\($0.name)" }
    }
    add("fields", fields.joined(separator: ", "))
    add(
      "crosswalks",
      standards.crosswalkNames.filter {
        let sides = Standards.sides(ofCrosswalk: $0)
        return sides?.source == list.name || sides?.target == list.name
      }.joined(separator: ", "))
    add("uri", entry?.uri ?? "")
    return CodeCard(title: list.name, facts: facts)
  }

  private func shown(_ from: String, _ to: String) -> String {
    from.isEmpty && to.isEmpty ? "" : "\(from.isEmpty ? "…" : from) – \(to.isEmpty ? "…" : to)"
  }
}

extension Code {
  static let codeNotInList = Code("CODE_NOT_IN_LIST", .error)
}
