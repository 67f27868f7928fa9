import CXML2
import Glibc
import MizanDiagnostics
import MizanRecords

/// Reads one XML document in blocks and tells what it meets; libxml2 checks that it is well-formed,
/// but for runs of plain elements, which ``XMLPlainRun`` reads faster.
///
/// A subclass takes the events. Nothing is ever fetched: no file, no address; a declaration of an
/// entity ends the document before anything could be put in its place. Names are kept by libxml2
/// as long as the document is read, so that equal names of one stream have equal addresses.
class XMLStream {
  /// How many bytes are read at once.
  static let blockSize = 1 << 16
  /// The longest beginning of a token that waits for the next block.
  static let mostHeld = blockSize / 2

  let place: Place
  let limits: Limits
  private let source: any ByteSource
  let block: UnsafeMutablePointer<UInt8>
  /// Bytes at the beginning of the block that were read before.
  var held = 0
  var context: xmlParserCtxtPtr?
  var plain = XMLPlainRun()
  /// Where a plain token ends that is told now; nil while libxml2 is at work.
  var cursor: UnsafePointer<UInt8>?
  /// Where the plain run began in which it stands.
  var runStart: UnsafePointer<UInt8>
  /// Whether libxml2 is told what was told before.
  var isMuted = false
  /// How many namespaces were declared so far.
  private(set) var declaredCount = 0
  private(set) var hasDoctype = false
  /// False leaves all to libxml2, as the tests of plain runs do.
  var readsPlain = true
  /// Blocks that are left to libxml2, since so little is plain.
  var pausedBlocks = 0
  /// The number of open elements, the one that begins or ends counted.
  private(set) var depth = 0
  private(set) var isEnded = false
  /// Whether all bytes were given, so that what is missing is missing in the file.
  private(set) var isLast = false
  private(set) var failure: Failure?
  private(set) var findings = Findings()

  /// - Parameter place: the file's name, shown in messages.
  init(_ source: any ByteSource, _ place: Place, _ limits: Limits) {
    self.source = source
    self.place = place
    self.limits = limits
    let capacity = XMLStream.mostHeld + XMLStream.blockSize + XMLPlainNames.longest + 1
    block = .allocate(capacity: capacity)
    block.initialize(repeating: 0, count: capacity)
    runStart = UnsafePointer(block)
  }

  deinit {
    if let context { xmlFreeParserCtxt(context) }
    block.deallocate()
  }

  /// The SHA-256 of the whole file; nil before its end was read.
  var digest: String? { source.digest }

  /// An element begins.
  func start(_ name: XMLName, _ attributes: XMLAttributes) {}
  /// The element that began last, and has not ended yet, ends.
  func end(_ name: UnsafePointer<UInt8>) {}
  /// A piece of text between tags; a text may come in several pieces.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// Parses the next block; false after the last one.
  /// - Throws: a ``Failure`` of kind `unreadable` with line and column.
  func feed() throws(Failure) -> Bool {
    if let failure { throw failure }
    guard !isEnded else { return false }
    let count = try source.read(
      into: UnsafeMutableRawBufferPointer(start: block + held, count: XMLStream.blockSize))
    if count == 0 {
      if context == nil, held == 0 { throw Failure(.unreadable, .inputEmpty, at: place) }
      handOver()
      if held > 0 { give(0, held) }
      isLast = true
      if failure == nil { xmlParseChunk(context, nil, 0, 1) }
      isEnded = true
    } else {
      parse(held + count)
    }
    if failure == nil, !isEnded { XMLGuard.check(self) }
    if let failure { throw failure }
    return !isEnded
  }

  /// Ends the document at the place where the parser stands. The first failure counts.
  func fail(_ code: Code, _ arguments: [String: String] = [:]) {
    let (line, column) = position()
    fail(Failure(.unreadable, code, at: here(line: line, column: column), arguments))
  }

  func fail(_ failure: Failure) {
    guard self.failure == nil else { return }
    self.failure = failure
    // No event is told any more, and no more blocks are read.
    context?.pointee.disableSAX = 1
  }

  func tell(_ code: Code, _ arguments: [String: String] = [:]) {
    findings.add(code, at: place, value: arguments["value"] ?? "", arguments)
  }

  func here(line: Int, column: Int) -> Place {
    var place = place
    place.line = max(1, line)
    place.column = max(1, column)
    return place
  }

  /// Makes the parser; it finds the encoding out by the first four bytes.
  func open(_ bytes: UnsafePointer<CChar>, _ count: Int) {
    var handler = XMLStream.handler
    let first = min(4, count)
    context = xmlCreatePushParserCtxt(
      &handler, Unmanaged.passUnretained(self).toOpaque(), bytes, Int32(first), nil)
    // With XML_PARSE_NOENT an ampersand in an attribute is one sign and not a reference to it. Nothing
    // else can be replaced, since a document that declares an entity is refused at that declaration.
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue
    xmlCtxtUseOptions(context, Int32(options))
    if count > first { xmlParseChunk(context, bytes + first, Int32(count - first), 0) }
  }

  /// Tells an element that begins, after a look at the limits.
  func begin(
    _ name: XMLName, _ attributes: XMLAttributes, namespaces: Int,
    _ declared: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    if isMuted { return }
    depth &+= 1
    if depth > limits.xmlDepth { return fail(.limitDepth, ["known": "\(limits.xmlDepth)"]) }
    if attributes.count > limits.xmlAttributes {
      return fail(.limitAttributes, ["known": "\(limits.xmlAttributes)"])
    }
    if namespaces > 0, let declared {
      declaredCount &+= namespaces
      for index in 0..<namespaces where XMLName.text(declared[index &* 2 &+ 1]) == XMLName.include {
        tell(.xmlIncludeIgnored)
      }
    }
    start(name, attributes)
  }

  /// Tells an element that ends.
  func finish(_ name: UnsafePointer<UInt8>) {
    end(name)
    depth &-= 1
  }

  private nonisolated(unsafe) static let handler: xmlSAXHandler = {
    xmlInitParser()
    // Nothing outside the document is ever opened, whatever it asks for.
    xmlSetExternalEntityLoader { _, _, _ in nil }
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = {
      context, name, prefix, uri, namespaces, declared, count, defaulted, values in
      guard let context, let name else { return }
      let element = XMLName(local: name, prefix: prefix, uri: uri)
      // Attributes that only a DTD gives are not in the document.
      let attributes = XMLAttributes(values, count: Int(count &- defaulted))
      Unmanaged<XMLStream>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.begin(element, attributes, namespaces: Int(namespaces), declared)
      }
    }
    sax.endElementNs = { context, name, _, _ in
      guard let context, let name else { return }
      Unmanaged<XMLStream>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.finish(name) }
    }
    sax.characters = { context, bytes, count in
      guard let context else { return }
      let text = UnsafeBufferPointer(start: bytes, count: Int(count))
      Unmanaged<XMLStream>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.text(text) }
    }
    sax.cdataBlock = sax.characters
    sax.ignorableWhitespace = sax.characters
    sax.internalSubset = { context, _, _, _ in
      guard let context else { return }
      XMLStream.from(context).hasDoctype = true
      XMLStream.from(context).tell(.xmlDoctypeIgnored)
    }
    sax.entityDecl = { context, name, _, _, _, _ in
      guard let context else { return }
      XMLStream.from(context).fail(.xmlDTDForbidden, ["value": XMLName.shown(name)])
    }
    sax.unparsedEntityDecl = { context, name, _, _, _ in
      guard let context else { return }
      XMLStream.from(context).fail(.xmlDTDForbidden, ["value": XMLName.shown(name)])
    }
    sax.reference = { context, name in
      guard let context else { return }
      XMLStream.from(context).fail(.xmlEntityUnknown, ["value": XMLName.shown(name)])
    }
    sax.serror = { context, error in
      guard let context, let error else { return }
      XMLStream.from(context).report(
        XMLError(
          code: Int(error.pointee.code), level: Int(error.pointee.level.rawValue),
          line: Int(error.pointee.line), column: Int(error.pointee.int2),
          text: error.pointee.message.map { String(cString: $0) } ?? ""))
    }
    return sax
  }()

  @inline(__always)
  fileprivate static func from(_ context: UnsafeMutableRawPointer) -> XMLStream {
    Unmanaged<XMLStream>.fromOpaque(context)._withUnsafeGuaranteedRef { $0 }
  }
}

extension Code {
  static let xmlEntityUnknown = Code("XML_ENTITY_UNKNOWN", .error)
  static let xmlDoctypeIgnored = Code("XML_DOCTYPE_IGNORED", .warning)
  static let xmlIncludeIgnored = Code("XML_INCLUDE_IGNORED", .warning)
  static let limitAttributes = Code("LIMIT_ATTRIBUTES", .error)
}
