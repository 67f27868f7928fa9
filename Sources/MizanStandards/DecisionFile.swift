public import MizanDiagnostics
import MizanRecords

/// A crosswalk to which decisions are added, and from which the last one can be taken back.
///
/// Nothing reaches the disk before ``save()``, which replaces the file in one step.
public struct DecisionFile: Sendable {
  /// The columns of a crosswalk that is made new.
  public static let headings = [
    "source", "target", "relation", "valid_from", "valid_to", "status", "reviewed_by",
    "reviewed_on", "note", "country", "parent", "method",
  ]

  /// The file's path.
  public let file: String
  private var lines: DecisionLines

  /// Reads the file as it stands, or begins a new one where none is.
  /// - Throws: a ``Failure`` when it is there and cannot be read, or lacks a column that decides.
  public init(file: String) throws(Failure) {
    self.file = file
    guard SmallFile.exists(file) else {
      lines = DecisionLines(headings: DecisionFile.headings)
      return
    }
    let bytes = try SmallFile.read(file, limit: 64 << 20)
    let table = try SmallTable(bytes: bytes, file: file)
    try table.require(["source", "target", "relation", "status"])
    lines = DecisionLines(bytes, table)
  }

  /// The file as it would be written.
  public var bytes: [UInt8] { lines.bytes }

  /// What has been decided about a label for a country, and the line where it stands.
  /// - Parameter scope: the parent in which the label is looked up; nil where labels have none.
  public func standing(
    _ label: String, country: String?, in scope: String? = nil
  ) -> (decision: Decision, line: Int)? {
    index(of: label, country, scope, "approved").map { (decision($0), lines.lines[$0].number) }
  }

  /// Who flagged a label, when, and why.
  public func flag(_ label: String, country: String?, in scope: String? = nil) -> Decision? {
    let index = matching(label, country, scope).last {
      status($0) == "proposed" && lines.text(lines.lines[$0], "target").isEmpty
    }
    return index.map(decision)
  }

  /// Adds a decision.
  ///
  /// A proposal for the same label is used up: one that names the same code gives its score to the
  /// decision, any other is rejected, so that a score never stands beside a code that it was not
  /// worked out for.
  /// - Returns: the line of the file where the decision stands.
  /// - Throws: a ``Failure`` of kind `undecided` when something else has been decided already.
  @discardableResult
  public mutating func add(_ decision: Decision) throws(Failure) -> Int {
    if let standing = standing(
      decision.label, country: decision.country, in: decision.scope)
    {
      let same =
        standing.decision.target == decision.target
        && standing.decision.relation == decision.relation && !decision.isFlag
      if same { return standing.line }
      throw Failure(
        .undecided, .reviewConflict, at: Place(file, line: standing.line),
        [
          "value": ShownText.make(decision.label), "known": words(standing.decision),
          "by": standing.decision.by.isEmpty ? "–" : standing.decision.by,
          "on": standing.decision.on.isEmpty ? "–" : standing.decision.on, "other": words(decision),
          "file": Place(file, line: standing.line).description,
        ])
    }
    for name in ["reviewed_by", "reviewed_on", "note"] { lines.require(name) }
    if decision.country != nil { lines.require("country") }
    if !decision.parent.isEmpty { lines.require("parent") }
    var values = [
      "source": decision.label, "target": decision.target, "relation": decision.relation,
      "status": decision.isFlag ? "proposed" : "approved", "reviewed_by": decision.by,
      "reviewed_on": decision.on, "note": decision.note, "country": decision.country ?? "",
      "parent": decision.parent,
    ]
    // Spreadsheet programs change such texts; this one is known to be the partner's own.
    if decision.label.unicodeScalars.contains(where: DecisionFile.isAtRisk) {
      lines.require("method")
      values["method"] = "as-written"
    }
    for index in matching(decision.label, decision.country, decision.scope).reversed()
    where status(index) == "proposed" {
      let target = lines.text(lines.lines[index], "target")
      if target.isEmpty || decision.isFlag && target == decision.target {
        lines.lines.remove(at: index)
      } else if target == decision.target, !decision.isFlag {
        values["score"] = lines.text(lines.lines[index], "score")
        if values["method"] == nil { values["method"] = lines.text(lines.lines[index], "method") }
        lines.lines.remove(at: index)
      } else if !decision.isFlag {
        lines.set(index, "status", "rejected")
      }
    }
    return lines.append(values)
  }

  /// Takes the decision or the flag about a label back; false when there is none.
  public mutating func remove(_ label: String, country: String?, in scope: String? = nil) -> Bool {
    let index =
      self.index(of: label, country, scope, "approved")
      ?? matching(label, country, scope).last {
        status($0) == "proposed" && lines.text(lines.lines[$0], "target").isEmpty
      }
    guard let index else { return false }
    lines.lines.remove(at: index)
    return true
  }

  /// Replaces the file on the disk in one step.
  /// - Throws: a ``Failure`` of kind `cannotWrite`; the file is then as it was before.
  public func save() throws(Failure) { try AtomicFile.write(lines.bytes, to: file) }

  /// Digits and bent quotes are what spreadsheet programs change.
  private static func isAtRisk(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.numericType != nil || (0x2018...0x201F).contains(scalar.value)
  }

  private func index(
    of label: String, _ country: String?, _ scope: String?, _ wanted: String
  ) -> Int? {
    matching(label, country, scope).last { status($0) == wanted }
  }

  /// The lines that speak of a label and hold in a country, and in a parent where one is said.
  private func matching(_ label: String, _ country: String?, _ parent: String?) -> [Int] {
    let folded = Folding.fold(label)
    return lines.lines.indices.filter { index in
      let scope = lines.text(lines.lines[index], "country")
      let above = lines.text(lines.lines[index], "parent")
      return (scope.isEmpty || scope == country)
        && (parent == nil || above.isEmpty || above == parent)
        && Folding.fold(lines.text(lines.lines[index], "source")) == folded
    }
  }

  private func status(_ index: Int) -> String {
    Folding.fold(lines.text(lines.lines[index], "status"))
  }

  private func decision(_ index: Int) -> Decision {
    let line = lines.lines[index]
    let relation = Folding.fold(lines.text(line, "relation"))
    let country = lines.text(line, "country")
    return Decision(
      label: lines.text(line, "source"),
      target: relation == "none" ? "" : lines.text(line, "target"), relation: relation,
      isFlag: status(index) == "proposed", by: lines.text(line, "reviewed_by"),
      on: lines.text(line, "reviewed_on"), note: lines.text(line, "note"),
      country: country.isEmpty ? nil : country, parent: lines.text(line, "parent"))
  }

  private func words(_ decision: Decision) -> String {
    decision.isFlag
      ? "flag" : [decision.target, decision.relation].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension Code {
  static let reviewConflict = Code("REVIEW_CONFLICT", .error)
}
