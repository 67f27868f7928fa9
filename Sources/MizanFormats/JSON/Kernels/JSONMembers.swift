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
    var isFirst = tokens.isAtFirstMember
    var before = isFirst ? frame.pointee.node : frame.pointee.last
    guard before >= 0 else { return }
    let nodes = shape.nodes
    let keys = UnsafePointer(shape.keys)
    let serial = frame.pointee.serial
    var place = tokens.at
    while true {
      let known = nodes + Int(before)
      let node = isFirst ? known.pointee.firstChild : known.pointee.follower
      guard node >= 0 else { break }
      let next = nodes + Int(node)
      let way = isFirst ? next.pointee.wayIn : next.pointee.wayOn
      let count = Int(way.count)
      guard count > 0, count < end &- place,
        JSONWay.isSame(keys + Int(way.start), base + place, count)
      else { break }
      frame.pointee.last = node
      if next.pointee.serial == serial { taker.meetTwice(node, base, place, self) }
      next.pointee.serial = serial
      let value = place &+ count
      var span = JSONSpan(start: value, count: 0)
      let kind = JSONMembers.value(base, end, &span, &next.pointee.textCount)
      if kind == .more {
        tokens.goOn(at: value, isAtValue: true)
        return
      }
      taker.takeMember(kind, span, base, node, self)
      place = span.start &+ span.count &+ (kind == .string ? 1 : 0)
      before = node
      isFirst = false
    }
    if !isFirst { tokens.goOn(at: place, isAtValue: false) }
  }
}

/// Finds the values of members.
enum JSONMembers {
  /// The text, number or word that stands at the start of a span, or behind one blank there;
  /// ``JSONTokenizer/Kind/more`` for anything else, and where it does not end before `end`.
  ///
  /// - Parameter textCount: the length of the text that stood here in the object before.
  @inline(__always)
  static func value(
    _ base: UnsafePointer<UInt8>, _ end: Int, _ span: inout JSONSpan, _ textCount: inout Int32
  ) -> JSONTokenizer.Kind {
    if base[span.start] == 32 { span.start &+= 1 }
    let byte = base[span.start]
    if byte == 34 {
      span.start &+= 1
      let guess = Int(textCount)
      if guess >= 0, span.start &+ guess < end, JSONScan.isText(base + span.start, guess) {
        span.count = guess
        return .string
      }
      let stop = JSONScan.stringEnd(base, span.start, end, escapes: &span.hasEscapes)
      if stop < 0 { return .more }
      span.count = stop &- span.start
      textCount = span.count < 32 && !span.hasEscapes ? Int32(truncatingIfNeeded: span.count) : -1
      return .string
    }
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
