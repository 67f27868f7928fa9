import MizanDiagnostics
import MizanRecords

extension ODSReader {
  /// Gathers the text that a cell shows: paragraphs on lines of their own, white space as the format
  /// defines it. Notes, drawings and readings are left out.
  func gather(_ tag: XMLToken) throws(Failure) {
    shown.removeAll()
    guard tag.kind == .start else { return }
    let inside = xml.depth
    var paragraph: Int?
    var count = 0
    var afterSpace = true
    while xml.depth >= inside, let token = try xml.next() {
      switch token.kind {
      case .start, .empty:
        if paragraph == nil {
          guard token.isNamed("p") || token.isNamed("h") else {
            try xml.skip(token)
            continue
          }
          if count > 0 { shown.append(0x0A) }
          count += 1
          afterSpace = true
          if token.kind == .start { paragraph = xml.depth }
        } else if token.isNamed("s") {
          for _ in 0..<min(token.number("c") ?? 1, limits.fieldBytes) { shown.append(0x20) }
          afterSpace = false
          try xml.skip(token)
        } else if token.isNamed("tab") || token.isNamed("line-break") {
          shown.append(token.isNamed("tab") ? 0x09 : 0x0A)
          afterSpace = false
          try xml.skip(token)
        } else if ODSReader.isAside(token) {
          try xml.skip(token)
        }
      case .end:
        if let open = paragraph, xml.depth < open {
          paragraph = nil
          if afterSpace, shown.count > 0, shown.bytes[shown.count - 1] == 0x20 {
            shown.advance(to: shown.base + shown.count - 1)
          }
        }
      case .text, .data:
        if paragraph != nil, !append(token, &afterSpace) {
          throw xml.verdict(.xmlNotWellFormed)
        }
      default: break
      }
    }
  }

  /// Whether an element inside a paragraph is not part of its text.
  private static func isAside(_ token: XMLToken) -> Bool {
    token.isNamed("annotation") || token.isNamed("note") || token.isNamed("frame")
      || token.isNamed("ruby-text") || token.isNamed("custom-shape") || token.isNamed("image")
  }

  /// Appends a run of text, in which white space of any length is one space; false when malformed.
  private func append(_ token: XMLToken, _ afterSpace: inout Bool) -> Bool {
    guard shown.count <= limits.fieldBytes else { return true }
    let count = token.bodyEnd - token.body
    let start = shown.count
    _ = shown.room(count + XMLText.slack)
    if token.kind == .data {
      shown.append(token.body, count)
    } else {
      let decoded = XMLText.decode(token.body, count, to: shown.base + start)
      guard decoded >= 0 else { return false }
      shown.advance(to: shown.base + start + decoded)
    }
    var kept = start
    for index in start..<shown.count {
      var byte = shown.base[index]
      let isSpace = byte == 0x20 || (0x09...0x0A).contains(byte) || byte == 0x0D
      if isSpace {
        if afterSpace { continue }
        byte = 0x20
      }
      afterSpace = isSpace
      shown.base[kept] = byte
      kept += 1
    }
    shown.advance(to: shown.base + kept)
    return true
  }
}
