import Glibc
import MizanDiagnostics

/// The part of a text that is looked at: UTF-8 bytes from the start of a record on.
///
/// Its memory is reused for the whole file and grows only for a record that does not fit.
final class TextWindow {
  /// The usual size in bytes: small enough for the fast memory of a processor core.
  static let usualSize = 1 << 16
  /// Readable bytes behind the last one, so that kernels may look at 64 bytes at once.
  private static let margin = 128

  private(set) var base: UnsafeMutablePointer<UInt8>
  /// The number of bytes of text.
  private(set) var count = 0
  /// Whether nothing comes after the last byte.
  private(set) var isEnd = false
  /// What kinds of bytes the window holds.
  private(set) var survey = TextSurvey()
  /// The encoding; nil as long as only bytes below 128 were seen.
  private(set) var encoding: TextEncoding?

  private let source: any ByteSource
  private let place: Place
  private var decoder: TextDecoder
  private var markLength: Int
  private var capacity: Int
  /// The bytes before they are decoded.
  private let raw: UnsafeMutableRawBufferPointer
  private static let rawSize = 1 << 16

  /// - Parameter size: the room at the beginning, in bytes.
  init(
    _ source: any ByteSource, _ dialect: TextDialect, _ place: Place,
    size: Int = TextWindow.usualSize
  ) {
    self.source = source
    self.place = place
    encoding = dialect.encoding
    decoder = TextDecoder(dialect.encoding)
    markLength = dialect.markLength
    capacity = size
    raw = .allocate(
      byteCount: dialect.encoding == .utf8 ? 0 : TextWindow.rawSize, alignment: 16)
    base = .allocate(capacity: capacity + TextWindow.margin)
    base.initialize(repeating: 0, count: capacity + TextWindow.margin)
  }

  deinit {
    base.deallocate()
    raw.deallocate()
  }

  var digest: String? { source.digest }
  /// Whether there is no room for more text.
  var isFull: Bool { capacity - count < (decoder.isPlain ? 1 : TextDecoder.room(1024)) }

  /// Reads more text behind what is there, as far as there is room.
  func fill(_ findings: inout Findings) throws(Failure) {
    while markLength > 0 {
      let skipped = try source.read(
        into: UnsafeMutableRawBufferPointer(start: base + count, count: min(markLength, 4)))
      markLength = skipped == 0 ? 0 : markLength - skipped
    }
    let before = count
    if decoder.isPlain {
      try readPlain()
      if encoding == nil, survey.hasHighBytes { try decide(from: before, &findings) }
    } else {
      try readDecoding()
    }
  }

  /// Drops the first `consumed` bytes.
  func drop(_ consumed: Int) {
    count -= consumed
    memmove(base, base + consumed, count)
    if count == 0 { survey = TextSurvey() }
  }

  /// Doubles the room.
  func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + TextWindow.margin)
    memcpy(larger, base, count)
    memset(larger + count, 0, capacity * 2 + TextWindow.margin - count)
    base.deallocate()
    base = larger
    capacity *= 2
  }

  private func readPlain() throws(Failure) {
    let more = try source.read(
      into: UnsafeMutableRawBufferPointer(start: base + count, count: capacity - count))
    isEnd = more == 0 && capacity > count
    take(more)
  }

  private func readDecoding() throws(Failure) {
    let wanted = min(raw.count, (capacity - count - 32) / 3)
    let more = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[..<wanted]))
    isEnd = more == 0
    if isEnd && decoder.isCut { throw Failure(.unreadable, .encodingTruncated, at: place) }
    guard let bytes = raw.bindMemory(to: UInt8.self).baseAddress else { return }
    take(decoder.decode(bytes, more, to: base + count))
  }

  private func take(_ more: Int) {
    let news = TextSurvey(base + count, more)
    survey.hasHighBytes = survey.hasHighBytes || news.hasHighBytes
    survey.hasNUL = survey.hasNUL || news.hasNUL
    count += more
  }

  /// Chooses the encoding when the first bytes above 127 come late in a file.
  private func decide(from start: Int, _ findings: inout Findings) throws(Failure) {
    let first = TextSurvey.firstHigh(base, from: start, count)
    while count - first < 4096, !isEnd {
      if isFull { grow() }
      try readPlain()
    }
    let context = max(0, first - 64)
    let sample = UnsafeBufferPointer(start: base + context, count: count - context)
    guard case .likely(let guess) = EncodingGuess.judge(sample, isWhole: isEnd), !guess.isUTF16
    else {
      encoding = .utf8
      return
    }
    encoding = guess
    decoder = TextDecoder(guess)
    findings.add(.encodingGuessed, at: place, value: guess.rawValue, ["value": guess.rawValue])
    let bytes = Array(UnsafeBufferPointer(start: base + first, count: count - first))
    while capacity - first < TextDecoder.room(bytes.count) { grow() }
    count = first
    let target = base + first
    take(
      bytes.withUnsafeBufferPointer { bytes in
        bytes.baseAddress.map { decoder.decode($0, bytes.count, to: target) } ?? 0
      })
  }
}
