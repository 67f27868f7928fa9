import MizanDiagnostics
import MizanRecords

/// Checks the register of lists: each list is in it once and has its file, a kind that is known, a
/// title in each language; a canonical list speaks all three languages.
struct RegisterLint {
  private let standards: Standards
  private let register: ListRegister
  private let file: String

  init(_ standards: Standards, _ register: ListRegister) {
    self.standards = standards
    self.register = register
    file = standards.folder + ListRegister.file
  }

  func run(_ found: inout [Diagnostic]) {
    if register.entries.isEmpty { return }
    let own = Set(standards.listNames)
    let external = Set(standards.externalNames)
    for entry in register.entries {
      let isThere = (entry.kind == "external" ? external : own).contains(entry.name)
      if !isThere { tell(.listFileMissing, entry, ["value": ShownText.make(entry.name)], &found) }
      if !ListRegister.kinds.contains(entry.kind) {
        tell(
          .listKindUnknown, entry,
          [
            "value": ShownText.make(entry.kind),
            "known": ListRegister.kinds.joined(separator: ", "),
          ], &found)
      }
      for language in Messages.Language.allCases.map(\.rawValue)
      where entry.titles[language] == nil {
        tell(.listTitleMissing, entry, ["value": entry.name, "known": language], &found)
      }
      if isThere { checkLanguages(entry, &found) }
    }
    for name in (own.union(external)).subtracting(register.entries.map(\.name)).sorted() {
      let list = standards.file(ofList: name) ?? name
      found.append(
        Diagnostic(.listUnregistered, at: Place(list, line: 1), ["value": name, "known": file]))
    }
    PeriodLint(file: file).run(
      register.entries.map { PeriodLint.Line($0.name, $0.validFrom, $0.validTo, line: $0.line) },
      &found)
  }

  /// The languages that the register promises are the columns of the file.
  private func checkLanguages(_ entry: ListRegister.Entry, _ found: inout [Diagnostic]) {
    guard let list = (try? standards.read(anyList: entry.name)) ?? nil else { return }
    let wanted =
      entry.kind == "canonical" ? Messages.Language.allCases.map(\.rawValue) : entry.languages
    let has = Set(list.entries.first?.languages ?? [])
    for language in wanted where !has.contains(language) {
      found.append(
        Diagnostic(
          .listLanguageMissing,
          at: Place(standards.file(ofList: entry.name) ?? file, line: 1),
          ["value": entry.name, "known": language]))
    }
  }

  private func tell(
    _ code: Code, _ entry: ListRegister.Entry, _ arguments: [String: String],
    _ found: inout [Diagnostic]
  ) {
    found.append(Diagnostic(code, at: Place(file, line: entry.line), arguments))
  }
}

extension Code {
  static let listUnregistered = Code("LIST_UNREGISTERED", .error)
  static let listFileMissing = Code("LIST_FILE_MISSING", .error)
  static let listKindUnknown = Code("LIST_KIND_UNKNOWN", .error)
  static let listTitleMissing = Code("LIST_TITLE_MISSING", .error)
  static let listLanguageMissing = Code("LIST_LANGUAGE_MISSING", .error)
}
