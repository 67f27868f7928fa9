import MizanRecords

/// Keys to the numbers of the texts that have them.
struct KeyTable: ~Copyable, Sendable {
  private var map: ByteMap
  /// For each key, the text that came last.
  private var last: [Int32] = []
  /// For each text, the one before it with the same key; -1 for none, -2 for a text without a key.
  private var before: [Int32]

  /// - Parameter count: the number of texts.
  init(count: Int) {
    map = ByteMap(capacity: count)
    before = Array(repeating: -2, count: count)
  }

  /// Says that a text has a key; each text has one at most. An empty key is nothing.
  mutating func add(_ key: some Collection<UInt8>, text: Int) {
    guard !key.isEmpty, before[text] == -2 else { return }
    let number = Int32(truncatingIfNeeded: text)
    if let known = map.find(key) {
      before[text] = last[Int(known)]
      last[Int(known)] = number
    } else {
      before[text] = -1
      map.insert(key, Int32(truncatingIfNeeded: last.count))
      last.append(number)
    }
  }

  /// Calls `body` with each text that has a key, the last first.
  func forEach(_ key: some Collection<UInt8>, _ body: (Int) -> Void) {
    guard !key.isEmpty, let known = map.find(key) else { return }
    var text = last[Int(known)]
    while text >= 0 {
      body(Int(text))
      text = before[Int(text)]
    }
  }

  /// The bytes of scalars, as a key.
  static func key(_ scalars: some Sequence<UInt32>) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in scalars {
      bytes.append(UInt8(truncatingIfNeeded: scalar))
      bytes.append(UInt8(truncatingIfNeeded: scalar &>> 8))
      if scalar > 0xFFFF { bytes.append(UInt8(truncatingIfNeeded: scalar &>> 16)) }
    }
    return bytes
  }
}
