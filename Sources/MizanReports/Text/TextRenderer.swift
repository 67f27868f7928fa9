public import MizanDiagnostics

/// Writes findings and the summary of a run for a terminal or a log.
///
/// Findings of the same kind stand together with at most five examples and then a count; the
/// most important stands last, where the eye of a person at a terminal is.
public struct TextRenderer: ReportRenderer {
  /// How many groups of one code are shown.
  public static let groupLimit = 5

  /// Whether values are isolated from the direction of the text around them by U+2068 and
  /// U+2069; for terminals that show UTF-8.
  public var isolatesValues = false
  /// Whether findings that only tell something are shown as well.
  public var showsNotes = false
  /// Gives a line of a file of ours, for an excerpt below a message; nil shows no excerpts.
  public var excerpt: (@Sendable (_ file: String, _ line: Int) -> String?)?

  let words: Words
  let style: TerminalStyle

  /// - Parameters:
  ///   - messages: The texts of all codes.
  ///   - language: The language to write in.
  ///   - color: Whether ANSI colours are written.
  public init(_ messages: Messages, _ language: Messages.Language = .english, color: Bool = false) {
    words = Words(messages: messages, language: language)
    style = TerminalStyle(isOn: color)
  }

  /// Findings, the least serious first, then the summary.
  public func render(_ report: Report) -> [UInt8] { findings(report) + summary(report) }

  /// Findings and files that could not be read, the least serious first.
  public func findings(_ report: Report) -> [UInt8] {
    var lines: [String] = []
    let kinds = FindingOrder.kinds(report.findings.groups)
    for kind in kinds.reversed() where showsNotes || kind.code.severity > .note {
      lines += message(kind)
      lines.append("")
    }
    for diagnostic in report.inputs.flatMap({ $0.failure ?? [] }) {
      lines += message(diagnostic)
      lines.append("")
    }
    return encode(lines)
  }

  /// What was read, what became of it, and where the report lies.
  public func summary(_ report: Report) -> [UInt8] {
    encode(RunSummary(words: words, style: style).lines(report))
  }

  /// One thing that is told by itself.
  public func render(diagnostic: Diagnostic) -> [UInt8] { encode(message(diagnostic)) }

  /// All findings of one group: what they have in common, their first places and their number.
  public func render(group: Findings.Group) -> [UInt8] {
    if group.count == 1 {
      return render(
        diagnostic: Diagnostic(group.key.code, at: group.examples.first, group.arguments))
    }
    let text = text(group.key.code, group.arguments)
    return encode(message(group, text) + advice(text))
  }

  /// Why a run could not go on; the main thing stands last.
  public func render(failure: Failure) -> [UInt8] {
    encode(failure.diagnostics.reversed().flatMap { message($0) })
  }

  private func encode(_ lines: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in lines {
      bytes += line.utf8
      bytes.append(0x0A)
    }
    return bytes
  }

  /// All findings of one kind: a headline for each of the first groups, why and fix once.
  private func message(_ kind: FindingKind) -> [String] {
    let shown = kind.groups.prefix(TextRenderer.groupLimit)
    let texts = shown.map { text(kind.code, $0.arguments) }
    var lines: [String] = []
    for (group, text) in zip(shown, texts) { lines += message(group, text) }
    if kind.groups.count > shown.count {
      let rest = kind.groups.dropFirst(shown.count).reduce(0) { $0 &+ $1.count }
      lines.append(
        "  " + words(.moreKinds, ["count": Digits.grouped(rest), "file": "issues.csv"]))
    }
    if let first = texts.first { lines += advice(first) }
    return lines
  }

  private func message(_ group: Findings.Group, _ text: Messages.Text) -> [String] {
    let places = places(group).map { detail(words[.whereWord], $0) }
    return [headline(group.key.code, text.what)] + (places.map { [$0] } ?? [])
  }

  private func message(_ diagnostic: Diagnostic) -> [String] {
    let text = text(diagnostic.code, diagnostic.arguments)
    var lines = [headline(diagnostic.code, text.what)]
    if let place = diagnostic.place {
      lines.append(detail(words[.whereWord], shown(place)))
      lines += excerptLines(place)
    }
    return lines + advice(text)
  }

  private func headline(_ code: Code, _ what: String) -> String {
    style.level(words.level(code.severity) + "[" + code.name + "]", code.severity) + ": "
      + style.strong(what)
  }

  private func detail(_ name: String, _ text: String) -> String {
    let width = [Word.whereWord, .why, .fixShort].map { words[$0].count }.max() ?? 0
    let padding = String(repeating: " ", count: max(0, width - name.count) + 2)
    let indent = "\n" + String(repeating: " ", count: width + 4)
    let body = text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: indent)
    return "  " + style.faint(name) + padding + body
  }

  private func advice(_ text: Messages.Text) -> [String] {
    var lines: [String] = []
    if !text.why.isEmpty { lines.append(detail(words[.why], text.why)) }
    if !text.fix.isEmpty { lines.append(detail(words[.fixShort], text.fix)) }
    return lines
  }

  /// The first place of each sheet in full, the others by cell, then how many there are.
  private func places(_ group: Findings.Group) -> String? {
    guard let first = group.examples.first else {
      return group.count > 1 ? words(.times, ["count": Digits.grouped(group.count)]) : nil
    }
    var text = shown(first)
    var last = first
    for place in group.examples.dropFirst() {
      let isNear = place.file == last.file && place.sheet == last.sheet
      if isNear, let near = place.cell ?? place.row.map(String.init) {
        text += " · " + near
      } else {
        text += "\n" + shown(place)
      }
      last = place
    }
    guard group.count > group.examples.count else { return text }
    return text + "   (" + words(.times, ["count": Digits.grouped(group.count)]) + ")"
  }

  private func excerptLines(_ place: Place) -> [String] {
    guard let line = place.line, let text = excerpt?(place.file, line) else { return [] }
    let shown = ShownText.make(SecretMask.hide(in: text), limit: 120)
    let number = String(line)
    var lines = ["         " + style.faint(number + " |") + " " + shown]
    if let column = place.column, column >= 1, column <= 120 {
      let offset = 9 + number.count + 3 + column - 1
      lines.append(String(repeating: " ", count: offset) + style.level("^", .error))
    }
    return lines
  }

  private func text(_ code: Code, _ arguments: [String: String]) -> Messages.Text {
    let shown = arguments.mapValues { isolated(ShownText.make($0, limit: 200)) }
    return words.messages.text(for: code.name, shown, in: words.language)
  }

  private func shown(_ place: Place) -> String {
    words.parts(place).map(isolated).joined(separator: " ▸ ")
  }

  private func isolated(_ text: String) -> String {
    isolatesValues ? "\u{2068}" + text + "\u{2069}" : text
  }
}
