import MizanDiagnostics

/// A code list as SSSOM sees it: a prefix, what it stands for, and labels.
struct SSSOMVocabulary {
  /// What codes of a list that nobody named begin with.
  static let anyCode = "urn:mizan:code:"

  /// The prefix of its CURIEs; nil when no list is known.
  let prefix: String?
  /// What the prefix stands for.
  let uri: String
  private let list: CodeList?

  init(_ name: String?, _ standards: Standards, _ register: ListRegister) throws(Failure) {
    guard let name, let list = try standards.read(anyList: name) else {
      (prefix, uri, list) = (nil, "", nil)
      return
    }
    self.list = list
    prefix = name
    uri = register.entry(name)?.uri ?? "urn:mizan:eie-core:1:\(name):"
  }

  /// The English label of a code; empty when there is none.
  func label(_ code: String) -> String { list?.entry(code: code)?.name(in: "en") ?? "" }
}
