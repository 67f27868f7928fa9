import Glibc

/// One piece of XML inside a window of bytes: a tag, a run of text, a comment.
///
/// Pointers are valid until the window is refilled. Reading is a pure function of the window, so
/// a piece that is cut by the window's end is simply read again after a refill.
struct XMLToken {
  enum Kind: UInt8 {
    case start, empty, end, text, data
    /// A comment or a processing instruction.
    case skipped
    /// The window ends inside the piece.
    case cut
    case malformed
    /// A document type or an entity declaration.
    case forbidden
  }

  typealias Bytes = UnsafePointer<UInt8>

  var kind: Kind
  /// The whole name with its prefix.
  var name: Bytes
  var nameCount = 0
  /// The name after its prefix.
  var local: Bytes
  var localCount = 0
  /// Attributes of a tag, or the text itself.
  var body: Bytes
  var bodyEnd: Bytes
  /// The first byte after the piece.
  var next: Bytes

  private init(_ kind: Kind, at start: Bytes) {
    self.kind = kind
    (name, local, body, bodyEnd, next) = (start, start, start, start, start)
  }

  /// Whether the name, without its prefix, is this one.
  @inline(__always)
  func isNamed(_ wanted: StaticString) -> Bool {
    localCount == wanted.utf8CodeUnitCount && memcmp(local, wanted.utf8Start, localCount) == 0
  }

  /// A number that stands for the whole name, to compare start and end tags.
  var nameHash: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<nameCount { hash = (hash ^ UInt64(name[index])) &* 0x100_0000_01B3 }
    return hash
  }

  /// Reads the piece that begins at `start`; `end` is the end of the window, behind which stand
  /// zero bytes.
  static func read(_ start: Bytes, _ end: Bytes) -> XMLToken {
    var token = XMLToken(.cut, at: start)
    guard start < end else { return token }
    if start[0] != 0x3C {
      guard let next = find(0x3C, start, end) else { return token }
      token.kind = .text
      (token.body, token.bodyEnd, token.next) = (start, next, next)
      return token
    }
    switch start[1] {
    case 0x2F: token.readTag(start + 2, end, .end)
    case 0x21: token.readDeclaration(start, end)
    case 0x3F: token.readUntil(start + 2, end, [0x3F, 0x3E], .skipped)
    case 0 where start + 1 >= end: break
    default: token.readTag(start + 1, end, .start)
    }
    return token
  }

  /// The first place of a byte, or nil.
  @inline(__always)
  static func find(_ byte: UInt8, _ start: Bytes, _ end: Bytes) -> Bytes? {
    guard start < end, let found = memchr(start, Int32(byte), end - start) else { return nil }
    return UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
  }

  private mutating func readTag(_ start: Bytes, _ end: Bytes, _ kind: Kind) {
    var position = start
    name = start
    local = start
    while position < end {
      let byte = position[0]
      if byte == 0x3E || byte == 0x2F || byte <= 0x20 { break }
      if byte == 0x3A { local = position + 1 }
      if byte == 0x3C || byte == 0x22 || byte == 0x27 || byte == 0x3D || byte == 0x26 {
        self.kind = .malformed
        return
      }
      position += 1
    }
    guard position < end else { return }
    nameCount = position - name
    localCount = position - local
    (body, bodyEnd) = (position, position)
    guard let close = closing(position, end) else { return }
    let isEmpty = close > position && close[-1] == 0x2F
    bodyEnd = isEmpty ? close - 1 : close
    next = close + 1
    let isWrong =
      localCount <= 0 || (kind == .end && isEmpty) || XMLToken.find(0x3C, body, close) != nil
    self.kind = isWrong ? .malformed : (kind == .start && isEmpty) ? .empty : kind
  }

  /// The `>` that ends a tag; those in quoted attributes do not.
  private func closing(_ start: Bytes, _ end: Bytes) -> Bytes? {
    var position = start
    while position < end {
      let byte = position[0]
      if byte == 0x3E { return position }
      if byte == 0x22 || byte == 0x27 {
        guard let quote = XMLToken.find(byte, position + 1, end) else { return nil }
        position = quote
      }
      position += 1
    }
    return nil
  }

  private mutating func readDeclaration(_ start: Bytes, _ end: Bytes) {
    if end - start < 9 {
      // Too short to tell; a document that ends here is cut.
      return
    }
    if start[2] == 0x2D && start[3] == 0x2D {
      readUntil(start + 4, end, [0x2D, 0x2D, 0x3E], .skipped)
    } else if memcmp(start, "<![CDATA[", 9) == 0 {
      readUntil(start + 9, end, [0x5D, 0x5D, 0x3E], .data)
    } else {
      let known: [StaticString] = [
        "<!DOCTYPE", "<!ENTITY ", "<!ELEMENT", "<!ATTLIST", "<!NOTATIO",
      ]
      kind = known.contains { memcmp(start, $0.utf8Start, 9) == 0 } ? .forbidden : .malformed
    }
  }

  private mutating func readUntil(
    _ start: Bytes, _ end: Bytes, _ mark: [UInt8], _ kind: Kind
  ) {
    let last = mark[mark.count - 1]
    var position = start
    while let found = XMLToken.find(last, position, end) {
      let begin = found - (mark.count - 1)
      if begin >= start, mark.indices.allSatisfy({ begin[$0] == mark[$0] }) {
        self.kind = kind
        (body, bodyEnd, next) = (start, begin, found + 1)
        return
      }
      position = found + 1
    }
  }
}
