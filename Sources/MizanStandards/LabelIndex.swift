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
      if label.withUTF8({ fold($0) }) { addFolded(owner: owner) }
    }

    /// Says that thing number `owner` bears a label that is folded already.
    mutating func add(folded: [UInt8], owner: Int) {
      folded.withUnsafeBufferPointer {
        guard let base = $0.baseAddress, !$0.isEmpty else { return }
        add(base, $0.count, owner)
      }
    }

    /// Folds a label; whether something is left of it.
    mutating func fold(_ label: UnsafeBufferPointer<UInt8>) -> Bool {
      folded.removeAll()
      if let base = label.baseAddress { Folding.fold(base, label.count, into: &folded) }
      return folded.count > 0
    }

    /// Says that thing number `owner` bears the label folded last.
    mutating func addFolded(owner: Int) { add(folded.base, folded.count, owner) }

    /// For each label that several things bear, all of them in order.
    var owners: [[Int32]] { Array(shared.values) }

    private mutating func add(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ owner: Int) {
      let owner = Int32(truncatingIfNeeded: owner)
      guard let known = map.find(bytes, count) else {
        map.insert(bytes, count, Int32(truncatingIfNeeded: first.count))
        first.append(owner)
        return
      }
      guard first[Int(known)] != owner else { return }
      let one = first[Int(known)]
      if !(shared[known]?.contains(owner) ?? false) { shared[known, default: [one]].append(owner) }
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
