import MizanDiagnostics

/// The way from the root of a JSON text to the value that is looked at.
struct JSONTrail {
  /// One open container.
  struct Frame {
    var node: Int32
    /// The member at which the object is, negative before the first one.
    var last: Int32 = -1
    /// Tells objects apart, so that a name that stands twice in one is noticed.
    var serial: UInt64
    /// The element at which the array is, negative before the first one.
    var index = -1
    var isObject: Bool
  }

  private(set) var frames: UnsafeMutablePointer<Frame>
  private(set) var depth = 0
  private var serial: UInt64 = 0
  let shape: JSONShape

  /// The owner calls ``deallocate()``.
  init(_ shape: JSONShape, depthLimit: Int) {
    self.shape = shape
    frames = .allocate(capacity: max(1, min(128, depthLimit)) + 2)
  }

  func deallocate() { frames.deallocate() }

  /// Leaves all containers down to a depth.
  mutating func cut(to depth: Int) { self.depth = depth }

  @inline(__always)
  mutating func push(_ node: Int32, isObject: Bool) {
    serial &+= 1
    (frames + depth).initialize(to: Frame(node: node, serial: serial, isObject: isObject))
    depth &+= 1
  }

  @inline(__always)
  mutating func pop() { depth &-= 1 }

  /// The node of the innermost container; negative outside of all.
  @inline(__always)
  var innermost: Int32 { depth > 0 ? frames[depth &- 1].node : -1 }

  /// Leaves the innermost container and returns its node.
  @inline(__always)
  mutating func leave() -> Int32 {
    depth &-= 1
    return frames[depth].node
  }

  /// Leaves the object that is open, enters the next one of its array and returns their node.
  @inline(__always)
  mutating func enterNext() -> Int32 {
    serial &+= 1
    let frame = frames + (depth &- 1)
    frame.pointee.last = -1
    frame.pointee.serial = serial
    frames[depth &- 2].index &+= 1
    return frame.pointee.node
  }

  /// What finding the node of a name said.
  struct Found {
    var node: Int32
    var isRepeated = false
  }

  /// The node of the value that begins now; negative for one that the survey did not see.
  @inline(__always)
  mutating func valueNode(creates: Bool) -> Int32 {
    guard depth > 0 else { return JSONShape.root }
    let frame = frames + (depth &- 1)
    if frame.pointee.isObject { return frame.pointee.last }
    frame.pointee.index &+= 1
    if frame.pointee.node < 0 { return -1 }
    let known = shape.nodes[Int(frame.pointee.node)].element
    if known >= 0 || !creates { return known }
    return shape.element(of: frame.pointee.node)
  }

  /// Goes to the member with a name; its node is negative where it is new and not created.
  @inline(__always)
  mutating func enter(
    _ key: UnsafePointer<UInt8>, _ count: Int, hasEscapes: Bool, creates: Bool
  ) -> Found {
    let frame = frames + (depth &- 1)
    let parent = frame.pointee.node
    guard parent >= 0 else { return Found(node: -1) }
    let nodes = shape.nodes
    let last = frame.pointee.last
    let guess = last < 0 ? nodes[Int(parent)].firstChild : nodes[Int(last)].follower
    if guess >= 0, !hasEscapes, shape.isNamed(guess, key, count) {
      let isRepeated = nodes[Int(guess)].serial == frame.pointee.serial
      nodes[Int(guess)].serial = frame.pointee.serial
      frame.pointee.last = guess
      return Found(node: guess, isRepeated: isRepeated)
    }
    return search(key, count, hasEscapes: hasEscapes, creates: creates)
  }

  @inline(never)
  private mutating func search(
    _ key: UnsafePointer<UInt8>, _ count: Int, hasEscapes: Bool, creates: Bool
  ) -> Found {
    guard hasEscapes else { return search(key, count, creates: creates) }
    var isWhole = true
    let name = [UInt8](unsafeUninitializedCapacity: count) { target, filled in
      guard let base = target.baseAddress else { return }
      filled = JSONUnescape.write(key, count, to: base, isWhole: &isWhole) - base
    }
    return name.withUnsafeBufferPointer {
      search($0.baseAddress ?? key, name.count, creates: creates)
    }
  }

  private mutating func search(
    _ key: UnsafePointer<UInt8>, _ count: Int, creates: Bool
  ) -> Found {
    let frame = frames + (depth &- 1)
    let parent = frame.pointee.node
    let star = shape.nodes[Int(parent)].star
    if star >= 0 {
      shape.starKeys[depth] = Array(UnsafeBufferPointer(start: key, count: count))
      frame.pointee.last = star
      return Found(node: star)
    }
    let known = shape.member(of: parent, key, count)
    guard let node = known ?? (creates ? shape.addMember(of: parent, key, count) : nil) else {
      frame.pointee.last = -1
      return Found(node: -1)
    }
    let nodes = shape.nodes
    if frame.pointee.last < 0 {
      nodes[Int(parent)].firstChild = node
    } else {
      nodes[Int(frame.pointee.last)].follower = node
    }
    let isRepeated = nodes[Int(node)].serial == frame.pointee.serial
    nodes[Int(node)].serial = frame.pointee.serial
    frame.pointee.last = node
    return Found(node: node, isRepeated: isRepeated)
  }

  /// The name of the member at a depth whose node stands for all of them.
  func starKey(_ depth: Int) -> [UInt8] { shape.starKeys[depth] ?? [] }

  /// The JSON Pointer (RFC 6901) of the value that is looked at, from a depth on.
  func pointer(from first: Int = 0, to depth: Int? = nil) -> [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes, from: first, depth: depth)
    return bytes
  }

  /// Writes the same behind other bytes.
  func write(to bytes: inout [UInt8], from first: Int, depth: Int? = nil) {
    for level in first..<max(first, depth ?? self.depth) {
      let frame = frames[level]
      if frame.isObject {
        guard frame.last >= 0 else { continue }
        bytes.append(47)
        if shape.nodes[Int(frame.last)].role == .star {
          JSONTrail.append(starKey(level + 1), to: &bytes)
        } else {
          JSONTrail.append(shape.key(of: frame.last), to: &bytes)
        }
      } else if frame.index >= 0 {
        bytes.append(47)
        JSONTrail.append(frame.index, to: &bytes)
      }
    }
  }

  /// Appends a number that is not negative.
  static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number > 9 { append(number / 10, to: &bytes) }
    bytes.append(48 &+ UInt8(truncatingIfNeeded: number % 10))
  }

  /// Appends a name as a pointer writes it.
  static func append(_ key: some Collection<UInt8>, to bytes: inout [UInt8]) {
    guard key.contains(where: { $0 == 126 || $0 == 47 }) else {
      bytes.append(contentsOf: key)
      return
    }
    for byte in key {
      switch byte {
      case 126: bytes += [126, 48]
      case 47: bytes += [126, 49]
      default: bytes.append(byte)
      }
    }
  }
}
