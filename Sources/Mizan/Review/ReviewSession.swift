import Glibc
public import MizanDiagnostics
import MizanRecords
import MizanStandards

/// Walks a person through a queue, one key a label, and keeps each decision at once.
///
/// The session reads no keyboard and writes no screen: keys go in, text comes out, so that a terminal,
/// a test or another program can drive it.
///
/// ```swift
/// var session = try ReviewSession(queue.entries, reviewer, standards.messages(), .english)
/// print(session.begin())
/// while !session.isDone { print(try session.press(nextKey())) }
/// ```
public struct ReviewSession {
  /// What the session reads next.
  public enum Wish: Sendable, Hashable {
    /// One key.
    case key
    /// A line with a code or a name.
    case code
    /// A line with the reason for the next decision.
    case note
  }

  public private(set) var wish = Wish.key
  public private(set) var isDone = false
  private let entries: [ReviewEntry]
  private let reviewer: Reviewer
  private let screen: ReviewScreen
  /// The labels to ask for, in order, and those that were decided before the session began.
  private var order: [Int] = []
  private var earlier: [(entry: Int, on: String, line: Int)] = []
  private var at = 0
  private var steps: [Step] = []
  // Both belong to one label and are forgotten with it.
  private var relation = "equal"
  private var note = ""

  /// One answer, so that it can be taken back.
  private struct Step {
    var at: Int
    /// Nil for a label that was left for later.
    var decision: Decision?
    var file: String
    /// The crosswalk before and after; `before` is nil where there was none.
    var before: [UInt8]?
    var after: [UInt8]
  }

  /// - Parameters:
  ///   - width: the columns of the terminal.
  ///   - isolates: whether values are kept apart from the direction of the words around them.
  /// - Throws: a ``Failure`` when a crosswalk of the queue cannot be read.
  public init(
    _ entries: [ReviewEntry], _ reviewer: Reviewer, _ messages: Messages,
    _ language: Messages.Language, width: Int = 80, isolates: Bool = false
  ) throws(Failure) {
    self.entries = entries
    self.reviewer = reviewer
    screen = ReviewScreen(
      messages: messages, language: language,
      text: ScreenText(width: max(40, width), isolates: isolates))
    var files: [String: DecisionFile] = [:]
    for (index, entry) in entries.enumerated() {
      let path = entry.place.file
      if files[path] == nil { files[path] = try DecisionFile(file: path) }
      if let standing = files[path]?.standing(
        entry.label, country: entry.place.country, in: entry.scope)
      {
        earlier.append((index, standing.decision.on, standing.line))
      } else {
        order.append(index)
      }
    }
  }

  /// The first label, or that there is none.
  public mutating func begin() throws(Failure) -> String {
    var text = ""
    if !earlier.isEmpty {
      text += "  " + screen.word("EARLIER", ["count": String(earlier.count)]) + "\n"
    }
    return try text + show()
  }

  /// Takes one key; what it does is told at once.
  /// - Throws: a ``Failure`` when a decision cannot be written; those before it are kept.
  public mutating func press(_ key: Character) throws(Failure) -> String {
    if isDone { return "" }
    let key = key.lowercased()
    if key == "u" { return try undo() }
    if key == "q" { return finish() }
    if key == "?" {
      return "\n" + screen.text.wrap(screen.word("HELP")) + screen.keys(relation, note)
    }
    guard order.indices.contains(at) else { return finish() }
    let entry = entries[order[at]]
    switch key {
    case "t": return ask(.code, "ASK_CODE")
    case "c": return ask(.note, "ASK_NOTE")
    case "=", "<", ">", "~":
      relation = ["=": "equal", "<": "narrower", ">": "wider", "~": "inexact"][key] ?? "equal"
      return "\n" + screen.keys(relation, note)
    case "n": return try take(reviewer.refuse(entry, note: note))
    case "f": return try take(reviewer.flag(entry, note: note))
    case "s":
      steps.append(Step(at: at, file: "", after: []))
      return try next("· " + screen.word("DID_SKIP") + "\n")
    default:
      let number = key.first?.wholeNumberValue ?? 0
      guard entry.proposals.indices.contains(number - 1) else {
        return screen.word("NO_SUCH_KEY") + "\n" + screen.keys(relation, note)
      }
      return try accept(entry, entry.proposals[number - 1].code)
    }
  }

  /// Takes the line that ``wish`` asks for; a blank one changes nothing.
  public mutating func take(line: String) throws(Failure) -> String {
    let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let asked = wish
    wish = .key
    guard order.indices.contains(at) else { return "" }
    if asked == .note {
      note = text
      return screen.keys(relation, note)
    }
    return text.isEmpty ? screen.keys(relation, note) : try accept(entries[order[at]], text)
  }

  /// How many labels were decided, flagged and left.
  public var summary: String {
    let decisions = steps.compactMap(\.decision)
    let flagged = decisions.filter(\.isFlag).count
    let none = decisions.filter { !$0.isFlag && $0.relation == "none" }.count
    let left = order.count - decisions.count
    return screen.word(
      "SUMMARY",
      [
        "decided": String(decisions.count - flagged - none), "none": String(none),
        "flagged": String(flagged), "left": String(max(0, left)),
      ]) + "\n"
  }

  private mutating func ask(_ wish: Wish, _ word: String) -> String {
    self.wish = wish
    return screen.word(word) + "\n> "
  }

  private mutating func accept(_ entry: ReviewEntry, _ text: String) throws(Failure) -> String {
    try take(reviewer.decide(entry, text, relation: relation, note: note))
  }

  /// Writes a decision and goes on to the next label.
  private mutating func take(
    _ answer: Result<Decision, Reviewer.Told>
  ) throws(Failure) -> String {
    let entry = entries[order[at]]
    switch answer {
    case .failure(let told):
      return screen.message(told.diagnostic) + screen.keys(relation, note)
    case .success(let decision):
      // Read anew: somebody may have edited the file meanwhile.
      var file = try DecisionFile(file: entry.place.file)
      let before = SmallFile.exists(file.file) ? file.bytes : nil
      let line: Int
      do throws(Failure) {
        line = try file.add(decision)
      } catch {
        guard error.kind == .undecided else { throw error }
        return try next(error.diagnostics.map(screen.message).joined())
      }
      try file.save()
      steps.append(
        Step(at: at, decision: decision, file: file.file, before: before, after: file.bytes))
      return try next(screen.done(decision, entry, line: line))
    }
  }

  private mutating func next(_ text: String) throws(Failure) -> String {
    at += 1
    return try text + show()
  }

  /// The label that is asked for; those that an answer just given decides too are passed over.
  private mutating func show() throws(Failure) -> String {
    relation = "equal"
    note = ""
    while order.indices.contains(at) {
      let entry = entries[order[at]]
      let file = try DecisionFile(file: entry.place.file)
      if file.standing(entry.label, country: entry.place.country, in: entry.scope) != nil {
        at += 1
        continue
      }
      return screen.item(
        entry, number: at + 1, of: order.count, relation: relation, note: note,
        flag: file.flag(entry.label, country: entry.place.country, in: entry.scope))
    }
    if entries.isEmpty { return screen.word("EMPTY") + "\n" + finish() }
    return finish()
  }

  private mutating func finish() -> String {
    isDone = true
    return ""
  }

  /// Takes the last answer back, in this session or in one before it, and asks again.
  private mutating func undo() throws(Failure) -> String {
    var decision: (label: String, country: String?, scope: String?, file: String)?
    if let step = steps.popLast() {
      at = step.at
      if let last = step.decision { decision = (last.label, last.country, last.scope, step.file) }
      if decision != nil, let before = step.before,
        try DecisionFile(file: step.file).bytes == step.after
      {
        try AtomicFile.write(before, to: step.file)
        decision = nil
      }
    } else if let last = earlier.max(by: { ($0.on, $0.line) < ($1.on, $1.line) }) {
      earlier.removeAll { $0.entry == last.entry }
      order.insert(last.entry, at: min(at, order.count))
      let entry = entries[last.entry]
      decision = (entry.label, entry.place.country, entry.scope, entry.place.file)
    } else {
      return screen.word("NOTHING_TO_UNDO") + "\n" + screen.keys(relation, note)
    }
    if let decision {
      var file = try DecisionFile(file: decision.file)
      if file.remove(decision.label, country: decision.country, in: decision.scope) {
        try file.save()
      }
    }
    return try "· " + screen.word("DID_UNDO") + "\n" + show()
  }
}
