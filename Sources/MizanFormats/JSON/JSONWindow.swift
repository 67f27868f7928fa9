import Glibc
import MizanDiagnostics

/// The part of a JSON text that is looked at; its memory is reused for the whole file.
final class JSONWindow {
  static let usualSize = 1 << 17
  /// Readable bytes behind the last one.
  private static let margin = 64

  private(set) var base: UnsafeMutablePointer<UInt8>
  /// The number of bytes that can be taken: up to the first one that is no UTF-8.
  private(set) var count = 0
  /// Whether nothing comes behind the last byte.
  private(set) var isEnd = false
  /// The place in the file of the window's first byte.
  private(set) var offset = 0
  /// Whether the text stops because what follows is no UTF-8.
  private(set) var isInvalid = false
  /// Whether the text began with a byte order mark.
  private(set) var hadMark = false

  private let source: any ByteSource
  private let checksText: Bool
  private var filled = 0
  private var capacity: Int

  /// - Parameters:
  ///   - checksText: whether the text ends at the first byte that is no UTF-8.
  ///   - size: the room at the beginning, in bytes.
  init(_ source: any ByteSource, checksText: Bool, size: Int = JSONWindow.usualSize) {
    self.source = source
    self.checksText = checksText
    capacity = max(64, size)
    base = .allocate(capacity: capacity + JSONWindow.margin)
    base.initialize(repeating: 0, count: capacity + JSONWindow.margin)
  }

  deinit { base.deallocate() }

  var digest: String? { source.digest }
  /// Whether there is no room for more text.
  var isFull: Bool { filled == capacity }

  /// Reads more text behind what is there, as far as there is room.
  func fill() throws(Failure) {
    guard !isInvalid, !isEnd, filled < capacity else { return }
    let isFirst = offset == 0 && filled == 0
    var more = 0
    repeat {
      let read = try source.read(
        into: UnsafeMutableRawBufferPointer(start: base + filled, count: capacity - filled))
      more = read
      filled += read
    } while isFirst && more > 0 && filled < 3
    isEnd = more == 0
    memset(base + filled, 0, JSONWindow.margin)
    if isFirst, filled >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF {
      hadMark = true
      count = 3
      drop(3)
    }
    if checksText { check() } else { count = filled }
  }

  /// Moves the end of what can be taken to the first byte that is no UTF-8.
  private func check() {
    let valid = UTF8Check.firstInvalid(base, from: count, filled)
    if valid < filled, !isEnd, UTF8Check.mayContinue(base + valid, filled - valid) {
      count = valid
      return
    }
    count = valid
    if valid < filled {
      isInvalid = true
      isEnd = true
    }
  }

  /// Drops the first `consumed` bytes.
  func drop(_ consumed: Int) {
    guard consumed > 0 else { return }
    offset += consumed
    count -= consumed
    filled -= consumed
    memmove(base, base + consumed, filled + JSONWindow.margin)
  }

  /// Doubles the room.
  func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(
      capacity: capacity * 2 + JSONWindow.margin)
    memcpy(larger, base, filled + JSONWindow.margin)
    base.deallocate()
    base = larger
    capacity *= 2
  }
}

/// The bytes of a file without their SHA-256, for looking at a file before it is read.
final class QuietBytes: ByteSource {
  private let file: InputFile
  private var position = 0
  let digest: String? = nil

  init(_ file: InputFile) { self.file = file }

  func read(into target: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    let count = try file.read(at: position, into: target)
    position += count
    if count == 0 { try file.checkUnchanged() }
    return count
  }
}
