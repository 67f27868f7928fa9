public import MizanDiagnostics

/// Collects all faults of a mapping file, so that a person sees them at once and not one a run.
public struct MappingProblems: Sendable {
  /// The faults in the order of the file.
  public private(set) var diagnostics: [Diagnostic] = []
  let file: String

  init(file: String) { self.file = file }

  /// Whether one of the faults keeps the mapping from being used.
  public var hasErrors: Bool { diagnostics.contains { $0.code.severity == .error } }

  mutating func add(_ code: Code, at mark: YAMLTree.Mark, _ arguments: [String: String] = [:]) {
    diagnostics.append(
      Diagnostic(code, at: place(mark), arguments))
  }

  private func place(_ mark: YAMLTree.Mark) -> Place {
    Place(mark.base ?? file, column: mark.column, line: mark.line)
  }

  var errorCount: Int { diagnostics.count { $0.code.severity == .error } }

  /// Whether an error was told at a place.
  func hasErrors(at mark: YAMLTree.Mark) -> Bool {
    let place = place(mark)
    return diagnostics.contains { $0.code.severity == .error && $0.place == place }
  }

  /// Whether an error was told at a node or at a part of it.
  func hasErrors(in tree: YAMLTree) -> Bool {
    if hasErrors(at: tree.mark) { return true }
    switch tree {
    case .text: return false
    case .list(let items, _): return items.contains(where: hasErrors(in:))
    case .map(let entries, _):
      return entries.contains { hasErrors(at: $0.mark) || hasErrors(in: $0.value) }
    }
  }

  mutating func append(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// The faults by line.
  var sorted: [Diagnostic] {
    diagnostics.enumerated().sorted {
      ($0.element.place?.line ?? 0, $0.offset) < ($1.element.place?.line ?? 0, $1.offset)
    }.map(\.element)
  }

  /// Throws all faults as one failure when there is an error among them.
  func throwIfNeeded() throws(Failure) {
    if hasErrors { throw Failure(.mapping, sorted) }
  }
}

extension Code {
  static let mapVersion = Code("MAP_VERSION", .error)
  static let mapUnknownKey = Code("MAP_UNKNOWN_KEY", .error)
  static let mapMissingKey = Code("MAP_MISSING_KEY", .error)
  static let mapBadValue = Code("MAP_BAD_VALUE", .error)
  static let mapBadName = Code("MAP_BAD_NAME", .error)
  static let mapDuplicateName = Code("MAP_DUPLICATE_NAME", .error)
  static let mapTwoOrigins = Code("MAP_TWO_ORIGINS", .error)
  static let mapNoOrigin = Code("MAP_NO_ORIGIN", .error)
  static let mapUnknownField = Code("MAP_UNKNOWN_FIELD", .error)
  static let mapUnknownTable = Code("MAP_UNKNOWN_TABLE", .error)
  static let mapUnknownName = Code("MAP_UNKNOWN_NAME", .error)
  static let mapUnknownList = Code("MAP_UNKNOWN_LIST", .error)
  static let mapTargetUnknown = Code("MAP_TARGET_UNKNOWN", .error)
  static let mapPolicyMissing = Code("MAP_POLICY_MISSING", .error)
  static let mapFieldRequired = Code("MAP_FIELD_REQUIRED", .error)
  static let mapNoCountry = Code("MAP_NO_COUNTRY", .error)
  static let mapStandardUnknown = Code("MAP_STANDARD_UNKNOWN", .error)
  static let mapTestMalformed = Code("MAP_TEST_MALFORMED", .error)
  static let mapUndecided = Code("MAP_UNDECIDED", .warning)
  static let pathOutside = Code("PATH_OUTSIDE_PROJECT", .error)
  static let mapUnused = Code("MAP_NAME_UNUSED", .warning)
}

/// The word of a list that is nearest to a misspelt one, for "did you mean".
enum Nearest {
  /// The nearest candidate within a third of the word's length, or nil.
  static func word(to text: String, among candidates: some Sequence<String>) -> String? {
    let limit = max(1, (text.count + 2) / 3)
    var best: (word: String, distance: Int)?
    for candidate in candidates.sorted() {
      let distance = distance(Array(text.lowercased()), Array(candidate.lowercased()))
      if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.word
  }

  /// The Levenshtein distance.
  private static func distance(_ one: [Character], _ other: [Character]) -> Int {
    var row = Array(0...other.count)
    for (i, left) in one.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in other.enumerated() {
        let substituted = diagonal + (left == right ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[other.count]
  }
}
