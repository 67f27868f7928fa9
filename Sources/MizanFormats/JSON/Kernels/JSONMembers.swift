/// Takes the values of members; see ``JSONTrail/takeMembers(_:_:_:_:)``.
protocol JSONMemberTaker: AnyObject {
  /// A text, number or word; the trail leads to it.
  func takeMember(
    _ kind: JSONTokenizer.Kind, _ span: JSONSpan, _ base: UnsafePointer<UInt8>, _ node: Int32,
    _ trail: borrowing JSONTrail)
  /// A name stands twice in its object; `at` is before its opening quote.
  func meetTwice(
    _ node: Int32, _ base: UnsafePointer<UInt8>, _ at: Int, _ trail: borrowing JSONTrail)
}

extension JSONTrail {
  /// Takes members of the object that is open for as long as each follows the one before with the
  /// bytes that led to it when it first came, and is no container.
  ///
  /// Programs write objects of one kind alike, so that most of a file is taken here. Where a text is
  /// as long as that of the object before, the next member is looked at without waiting for its end.
  @inline(__always)
  mutating func takeMembers(
    _ tokens: inout JSONTokenizer, _ base: UnsafePointer<UInt8>, _ end: Int,
    _ taker: some JSONMemberTaker
  ) {
    let frame = frames + (depth &- 1)
    let isFirst = tokens.isAtFirstMember
    let before = isFirst ? frame.pointee.node : frame.pointee.last
    guard before >= 0 else { return }
    let nodes = shape.nodes
    let keys = UnsafePointer(shape.keys)
    let serial = frame.pointee.serial
    var node = isFirst ? nodes[Int(before)].firstChild : nodes[Int(before)].follower
    guard node >= 0 else { return }
    var way = isFirst ? nodes[Int(node)].wayIn : nodes[Int(node)].wayOn
    var place = tokens.at
    while true {
      let next = nodes + Int(node)
      let count = Int(way.count)
      guard count > 0, count < end &- place,
        JSONWay.isSame(keys + Int(way.start), base + place, count)
      else { break }
      frame.pointee.last = node
      if next.pointee.serial == serial { taker.meetTwice(node, base, place, self) }
      next.pointee.serial = serial
      place &+= count
      var span = JSONSpan(start: place, count: 0)
      if base[place] == 34 {
        span.start &+= 1
        guard JSONMembers.takeText(base, end, &span, &next.pointee.textCount) else {
          tokens.goOn(at: place, isAtValue: true)
          return
        }
        taker.takeMember(.string, span, base, node, self)
        place = span.start &+ span.count &+ 1
      } else {
        let kind = JSONMembers.takeBare(base, end, &span)
        if kind == .more {
          tokens.goOn(at: place, isAtValue: true)
          return
        }
        taker.takeMember(kind, span, base, node, self)
        place = span.start &+ span.count
      }
      node = next.pointee.follower
      guard node >= 0 else { break }
      way = nodes[Int(node)].wayOn
    }
    if place > tokens.at { tokens.goOn(at: place, isAtValue: false) }
  }
}

/// Finds the values of members.
enum JSONMembers {
  /// Finds the end of the text whose content begins at the start of a span; false where it is no
  /// text or does not end before `end`.
  ///
  /// - Parameter textCount: the length of the text that stood here in the object before.
  @inline(__always)
  static func takeText(
    _ base: UnsafePointer<UInt8>, _ end: Int, _ span: inout JSONSpan, _ textCount: inout Int32
  ) -> Bool {
    let guess = Int(textCount)
    if guess >= 0, span.start &+ guess < end, JSONScan.isText(base + span.start, guess) {
      span.count = guess
      return true
    }
    let stop = JSONScan.stringEnd(base, span.start, end, escapes: &span.hasEscapes)
    if stop < 0 { return false }
    span.count = stop &- span.start
    textCount = span.count < 32 && !span.hasEscapes ? Int32(truncatingIfNeeded: span.count) : -1
    return true
  }

  /// Finds the number or word that begins at the start of a span; ``JSONTokenizer/Kind/more`` for
  /// anything else, and where it does not end before `end`.
  @inline(__always)
  static func takeBare(
    _ base: UnsafePointer<UInt8>, _ end: Int, _ span: inout JSONSpan
  ) -> JSONTokenizer.Kind {
    let byte = base[span.start]
    if byte &- 48 < 10 || byte == 45 {
      let stop = JSONScan.numberEnd(base, span.start, end, isEnd: false)
      if stop < 0 { return .more }
      span.count = stop &- span.start
      return .number
    }
    return word(base, end, &span)
  }

  @inline(__always)
  private static func word(
    _ base: UnsafePointer<UInt8>, _ end: Int, _ span: inout JSONSpan
  ) -> JSONTokenizer.Kind {
    guard span.start &+ 5 <= end else { return .more }
    let four = UnsafeRawPointer(base).loadUnaligned(
      fromByteOffset: span.start, as: UInt32.self)
    span.count = 4
    switch UInt32(littleEndian: four) {
    case 0x6C6C_756E: return .null
    case 0x6575_7274: return .yes
    case 0x736C_6166 where base[span.start &+ 4] == 101:
      span.count = 5
      return .no
    default: return .more
    }
  }
}
