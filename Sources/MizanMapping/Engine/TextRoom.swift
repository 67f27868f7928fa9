/// Memory for short texts that live as long as their owner, one behind the other, so that many of
/// them share a line of the processor's memory. At least 64 readable bytes stand behind each.
final class TextRoom {
  private static let chunk = 1 << 12
  private static let margin = 64
  private var chunks: [UnsafeMutablePointer<UInt8>] = []
  private var used = 0
  /// The size of the last chunk; none is there yet, not even for an empty text.
  private var end = -1
  /// Holds the one text that is replaced by the next.
  private var lent: UnsafeMutablePointer<UInt8>?

  deinit {
    for chunk in chunks { chunk.deallocate() }
    lent?.deallocate()
  }

  /// Keeps a copy of a text.
  func keep(_ text: [UInt8]) -> UnsafePointer<UInt8> {
    if used + text.count > end {
      end = max(TextRoom.chunk, text.count)
      used = 0
      chunks.append(TextRoom.bytes(end))
    }
    let place = chunks[chunks.count - 1] + used
    place.update(from: text, count: text.count)
    used += text.count
    return UnsafePointer(place)
  }

  /// Keeps a copy of a text until the next call.
  func lend(_ text: [UInt8]) -> UnsafePointer<UInt8> {
    lent?.deallocate()
    let place = TextRoom.bytes(text.count)
    place.update(from: text, count: text.count)
    lent = place
    return UnsafePointer(place)
  }

  private static func bytes(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: count + margin)
    bytes.initialize(repeating: 0, count: count + margin)
    return bytes
  }
}
