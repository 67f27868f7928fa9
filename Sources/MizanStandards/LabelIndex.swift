import MizanRecords

/// Folded labels to the numbers of the things that bear them.
final class LabelIndex: Sendable {
  private let map: ByteMap
  /// For each label, the first thing that bears it.
  private let first: [Int32]
  /// For each label that several bear, all of them in order.
  private let shared: [Int32: [Int32]]

  /// Collects labels before they are looked up.
  struct Builder: ~Copyable {
    fileprivate var map: ByteMap
    fileprivate var first: [Int32] = []
    fileprivate var shared: [Int32: [Int32]] = [:]
    private var folded = ByteBuffer(capacity: 256)

    init(capacity: Int) { map = ByteMap(capacity: capacity) }

    /// Says that thing number `owner` bears a label; an empty label is nothing.
    mutating func add(_ label: String, owner: Int) {
      var label = label
      label.withUTF8 { bytes in
        guard let base = bytes.baseAddress else { return }
        Folding.fold(base, bytes.count, into: &folded)
      }
      guard folded.count > 0, !label.isEmpty else { return }
      add(folded.base, folded.count, owner)
    }

    /// Says that thing number `owner` bears a label that is folded already.
    mutating func add(folded: [UInt8], owner: Int) {
      folded.withUnsafeBufferPointer {
        guard let base = $0.baseAddress, !$0.isEmpty else { return }
        add(base, $0.count, owner)
      }
    }

    private mutating func add(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ owner: Int) {
      let owner = Int32(truncatingIfNeeded: owner)
      guard let known = map.find(bytes, count) else {
        map.insert(bytes, count, Int32(truncatingIfNeeded: first.count))
        first.append(owner)
        return
      }
      guard first[Int(known)] != owner else { return }
      var owners = shared[known] ?? [first[Int(known)]]
      if !owners.contains(owner) { owners.append(owner) }
      shared[known] = owners
    }
  }

  init(_ builder: consuming Builder) {
    first = builder.first
    shared = builder.shared
    map = builder.map
  }

  /// All things that bear a label, in the order in which they were added.
  func owners(of folded: [UInt8]) -> [Int] {
    guard let label = find(folded) else { return [] }
    if let all = shared[label] { return all.map(Int.init) }
    return [Int(first[Int(label)])]
  }

  /// The only thing that bears a label; nil when none or several do.
  func owner(of folded: [UInt8]) -> Int? {
    guard let label = find(folded), shared[label] == nil else { return nil }
    return Int(first[Int(label)])
  }

  private func find(_ folded: [UInt8]) -> Int32? {
    folded.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
      return map.find(base, bytes.count)
    }
  }
}
