/// The number that a cell shows, to be compared with the one that it holds.
///
/// A sign of thousands cannot be told from a sign of decimals, so both readings are looked at.
struct ODSShownNumber {
  private var readings: [(value: Double, step: Double)] = []

  /// Takes plain numbers only: digits with separators and a sign. Other texts say nothing.
  init(_ text: UnsafeRawBufferPointer) {
    guard text.count > 0, text.count <= 32 else { return }
    var whole = 0.0
    var digits = 0
    var since = 0
    var points = 0
    var isNegative = false
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte &- 0x30 < 10 {
        whole = whole * 10 + Double(byte &- 0x30)
        digits += 1
        since += 1
      } else if byte == 0x2D && digits == 0 {
        isNegative = true
      } else if byte == 0x2E || byte == 0x2C {
        points += 1
        since = 0
      } else if byte == 0xC2, index + 1 < text.count, text[index + 1] == 0xA0 {
        index += 1
      } else if byte == 0xE2, index + 2 < text.count, text[index + 1] == 0x80,
        text[index + 2] == 0xAF
      {
        index += 2
      } else if byte != 0x20 && byte != 0x27 {
        return
      }
      index += 1
    }
    guard digits > 0, digits <= 15 else { return }
    if isNegative { whole = -whole }
    readings.append((whole, 1))
    if points > 0 {
      var scale = 1.0
      for _ in 0..<since { scale *= 10 }
      readings.append((whole / scale, 1 / scale))
    }
  }

  /// Whether no reading is the value, rounded to the places that are shown.
  func differs(from value: Double) -> Bool {
    guard !readings.isEmpty else { return false }
    return !readings.contains {
      abs($0.value - value) <= $0.step * 0.5 + abs(value) * 1e-12
    }
  }
}
