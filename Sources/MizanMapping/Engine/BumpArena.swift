/// Memory for the texts of one row: pointers stay good until the row is done.
struct BumpArena: ~Copyable {
  private var chunks: [UnsafeMutableRawBufferPointer] = []
  private var current = 0
  private var next: UnsafeMutableRawPointer
  /// The first place where no text may begin: 64 bytes before the end of the chunk.
  private var limit: UnsafeMutableRawPointer

  private static let chunk = 1 << 16
  private static let margin = 64

  init() {
    let first = UnsafeMutableRawBufferPointer.allocate(byteCount: BumpArena.chunk, alignment: 16)
    chunks = [first]
    next = first.baseAddress!
    limit = next + (first.count - BumpArena.margin)
  }

  deinit { for chunk in chunks { chunk.deallocate() } }

  /// Forgets all texts and keeps the memory.
  @inline(__always)
  mutating func removeAll() {
    if current > 0 {
      enter(0)
    } else {
      next = limit + BumpArena.margin - chunks[0].count
    }
  }

  /// Room for `count` bytes and 64 more, so that copies of fixed size may run over the end.
  @inline(__always)
  mutating func room(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    if count > limit - next { findRoom(count) }
    let base = next
    // Texts may lie close together: what runs over the end of one is overwritten by the next.
    next += count
    return base.assumingMemoryBound(to: UInt8.self)
  }

  @inline(never)
  private mutating func findRoom(_ count: Int) {
    while current + 1 < chunks.count {
      enter(current + 1)
      if count <= limit - next { return }
    }
    chunks.append(
      .allocate(byteCount: max(BumpArena.chunk, count + BumpArena.margin), alignment: 16))
    enter(chunks.count - 1)
  }

  private mutating func enter(_ chunk: Int) {
    current = chunk
    next = chunks[chunk].baseAddress!
    limit = next + (chunks[chunk].count - BumpArena.margin)
  }
}
