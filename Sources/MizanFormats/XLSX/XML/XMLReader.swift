import Glibc
import MizanDiagnostics

/// Pulls the tags and texts of one part, and holds the part to the rules of well-formed XML.
///
/// No document type is read and nothing is ever fetched. A reader of cells may move ``cursor``
/// itself over whole elements.
final class XMLReader {
  /// The deepest nesting that a part may have.
  static let depthLimit = 256

  let stream: PartStream
  /// The next byte to read.
  var cursor: UnsafePointer<UInt8>
  /// How many elements are open.
  private(set) var depth = 0
  private var names: [UInt64] = []
  private var hasRoot = false

  /// Begins to read a part.
  /// - Throws: a ``Failure`` for text that is not UTF-8.
  init(_ stream: PartStream) throws(Failure) {
    self.stream = stream
    names.reserveCapacity(XMLReader.depthLimit)
    cursor = UnsafePointer(stream.base)
    _ = try stream.refill(&cursor)
    let head = UnsafeBufferPointer(start: cursor, count: min(4, end - cursor))
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      cursor += 3
    } else if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE])
      || head.starts(with: [0, 0x3C]) || head.starts(with: [0x3C, 0])
    {
      throw stream.failure(.xmlEncoding)
    }
    try readDeclaration()
  }

  var end: UnsafePointer<UInt8> { UnsafePointer(stream.end) }

  /// The next tag or text; nil after the end of the document.
  /// - Throws: a ``Failure`` where the part is not well-formed or declares a document type.
  func next() throws(Failure) -> XMLToken? {
    while true {
      let token = XMLToken.read(cursor, end)
      switch token.kind {
      case .cut:
        if try stream.refill(&cursor) { continue }
        if hasRoot, depth == 0, isBlank(cursor, end) {
          cursor = end
          return nil
        }
        throw verdict(.xmlNotWellFormed)
      case .skipped: cursor = token.next
      case .malformed: throw verdict(.xmlNotWellFormed)
      case .forbidden: throw stream.failure(.xmlDTDForbidden)
      case .start, .empty:
        if depth == 0 && hasRoot { throw verdict(.xmlNotWellFormed) }
        hasRoot = true
        if token.kind == .start { try push(token.nameHash) }
        cursor = token.next
        return token
      case .end:
        guard let open = names.popLast(), open == token.nameHash else {
          throw verdict(.xmlNotWellFormed)
        }
        depth -= 1
        cursor = token.next
        return token
      case .text, .data:
        cursor = token.next
        if depth > 0 { return token }
        guard token.kind == .text, isBlank(token.body, token.bodyEnd) else {
          throw verdict(.xmlNotWellFormed)
        }
      }
    }
  }

  /// Passes over an element whose start tag was read last, with all that it holds.
  func skip(_ token: XMLToken) throws(Failure) {
    guard token.kind == .start else { return }
    let outside = depth - 1
    while depth > outside { _ = try next() }
  }

  /// Inflates more behind the cursor; pieces read before are invalid. False at the end.
  func refill() throws(Failure) -> Bool { try stream.refill(&cursor) }

  /// Closes the innermost element, whose end tag was read by the caller.
  func close(_ token: XMLToken) throws(Failure) {
    guard let open = names.popLast(), open == token.nameHash else {
      throw verdict(.xmlNotWellFormed)
    }
    depth -= 1
  }

  /// The failure to throw: what ails the archive comes before what ails the text.
  func verdict(_ code: Code) -> Failure {
    do throws(Failure) {
      try stream.drain()
      return stream.failure(code)
    } catch {
      return error
    }
  }

  /// The failure of a part that nests deeper than any workbook.
  var tooDeep: Failure {
    stream.failure(.limitDepth, ["known": "\(XMLReader.depthLimit) levels"])
  }

  private func push(_ hash: UInt64) throws(Failure) {
    guard depth < XMLReader.depthLimit else { throw tooDeep }
    names.append(hash)
    depth += 1
  }

  private func isBlank(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    UnsafeBufferPointer(start: start, count: end - start).allSatisfy {
      $0 == 0x20 || (0x09...0x0A).contains($0) || $0 == 0x0D
    }
  }

  /// Looks at the declaration, where there is one, for another encoding than UTF-8.
  private func readDeclaration() throws(Failure) {
    let token = XMLToken.read(cursor, end)
    guard token.kind == .skipped, memcmp(cursor, "<?xml", 5) == 0 else { return }
    let bytes = UnsafeBufferPointer(start: token.body, count: token.bodyEnd - token.body)
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    guard let key = text.indices.first(where: { text[$0...].hasPrefix("encoding") }) else { return }
    let value = text[key...].drop { $0 != "\"" && $0 != "'" }.dropFirst()
    let name = value.prefix { $0 != "\"" && $0 != "'" }
    guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(String(name)) else {
      throw stream.failure(.xmlEncoding, ["known": ShownText.make(String(name))])
    }
  }
}

extension Code {
  static let xmlNotWellFormed = Code("XML_NOT_WELL_FORMED", .error)
  static let xmlDTDForbidden = Code("XML_DTD_FORBIDDEN", .error)
  static let xmlEncoding = Code("XML_ENCODING_UNSUPPORTED", .error)
}
