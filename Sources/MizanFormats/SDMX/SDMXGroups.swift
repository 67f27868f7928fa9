import MizanRecords

/// The values of groups: attributes that hold for all observations with some of their dimensions.
struct SDMXGroups {
  /// Groups that are found by the same dimensions.
  struct Family {
    var slots: [Int]
    var members: [[UInt8]: [(slot: Int, bytes: [UInt8])]] = [:]
  }

  private(set) var families: [Family] = []
  var isEmpty: Bool { families.isEmpty }

  mutating func add(_ values: SlotValues, isKey: [Bool]) {
    let filled = values.filled
    let slots = filled.filter { isKey[$0] }.sorted()
    let rest = filled.filter { !isKey[$0] }.map { ($0, Array(values.bytes($0))) }
    guard !rest.isEmpty else { return }
    var key: [UInt8] = []
    for slot in slots { SDMXGroups.append(values.bytes(slot), to: &key) }
    let family = families.firstIndex { $0.slots == slots } ?? families.count
    if family == families.count { families.append(Family(slots: slots)) }
    families[family].members[key, default: []] += rest
  }

  static func append(_ bytes: UnsafeBufferPointer<UInt8>, to key: inout [UInt8]) {
    key.append(contentsOf: bytes)
    key.append(0x1F)
  }
}

/// Values by column that hold for several observations.
final class SlotValues {
  private var storage: [UInt8] = []
  private var ranges: [(start: Int, count: Int)]
  private(set) var filled: [Int] = []

  init(width: Int) { ranges = Array(repeating: (0, 0), count: width) }

  func removeAll() {
    for slot in filled { ranges[slot] = (0, 0) }
    filled.removeAll(keepingCapacity: true)
    storage.removeAll(keepingCapacity: true)
  }

  func set(_ slot: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count > 0 else { return }
    if ranges[slot].count == 0 { filled.append(slot) }
    ranges[slot] = (storage.count, bytes.count)
    storage.append(contentsOf: bytes)
  }

  func has(_ slot: Int) -> Bool { ranges[slot].count > 0 }

  /// The bytes of a column; valid until the values change.
  func bytes(_ slot: Int) -> UnsafeBufferPointer<UInt8> {
    let range = ranges[slot]
    return storage.withUnsafeBufferPointer {
      UnsafeBufferPointer(rebasing: $0[range.start..<range.start + range.count])
    }
  }
}
