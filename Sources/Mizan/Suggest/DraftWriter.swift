import MizanDiagnostics
import MizanStandards

/// Writes a draft as a mapping file, with the reason of every proposal beside it.
struct DraftWriter {
  let draft: Draft
  let messages: Messages
  let language: Messages.Language
  let fileName: String
  /// Answers to open points, by their number.
  var answers: [Int: String] = [:]

  private func say(_ code: Code, _ value: String = "") -> String {
    YAMLText.comment(Reason(code, value).text(messages, language))
  }

  func text() -> String {
    var text = "# " + say(.draftTitle, fileName) + "\n"
    let open = draft.open.indices.filter { answers[$0] == nil }.count
    text += "# " + say(.draftOpen, String(open)) + "\n"
    if draft.isForm { text += "# " + say(.draftForm, fileName) + "\n" }
    text += "mizan: 1\n" + head() + "\n" + source()
    if !draft.columns.isEmpty { text += "\ncolumns:\n" + columns() }
    if let grid = draft.grid {
      text += "\ngrid:\n  heading: \(YAMLText.quoted(grid.pattern))\n  cell: \(grid.cell)\n"
    }
    text += ignore() + records()
    if let check = draft.check { text += "\nchecks:\n  - \(check)\n" }
    return text
  }

  private func head() -> String {
    var text = "mapping:\n  id: \(draft.id)\n  version: 0.1.0\n  status: draft\n"
    text += "  title: \(YAMLText.quoted(fileName))\n  standard: eie-core@1\n"
    if let country = draft.country {
      text += "  country: \(country)\n"
    } else if let index = draft.open.firstIndex(where: { $0.key == OpenPoint.countryKey }) {
      text += "  country: \(answers[index] ?? draft.open[index].todo)\n"
    } else {
      text += "  # " + say(.draftCountry) + "\n"
    }
    return text
  }

  private func source() -> String {
    var text = ""
    if let adapter = draft.adapter { text += "  adapter: \(adapter)\n" }
    if let sheet = draft.sheet { text += "  sheet: \(YAMLText.quoted(sheet))\n" }
    if !draft.titles.isEmpty {
      let patterns = draft.titles.map { YAMLText.quoted($0.pattern) }
      text += "  title: [" + patterns.joined(separator: ", ") + "]\n"
    }
    let rows = draft.headerRows > 1 ? ", rows: \(draft.headerRows)" : ""
    if let find = draft.headerFind {
      text += "  header: { find: \(YAMLText.quoted(find))\(rows) }\n"
    } else if let row = draft.headerRow {
      text += "  header: { row: \(row)\(rows) }\n"
    }
    if let dates = draft.dates { text += "  dates: \(dates)\n" }
    if !draft.fillDown.isEmpty {
      text += "  fill_down: [" + draft.fillDown.joined(separator: ", ") + "]\n"
    }
    if let totals = draft.totals {
      let labels = totals.labels.map(YAMLText.quoted).joined(separator: ", ")
      text +=
        "  drop:\n    - { name: totals, where: \(totals.name), says: [\(labels)], keep_for_checks: true }\n"
    }
    return text.isEmpty ? "" : "source:\n" + text
  }

  private func columns() -> String {
    draft.columns.map { column in
      let headings = ([column.pattern] + column.others).map(YAMLText.quoted)
      let line = "\n  \(column.name): [\(headings.joined(separator: ", "))]\n"
      guard let best = column.proposal.best, best.concept.kind != .none else {
        return "  # " + say(.draftUnknown) + line
      }
      let reasons = best.reasons.prefix(3).map { YAMLText.comment($0.text(messages, language)) }
      return "  # \(best.concept.target) \(Percent.text(best.confidence)): "
        + reasons.joined(separator: "; ") + line
    }.joined()
  }

  private func ignore() -> String {
    guard !draft.ignored.isEmpty else { return "" }
    var text = "\n# " + say(.draftIgnored) + "\n" + (draft.isForm ? "" : "ignore:\n")
    for (pattern, proposal, isTaken) in draft.ignored {
      let why =
        if isTaken, let best = proposal.best {
          say(.draftTaken, best.concept.target)
        } else if proposal.column.filled == 0 {
          say(.draftEmpty)
        } else if let best = proposal.best {
          say(.draftKnown) + " (\(Percent.text(best.confidence)))"
        } else {
          say(.draftUnknown)
        }
      if !draft.isForm {
        text += "  - \(YAMLText.quoted(pattern)) # \(why)\n"
      } else if isTaken {
        text += "#   \(YAMLText.comment(pattern)): \(why)\n"
      }
    }
    // A form asks much that is no business of ours.
    return draft.isForm ? text + "extras: keep\n" : text
  }

  private func records() -> String {
    var text = "\nrecords:\n"
    for record in draft.records {
      text += "  - table: \(record.table)\n"
      for (field, line) in record.lines {
        switch line {
        case .fixed(let line): text += "    \(field): \(line)\n"
        case .open(let index):
          let point = draft.open[index]
          if let answer = answers[index] {
            text += "    \(field): \(answer)\n"
          } else {
            let question = YAMLText.comment(point.question.text(messages, language))
            text += "    # \(question)\n    \(field): \(point.todo)\n"
          }
        }
      }
      text += "\n"
    }
    return String(text.dropLast())
  }
}

/// A confidence as people read it.
enum Percent {
  /// `0.83` for 0.834.
  static func text(_ confidence: Double) -> String {
    let hundredths = Int((confidence * 100).rounded())
    return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
  }
}

extension Code {
  static let draftTitle = Code("SUGGEST_DRAFT_TITLE", .note)
  static let draftForm = Code("SUGGEST_DRAFT_FORM", .note)
  static let draftOpen = Code("SUGGEST_DRAFT_OPEN", .note)
  static let draftCountry = Code("SUGGEST_DRAFT_COUNTRY", .note)
  static let draftIgnored = Code("SUGGEST_DRAFT_IGNORED", .note)
  static let draftTaken = Code("SUGGEST_DRAFT_TAKEN", .note)
  static let draftEmpty = Code("SUGGEST_DRAFT_EMPTY", .note)
  static let draftKnown = Code("SUGGEST_DRAFT_KNOWN", .note)
  static let draftUnknown = Code("SUGGEST_DRAFT_UNKNOWN", .note)
}
