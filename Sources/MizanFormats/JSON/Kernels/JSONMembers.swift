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
      if base[place] == 34 {
        var span = JSONSpan(start: place &+ 1, count: 0)
        guard JSONMembers.takeText(base, end, &span, next) else {
          tokens.goOn(at: place, isAtValue: true)
          return
        }
        taker.takeMember(.string, span, base, node, self)
        place = span.start &+ span.count &+ 1
      } else {
        let (kind, stop) = JSONMembers.bare(base, place, end)
        if kind == .more {
          tokens.goOn(at: place, isAtValue: true)
          return
        }
        let span = JSONSpan(start: place, count: stop &- place)
        taker.takeMember(kind, span, base, node, self)
        place = stop
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
  /// The length of a member's texts is not guessed any more when it was wrong as often as this:
  /// going on and coming back costs more than waiting.
  static let missLimit: UInt8 = 8

  /// Finds the end of the text whose content begins at the start of a span; false where it does not
  /// end before `end`, or is wrong.
  ///
  /// - Parameter node: the member, which remembers the length of the text in the object before.
  @inline(__always)
  static func takeText(
    _ base: UnsafePointer<UInt8>, _ end: Int, _ span: inout JSONSpan,
    _ node: UnsafeMutablePointer<JSONShape.Node>
  ) -> Bool {
    let guess = Int(node.pointee.textCount)
    if guess >= 0, span.start &+ guess < end, JSONScan.isText(base + span.start, guess) {
      span.count = guess
      return true
    }
    let stop = JSONScan.stringEnd(base, span.start, end, escapes: &span.hasEscapes)
    if stop < 0 { return false }
    span.count = stop &- span.start
    if node.pointee.textMisses < missLimit { learn(span, node) }
    return true
  }

  /// Remembers the length of a text that was not guessed.
  @inline(never)
  private static func learn(_ span: JSONSpan, _ node: UnsafeMutablePointer<JSONShape.Node>) {
    node.pointee.textMisses &+= 1
    let isKept = span.count < 32 && !span.hasEscapes && node.pointee.textMisses < missLimit
    node.pointee.textCount = isKept ? Int32(truncatingIfNeeded: span.count) : -1
  }

  /// The kind and end of the number or word that begins at a place;
  /// ``JSONTokenizer/Kind/more`` for anything else, and where it does not end before `end`.
  @inline(never)
  static func bare(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> (kind: JSONTokenizer.Kind, stop: Int) {
    let byte = base[start]
    if byte &- 48 < 10 || byte == 45 {
      let stop = JSONScan.numberEnd(base, start, end, isEnd: false)
      return stop < 0 ? (.more, start) : (.number, stop)
    }
    guard start &+ 5 <= end else { return (.more, start) }
    let four = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: start, as: UInt32.self)
    switch UInt32(littleEndian: four) {
    case 0x6C6C_756E: return (.null, start &+ 4)
    case 0x6575_7274: return (.yes, start &+ 4)
    case 0x736C_6166 where base[start &+ 4] == 101: return (.no, start &+ 5)
    default: return (.more, start)
    }
  }
}
