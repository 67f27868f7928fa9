import MizanRecords

/// Recognises rows of sums that no mapping declared: their first filled cell says nothing but
/// "total", so that they are no school, area or activity.
struct TotalsDetector: ~Copyable {
  /// What statistical tables in the languages of the standard print before their sums: English,
  /// French, Arabic, Amharic, Swahili, Somali and Portuguese. Compared whole, after folding.
  static let labels = [
    "Total", "Totals", "Grand total", "Grand totals", "Sub total", "Subtotal", "Sub-total",
    "Overall total", "Total general",
    "Totaux", "Total général", "Sous-total", "Sous total", "Ensemble",
    "المجموع", "مجموع", "المجموع الكلي", "المجموع العام", "الإجمالي", "الاجمالي", "إجمالي",
    "اجمالي", "الإجمالي العام", "الاجمالي العام", "الإجمالي الكلي",
    "ድምር", "ጠቅላላ ድምር", "ጠቅላላ", "Jumla", "Jumla kuu", "Wadarta", "Wadarta guud",
    "Total geral",
  ]

  private var set: LabelSet
  /// The first four bytes of the labels in Latin script, in lower case.
  private let latin: [UInt32]
  /// The first eight bytes of the labels in other scripts, in which four would fit many words.
  private let others: [UInt64]

  init() {
    set = LabelSet(TotalsDetector.labels)
    var latin: Set<UInt32> = []
    var others: Set<UInt64> = []
    for label in TotalsDetector.labels {
      let bytes = Array(label.utf8)
      if bytes[0] < 0x80 {
        latin.insert(bytes[..<4].reversed().reduce(0) { $0 << 8 | UInt32($1 | 0x20) })
      } else {
        others.insert(bytes[..<8].reversed().reduce(0) { $0 << 8 | UInt64($1) })
      }
    }
    self.latin = latin.sorted()
    self.others = others.sorted()
  }

  /// Whether a row whose first filled cell is this one is a row of sums.
  @inline(__always)
  mutating func isTotal(_ cell: Cell, _ arena: UnsafePointer<UInt8>) -> Bool {
    let count = cell.count
    guard count >= 4, count <= 64, cell.kind == .text else { return false }
    let bytes = arena + Int(cell.start)
    if bytes[0] >= 0x41 {
      let word = UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self)
      let isLikely =
        bytes[0] < 0x80
        ? isLatin(UInt32(littleEndian: word) | 0x2020_2020)
        : count >= 8 && isOther(UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self).littleEndian)
      guard isLikely else { return false }
    } else if bytes[0] >= 0x30 && bytes[0] <= 0x39 {
      return false
    }
    return set.contains(bytes, count)
  }

  @inline(__always)
  private func isLatin(_ word: UInt32) -> Bool {
    var index = 0
    while index < latin.count {
      if latin[index] == word { return true }
      index &+= 1
    }
    return false
  }

  @inline(__always)
  private func isOther(_ word: UInt64) -> Bool {
    var index = 0
    while index < others.count {
      if others[index] == word { return true }
      index &+= 1
    }
    return false
  }
}
