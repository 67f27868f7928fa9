import MizanDiagnostics
import MizanRecords

/// Reads a JSON text once from end to end: makes sure that every byte of it is JSON, and learns
/// which names and arrays it has, so that no column is missed however late it comes.
final class JSONSurvey: JSONMemberTaker {
  /// A value that stands once in the file and may be repeated on each row below it.
  struct Constant {
    var bytes: [UInt8]
    var kind: Cell.Kind
  }

  let shape = JSONShape()
  private(set) var constants: [Int32: Constant] = [:]
  private(set) var findings = Findings()
  /// The members of each object, in the order in which they first came.
  private(set) var members: [Int32: [Int32]] = [:]
  /// What the objects of an array beside rows call themselves, by the array.
  private(set) var names: [Int32: [[UInt8]]] = [:]
  private var naming: [Int32: Int32] = [:]
  private let name: String
  private let limits: Limits
  private let isLines: Bool
  private let window: JSONWindow
  private let places: JSONPlaces
  @exclusivity(unchecked) private var tokenizer: JSONTokenizer
  @exclusivity(unchecked) private var trail: JSONTrail
  /// The outermost element at which the survey is, from 0.
  @exclusivity(unchecked) private var row = -1
  private var keptBytes = 0
  /// Values that stand once are kept up to this size each, and all together up to a megabyte.
  private static let constantLimit = 256

  /// - Parameters:
  ///   - isLines: whether each line is a JSON text of its own.
  ///   - select: the pointer to the rows, whose `*` make names of members data.
  init(
    _ content: PackedContent, isLines: Bool, select: JSONPointer?, _ limits: Limits,
    windowSize: Int = JSONWindow.usualSize
  ) throws(Failure) {
    name = content.file.input.name
    self.limits = limits
    self.isLines = isLines
    window = JSONWindow(try content.glance(), checksText: !isLines, size: windowSize)
    places = JSONPlaces(content)
    tokenizer = JSONTokenizer(depthLimit: limits.depth)
    trail = JSONTrail(shape, depthLimit: limits.depth)
    select?.mark(shape, isLines: isLines)
  }

  deinit { trail.deallocate() }

  /// - Throws: a ``Failure`` of kind `unreadable` with line, column and pointer where the text is
  ///   no JSON.
  func run() throws(Failure) {
    if isLines { try readLines() } else { try readText() }
    for node in 0..<Int32(shape.count) where shape.nodes[Int(node)].role == .member {
      if shape.nodes[Int(node)].count > 0 {
        members[shape.nodes[Int(node)].parent, default: []].append(node)
      }
    }
    if window.hadMark { findings.add(.jsonMark, at: Place(name)) }
  }

  private func readText() throws(Failure) {
    while true {
      switch try walk(&trail, to: window.count, isEnd: window.isEnd) {
      case .end:
        if window.isInvalid { throw failure(.encodingInvalid, at: window.count, trail) }
        return
      case .more:
        window.drop(tokenizer.at)
        tokenizer.drop(tokenizer.at)
        if window.isFull {
          guard window.count < limits.lineBytes else {
            throw failure(.limitFieldSize, at: 0, trail)
          }
          window.grow()
        }
        try window.fill()
      default:
        let isCut = tokenizer.fault == .jsonTruncated && window.isInvalid
        throw failure(
          isCut ? .encodingInvalid : tokenizer.fault,
          at: isCut ? window.count : tokenizer.at, trail)
      }
    }
  }

  /// Reads lines; those that are no JSON are told when they are read as rows.
  private func readLines() throws(Failure) {
    var lines = JSONLines(window, limits)
    trail.push(JSONShape.root, isObject: false)
    shape.nodes[0].kinds.insert(.array)
    while let line = try lines.next() {
      guard case .text(let range) = line.content else { continue }
      _ = try walk(&trail, from: range.lowerBound, to: range.upperBound, isEnd: true)
      trail.cut(to: 1)
    }
  }

  /// Takes tokens until more text is needed, the text ends, or it is wrong.
  ///
  /// The trail is lent and not copied: lines are short, and each copy would be counted.
  ///
  /// - Parameter start: where a new text begins; nil to go on.
  private func walk(
    _ trail: inout JSONTrail, from start: Int? = nil, to end: Int, isEnd: Bool
  ) throws(Failure) -> JSONTokenizer.Kind {
    let base = UnsafePointer(window.base)
    var tokens = tokenizer
    if let start { tokens.restart(at: start) }
    defer { tokenizer = tokens }
    while true {
      if tokens.awaitsMember { trail.takeMembers(&tokens, base, end, self) }
      if tokens.takeNextObject(base, end) {
        see(trail.enterNext(), .object)
        continue
      }
      if tokens.takeObjectEnd(base, end) {
        trail.pop()
        continue
      }
      let before = tokens.at
      let isFirst = tokens.isAtFirstMember
      let isMember = tokens.awaitsMember
      let kind = tokens.next(base, end, isEnd: isEnd)
      switch kind {
      case .key:
        let known = shape.count
        let found = trail.enter(
          base + tokens.start, tokens.count, hasEscapes: tokens.hasEscapes, creates: true)
        if shape.count > known {
          if let limit = meetNew(found.node) { throw failure(limit, at: tokens.start, trail) }
        }
        if isMember, !tokens.hasEscapes, tokens.at < end {
          // A blank before the value is a part of the way.
          let count = tokens.at &- before &+ (base[tokens.at] == 32 ? 1 : 0)
          shape.learnWay(to: found.node, isFirst: isFirst, base + before, count)
        }
        if found.isRepeated { meetTwice(found.node, base, tokens.start &- 1, trail) }
      case .beginObject, .beginArray:
        let node = trail.valueNode(creates: true)
        see(node, kind == .beginObject ? .object : .array)
        trail.push(node, isObject: kind == .beginObject)
      case .endObject: trail.pop()
      case .endArray:
        trail.pop()
        let frame = trail.frames[trail.depth]
        let known = shape.nodes + Int(frame.node)
        known.pointee.width = max(known.pointee.width, Int32(clamping: frame.index &+ 1))
      case .string, .number, .yes, .no, .null:
        let node = trail.valueNode(creates: true)
        if shape.nodes[Int(node)].role == .element { countRow(node) }
        takeMember(kind, tokens.span, base, node, trail)
        if kind == .string, shape.nodes[Int(node)].role == .element {
          look(base + tokens.start, tokens.count, node)
        }
      case .more, .end, .fault: return kind
      }
    }
  }

  /// Sees a container.
  @inline(__always)
  private func see(_ node: Int32, _ kind: JSONShape.Kinds) {
    if shape.nodes[Int(node)].role == .element { countRow(node) }
    count(shape.nodes + Int(node), kind)
  }

  /// Counts an element that may be an outermost one.
  @inline(__always)
  private func countRow(_ node: Int32) {
    if shape.nodes[Int(shape.nodes[Int(node)].parent)].isSingle { row &+= 1 }
  }

  @inline(__always)
  private func count(_ known: UnsafeMutablePointer<JSONShape.Node>, _ kind: JSONShape.Kinds) {
    if !known.pointee.kinds.contains(kind) {
      if known.pointee.count == 0 { known.pointee.first = row }
      known.pointee.kinds.insert(kind)
    }
    known.pointee.count &+= 1
    known.pointee.last = row
  }

  /// Takes a value that is no container.
  @inline(__always)
  func takeMember(
    _ kind: JSONTokenizer.Kind, _ span: JSONSpan, _ base: UnsafePointer<UInt8>, _ node: Int32,
    _ trail: borrowing JSONTrail
  ) {
    let known = shape.nodes + Int(node)
    count(known, kind == .string ? .string : kind == .null ? .null : .other)
    if known.pointee.isWatched { watch(kind, span, base, node) }
  }

  /// Looks at a value that stands once in the file, or may be the name of a column.
  @inline(never)
  private func watch(
    _ kind: JSONTokenizer.Kind, _ span: JSONSpan, _ base: UnsafePointer<UInt8>, _ node: Int32
  ) {
    if shape.nodes[Int(node)].isSingle { keep(kind, span, base, node) }
    if kind == .string, let array = naming[node] {
      names[array, default: []].append(text(span, base))
    }
  }

  /// A text among others in an array: whether a blank could stand between them.
  @inline(never)
  private func look(_ text: UnsafePointer<UInt8>, _ count: Int, _ node: Int32) {
    // An escape may be a blank.
    let isPlain = (0..<count).allSatisfy { text[$0] > 32 && text[$0] != 92 }
    if !isPlain || count == 0 { shape.nodes[Int(node)].kinds.insert(.spaced) }
  }

  /// A name stands twice; `at` is before its opening quote. It is told of objects that stand once
  /// in the file: rows tell of it themselves.
  @inline(never)
  func meetTwice(
    _ node: Int32, _ base: UnsafePointer<UInt8>, _ at: Int, _ trail: borrowing JSONTrail
  ) {
    guard shape.nodes[Int(node)].isSingle else { return }
    var quote = at
    while base[quote] != 34 { quote &+= 1 }
    findings.add(
      .jsonDuplicateKey, at: place(quote &+ 1, trail), value: shape.name(of: node),
      ["value": ShownText.make(shape.key(of: node))])
  }

  /// Keeps a value that stands once in the file.
  private func keep(
    _ kind: JSONTokenizer.Kind, _ span: JSONSpan, _ base: UnsafePointer<UInt8>, _ node: Int32
  ) {
    switch kind {
    case .string, .number:
      guard span.count <= JSONSurvey.constantLimit, keptBytes < 1 << 20 else { return }
      keptBytes += span.count
      constants[node] = Constant(
        bytes: text(span, base), kind: kind == .string ? .text : .number)
    case .yes, .no:
      constants[node] = Constant(
        bytes: Array((kind == .yes ? "true" : "false").utf8), kind: .boolean)
    default: break
    }
  }

  private func text(_ span: JSONSpan, _ base: UnsafePointer<UInt8>) -> [UInt8] {
    var isWhole = true
    return [UInt8](unsafeUninitializedCapacity: span.count) { target, filled in
      guard let start = target.baseAddress else { return }
      let end = JSONUnescape.write(
        base + span.start, span.count, to: start, isWhole: &isWhole)
      filled = end - start
    }
  }

  /// Looks at a name that was not seen before; a limit that it breaks ends the file.
  private func meetNew(_ node: Int32) -> Code? {
    let parent = shape.nodes[Int(node)].parent
    if Int(shape.nodes[Int(parent)].childCount) > limits.columns
      || shape.count > JSONShape.nodeLimit
    {
      return .csvColumns
    }
    let key = shape.key(of: node)
    let array = shape.nodes[Int(parent)].parent
    if shape.nodes[Int(parent)].role == .element, shape.nodes[Int(array)].isSingle,
      JSONTables.headingNames.contains(shape.name(of: array)), shape.name(of: node) == "name"
    {
      naming[node] = array
      shape.nodes[Int(node)].isWatched = true
    }
    if key.isEmpty || key.count > 255 || key.contains(where: { $0 < 32 }) {
      let shown = ShownText.make(key)
      findings.add(.jsonOddKey, at: Place(name), value: shown, ["value": shown])
    }
    return nil
  }

  private func place(_ at: Int, _ trail: borrowing JSONTrail) -> Place {
    places.place(window.offset + at, pointer: trail.pointer())
  }

  private func failure(
    _ code: Code, at: Int, _ trail: borrowing JSONTrail
  ) -> Failure {
    Failure(
      .unreadable, code, at: place(at, trail),
      [
        "known": code == .limitDepth
          ? "\(limits.depth)"
          : code == .csvColumns ? "\(limits.columns)" : "\(limits.lineBytes >> 20) MB",
        "value": "\(limits.lineBytes >> 20) MB",
      ])
  }
}

extension Code {
  static let jsonMark = Code("JSON_BOM", .warning)
  static let jsonDuplicateKey = Code("JSON_DUPLICATE_KEY", .error)
  static let jsonOddKey = Code("JSON_ODD_KEY", .warning)
}
