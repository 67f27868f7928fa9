import Glibc
import MizanRecords

/// Gathers the text of a string item: runs are joined, phonetic hints are left out.
struct RichText {
  private var phonetic = 0
  private var isInText = false

  /// Takes a tag or text inside the item.
  ///
  /// - Returns: false when the text is not well-formed.
  mutating func take(_ token: XMLToken, into buffer: inout ByteBuffer) -> Bool {
    switch token.kind {
    case .start:
      if token.isNamed("rPh") { phonetic += 1 }
      isInText = phonetic == 0 && token.isNamed("t")
    case .end:
      if token.isNamed("rPh") { phonetic -= 1 }
      isInText = false
    case .text, .data:
      return !isInText || RichText.append(token, to: &buffer)
    default: break
    }
    return true
  }

  /// Appends a run of text with its references and escapes resolved; false when malformed.
  static func append(_ token: XMLToken, to buffer: inout ByteBuffer) -> Bool {
    let count = token.bodyEnd - token.body
    let target = buffer.room(count + XMLText.slack)
    if token.kind == .data, XMLToken.find(0x26, token.body, token.bodyEnd) != nil {
      // In character data a reference is only text: the pieces around `&` are taken as they are.
      var start = token.body
      while let mark = XMLToken.find(0x26, start, token.bodyEnd) {
        guard appendPlain(start, mark - start, to: &buffer) else { return false }
        buffer.append(0x26)
        start = mark + 1
      }
      return appendPlain(start, token.bodyEnd - start, to: &buffer)
    }
    let decoded = XMLText.decode(token.body, count, to: target)
    guard decoded >= 0 else { return false }
    buffer.advance(to: target + HexEscapes.resolve(target, decoded))
    return true
  }

  private static func appendPlain(
    _ source: UnsafePointer<UInt8>, _ count: Int, to buffer: inout ByteBuffer
  ) -> Bool {
    let target = buffer.room(count + XMLText.slack)
    let decoded = XMLText.decode(source, count, to: target)
    if decoded >= 0 { buffer.advance(to: target + decoded) }
    return decoded >= 0
  }
}
