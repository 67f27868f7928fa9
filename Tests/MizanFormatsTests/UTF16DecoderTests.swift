import Testing

@testable import MizanFormats

@Suite struct `UTF-16 decoder` {
  /// Decodes units in blocks of the given sizes; what is left at the end is told.
  private func decode(
    _ units: [UInt16], _ blocks: [Int], isBigEndian: Bool = false
  ) -> (bytes: [UInt8], isCut: Bool) {
    let bytes = units.flatMap { unit in
      isBigEndian
        ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
    }
    var decoder = UTF16Decoder(isBigEndian: isBigEndian)
    var result: [UInt8] = []
    var at = 0
    var turn = 0
    while at < bytes.count {
      let count = min(blocks[turn % blocks.count], bytes.count - at)
      turn += 1
      var target = [UInt8](repeating: 0, count: 2 * count + 8)
      // The byte before the block must never be looked at.
      let block = [0xAA] + bytes[at..<at + count]
      let written = block.withUnsafeBufferPointer {
        decoder.decode($0.baseAddress! + 1, count, to: &target)
      }
      result += target[..<written]
      at += count
    }
    return (result, decoder.isCut)
  }

  /// The slow twin: unit by unit, half a pair gives the byte 0xFF.
  private func slow(_ units: [UInt16]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < units.count {
      let unit = units[index]
      if unit & 0xFC00 == 0xD800, index + 1 < units.count, units[index + 1] & 0xFC00 == 0xDC00 {
        result += String(decoding: [unit, units[index + 1]], as: UTF16.self).utf8
        index += 2
      } else if unit & 0xF800 == 0xD800 {
        result.append(0xFF)
        index += 1
      } else {
        result += String(decoding: [unit], as: UTF16.self).utf8
        index += 1
      }
    }
    return result
  }

  private static let kinds: [UInt16] = [
    0x41, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD, 0xD7FF, 0xE000, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0x0A,
  ]

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 9])
  func `any three units may be cut anywhere`(_ block: Int) {
    for one in Self.kinds {
      for two in Self.kinds {
        for three in Self.kinds {
          let units = [0x61, one, two, three, 0x7A]
          let read = decode(units, [block])
          #expect(read.bytes == slow(units), "\(units)")
          #expect(!read.isCut)
        }
      }
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `random units in random blocks are what the slow twin gives`(_ seed: UInt64) {
    var random = Seeded(seed)
    for isBigEndian in [false, true] {
      let units = (0..<400).map { _ in random.pick(Self.kinds) } + [0x7A]
      let blocks = (0..<7).map { _ in 1 + random.below(9) }
      #expect(decode(units, blocks, isBigEndian: isBigEndian).bytes == slow(units))
    }
  }

  @Test func `a text that ends inside a character is cut`() {
    #expect(decode([0x41, 0xD83D], [4]).isCut)
    #expect(!decode([0x41, 0xD83D, 0xDE00], [4]).isCut)
    #expect(!decode([0x41], [1]).isCut)
    var decoder = UTF16Decoder(isBigEndian: false)
    var target = [UInt8](repeating: 0, count: 16)
    #expect(decoder.decode([0x41], 1, to: &target) == 0)
    #expect(decoder.isCut)
  }
}
