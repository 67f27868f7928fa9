import MizanDiagnostics
import MizanRecords

/// Checks a code list: a whole table, each code once in its period, a label in each language that
/// the list has, no label that two codes share, no value that a spreadsheet program has changed.
struct ListLint {
  private let name: String
  private let file: String
  /// Labels of other standards are kept as published: two codes may share one, one may have none.
  private let isExternal: Bool

  init(_ name: String, file: String, isExternal: Bool = false) {
    self.name = name
    self.file = file
    self.isExternal = isExternal
  }

  func run(_ found: inout [Diagnostic]) {
    let list: CodeList
    do throws(Failure) {
      let broken = TableShape.check(try SmallTable(file: file))
      found += broken
      if broken.contains(where: { $0.code == .tableSeparator }) { return }
      list = try CodeList(file: file, name: name)
    } catch {
      found += error.diagnostics
      return
    }
    let languages = Set(list.entries.first?.languages ?? [])
    for entry in list.entries {
      if entry.code.isEmpty { tell(.listCodeRepeated, entry, ["value": ""], &found) }
      for language in languages.sorted() where !isExternal && entry.name(in: language) == nil {
        tell(.listLabelMissing, entry, ["value": entry.code, "known": language], &found)
      }
      Evidence.check(entry.evidence, at: Place(file, line: entry.line), &found)
      if !isExternal { checkMangled(entry, &found) }
    }
    checkPeriods(list, &found)
    if !isExternal { checkShared(list, &found) }
  }

  /// A code may come again only in another period.
  private func checkPeriods(_ list: CodeList, _ found: inout [Diagnostic]) {
    var seen: [String: Bool] = [:]
    for entry in list.entries where !entry.code.isEmpty {
      let isTimed = entry.validFrom != nil || entry.validTo != nil
      if let others = seen[entry.code], !(others && isTimed) {
        tell(.listCodeRepeated, entry, ["value": entry.code], &found)
      }
      seen[entry.code] = isTimed && seen[entry.code] ?? true
    }
    let timed = list.entries.filter { $0.validFrom != nil || $0.validTo != nil }
    PeriodLint(file: file).run(
      timed.map {
        PeriodLint.Line($0.code, $0.validFrom ?? "", $0.validTo ?? "", line: $0.line)
      }, &found)
  }

  private func checkShared(_ list: CodeList, _ found: inout [Diagnostic]) {
    var owners: [[UInt8]: CodeList.Entry] = [:]
    for entry in list.entries {
      entry.forEachLabel { label in
        let folded = Folding.fold(label.utf8)
        if folded.isEmpty { return }
        if let owner = owners[folded], owner.code != entry.code {
          tell(
            .listLabelShared, entry,
            [
              "value": ShownText.make(label), "list": name,
              "known": "\(owner.code), \(entry.code)",
            ], &found)
        }
        if owners[folded] == nil { owners[folded] = entry }
      }
    }
  }

  private func checkMangled(_ entry: CodeList.Entry, _ found: inout [Diagnostic]) {
    entry.forEachLabel { label in
      // That a spreadsheet's errors stand for nothing is what a list may say.
      guard let code = MangledValue.code(of: label), code != .tableValueError else { return }
      let column =
        label == entry.code
        ? "code"
        : entry.languages.first { entry.name(in: $0) == label }.map { "name_\($0)" } ?? "aliases"
      tell(code, entry, ["column": column, "value": ShownText.make(label)], &found)
    }
  }

  private func tell(
    _ code: Code, _ entry: CodeList.Entry, _ arguments: [String: String],
    _ found: inout [Diagnostic]
  ) {
    found.append(Diagnostic(code, at: Place(file, line: entry.line), arguments))
  }
}

/// The marks that say how sure a line is.
enum Evidence {
  static let marks: Set<String> = ["V", "R", "O"]

  static func check(_ mark: String, at place: Place, _ found: inout [Diagnostic]) {
    if !marks.contains(mark) {
      found.append(
        Diagnostic(
          .evidenceUnknown, at: place, ["value": ShownText.make(mark), "known": "V, R, O"]))
    }
  }
}

extension Code {
  static let listCodeRepeated = Code("LIST_CODE_REPEATED", .error)
  static let listLabelMissing = Code("LIST_LABEL_MISSING", .error)
  static let listLabelShared = Code("LIST_LABEL_SHARED", .error)
  static let evidenceUnknown = Code("EVIDENCE_UNKNOWN", .warning)
}
