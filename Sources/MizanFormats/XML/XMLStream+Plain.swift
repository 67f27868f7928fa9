import CXML2
import Glibc

/// How a block is shared: plain runs are read here, all else token by token by libxml2, which is
/// left to itself when little is plain. It never learns of the plain elements, but for those that
/// are open when it takes over and for the lines that they took.
extension XMLStream {
  /// So many bytes of plain runs make up for a token that libxml2 gets alone.
  private static let bytesPerToken = 512
  private static let tokensAtFirst = 64
  private static let blocksToPause = 7

  /// Parses the block, but for the beginning of a token at its end that waits for the next one.
  func parse(_ total: Int) {
    block[total] = 0
    var at = 0
    let isPaused = !readsPlain || pausedBlocks > 0
    if pausedBlocks > 0 { pausedBlocks -= 1 }
    var budget = isPaused ? 0 : XMLStream.tokensAtFirst * XMLStream.bytesPerToken
    while at < total, failure == nil {
      if let context, isReadyForPlain(context) {
        let (count, isOther) = readPlain(at, total - at, context)
        at += count
        budget += count
        if failure != nil { break }
        if !isOther, total - at <= XMLStream.mostHeld { break }
        handOver(at)
        if at == total { break }
      }
      let token = budget > 0 ? token(at, total) : nil
      if token == nil, budget > 0, context != nil, total - at <= XMLStream.mostHeld, isEmpty,
        memchr(block + at, 62, total - at) == nil
      {
        break
      }
      if budget <= 0, !isPaused { pausedBlocks = XMLStream.blocksToPause }
      let count = token ?? total - at
      give(at, count)
      at += count
      budget -= XMLStream.bytesPerToken
    }
    if failure != nil { return }
    keepTags(at)
    held = total - at
    if held > 0, at > 0 { memmove(block, block + at, held) }
  }

  /// Gives bytes of the block to libxml2.
  func give(_ start: Int, _ count: Int) {
    let bytes = UnsafeRawPointer(block + start).assumingMemoryBound(to: CChar.self)
    if let context {
      xmlParseChunk(context, bytes, Int32(count), 0)
    } else {
      open(bytes, count)
    }
  }

  /// Tells libxml2 which elements are open, before it gets what stands at `at` of the block.
  func handOver(_ at: Int = 0) {
    guard let context, plain.isOpen else { return }
    keepTags(at)
    guard let input = context.pointee.input else { return }
    let (line, column) = (input.pointee.line, input.pointee.col)
    isMuted = true
    plain.handOver { tag, line in
      context.pointee.input?.pointee.line = Int32(clamping: line)
      tag.withMemoryRebound(to: CChar.self) {
        _ = xmlParseChunk(context, $0.baseAddress, Int32($0.count), 0)
      }
    }
    isMuted = false
    context.pointee.input?.pointee.line = line
    context.pointee.input?.pointee.col = column
  }

  /// The line and the column of what is told.
  func position() -> (line: Int, column: Int) {
    guard let input = context?.pointee.input?.pointee else { return (1, 1) }
    let (line, column) = (Int(input.line), Int(input.col))
    guard let cursor else { return (line, column) }
    return XMLStream.moved((line, column), over: runStart, cursor - runStart)
  }

  /// Whether libxml2 waits in content for what comes next, and would take it as it is.
  private func isReadyForPlain(_ context: xmlParserCtxtPtr) -> Bool {
    guard readsPlain, isEmpty, context.pointee.instate == XML_PARSER_CONTENT, !hasDoctype,
      let buffer = context.pointee.input?.pointee.buf, buffer.pointee.encoder == nil
    else { return false }
    plain.names.enter(declared: declaredCount, context)
    return true
  }

  /// Whether libxml2 has parsed all that it was given.
  private var isEmpty: Bool {
    guard let input = context?.pointee.input?.pointee else { return false }
    return input.cur == input.end
  }

  private func readPlain(
    _ start: Int, _ count: Int, _ context: xmlParserCtxtPtr
  ) -> (count: Int, isOther: Bool) {
    runStart = UnsafePointer(block + start)
    let result = plain.read(block, runStart, count, context, self)
    cursor = nil
    guard let input = context.pointee.input else { return result }
    let (line, column) = XMLStream.moved(
      (Int(input.pointee.line), Int(input.pointee.col)), over: runStart, result.count)
    input.pointee.line = Int32(clamping: line)
    input.pointee.col = Int32(clamping: column)
    return result
  }

  /// The bytes through the next sign that may end a token; nil when the block ends before it, or
  /// when they are not UTF-8: libxml2 tells such a fault only when more bytes follow.
  private func token(_ start: Int, _ end: Int) -> Int? {
    guard let found = memchr(block + start, 62, end - start) else { return nil }
    let count = UnsafeRawPointer(found) - UnsafeRawPointer(block + start) + 1
    return UTF8Check.firstInvalid(block + start, count) == count ? count : nil
  }

  /// Keeps the tags of open elements before the block goes; libxml2's line is that of `at`.
  private func keepTags(_ at: Int) {
    guard plain.isOpen, let input = context?.pointee.input else { return }
    let line = Int(input.pointee.line)
    plain.keep(block) { start in
      line - XMLStream.moved((0, 0), over: block + start, at - start).line
    }
  }

  /// A place moved over ASCII bytes.
  private static func moved(
    _ place: (line: Int, column: Int), over start: UnsafePointer<UInt8>, _ count: Int
  ) -> (line: Int, column: Int) {
    var (line, column) = place
    var at = start
    let end = start + count
    while at < end, let found = memchr(at, 10, end - at) {
      at = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
      line += 1
      column = 1
    }
    return (line, column + (end - at))
  }
}
