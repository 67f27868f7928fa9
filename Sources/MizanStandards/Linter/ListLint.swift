import MizanDiagnostics
import MizanRecords

/// Checks a code list: each code once, a label in each language that the list has, no label that
/// two codes share.
struct ListLint {
  private let standards: Standards
  private let name: String
  private let file: String

  init(_ standards: Standards, _ name: String) {
    self.standards = standards
    self.name = name
    file = "\(standards.folder)/lists/\(name).csv"
  }

  func run(_ found: inout [Diagnostic]) {
    let list: CodeList
    do {
      guard let known = try standards.read(list: name) else { return }
      list = known
    } catch {
      found += error.diagnostics
      return
    }
    let languages = Set(list.entries.first?.languages ?? [])
    var codes: Set<String> = []
    var owners: [[UInt8]: CodeList.Entry] = [:]
    for entry in list.entries {
      if !codes.insert(entry.code).inserted || entry.code.isEmpty {
        tell(.listCodeRepeated, entry, ["value": entry.code], &found)
      }
      for language in languages.sorted() where entry.name(in: language) == nil {
        tell(.listLabelMissing, entry, ["value": entry.code, "known": language], &found)
      }
      Evidence.check(entry.evidence, at: Place(file, line: entry.line), &found)
      entry.forEachLabel { label in
        let folded = Folding.fold(label.utf8)
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
  static let listLabelMissing = Code("LIST_LABEL_MISSING", .warning)
  static let listLabelShared = Code("LIST_LABEL_SHARED", .error)
  static let evidenceUnknown = Code("EVIDENCE_UNKNOWN", .warning)
}
