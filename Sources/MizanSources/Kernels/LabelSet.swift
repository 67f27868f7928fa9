import MizanRecords

/// A set of labels compared after folding; the answers for raw spellings are remembered.
struct LabelSet: ~Copyable {
  /// How many spellings are remembered; a column with more of them is folded cell by cell.
  static let memoLimit = 1 << 14
  /// The longest spelling remembered, in bytes.
  static let memoLength = 256

  private var whole: Set<[UInt8]> = []
  private var beginnings: [[UInt8]] = []
  /// Labels of which folding leaves nothing, such as `-`, compared as they stand.
  private var marks: Set<[UInt8]> = []
  private var holdsBlank = false
  private var memo = ByteMap(capacity: 256)

  /// - Parameter labels: The labels; a `*` at the end means: begins with.
  init(_ labels: [String]) {
    for label in labels {
      let text = CellText.clean(label)
      let isBeginning = text.hasSuffix("*") && text.count > 1
      let folded = Folding.fold(Array((isBeginning ? String(text.dropLast()) : text).utf8))
      if text.isEmpty {
        holdsBlank = true
      } else if folded.isEmpty {
        marks.insert(Array(text.utf8))
      } else if isBeginning {
        beginnings.append(folded)
      } else {
        whole.insert(folded)
      }
    }
  }

  /// Whether the set holds the blank label.
  var hasBlank: Bool { holdsBlank }

  /// Whether a spelling is one of the labels.
  @inline(__always)
  mutating func contains(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    if count > LabelSet.memoLength { return decide(bytes, count) }
    if let known = memo.find(bytes, count) { return known == 1 }
    return learn(bytes, count)
  }

  @inline(never)
  private mutating func learn(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let answer = decide(bytes, count)
    if memo.count < LabelSet.memoLimit { memo.insert(bytes, count, answer ? 1 : 0) }
    return answer
  }

  @inline(never)
  private func decide(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    if CellBlank.isBlank(bytes, count) { return holdsBlank }
    let folded = Folding.fold(UnsafeBufferPointer(start: bytes, count: count))
    if folded.isEmpty {
      let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
      return marks.contains(Array(CellText.clean(text).utf8))
    }
    return whole.contains(folded) || beginnings.contains { folded.starts(with: $0) }
  }
}
