import MizanDiagnostics

/// Where a name, text, number or word stands: its content, without quotes.
struct JSONSpan {
  var start: Int
  var count: Int
  var hasEscapes = false
}

/// Cuts JSON text (RFC 8259, to the letter) into tokens, and goes on where it stopped when more
/// text has come.
///
/// A token is given out when it is whole. The text has 64 readable bytes behind its end.
struct JSONTokenizer {
  enum Kind: UInt8 {
    /// The text ends before the next token; give more, from ``at`` on.
    case more
    /// The value is complete and nothing follows it.
    case end
    /// The text is wrong at ``at``; see ``fault``.
    case fault
    case beginObject, endObject, beginArray, endArray
    /// A name and its colon.
    case key
    case string, number, yes, no, null
  }

  /// What may come next.
  private enum State: UInt8 { case value, firstValue, key, firstKey, separator, done }

  /// What is wrong; a code itself would have to be counted each time that a tokenizer is copied.
  private enum Flaw: UInt8 { case syntax, truncated, depth }

  /// Why the text is wrong.
  var fault: Code {
    switch flaw {
    case .syntax: .jsonSyntax
    case .truncated: .jsonTruncated
    case .depth: .limitDepth
    }
  }

  /// Where the next token is looked for.
  private(set) var at = 0
  /// The first byte of a token: of its content, without quotes, for names and strings.
  private(set) var start = 0
  private(set) var count = 0
  /// Whether the name or string given out last holds escapes.
  private(set) var hasEscapes = false
  @inline(__always)
  var span: JSONSpan { JSONSpan(start: start, count: count, hasEscapes: hasEscapes) }
  private var flaw = Flaw.syntax
  private(set) var depth = 0
  private var state = State.value
  /// One bit for each open container, the innermost lowest: 1 for an object.
  private var containers: UInt128 = 0
  private let depthLimit: Int

  init(depthLimit: Int) { self.depthLimit = min(128, depthLimit) }

  /// Begins a new text at a place.
  mutating func restart(at place: Int) {
    at = place
    state = .value
    depth = 0
    containers = 0
  }

  /// Tells that the first bytes of the text were dropped.
  mutating func drop(_ count: Int) { at &-= count }

  /// Whether a name may come next, or a comma and a name.
  @inline(__always)
  var awaitsMember: Bool { state == .separator ? containers & 1 == 1 : state == .firstKey }
  /// Whether the object that is open has no member yet.
  @inline(__always)
  var isAtFirstMember: Bool { state == .firstKey }

  /// Takes the end of the object that is open, where it stands right here.
  @inline(__always)
  mutating func takeObjectEnd(_ base: UnsafePointer<UInt8>, _ end: Int) -> Bool {
    guard at < end, base[at] == 125, awaitsMember else { return false }
    _ = close(at, .endObject)
    return true
  }

  /// Takes the end of an object and the beginning of the next one in its array, where `},{` stands
  /// right here.
  @inline(__always)
  mutating func takeNextObject(_ base: UnsafePointer<UInt8>, _ end: Int) -> Bool {
    let four = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: at, as: UInt32.self)
    guard UInt32(littleEndian: four) & 0xFF_FFFF == 0x7B_2C7D, at &+ 2 < end, depth > 1,
      containers & 2 == 0, awaitsMember
    else { return false }
    at &+= 3
    state = .firstKey
    return true
  }

  /// Goes on behind members that were taken in another way.
  /// - Parameter isAtValue: whether the value of the last one comes next.
  @inline(__always)
  mutating func goOn(at place: Int, isAtValue: Bool) {
    at = place
    state = isAtValue ? .value : .separator
  }

  /// The next token of the text up to `end`.
  /// - Parameter isEnd: whether nothing can come behind `end`.
  @inline(__always)
  mutating func next(_ base: UnsafePointer<UInt8>, _ end: Int, isEnd: Bool) -> Kind {
    var place = at
    while true {
      while place < end, base[place] <= 32 {
        guard base[place] == 32 || base[place] &- 9 < 2 || base[place] == 13 else {
          return wrong(place)
        }
        place &+= 1
      }
      guard place < end else { return ended(place, isEnd) }
      let byte = base[place]
      switch state {
      case .separator:
        if byte == 44 {
          place &+= 1
          state = containers & 1 == 1 ? .key : .value
          at = place
          continue
        }
        if byte == 125, containers & 1 == 1 { return close(place, .endObject) }
        if byte == 93, containers & 1 == 0 { return close(place, .endArray) }
        return wrong(place)
      case .firstKey:
        if byte == 125 { return close(place, .endObject) }
        return key(base, place, end, isEnd)
      case .key: return key(base, place, end, isEnd)
      case .firstValue:
        if byte == 93 { return close(place, .endArray) }
        return value(base, place, end, isEnd)
      case .value: return value(base, place, end, isEnd)
      case .done: return wrong(place)
      }
    }
  }

  @inline(__always)
  private mutating func key(
    _ base: UnsafePointer<UInt8>, _ place: Int, _ end: Int, _ isEnd: Bool
  ) -> Kind {
    guard base[place] == 34 else { return wrong(place) }
    hasEscapes = false
    let stop = JSONScan.stringEnd(base, place &+ 1, end, escapes: &hasEscapes)
    if stop < 0 { return stopped(stop, place, end, isEnd) }
    var colon = stop &+ 1
    while colon < end, base[colon] == 32 || base[colon] &- 9 < 2 || base[colon] == 13 {
      colon &+= 1
    }
    if colon >= end { return stopped(JSONScan.cut, place, end, isEnd) }
    guard base[colon] == 58 else { return wrong(colon) }
    start = place &+ 1
    count = stop &- start
    at = colon &+ 1
    state = .value
    return .key
  }

  @inline(__always)
  private mutating func value(
    _ base: UnsafePointer<UInt8>, _ place: Int, _ end: Int, _ isEnd: Bool
  ) -> Kind {
    switch base[place] {
    case 34:
      hasEscapes = false
      let stop = JSONScan.stringEnd(base, place &+ 1, end, escapes: &hasEscapes)
      if stop < 0 { return stopped(stop, place, end, isEnd) }
      return scalar(.string, place &+ 1, stop, next: stop &+ 1)
    case 123: return open(place, 1, .firstKey, .beginObject)
    case 91: return open(place, 0, .firstValue, .beginArray)
    case 45, 48...57:
      let stop = JSONScan.numberEnd(base, place, end, isEnd: isEnd)
      if stop < 0 { return stopped(stop, place, end, isEnd) }
      return scalar(.number, place, stop, next: stop)
    case 116: return word("true", .yes, base, place, end, isEnd)
    case 102: return word("false", .no, base, place, end, isEnd)
    case 110: return word("null", .null, base, place, end, isEnd)
    default: return wrong(place)
    }
  }

  @inline(__always)
  private mutating func scalar(_ kind: Kind, _ from: Int, _ to: Int, next: Int) -> Kind {
    start = from
    count = to &- from
    at = next
    state = depth == 0 ? .done : .separator
    if kind != .string { hasEscapes = false }
    return kind
  }

  @inline(never)
  private mutating func word(
    _ word: StaticString, _ kind: Kind, _ base: UnsafePointer<UInt8>, _ place: Int, _ end: Int,
    _ isEnd: Bool
  ) -> Kind {
    for index in 0..<word.utf8CodeUnitCount {
      if place &+ index >= end { return stopped(JSONScan.cut, place, end, isEnd) }
      if base[place &+ index] != word.utf8Start[index] { return wrong(place &+ index) }
    }
    let stop = place &+ word.utf8CodeUnitCount
    return scalar(kind, place, stop, next: stop)
  }

  @inline(__always)
  private mutating func open(_ place: Int, _ bit: UInt128, _ next: State, _ kind: Kind) -> Kind {
    guard depth < depthLimit else {
      flaw = .depth
      at = place
      return .fault
    }
    containers = containers &<< 1 | bit
    depth &+= 1
    start = place
    at = place &+ 1
    state = next
    return kind
  }

  @inline(__always)
  private mutating func close(_ place: Int, _ kind: Kind) -> Kind {
    containers = containers &>> 1
    depth &-= 1
    at = place &+ 1
    state = depth == 0 ? .done : .separator
    return kind
  }

  private mutating func wrong(_ place: Int) -> Kind {
    flaw = .syntax
    at = place
    return .fault
  }

  /// The text ends between two tokens.
  private mutating func ended(_ place: Int, _ isEnd: Bool) -> Kind {
    at = place
    guard isEnd else { return .more }
    if state == .done { return .end }
    flaw = .truncated
    return .fault
  }

  /// A token that is not whole, or wrong.
  private mutating func stopped(_ stop: Int, _ place: Int, _ end: Int, _ isEnd: Bool) -> Kind {
    if stop != JSONScan.cut { return wrong(JSONScan.faultBase &- stop) }
    guard isEnd else {
      at = place
      return .more
    }
    flaw = .truncated
    at = end
    return .fault
  }
}

extension Code {
  static let jsonSyntax = Code("JSON_SYNTAX", .error)
  static let jsonTruncated = Code("JSON_TRUNCATED", .error)
  static let limitDepth = Code("LIMIT_DEPTH", .error)
}
