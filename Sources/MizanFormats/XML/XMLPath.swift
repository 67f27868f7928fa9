import MizanDiagnostics

/// Which elements are records: `/root/records/record` from the root, `record` or `records/record`
/// anywhere, `*` for any name. A name may carry its prefix.
struct XMLPath: Sendable, Hashable {
  let text: String
  private let isAbsolute: Bool
  private let steps: [String]

  /// - Throws: a ``Failure`` of kind `mapping` for a path with conditions, functions or attributes.
  init(_ text: String, _ place: Place) throws(Failure) {
    self.text = text
    var rest = Substring(text)
    isAbsolute = rest.hasPrefix("/") && !rest.hasPrefix("//")
    while rest.hasPrefix("/") { rest.removeFirst() }
    steps = rest.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isPlain = steps.allSatisfy { step in
      !step.isEmpty && !step.contains { "[]@()'\"=| ".contains($0) }
    }
    guard isPlain else {
      throw Failure(
        .mapping, .xmlPathUnknown, at: place,
        ["value": ShownText.make(text), "known": "/root/records/record"])
    }
  }

  func matches(_ node: Int, in tree: XMLNameTree) -> Bool {
    var node = node
    for step in steps.reversed() {
      guard node > 0, !tree[node].isAttribute else { return false }
      let own = tree[node]
      guard step == "*" || step == own.local || step == own.prefix + ":" + own.local else {
        return false
      }
      node = own.parent
    }
    return !isAbsolute || node == 0
  }
}

extension Code {
  static let xmlPathUnknown = Code("XML_PATH_UNKNOWN", .error)
}
