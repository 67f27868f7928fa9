import MizanRecords

/// Reads headings: which field their words call, in any of the languages.
struct HeadingEvidence {
  let vocabulary: Vocabulary
  let grades: GradeLabels
  private let byFirst: [String: [Vocabulary.Phrase]]

  init(_ vocabulary: Vocabulary, _ grades: GradeLabels) {
    self.vocabulary = vocabulary
    self.grades = grades
    byFirst = Dictionary(grouping: vocabulary.phrases.filter { !$0.words.isEmpty }) { $0.words[0] }
  }

  /// Words that say that a column holds the code of what the other words name.
  private static let codeWords: Set<String> = Set(
    ["code", "pcode", "pcod", "codigo", "cod", "id", "رمز", "كود"].map { Folding.fold($0) })
  /// Words that say that a column holds the kind of what the other words name.
  private static let typeWords: Set<String> = Set(["type", "tipo", "نوع"].map { Folding.fold($0) })
  /// Words that say that a column holds the name, or in which language.
  private static let nameWords: Set<String> = Set(
    ["name", "nom", "nombre", "اسم", "fr", "ar", "es"].map { Folding.fold($0) })

  static func isCodeWord(_ folded: String) -> Bool { codeWords.contains(folded) }

  /// The words of a heading without those that say that it is a code or a name.
  static func plainWords(_ heading: String) -> [String] {
    Vocabulary.words(heading).filter { !codeWords.contains($0) && !nameWords.contains($0) }
  }

  /// Whether a text is a heading that the vocabulary knows, or one that carries dimensions.
  func isKnown(_ text: String) -> Bool {
    if evidence(for: [text]).contains(where: { $0.weight >= 0.7 }) { return true }
    let dimensions = HeadingDimensions(text, grades)
    return dimensions.isPure && (dimensions.sex != nil || dimensions.age != nil)
  }

  /// What the forms of a heading say, the best weight of each concept.
  func evidence(for forms: [String]) -> [Evidence] {
    var best: [Int: Evidence] = [:]
    for form in forms {
      for plain in HeadingEvidence.variants(form) {
        let words = Vocabulary.words(plain)
        guard !words.isEmpty, words.count <= 40 else { continue }
        for found in phrases(in: words, form) + codes(in: words, form)
        where found.weight > best[found.concept]?.weight ?? 0 {
          best[found.concept] = found
        }
      }
    }
    return best.values.sorted { ($1.weight, $0.concept) < ($0.weight, $1.concept) }
  }

  /// The text, and the text without what stands in parentheses.
  private static func variants(_ text: String) -> [String] {
    var depth = 0
    var plain = ""
    for letter in text {
      if "([{".contains(letter) { depth += 1 }
      if depth == 0 { plain.append(letter) }
      if ")]}".contains(letter), depth > 0 { depth -= 1 }
    }
    return plain == text || plain.allSatisfy(\.isWhitespace) ? [text] : [text, plain]
  }

  /// From how many words on a heading is a sentence, in which single words say little.
  private static let sentence = 10

  private func phrases(in words: [String], _ form: String) -> [Evidence] {
    var found: [Evidence] = []
    for start in words.indices {
      for phrase in byFirst[words[start]] ?? []
      where words[start...].starts(with: phrase.words) {
        let share = Double(phrase.words.count) / Double(words.count)
        let said = phrase.words.joined(separator: " ")
        if share == 1 {
          found.append(
            Evidence(concept: phrase.concept, weight: 0.86, reason: Reason(.byHeading, said)))
        } else {
          let isType =
            vocabulary.concepts[phrase.concept].kind == .text
            && !HeadingEvidence.typeWords.isDisjoint(with: words)
          var weight = ((start == 0 ? 0.48 : 0.38) + 0.34 * share) * (isType ? 0.5 : 1)
          if words.count >= HeadingEvidence.sentence { weight *= 0.7 }
          // A number of something that nobody knows is no number of people.
          if vocabulary.concepts[phrase.concept].name == "figure" { weight *= 0.5 }
          found.append(
            Evidence(concept: phrase.concept, weight: weight, reason: Reason(.byWord, said)))
        }
      }
    }
    return narrowed(found)
  }

  /// Lets the donor win over the organisation in `Organisation of the donor`, wherever it stands.
  private func narrowed(_ found: [Evidence]) -> [Evidence] {
    found.map { one in
      let within = vocabulary.concepts[one.concept].within
      guard !within.isEmpty else { return one }
      var result = one
      for other in found
      where other.weight < 0.8 && within.contains(vocabulary.concepts[other.concept].name) {
        result.weight = max(result.weight, other.weight + 0.02)
      }
      return result
    }
  }

  /// Headings such as `Code of district`, `ADM1_PCODE` and `Admin 2 name`.
  private func codes(in words: [String], _ form: String) -> [Evidence] {
    let rest = words.filter {
      !HeadingEvidence.codeWords.contains($0) && !HeadingEvidence.nameWords.contains($0)
    }
    guard rest.count < words.count, !rest.isEmpty else { return [] }
    let isCode = words.contains { HeadingEvidence.codeWords.contains($0) }
    return phrases(in: rest, form).compactMap { found in
      let concept = vocabulary.concepts[found.concept]
      guard isCode else {
        // What has a code has a name.
        if concept.kind == .area || !concept.code.isEmpty { return found }
        return Evidence(concept: found.concept, weight: found.weight - 0.04, reason: found.reason)
      }
      guard !concept.code.isEmpty,
        let code = vocabulary.concepts.firstIndex(where: { $0.name == concept.code })
      else { return nil }
      return Evidence(concept: code, weight: found.weight, reason: found.reason)
    }
  }
}
