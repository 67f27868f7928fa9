import MizanDiagnostics
import MizanRecords

/// Takes the tokens of a JSON text one after the other, and small parts of it as trees.
final class JSONPull {
  /// A small part of a text.
  enum Tree {
    case object([(name: String, value: Tree)])
    case array([Tree])
    /// The text of a string, or a number as it is written.
    case text([UInt8])
    case other

    subscript(_ name: String) -> Tree? {
      guard case .object(let members) = self else { return nil }
      return members.first { $0.name == name }?.value
    }

    var items: [Tree] { if case .array(let items) = self { items } else { [] } }
    var members: [(name: String, value: Tree)] {
      if case .object(let members) = self { members } else { [] }
    }
    var bytes: [UInt8]? { if case .text(let bytes) = self { bytes } else { nil } }
    var string: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
    var integer: Int? { string.flatMap { Int($0) } }
  }

  /// The most bytes of texts that a tree may hold.
  private static let treeLimit = 64 << 20

  private let window: JSONWindow
  private let places: JSONPlaces
  private var tokenizer: JSONTokenizer
  private let limits: Limits
  private let name: String
  private var treeBytes = 0

  init(_ source: any ByteSource, _ file: InputFile, _ limits: Limits) {
    window = JSONWindow(source, checksText: true)
    places = JSONPlaces(file)
    tokenizer = JSONTokenizer(depthLimit: limits.depth)
    self.limits = limits
    name = file.input.name
  }

  var digest: String? { window.digest }

  /// The next token; its bytes are those of ``text`` until the next call.
  /// - Throws: a ``Failure`` of kind `unreadable` where the text is no JSON.
  func next() throws(Failure) -> JSONTokenizer.Kind {
    while true {
      let kind = tokenizer.next(UnsafePointer(window.base), window.count, isEnd: window.isEnd)
      switch kind {
      case .more:
        let taken = tokenizer.at
        window.drop(taken)
        tokenizer.drop(taken)
        if window.isFull {
          guard window.count < limits.lineBytes else { throw failure(.limitFieldSize) }
          window.grow()
        }
        try window.fill()
      case .fault: throw failure(window.isInvalid ? .encodingInvalid : tokenizer.fault)
      default: return kind
      }
    }
  }

  /// The bytes of the name, string or number that was taken last.
  var text: [UInt8] {
    let start = UnsafePointer(window.base) + tokenizer.start
    guard tokenizer.hasEscapes else {
      return Array(UnsafeBufferPointer(start: start, count: tokenizer.count))
    }
    let count = tokenizer.count
    var isWhole = true
    return Array(unsafeUninitializedCapacity: count + 16) { target, filled in
      guard let base = target.baseAddress else { return }
      filled = JSONUnescape.write(start, count, to: base, isWhole: &isWhole) - base
    }
  }

  var string: String { String(decoding: text, as: UTF8.self) }

  /// Passes over the value that comes next.
  func skip() throws(Failure) {
    let outer = tokenizer.depth
    repeat { _ = try next() } while tokenizer.depth > outer
  }

  /// The value that comes next.
  func tree() throws(Failure) -> Tree {
    treeBytes = 0
    return try tree(next())
  }

  private func tree(_ kind: JSONTokenizer.Kind) throws(Failure) -> Tree {
    switch kind {
    case .beginObject:
      var members: [(name: String, value: Tree)] = []
      while try next() == .key {
        let name = string
        members.append((name, try tree(next())))
      }
      return .object(members)
    case .beginArray:
      var items: [Tree] = []
      while true {
        let kind = try next()
        if kind == .endArray { return .array(items) }
        items.append(try tree(kind))
        treeBytes += 16
      }
    case .string, .number:
      let bytes = text
      treeBytes += bytes.count
      guard treeBytes < JSONPull.treeLimit else { throw failure(.limitFieldSize) }
      return .text(bytes)
    default: return .other
    }
  }

  private func failure(_ code: Code) -> Failure {
    let place = places.place(window.offset + tokenizer.at, pointer: [])
    return Failure(.unreadable, code, at: place, ["known": "\(limits.lineBytes >> 10) kB"])
  }
}
