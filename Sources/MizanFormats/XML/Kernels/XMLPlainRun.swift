import CXML2
import Glibc

/// Reads elements that need no second look without libxml2, and tells the same events.
///
/// It stops in front of all that is not plain: references, comments, sections of raw text, signs
/// that are not ASCII, declarations of namespaces, faults. What it stops at is libxml2's, which is
/// told first which elements are open; see ``XMLStream``.
struct XMLPlainRun: ~Copyable {
  typealias Bytes = UnsafePointer<UInt8>

  /// An element that began here and has not ended: its kind, and where its tag stands in `tags`.
  private struct Open {
    var kind: Int
    /// The place of the tag in the block; of `tags` when it came with an earlier block.
    var start: Int
    var length: Int
    var line: Int
    var isKept: Bool
  }

  private enum Tag {
    case ok(Bytes, isEmpty: Bool)
    case incomplete, other
  }

  var names = XMLPlainNames()
  private var open: [Open] = []
  /// The tags of open elements that came with earlier blocks.
  private var tags: [UInt8] = []
  private let values: UnsafeMutablePointer<Bytes?>

  init() { values = .allocate(capacity: 5 * XMLPlainNames.mostAttributes) }

  deinit { values.deallocate() }

  /// Whether elements are open that libxml2 does not know of.
  var isOpen: Bool { !open.isEmpty }

  /// Reads from `start` to the first token that is not plain or not whole.
  /// - Parameters:
  ///   - count: the bytes to read; as many as ``XMLPlainNames/longest`` may be looked at behind them,
  ///     the first of them zero.
  ///   - block: what the places of tags are counted from.
  /// - Returns: where it stopped, and whether that is a token for libxml2.
  mutating func read(
    _ block: Bytes, _ start: Bytes, _ count: Int, _ context: xmlParserCtxtPtr, _ stream: XMLStream
  ) -> (count: Int, isOther: Bool) {
    let classes = XMLPlainBytes.classes
    let end = start + count
    var at = start
    var last = open.last?.kind ?? 0
    while true {
      let text = at
      while classes[Int(at[0])] & XMLPlainBytes.text != 0 { at += 1 }
      guard at[0] == 60 else { return (text - start, at < end) }
      let token = at
      let first = at[1]
      if first == 47 {
        guard let top = open.last else { return (text - start, true) }
        let length = names.kinds[top.kind].raw.count
        if end - at < length + 3 { return (text - start, false) }
        guard names.kinds[top.kind].raw.stands(at: at + 2), at[2 + length] == 62 else {
          return (text - start, true)
        }
        tell(text, token, stream)
        at += length + 3
        stream.cursor = at
        open.removeLast()
        if top.isKept { tags.removeLast(tags.count - top.start) }
        stream.finish(names.kinds[top.kind].name.local)
      } else if classes[Int(first)] & XMLPlainBytes.nameStart != 0 {
        guard let kind = kind(at + 1, end, after: last, context) else {
          return (text - start, !isCut(at + 1, end))
        }
        var attributes = 0
        switch tag(at + 1 + names.kinds[kind].raw.count, end, kind, &attributes, context) {
        case .incomplete: return (text - start, false)
        case .other: return (text - start, true)
        case .ok(let behind, let isEmpty):
          tell(text, token, stream)
          stream.cursor = behind - (isEmpty ? 2 : 1)
          at = behind
          last = kind
          let name = names.kinds[kind].name
          stream.begin(name, XMLAttributes(values, count: attributes), namespaces: 0, nil)
          if stream.failure != nil { return (at - start, false) }
          if isEmpty {
            stream.cursor = behind
            stream.finish(name.local)
          } else {
            open.append(
              Open(
                kind: kind, start: token - block, length: behind - token, line: 0, isKept: false))
          }
        }
      } else {
        return (text - start, at + 1 < end)
      }
      if stream.failure != nil { return (at - start, false) }
    }
  }

  /// Keeps the tags of open elements, since their block goes.
  /// - Parameter line: the line on which a place of the block lies.
  mutating func keep(_ block: Bytes, line: (Int) -> Int) {
    for index in open.indices where !open[index].isKept {
      let tag = UnsafeBufferPointer(start: block + open[index].start, count: open[index].length)
      open[index].line = line(open[index].start)
      open[index].start = tags.count
      open[index].isKept = true
      tags.append(contentsOf: tag)
    }
  }

  /// Gives the tags of all open elements away, the outermost first, with their lines; they must have
  /// been kept.
  mutating func handOver(_ body: (UnsafeBufferPointer<UInt8>, _ line: Int) -> Void) {
    tags.withUnsafeBufferPointer { tags in
      for element in open {
        let end = element.start + element.length
        body(UnsafeBufferPointer(rebasing: tags[element.start..<end]), element.line)
      }
    }
    open.removeAll(keepingCapacity: true)
    tags.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  private func tell(_ start: Bytes, _ end: Bytes, _ stream: XMLStream) {
    if end == start { return }
    stream.cursor = end
    stream.text(UnsafeBufferPointer(start: start, count: end - start))
  }

  /// Whether a name goes on behind the block.
  private func isCut(_ name: Bytes, _ end: Bytes) -> Bool { nameEnd(name) >= end }

  private func nameEnd(_ start: Bytes) -> Bytes {
    var at = start
    while XMLPlainBytes.classes[Int(at[0])] & XMLPlainBytes.name != 0 || at[0] == 58 { at += 1 }
    return at
  }

  /// The kind of the element whose name begins at a place; nil when the name is cut or not plain.
  @inline(__always)
  private mutating func kind(
    _ start: Bytes, _ end: Bytes, after last: Int, _ context: xmlParserCtxtPtr
  ) -> Int? {
    if last < names.count {
      let guess = names.kinds[last].next
      if guess < names.count, isName(start, names.kinds[guess].raw) {
        return guess
      }
    }
    let length = nameEnd(start) - start
    guard start + length < end, length <= XMLPlainNames.longest,
      let found = names.kind(start, length, context)
    else { return nil }
    if last < names.count { names.kinds[last].next = found }
    return found
  }

  /// Whether a name stands at a place and ends there.
  @inline(__always)
  private func isName(_ start: Bytes, _ name: XMLPlainNames.Raw) -> Bool {
    guard name.stands(at: start) else { return false }
    let next = start[name.count]
    return XMLPlainBytes.classes[Int(next)] & XMLPlainBytes.name == 0 && next != 58
  }

  /// Reads the rest of a tag behind its name.
  @inline(__always)
  private func tag(
    _ start: Bytes, _ end: Bytes, _ kind: Int, _ count: inout Int, _ context: xmlParserCtxtPtr
  ) -> Tag {
    let classes = XMLPlainBytes.classes
    var at = start
    while true {
      let space = at
      while classes[Int(at[0])] & XMLPlainBytes.space != 0 { at += 1 }
      if at[0] == 62 { return .ok(at + 1, isEmpty: false) }
      if at[0] == 47 {
        if at[1] == 62 { return .ok(at + 2, isEmpty: true) }
        return at + 1 < end ? .other : .incomplete
      }
      guard at > space, at < end else { return at < end ? .other : .incomplete }
      let known = names.kinds[kind].attributes + count
      if count < names.kinds[kind].attributeCount,
        known.pointee.raw.stands(at: at), at[known.pointee.raw.count] == 61
      {
        at += known.pointee.raw.count + 1
      } else {
        guard classes[Int(at[0])] & XMLPlainBytes.nameStart != 0 else { return .other }
        let behind = nameEnd(at)
        if behind >= end { return .incomplete }
        guard behind[0] == 61, behind - at <= XMLPlainNames.longest,
          names.learn(kind, attribute: count, at, behind - at, context)
        else { return .other }
        at = behind + 1
      }
      let quote = at[0]
      guard quote == 34 || quote == 39 else { return at < end ? .other : .incomplete }
      at += 1
      let value = at
      while true {
        while classes[Int(at[0])] & XMLPlainBytes.value != 0 { at += 1 }
        if at[0] == quote { break }
        guard at[0] == 34 || at[0] == 39 else { return at < end ? .other : .incomplete }
        at += 1
      }
      let place = values + 5 &* count
      place[0] = known.pointee.local
      place[1] = known.pointee.prefix
      place[2] = known.pointee.uri
      place[3] = value
      place[4] = at
      at += 1
      count &+= 1
    }
  }
}
