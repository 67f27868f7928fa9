import MizanRecords

/// What words of a file stand for: ids and their names, choices and their labels.
final class NameTable: @unchecked Sendable {
  private var map = ByteMap()
  private var texts: [[UInt8]] = []

  init() {}

  /// A table of pairs; the first of two lines for one word counts.
  convenience init(_ pairs: some Sequence<(String, String)>) {
    self.init()
    for (word, text) in pairs { add(word, text) }
  }

  /// Adds a word unless it is blank or known.
  func add(_ word: String, _ text: String) {
    let bytes = Array(word.utf8)
    guard !bytes.isEmpty else { return }
    let value = Int32(truncatingIfNeeded: texts.count)
    var isNew = false
    bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress, map.find(base, bytes.count) == nil else { return }
      map.insert(base, bytes.count, value)
      isNew = true
    }
    if isNew { texts.append(Array(text.utf8)) }
  }

  var isEmpty: Bool { texts.isEmpty }

  /// What a word stands for; nil for a word that is not in the table.
  func find(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> [UInt8]? {
    map.find(bytes, count).map { texts[Int($0)] }
  }

  /// What a word stands for, as a text.
  func text(_ word: String) -> String? {
    Array(word.utf8).withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { find($0, bytes.count) }.map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }
}
