import MizanRecords
import Testing

@testable import MizanQuality

struct KernelTests {
  private let scalars: [UnicodeScalar] = [
    "a", "b", " ", " ", ",", "\t", "é", "\u{301}", "\u{A0}", "م", "و", "ي", "ى", "\u{64B}",
    "\u{650}", "\u{655}", "\u{660}", "ሀ", "\u{1100}", "\u{1680}", "–", "中", "😀", "\u{300}",
    "\u{37E}", "0",
  ]

  /// What may change, in plain words, for the scalars above.
  private func slowMayChange(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0x80..<0xC0, 0x300..<0x380, 0x64B...0x657, 0x800..<0x1200, 0x1680..<0x16C0,
      0x1800..<0x1840:
      true
    case 0x2000...: true
    default: false
    }
  }

  private func text(_ random: inout SplitMix) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      text.unicodeScalars.append(scalars.randomElement(using: &random) ?? "a")
    }
    return text
  }

  @Test func `The fast look at sixteen bytes and the slow one agree`() {
    var random = SplitMix(state: 17)
    for _ in 0..<3000 {
      let text = text(&random)
      let bytes = Array(text.utf8)
      guard let first = bytes.first, let last = bytes.last else { continue }
      var isPlain = first != 0x20 && last != 0x20
      for (index, byte) in bytes.enumerated() {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 44
        if byte == 0x20 && (next == 0x20 || next == 44) { isPlain = false }
        if byte == 44 && next == 0x20 { isPlain = false }
        if byte < 0x20 { isPlain = false }
      }
      if text.unicodeScalars.contains(where: slowMayChange) { isPlain = false }
      let found = bytes.withUnsafeBufferPointer {
        $0.baseAddress.map { RowHash.scan($0, bytes.count, 44).isPlain }
      }
      #expect(found == isPlain, "\(text.debugDescription)")
    }
  }

  @Test func `Each byte and each place counts in a hash`() {
    var seen: Set<UInt64> = []
    for count in 0..<80 {
      var bytes = Array(repeating: UInt8(65), count: count)
      bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        #expect(seen.insert(RowHash.scan(base, count, 44).hash).inserted)
        #expect(seen.insert(RowHash.scan(base, count, 44, seed: 1).hash).inserted || count == 0)
      }
      for place in 0..<count {
        bytes[place] = 66
        bytes.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          #expect(seen.insert(RowHash.scan(base, count, 44).hash).inserted)
        }
        bytes[place] = 65
      }
    }
  }

  @Test func `A hash does not depend on where the bytes lie`() {
    let text = Array("PS0102-0607,مدرسة غزة الابتدائية,2024/25,1,F,17,IDP,492".utf8)
    var hashes: Set<UInt64> = []
    for shift in 0..<17 {
      let bytes = Array(repeating: UInt8(7), count: shift) + text + [9, 9]
      bytes.withUnsafeBufferPointer {
        if let base = $0.baseAddress {
          hashes.insert(RowHash.scan(base + shift, text.count, 44).hash)
        }
      }
    }
    #expect(hashes.count == 1)
  }

  @Test(arguments: [
    ("E\u{301}cole", "École"), ("  a \n b ", "a b"), ("ا\u{654}", "أ"), ("a\u{A0}\u{2003}b", "a b"),
    ("plain", "plain"), ("", ""), (" ", ""), ("e\u{302}\u{301}", "\u{1EBF}"),
    ("ትምህርት  ቤት", "ትምህርት ቤት"),
    ("n\u{303}o", "ño"), ("x\u{301}", "x\u{301}"),
  ])
  func `Plain text is composed and has single blanks`(text: String, plain: String) {
    let made = Array(text.utf8).withUnsafeBufferPointer { PlainText.make($0) }
    #expect(made == Array(plain.utf8), "\(String(decoding: made, as: UTF8.self))")
  }

  @Test func `A view shows rows of data only`() {
    let rows = batch([["a", "b"], ["c"], ["d", "e"], ["f", "g"]], first: 10)
    rows.marks = [0, 1, 0, 3]
    rows.faults[2] = .init(.smallCell)
    var seen: [Int] = []
    BatchView.withView(of: rows) { view in
      #expect(view.rowCount == 4)
      #expect(view.cells(1).count == 1)
      #expect(String(decoding: view.bytes(view.cells(3)[1]), as: UTF8.self) == "g")
      seen = (0..<4).filter(view.isData).map(view.number)
    }
    #expect(seen == [10])
  }

  @Test(arguments: ["1", "2", "3", "4", "1.0", "4.0", "١", "٤", "۱", "۴"])
  func `Small counts`(text: String) {
    let bytes = Array(text.utf8)
    #expect(bytes.withUnsafeBufferPointer(SmallCount.isSmall))
    #expect(bytes.withUnsafeBufferPointer(SmallCount.isCount))
  }

  @Test(arguments: ["5", "10", "12", "٥", "۹", "4.5", "100", "9.0", "0.5"])
  func `Counts that hide people`(text: String) {
    let bytes = Array(text.utf8)
    #expect(!bytes.withUnsafeBufferPointer(SmallCount.isSmall))
    #expect(bytes.withUnsafeBufferPointer(SmallCount.isCount))
  }

  @Test(arguments: ["", "0", "-", "x", "٠", "۰", "م", "-4"])
  func `No counts of people`(text: String) {
    let bytes = Array(text.utf8)
    #expect(!bytes.withUnsafeBufferPointer(SmallCount.isSmall))
    #expect(!bytes.withUnsafeBufferPointer(SmallCount.isCount))
  }
}
