import Glibc
import MizanRecords

/// The names and nesting of a JSON text: one node for each distinct path, all elements of an array
/// being one.
///
/// Members mostly follow each other as they did in the object before, so each node remembers its
/// follower and the bytes between the two: a member costs one comparison.
final class JSONShape {
  /// What a node is to its parent.
  enum Role: UInt8 {
    case root, member
    /// Every element of an array.
    case element
    /// Every member of an object whose names are data, as a `*` of a pointer says.
    case star
  }

  /// What values were seen at a node.
  struct Kinds: OptionSet {
    var rawValue: UInt8
    static let string = Kinds(rawValue: 1)
    static let other = Kinds(rawValue: 2)
    static let null = Kinds(rawValue: 4)
    static let object = Kinds(rawValue: 8)
    static let array = Kinds(rawValue: 16)
    /// Texts that are empty or hold a blank.
    static let spaced = Kinds(rawValue: 32)
    static let scalars: Kinds = [.string, .other, .null]
  }

  /// Some of the bytes of ``keys``.
  struct Way {
    var start: Int32 = 0
    var count: Int32 = 0
  }

  /// One path.
  struct Node {
    var parent: Int32
    var keyStart: Int32
    var keyCount: Int32
    var role: Role
    /// Whether it can stand only once in the file.
    var isSingle: Bool
    var kinds = Kinds()
    /// Whether the survey looks at its values.
    var isWatched: Bool
    /// The member that opened the object last, and the one that followed this one.
    var firstChild: Int32 = -1
    var follower: Int32 = -1
    /// The bytes that lead to it as the first member, and from another member.
    var wayIn = Way()
    var wayOn = Way()
    /// The length of the text that it held last, if that was short and had no escapes.
    var textCount: Int32 = -1
    var element: Int32 = -1
    var star: Int32 = -1
    /// How often that length was not the next one's; from ``JSONMembers/missLimit`` on it is not
    /// remembered.
    var textMisses: UInt8 = 0
    /// The object that held the member last.
    var serial: UInt64 = 0
    /// The column of the table that is read, where the node is inside its rows; negative for none.
    var column: Int32 = -1
    /// The same where the node is in an object around the rows.
    var around: Int32 = -1
    var childCount: Int32 = 0
    /// The most elements of an array.
    var width: Int32 = 0
    /// How often it was seen, in which of the outermost rows first and last.
    var count = 0
    var first = 0
    var last = 0
  }

  @exclusivity(unchecked) private(set) var nodes: UnsafeMutablePointer<Node>
  @exclusivity(unchecked) private(set) var count = 0
  private var capacity = 64
  @exclusivity(unchecked) private(set) var keys: UnsafeMutablePointer<UInt8>
  private var keysFilled = 0
  private var keysCapacity = 1 << 12
  /// The names of members whose node stands for all of them, by depth, as the text is walked.
  var starKeys: [Int: [UInt8]] = [:]
  private var index = ByteMap()
  private var probe = [UInt8]()

  /// Readable bytes behind the names.
  private static let margin = 16
  /// The most nodes of a file.
  static let nodeLimit = 1 << 17
  static let root: Int32 = 0

  init() {
    nodes = .allocate(capacity: capacity)
    keys = .allocate(capacity: keysCapacity + JSONShape.margin)
    _ = add(parent: -1, role: .root, nil, 0)
  }

  /// A copy for one reader, which changes what nodes remember.
  init(copying other: JSONShape) {
    capacity = other.capacity
    nodes = .allocate(capacity: capacity)
    nodes.update(from: other.nodes, count: other.count)
    keysCapacity = other.keysCapacity
    keys = .allocate(capacity: keysCapacity + JSONShape.margin)
    keys.update(from: other.keys, count: other.keysFilled)
    keysFilled = other.keysFilled
    for node in 0..<Int32(other.count) {
      let copy = other.nodes[Int(node)]
      // Objects are numbered anew.
      nodes[Int(node)].serial = 0
      _ = register(copy.parent, copy.role, keys + Int(copy.keyStart), Int(copy.keyCount))
      count += 1
    }
  }

  deinit {
    nodes.deallocate()
    keys.deallocate()
  }

  /// A node's name.
  func key(of node: Int32) -> UnsafeBufferPointer<UInt8> {
    let node = nodes[Int(node)]
    return UnsafeBufferPointer(start: keys + Int(node.keyStart), count: Int(node.keyCount))
  }

  func name(of node: Int32) -> String { String(decoding: key(of: node), as: UTF8.self) }

  /// Whether a node has this name; 16 bytes are readable at `key` whatever its length.
  @inline(__always)
  func isNamed(_ node: Int32, _ key: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let known = nodes + Int(node)
    guard Int(known.pointee.keyCount) == count else { return false }
    let name = keys + Int(known.pointee.keyStart)
    return JSONWay.isSame(name, key, count)
  }

  /// Remembers the bytes that led to a member from what stands before it to behind its colon.
  func learnWay(to node: Int32, isFirst: Bool, _ bytes: UnsafePointer<UInt8>, _ count: Int) {
    let known = nodes[Int(node)]
    guard known.role == .member, (isFirst ? known.wayIn : known.wayOn).count == 0,
      count <= JSONWay.limit
    else { return }
    while keysFilled + count > keysCapacity { growKeys() }
    memcpy(keys + keysFilled, bytes, count)
    let way = Way(
      start: Int32(truncatingIfNeeded: keysFilled), count: Int32(truncatingIfNeeded: count))
    if isFirst { nodes[Int(node)].wayIn = way } else { nodes[Int(node)].wayOn = way }
    keysFilled += count
  }

  /// The member of an object with a name; nil when it was not seen before.
  func member(
    of parent: Int32, _ key: UnsafePointer<UInt8>, _ count: Int
  ) -> Int32? {
    setProbe(parent, key, count)
    return probe.withUnsafeBufferPointer { $0.baseAddress.flatMap { index.find($0, probe.count) } }
  }

  /// Adds a member; the name must be new.
  func addMember(of parent: Int32, _ key: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    add(parent: parent, role: .member, key, count)
  }

  /// The node of an array's elements.
  func element(of parent: Int32) -> Int32 {
    if nodes[Int(parent)].element < 0 {
      let node = add(parent: parent, role: .element, nil, 0)
      nodes[Int(parent)].element = node
    }
    return nodes[Int(parent)].element
  }

  /// Makes the names of an object data: one node stands for all its members.
  func makeStar(of parent: Int32) -> Int32 {
    if nodes[Int(parent)].star < 0 {
      let node = add(parent: parent, role: .star, nil, 0)
      nodes[Int(parent)].star = node
    }
    return nodes[Int(parent)].star
  }

  private func add(
    parent: Int32, role: Role, _ key: UnsafePointer<UInt8>?, _ keyCount: Int
  ) -> Int32 {
    if count == capacity { growNodes() }
    while keysFilled + keyCount > keysCapacity { growKeys() }
    if let key { memcpy(keys + keysFilled, key, keyCount) }
    let isSingle =
      role == .root || role == .member && parent >= 0 && nodes[Int(parent)].isSingle
    (nodes + count).initialize(
      to: Node(
        parent: parent, keyStart: Int32(truncatingIfNeeded: keysFilled),
        keyCount: Int32(truncatingIfNeeded: keyCount), role: role, isSingle: isSingle,
        isWatched: isSingle))
    if parent >= 0 { nodes[Int(parent)].childCount += 1 }
    _ = register(parent, role, keys + keysFilled, keyCount)
    keysFilled += keyCount
    count += 1
    return Int32(count - 1)
  }

  private func register(
    _ parent: Int32, _ role: Role, _ key: UnsafePointer<UInt8>, _ keyCount: Int
  ) -> Int32 {
    guard role == .member else { return Int32(count) }
    setProbe(parent, key, keyCount)
    index.insert(probe, Int32(count))
    return Int32(count)
  }

  private func setProbe(_ parent: Int32, _ key: UnsafePointer<UInt8>, _ count: Int) {
    probe.removeAll(keepingCapacity: true)
    withUnsafeBytes(of: parent) { probe.append(contentsOf: $0) }
    probe.append(contentsOf: UnsafeBufferPointer(start: key, count: count))
  }

  private func growNodes() {
    let larger = UnsafeMutablePointer<Node>.allocate(capacity: capacity * 2)
    larger.update(from: nodes, count: count)
    nodes.deallocate()
    nodes = larger
    capacity *= 2
  }

  private func growKeys() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: keysCapacity * 2 + JSONShape.margin)
    memcpy(larger, keys, keysFilled)
    keys.deallocate()
    keys = larger
    keysCapacity *= 2
  }
}
