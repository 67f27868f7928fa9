import MizanDiagnostics
import MizanRecords

/// Yields the rows of one table of a JSON text; the first row holds the names of the columns.
///
/// The text was surveyed before, so every name is known. Rows are given out when the outermost
/// element that holds them has ended, so that they can carry what stands around them.
final class JSONReader: RowReader {
  let shape: JSONShape
  let table: JSONTable
  let limits: Limits
  let window: JSONWindow
  private let isLines: Bool
  private let place: Place
  private var lines: JSONLines
  @exclusivity(unchecked) private var tokenizer: JSONTokenizer
  @exclusivity(unchecked) private var trail: JSONTrail
  private let writer: JSONRows
  private var hasBegun = false
  private var isFinished = false

  init(
    _ source: any ByteSource, _ shape: JSONShape, _ table: JSONTable, isLines: Bool, _ place: Place,
    _ limits: Limits, windowSize: Int = JSONWindow.usualSize
  ) {
    self.shape = JSONShape(copying: shape)
    self.table = table
    self.limits = limits
    self.isLines = isLines
    self.place = place
    window = JSONWindow(source, checksText: false, size: windowSize)
    lines = JSONLines(window, limits)
    tokenizer = JSONTokenizer(depthLimit: limits.depth)
    trail = JSONTrail(self.shape, depthLimit: limits.depth)
    writer = JSONRows(self.shape, table, limits)
  }

  deinit { trail.deallocate() }

  /// The SHA-256 of the whole file, once its end was reached.
  var digest: String? { window.digest }

  func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
    batch.removeAll()
    if isFinished { return false }
    writer.begin()
    if !hasBegun {
      hasBegun = true
      if table.hasHeadings { writer.writeHeadings() }
      if isLines {
        writer.line = 1
        trail.push(JSONShape.root, isObject: false)
      }
    }
    if isLines { try readLines() } else { try readText() }
    writer.finish(batch)
    return batch.rowCount > 0
  }

  private func readText() throws(Failure) {
    while !isFinished {
      let reached = walk(&trail, to: window.count, isEnd: window.isEnd)
      if writer.isOverfull { throw tooLong() }
      switch reached {
      case .more:
        if writer.isFull, writer.isBetweenRows { return }
        let kept = writer.isBetweenRows ? tokenizer.at : min(writer.topStart, tokenizer.at)
        window.drop(kept)
        tokenizer.drop(kept)
        writer.drop(kept)
        if window.isFull {
          guard window.count < limits.lineBytes else { throw tooLong() }
          window.grow()
        }
        try window.fill()
      case .end: isFinished = true
      case .string: return  // the batch is full
      default:
        // The survey read the same bytes as JSON, so somebody wrote to the file meanwhile.
        if tokenizer.fault == .jsonSyntax || window.isEnd {
          throw Failure(.unreadable, .inputChanged, at: place)
        }
        isFinished = true
      }
      if writer.isFull, writer.isBetweenRows { return }
    }
  }

  private func tooLong() -> Failure {
    Failure(
      .unreadable, .limitLineSize,
      at: Place(place.file, path: String(decoding: trail.pointer(), as: UTF8.self)),
      ["known": "\(limits.lineBytes >> 20) MB"])
  }

  private func readLines() throws(Failure) {
    // Lines move in the window when more text is read, the batch holds copies.
    while !writer.isFull {
      guard let line = try lines.next() else {
        isFinished = true
        return
      }
      writer.line = line.number
      trail.frames[0].index = line.number - 2
      switch line.content {
      case .tooLong(let head): writer.addFault(.limitLineSize, raw: head)
      case .text(let range): read(range, isCut: line.isCut)
      }
    }
  }

  /// Reads one line; one that is no JSON is a row with a fault.
  /// - Parameter isCut: whether the file ends inside the line; otherwise it was written so.
  private func read(_ range: Range<Int>, isCut: Bool) {
    let mark = writer.mark
    let base = UnsafePointer(window.base)
    var fault: Code?
    if UTF8Check.firstInvalid(base + range.lowerBound, range.count) < range.count {
      fault = .encodingInvalid
    } else {
      if walk(&trail, from: range.lowerBound, to: range.upperBound, isEnd: true) != .end {
        fault = tokenizer.fault == .jsonTruncated && !isCut ? .jsonSyntax : tokenizer.fault
      }
    }
    trail.cut(to: 1)
    if writer.isOverfull { fault = .limitLineSize }
    guard let fault else { return }
    writer.cut(to: mark)
    let raw = UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    writer.addFault(fault, raw: Array(raw))
  }

  /// Takes tokens until more text is needed, the text ends, or the batch is full.
  ///
  /// The trail is lent and not copied: lines are short, and each copy would be counted.
  ///
  /// - Parameter start: where a new text begins; nil to go on.
  private func walk(
    _ trail: inout JSONTrail, from start: Int? = nil, to end: Int, isEnd: Bool
  ) -> JSONTokenizer.Kind {
    let base = UnsafePointer(window.base)
    var tokens = tokenizer
    if let start { tokens.restart(at: start) }
    let top = table.top
    defer { tokenizer = tokens }
    while true {
      if tokens.awaitsMember { trail.takeMembers(&tokens, base, end, writer) }
      if isLines || !writer.isFull || trail.innermost != top, tokens.takeNextObject(base, end) {
        // Rows of one kind stand side by side.
        let node = trail.enterNext()
        if node >= 0 {
          writer.close(tokens.at &- 2, base, node)
          writer.open(.beginObject, tokens.at &- 1, node, trail)
        }
        continue
      }
      if tokens.takeObjectEnd(base, end) {
        let node = trail.leave()
        if node >= 0 {
          writer.close(tokens.at, base, node)
          if !isLines, node == top, writer.isFull { return .string }
        }
        continue
      }
      let kind = tokens.next(base, end, isEnd: isEnd)
      switch kind {
      case .key:
        let found = trail.enter(
          base + tokens.start, tokens.count, hasEscapes: tokens.hasEscapes, creates: false)
        if found.isRepeated { writer.meetTwice(found.node, base, tokens.start &- 1, trail) }
      case .string, .number, .yes, .no, .null:
        let node = trail.valueNode(creates: false)
        if node >= 0 { writer.takeMember(kind, tokens.span, base, node, trail) }
      case .beginObject, .beginArray:
        let node = trail.valueNode(creates: false)
        trail.push(node, isObject: kind == .beginObject)
        if node >= 0 { writer.open(kind, tokens.at &- 1, node, trail) }
      case .endObject, .endArray:
        let node = trail.leave()
        guard node >= 0 else { continue }
        writer.close(tokens.at, base, node)
        if !isLines, node == top, writer.isFull { return .string }
      case .more, .end, .fault: return kind
      }
    }
  }
}

extension Code {
  static let limitLineSize = Code("LIMIT_LINE_SIZE", .error)
}
