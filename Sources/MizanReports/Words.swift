import MizanDiagnostics

/// The words of reports. Their texts stand in `standards/messages/reports.csv`, in column `what`.
enum Word: String, CaseIterable {
  // Head
  case qualityReport = "UI_QUALITY_REPORT"
  case country = "UI_COUNTRY"
  case sources = "UI_SOURCES"
  case mapping = "UI_MAPPING"
  case standard = "UI_STANDARD"
  case tool = "UI_TOOL"
  case repeatWith = "UI_REPEAT"
  case contents = "UI_CONTENTS"
  case balanceLine = "UI_BALANCE_LINE"
  case uneven = "UI_UNEVEN"
  // Tiles
  case ready = "UI_READY"
  case held = "UI_HELD"
  case dropped = "UI_DROPPED"
  case read = "UI_READ"
  case mustFix = "UI_MUST_FIX"
  case toConfirm = "UI_TO_CONFIRM"
  case blank = "UI_BLANK"
  case readyHint = "UI_READY_HINT"
  case heldHint = "UI_HELD_HINT"
  case mustFixHint = "UI_MUST_FIX_HINT"
  case toConfirmHint = "UI_TO_CONFIRM_HINT"
  // What to do now
  case whatNow = "UI_WHAT_NOW"
  case doUnreadable = "UI_DO_UNREADABLE"
  case doHeld = "UI_DO_HELD"
  case doErrors = "UI_DO_ERRORS"
  case doUseWithCare = "UI_DO_USE_WITH_CARE"
  case doReview = "UI_DO_REVIEW"
  case doConfirm = "UI_DO_CONFIRM"
  case doPublish = "UI_DO_PUBLISH"
  case doNothingHeld = "UI_DO_NOTHING_HELD"
  case doNothingReady = "UI_DO_NOTHING_READY"
  // Completeness
  case completeness = "UI_COMPLETENESS"
  case completenessHint = "UI_COMPLETENESS_HINT"
  case sameAsTable = "UI_SAME_AS_TABLE"
  case file = "UI_FILE"
  case field = "UI_FIELD"
  case filled = "UI_FILLED"
  case ofTotal = "UI_OF_TOTAL"
  case notApplicable = "UI_NOT_APPLICABLE"
  case shownOf = "UI_SHOWN_OF"
  case share = "UI_SHARE"
  // Findings
  case findings = "UI_FINDINGS"
  case noFindings = "UI_NO_FINDINGS"
  case place = "UI_PLACE"
  case value = "UI_VALUE"
  case count = "UI_COUNT"
  case message = "UI_MESSAGE"
  case why = "UI_WHY"
  case fix = "UI_FIX"
  case moreInIssues = "UI_MORE_IN_ISSUES"
  case unreadableFiles = "UI_UNREADABLE_FILES"
  case error = "UI_ERROR"
  case warning = "UI_WARNING"
  case note = "UI_NOTE"
  case severityError = "UI_SEVERITY_ERROR"
  case severityWarning = "UI_SEVERITY_WARNING"
  case severityNote = "UI_SEVERITY_NOTE"
  case rowWord = "UI_ROW"
  case lineWord = "UI_LINE"
  // Checks
  case checks = "UI_CHECKS"
  case checksSummary = "UI_CHECKS_SUMMARY"
  case check = "UI_CHECK"
  case state = "UI_STATE"
  case evaluated = "UI_EVALUATED"
  case failed = "UI_FAILED"
  case cannotTell = "UI_CANNOT_TELL"
  case severity = "UI_SEVERITY"
  case stateClean = "UI_STATE_CLEAN"
  case stateFailed = "UI_STATE_FAILED"
  case stateExceptions = "UI_STATE_EXCEPTIONS"
  case stateNotEvaluated = "UI_STATE_NOT_EVALUATED"
  case noChecks = "UI_NO_CHECKS"
  case otherChecks = "UI_OTHER_CHECKS"
  // Sums
  case sums = "UI_SUMS"
  case sumsHint = "UI_SUMS_HINT"
  case measure = "UI_MEASURE"
  case cells = "UI_CELLS"
  case filledCells = "UI_FILLED_CELLS"
  case records = "UI_RECORDS"
  case table = "UI_TABLE"
  // Changes
  case changes = "UI_CHANGES"
  case changesHint = "UI_CHANGES_HINT"
  case kind = "UI_KIND"
  case examples = "UI_EXAMPLES"
  case kindCode = "UI_KIND_CODE"
  case kindNumber = "UI_KIND_NUMBER"
  case kindDate = "UI_KIND_DATE"
  case kindText = "UI_KIND_TEXT"
  case noChanges = "UI_NO_CHANGES"
  // Labels
  case labels = "UI_LABELS"
  case labelsHint = "UI_LABELS_HINT"
  case label = "UI_LABEL"
  case rows = "UI_ROWS"
  case learners = "UI_LEARNERS"
  case candidates = "UI_CANDIDATES"
  case list = "UI_LIST"
  case noCandidates = "UI_NO_CANDIDATES"
  case moreInReview = "UI_MORE_IN_REVIEW"
  // Method
  case method = "UI_METHOD"
  case methodBalance = "UI_METHOD_BALANCE"
  case methodTruth = "UI_METHOD_TRUTH"
  case methodCodes = "UI_METHOD_CODES"
  case owner = "UI_OWNER"
  case status = "UI_STATUS"
  case digest = "UI_DIGEST"
  case droppedBy = "UI_DROPPED_BY"
  // Inputs and outputs
  case inputs = "UI_INPUTS"
  case sheet = "UI_SHEET"
  case format = "UI_FORMAT"
  case outputs = "UI_OUTPUTS"
  case size = "UI_SIZE"
  case exitStatus = "UI_EXIT_STATUS"
  case report = "UI_REPORT"
  // Terminal
  case whereWord = "UI_WHERE"
  case fixShort = "UI_FIX_SHORT"
  case times = "UI_TIMES"
  case moreKinds = "UI_MORE_KINDS"
}

/// The words of one language.
struct Words: Sendable {
  let messages: Messages
  let language: Messages.Language

  subscript(_ word: Word) -> String { messages.text(for: word.rawValue, in: language).what }

  /// A text with its gaps filled.
  func callAsFunction(_ word: Word, _ arguments: [String: String]) -> String {
    messages.text(for: word.rawValue, arguments, in: language).what
  }

  /// What a person has to do about a finding: must fix, confirm, note.
  func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: self[.severityError]
    case .warning: self[.severityWarning]
    case .note: self[.severityNote]
    }
  }

  /// The word at the head of a message in the terminal.
  func level(_ severity: Severity) -> String {
    switch severity {
    case .error: self[.error]
    case .warning: self[.warning]
    case .note: self[.note]
    }
  }

  func state(_ state: RuleReport.State) -> String {
    switch state {
    case .clean: self[.stateClean]
    case .failed: self[.stateFailed]
    case .passedWithExceptions: self[.stateExceptions]
    case .notEvaluated: self[.stateNotEvaluated]
    }
  }

  /// The kind of an automatic change; a kind that has no word of its own is shown as it is.
  func changeKind(_ kind: String) -> String {
    switch kind {
    case "code": self[.kindCode]
    case "number", "decimal", "integer": self[.kindNumber]
    case "date", "year": self[.kindDate]
    case "text": self[.kindText]
    default: kind
    }
  }

  /// The parts of a place as a person reads it, with the word for row or line in the language.
  func parts(_ place: Place) -> [String] {
    var parts = [ShownText.make(place.file, limit: 120)]
    if let line = place.line, place.path != nil {
      parts[0] += place.column.map { ":\(line):\($0)" } ?? ":\(line)"
    }
    if let sheet = place.sheet, place.path == nil { parts.append(ShownText.make(sheet)) }
    if let cell = place.cell {
      parts.append(place.path == nil ? cell : ShownText.make(cell, limit: 120))
    } else if let row = place.row {
      parts.append(self[.rowWord] + " " + String(row))
    } else if let line = place.line {
      let position = place.column.map { ":\($0)" } ?? ""
      parts.append(self[.lineWord] + " " + String(line) + position)
    }
    return parts
  }

  /// Places for a page: a line for each sheet, with its first place in full and the others by
  /// their cell.
  func html(_ places: [Place]) -> HTML {
    guard var last = places.first else { return "–" }
    var result = html(last)
    for place in places.dropFirst().prefix(Findings.exampleLimit - 1) {
      let isNear = place.file == last.file && place.sheet == last.sheet
      if isNear, let shown = place.cell ?? place.row.map(String.init) {
        result += " · \(data: shown)"
      } else {
        result += "<br>\(html(place))"
      }
      last = place
    }
    return result
  }

  /// A place for a page: each part keeps its own direction.
  func html(_ place: Place) -> HTML {
    let arrow: HTML = language.isRightToLeft ? " ◂ " : " ▸ "
    return HTML.joined(parts(place).map { "\(data: $0, limit: 140)" }, by: arrow)
  }
}
