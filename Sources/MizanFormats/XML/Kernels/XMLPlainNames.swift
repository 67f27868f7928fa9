import CXML2
import Glibc

/// The names that the plain part of a document has, as libxml2 keeps them, found again by their
/// bytes.
///
/// A kind of element remembers which attributes it had last, so that names are compared with what
/// is likely and looked up only when they differ.
struct XMLPlainNames: ~Copyable {
  typealias Bytes = UnsafePointer<UInt8>

  /// A name with its prefix.
  struct Raw {
    /// The bytes, ended by a zero.
    let bytes: Bytes
    let count: Int
    /// The first eight bytes, and which of them belong to the name.
    private let head: UInt64
    private let mask: UInt64

    init(_ bytes: Bytes, _ count: Int) {
      self.bytes = bytes
      self.count = count
      var head: UInt64 = 0
      for index in 0..<min(8, count) { head |= UInt64(bytes[index]) << UInt64(8 * index) }
      self.head = head
      mask = count < 8 ? 1 << UInt64(8 * count) - 1 : UInt64.max
    }

    /// Whether the name begins at a place behind which ``XMLPlainNames/longest`` bytes are readable.
    @inline(__always)
    func stands(at place: Bytes) -> Bool {
      let found = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
      return (found ^ head) & mask == 0
        && (count <= 8 || memcmp(place + 8, bytes + 8, count &- 8) == 0)
    }
  }

  struct Attribute {
    var raw: Raw
    var local: Bytes
    var prefix: Bytes?
    var uri: Bytes?
  }

  struct Kind {
    var raw: Raw
    var name: XMLName
    var attributes: UnsafeMutablePointer<Attribute>
    var attributeCount: Int
    /// The kind of element that began next, last time.
    var next: Int
  }

  /// More names or attributes are left to libxml2.
  static let mostKinds = 128
  static let mostAttributes = 64
  /// Longer names too; so many bytes behind a block may be read.
  static let longest = 128

  let kinds: UnsafeMutablePointer<Kind>
  private(set) var count = 0
  /// The namespaces that were known when the names were found.
  private var scope = (declared: 0, count: 0)

  init() { kinds = .allocate(capacity: XMLPlainNames.mostKinds) }

  deinit {
    for kind in 0..<count { kinds[kind].attributes.deallocate() }
    kinds.deallocate()
  }

  /// Forgets all names when other namespaces than before are in force.
  /// - Parameter declared: how many were declared so far.
  mutating func enter(declared: Int, _ context: xmlParserCtxtPtr) {
    let now = (declared, Int(context.pointee.nsNr))
    if now == scope { return }
    scope = now
    for kind in 0..<count { kinds[kind].attributes.deallocate() }
    count = 0
  }

  /// The kind of element whose name begins at a place; nil when libxml2 must look at it.
  mutating func kind(_ start: Bytes, _ length: Int, _ context: xmlParserCtxtPtr) -> Int? {
    for kind in 0..<count
    where kinds[kind].raw.count == length && kinds[kind].raw.stands(at: start) {
      return kind
    }
    guard count < XMLPlainNames.mostKinds,
      let name = XMLPlainNames.resolve(start, length, isAttribute: false, context)
    else { return nil }
    kinds[count] = Kind(
      raw: name.raw,
      name: XMLName(local: name.local, prefix: name.prefix, uri: name.uri),
      attributes: .allocate(capacity: XMLPlainNames.mostAttributes), attributeCount: 0, next: 0)
    count += 1
    return count - 1
  }

  /// Notes which attribute an element of a kind has at a position; what stood behind it last time
  /// is forgotten. False when libxml2 must look at it.
  func learn(
    _ kind: Int, attribute index: Int, _ start: Bytes, _ length: Int, _ context: xmlParserCtxtPtr
  ) -> Bool {
    guard index < XMLPlainNames.mostAttributes,
      let name = XMLPlainNames.resolve(start, length, isAttribute: true, context)
    else { return false }
    let attributes = kinds[kind].attributes
    for other in 0..<index
    where attributes[other].local == name.local && attributes[other].uri == name.uri {
      return false
    }
    attributes[index] = name
    kinds[kind].attributeCount = index + 1
    return true
  }

  /// A name as libxml2 keeps it; nil when it is not plain, or its prefix is not known.
  private static func resolve(
    _ start: Bytes, _ length: Int, isAttribute: Bool, _ context: xmlParserCtxtPtr
  ) -> Attribute? {
    let colon = (0..<length).first { start[$0] == 58 }
    guard let bytes = keep(start, length, context) else { return nil }
    let raw = Raw(bytes, length)
    guard let colon else {
      if isAttribute {
        if isSame(bytes, "xmlns") { return nil }
        return Attribute(raw: raw, local: bytes, prefix: nil, uri: nil)
      }
      guard let uri = namespace(nil, context) else {
        return Attribute(raw: raw, local: bytes, prefix: nil, uri: nil)
      }
      if uri[0] == 0 { return nil }
      return Attribute(raw: raw, local: bytes, prefix: nil, uri: uri)
    }
    guard colon + 1 < length,
      XMLPlainBytes.classes[Int(start[colon + 1])] & XMLPlainBytes.nameStart != 0,
      let prefix = keep(start, colon, context),
      let local = keep(start + colon + 1, length - colon - 1, context),
      let uri = namespace(prefix, context), uri[0] != 0
    else { return nil }
    return Attribute(raw: raw, local: local, prefix: prefix, uri: uri)
  }

  private static func keep(_ start: Bytes, _ length: Int, _ context: xmlParserCtxtPtr) -> Bytes? {
    xmlDictLookup(context.pointee.dict, start, Int32(length))
  }

  /// The namespace that a prefix stands for; nil when none is declared.
  private static func namespace(_ prefix: Bytes?, _ context: xmlParserCtxtPtr) -> Bytes? {
    guard let table = context.pointee.nsTab else { return nil }
    var index = Int(context.pointee.nsNr) - 2
    while index >= 0 {
      if table[index] == prefix { return table[index + 1] }
      index -= 2
    }
    return nil
  }

  private static func isSame(_ name: Bytes, _ text: StaticString) -> Bool {
    strcmp(
      UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self),
      UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
  }
}
