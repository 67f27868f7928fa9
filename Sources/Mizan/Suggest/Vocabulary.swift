import MizanDiagnostics
import MizanRecords
import MizanStandards

/// What a column of a partner's sheet can mean: one line of `schema/concepts.csv`.
struct Concept: Sendable, Hashable {
  /// What its cells hold.
  enum Kind: String, Sendable {
    case text, code, label, area, pcode, date, month, year, age, grade, count, number, lat, lon
    case schoolYear = "school-year"
    /// Known, and without a place in the standard.
    case none
  }

  let name: String
  /// The table of the standard; empty for totals and for what has no place.
  let table: String
  let field: String
  let kind: Kind
  /// The code list, the level of an area, or the measure of a count; may be empty.
  let list: String
  /// The concepts that a heading calls in passing when it means this one: the donor of an
  /// organisation, the status of an activity.
  var within: [String] = []
  /// The concept of the code of what this one names; empty for none.
  var code = ""

  /// The target as people write it, such as `activity.status`; empty for none.
  var target: String { kind == .none ? "" : table.isEmpty ? field : table + "." + field }
}

/// The words by which partners call the fields of the standard, from `schema/headings.csv`.
struct Vocabulary: Sendable {
  /// One phrase, cut into folded words.
  struct Phrase: Sendable {
    let words: [String]
    let concept: Int
    let language: String
  }

  let concepts: [Concept]
  let phrases: [Phrase]
  /// HXL hashtags with their attributes in any order, and what they stand for.
  let tags: [(tag: String, attributes: Set<String>, concept: Int)]

  /// - Throws: a ``Failure`` when a file cannot be read, or names a concept that is not there.
  init(_ standards: Standards) throws(Failure) {
    let known = try SmallTable(file: standards.folder + "/schema/concepts.csv")
    concepts = known.rows.map { row in
      Concept(
        name: known.text(row, "concept"), table: known.text(row, "table"),
        field: known.text(row, "field"),
        kind: Concept.Kind(rawValue: known.text(row, "kind")) ?? .text,
        list: known.text(row, "list"),
        within: known.text(row, "within").split(separator: " ").map(String.init),
        code: known.text(row, "code"))
    }
    let numbers = Dictionary(
      concepts.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let table = try SmallTable(file: standards.folder + "/schema/headings.csv")
    var phrases: [Phrase] = []
    var tags: [(tag: String, attributes: Set<String>, concept: Int)] = []
    for row in table.rows {
      let name = table.text(row, "concept")
      guard let concept = numbers[name] else {
        throw Failure(
          .mapping, .conceptUnknown, at: Place(table.file, line: row.line), ["value": name])
      }
      let language = table.text(row, "lang")
      for text in table.text(row, "words").split(separator: "|") {
        if language == "hxl" {
          let (tag, attributes) = Vocabulary.tag(String(text))
          tags.append((tag, attributes, concept))
        } else {
          let words = Vocabulary.words(String(text))
          phrases.append(Phrase(words: words, concept: concept, language: language))
        }
      }
    }
    self.phrases = phrases
    self.tags = tags
  }

  func concept(_ name: String) -> Concept? { concepts.first { $0.name == name } }

  /// The folded words of a text; `WoredaPcode` is two of them.
  static func words(_ text: String) -> [String] {
    var parted = ""
    var last: Character?
    for letter in text {
      if letter.isUppercase, let last, last.isLowercase { parted.append(" ") }
      // Apostrophes part words in headings: d'activité, l'école.
      parted.append(letter == "'" || letter == "’" ? " " : letter)
      last = letter
    }
    return Folding.fold(parted).split { $0 == " " || $0 == "%" || $0 == "#" }.map(String.init)
      .filter { !small.contains($0) }
  }

  /// Words that say nothing in a heading.
  private static let small: Set<String> = [
    "the", "of", "a", "an", "de", "du", "des", "la", "le", "les", "l", "d", "el", "los", "las",
    "del", "en", "y", "and", "et", "please", "or", "o", "ou", "calc",
  ]

  /// A hashtag cut into its tag and its attributes.
  static func tag(_ text: String) -> (String, Set<String>) {
    var parts = text.lowercased().filter { $0 != " " }.split(separator: "+").map(String.init)
    guard !parts.isEmpty else { return ("", []) }
    let tag = parts.removeFirst()
    return (tag, Set(parts))
  }
}

extension Code {
  static let conceptUnknown = Code("CONCEPT_UNKNOWN", .error)
}
