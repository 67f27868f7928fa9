import CXML2
import MizanDiagnostics

/// What libxml2 tells about a document that it cannot read.
struct XMLError {
  /// A number of libxml2's list of errors.
  var code: Int
  /// 1 a warning, 2 an error, 3 an error that ends the document.
  var level: Int
  var line: Int
  var column: Int
  var text: String
}

extension XMLStream {
  /// Turns what libxml2 tells into a failure; what only a check against a DTD would ask for is none.
  func report(_ error: XMLError) {
    guard failure == nil, let code = code(of: error) else { return }
    var text = error.text
    while text.last?.isWhitespace == true { text.removeLast() }
    fail(
      Failure(
        .unreadable, code, at: here(line: error.line, column: error.column),
        ["problem": ShownText.make(text, limit: 160), "value": ShownText.make(text, limit: 80)]))
  }

  private func code(of error: XMLError) -> Code? {
    func isOne(of codes: [xmlParserErrors]) -> Bool {
      codes.contains { Int($0.rawValue) == error.code }
    }
    if isOne(of: [XML_WAR_UNKNOWN_VERSION, XML_ERR_UNKNOWN_VERSION]) { return .xmlVersion }
    if isOne(of: [XML_NS_ERR_UNDEFINED_NAMESPACE]) { return .xmlNamespace }
    if isOne(of: [XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY]) {
      return .xmlEntityUnknown
    }
    guard error.level >= 3 else { return nil }
    if isOne(of: [XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_UNKNOWN_ENCODING]) {
      return .encodingUnsupported
    }
    // Bytes that are none of the encoding are told as a wrong character, with a text of their own.
    if isOne(of: [XML_ERR_INVALID_ENCODING]) || error.text.hasPrefix("Input is not proper") {
      return .encodingInvalid
    }
    if isOne(of: [XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF]) {
      return isLast ? .xmlTruncated : .xmlBadCharacter
    }
    if isOne(of: [XML_ERR_COMMENT_NOT_FINISHED, XML_ERR_HYPHEN_IN_COMMENT]) {
      return .xmlNotWellFormed
    }
    return isLast ? .xmlTruncated : .xmlNotWellFormed
  }
}

extension Code {
  static let xmlTruncated = Code("XML_TRUNCATED", .error)
  static let xmlBadCharacter = Code("XML_BAD_CHARACTER", .error)
  static let xmlNamespace = Code("XML_NAMESPACE", .error)
  static let xmlVersion = Code("XML_VERSION_UNSUPPORTED", .error)
}
