public import MizanDiagnostics

/// A value that nobody has decided yet: `TODO`, or `TODO:` and what to choose among.
///
/// A mapping with open decisions is a draft: it can be checked, and it is refused where rows are
/// read.
enum OpenDecision {
  /// Whether a text of a mapping stands for an open decision.
  static func isOpen(_ text: String) -> Bool {
    text == "TODO" || text.hasPrefix("TODO:") || text.hasPrefix("TODO ")
  }
}

extension CheckedMapping {
  /// The decisions that are still open, each with its line and what to choose among.
  public var openDecisions: [Diagnostic] {
    warnings.filter { $0.code == .mapUndecided }.map {
      Diagnostic(.mappingUndecided, at: $0.place, $0.arguments)
    }
  }

  /// Refuses a draft.
  /// - Throws: a ``Failure`` of kind `undecided` with every open decision.
  public func refuseDraft() throws(Failure) {
    let open = openDecisions
    if !open.isEmpty { throw Failure(.undecided, open) }
  }
}

extension Code {
  static let mappingUndecided = Code("MAPPING_UNDECIDED", .error)
}
