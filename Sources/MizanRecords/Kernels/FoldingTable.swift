import Glibc

/// What every scalar above ASCII folds to, filled once from ``FoldingLetters`` and
/// ``FoldingRanges``.
///
/// One 16-bit entry a scalar of the basic plane; memory that no text touches is never given out
/// by the system.
struct FoldingTable: @unchecked Sendable {
  static let shared = FoldingTable()

  private static let itself: UInt16 = 0
  private static let nothing: UInt16 = 1
  /// Entries from here on are places in ``several``; nothing folds to the private use area.
  private static let firstSeveral: UInt16 = 0xE000

  private let entries: UnsafeMutablePointer<UInt16>
  private var several: [[UInt32]] = []

  private init() {
    guard let memory = calloc(0x1_0000, MemoryLayout<UInt16>.stride) else { abort() }
    entries = memory.bindMemory(to: UInt16.self, capacity: 0x1_0000)
    fillRanges()
    fillLetters()
  }

  /// Writes what a scalar from 0x80 on folds to.
  @inline(__always)
  func write(_ scalar: UInt32, _ writer: inout FoldingKernel.Writer) {
    guard scalar < 0x1_0000 else { return writeHigh(scalar, &writer) }
    let entry = entries[Int(scalar)]
    if entry == FoldingTable.itself {
      writer.write(scalar: scalar)
    } else if entry < 0x80 {
      writer.write(UInt8(truncatingIfNeeded: entry))
    } else if entry < FoldingTable.firstSeveral {
      writer.write(scalar: UInt32(entry))
    } else {
      for scalar in several[Int(entry &- FoldingTable.firstSeveral)] {
        if scalar < 0x80 {
          writer.write(UInt8(truncatingIfNeeded: scalar))
        } else {
          writer.write(scalar: scalar)
        }
      }
    }
  }

  /// Digits beyond the basic plane are digits, tags are invisible, the rest is itself.
  @inline(never)
  private func writeHigh(_ scalar: UInt32, _ writer: inout FoldingKernel.Writer) {
    for zero in FoldingRanges.highZeros where scalar &- zero < 10 {
      return writer.write(UInt8(truncatingIfNeeded: 48 &+ scalar &- zero))
    }
    if scalar &- 0xE_0000 >= 0x1F0 { writer.write(scalar: scalar) }
  }

  private mutating func fillRanges() {
    for (first, last) in FoldingRanges.removed {
      for scalar in first...last { entries[Int(scalar)] = FoldingTable.nothing }
    }
    for (first, last) in FoldingRanges.separators {
      for scalar in first...last { entries[Int(scalar)] = 32 }
    }
    for zero in FoldingRanges.zeros {
      for digit in 0..<10 as Range<UInt16> { entries[Int(zero &+ digit)] = 48 &+ digit }
    }
    for (first, count, target) in FoldingRanges.same {
      for step in 0..<count { entries[Int(first &+ step)] = target }
    }
    for (first, count, target) in FoldingRanges.rising {
      for step in 0..<count { entries[Int(first &+ step)] = target &+ step }
    }
    for (scalar, targets) in FoldingRanges.several {
      set(scalar, to: targets.map { UInt32($0) })
    }
  }

  private mutating func fillLetters() {
    let text = FoldingLetters.text.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
    var target: [UInt32] = []
    var isSource = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\n":
        target = []
        isSource = false
      case "=" where !target.isEmpty && !isSource: isSource = true
      case _ where isSource: set(UInt16(truncatingIfNeeded: scalar.value), to: target)
      default: target.append(scalar == "_" ? 32 : scalar.value)
      }
    }
  }

  private mutating func set(_ scalar: UInt16, to targets: [UInt32]) {
    if targets.count == 1 {
      entries[Int(scalar)] = UInt16(truncatingIfNeeded: targets[0])
      return
    }
    if several.last != targets { several.append(targets) }
    entries[Int(scalar)] = FoldingTable.firstSeveral &+ UInt16(several.count &- 1)
  }
}
