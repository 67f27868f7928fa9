import Testing

@testable import MizanFormats

/// The slow twin: the longest prefix that the standard library takes for UTF-8.
private func slowFirstInvalid(_ bytes: [UInt8]) -> Int {
  var at = 0
  outer: while at < bytes.count {
    for length in 1...4 where at + length <= bytes.count {
      if let text = String(validating: bytes[at..<at + length], as: UTF8.self),
        text.unicodeScalars.count == 1
      {
        at += length
        continue outer
      }
    }
    return at
  }
  return at
}

@Suite struct `UTF-8 check` {
  @Test(arguments: 1...300)
  func `agrees with the standard library`(_ seed: UInt64) {
    var random = Seeded(seed)
    let pieces = [
      "a", "school ", "é", "مدرسة", "ኢትዮጵያ", "€", "😀", "\u{FEFF}", "\u{7FF}", "\u{FFFF}",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      bytes += (pieces.randomElement(using: &random) ?? "").utf8
    }
    for _ in 0..<Int.random(in: 0...2, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      default: bytes.insert(UInt8.random(in: 128...255, using: &random), at: place)
      }
    }
    let found = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { UTF8Check.firstInvalid($0, buffer.count) } ?? 0
    }
    #expect(found == slowFirstInvalid(bytes))
    let shifted = [UInt8](repeating: 97, count: 13) + bytes
    #expect(
      shifted.withUnsafeBufferPointer { UTF8Check.firstInvalid($0.baseAddress!, $0.count) }
        == found + 13)
  }

  @Test func `a fault is found wherever it stands between long ASCII`() {
    let base = [UInt8](repeating: 97, count: 200)
    for place in base.indices {
      for (fault, isValid) in [([0xFF], false), ([0xC3], false), ([0xC3, 0xA9], true)] {
        var bytes: [UInt8] = base
        bytes.replaceSubrange(
          place..<min(place + fault.count, base.count), with: fault.map(UInt8.init))
        let found = bytes.withUnsafeBufferPointer {
          UTF8Check.firstInvalid($0.baseAddress!, $0.count)
        }
        #expect(found == (isValid ? bytes.count : place))
      }
    }
  }

  @Test func `every sequence of two bytes is judged as the standard library does`() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let bytes =
          [UInt8](repeating: 97, count: 15) + [first, second] + Array("bcdefghijklmnopq".utf8)
        let found = bytes.withUnsafeBufferPointer {
          UTF8Check.firstInvalid($0.baseAddress!, $0.count)
        }
        if found != slowFirstInvalid(bytes) { Issue.record("\(first) \(second): \(found)") }
      }
    }
  }

  @Test func `a survey sees high bytes and NUL anywhere`() {
    for place in 0..<150 {
      var bytes = [UInt8](repeating: 97, count: 150)
      func survey() -> TextSurvey {
        bytes.withUnsafeBufferPointer { TextSurvey($0.baseAddress!, $0.count) }
      }
      #expect(survey() == TextSurvey())
      bytes[place] = 0
      #expect(survey().hasNUL && !survey().hasHighBytes)
      bytes[place] = 200
      #expect(survey().hasHighBytes && !survey().hasNUL)
      #expect(
        bytes.withUnsafeBufferPointer { TextSurvey.firstHigh($0.baseAddress!, $0.count) } == place)
    }
  }
}
