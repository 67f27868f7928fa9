/// Memory for the texts of one row: pointers stay good until the row is done.
struct BumpArena: ~Copyable {
  private var chunks: [UnsafeMutableRawBufferPointer] = []
  private var current = 0
  private var used = 0

  deinit { for chunk in chunks { chunk.deallocate() } }

  /// Forgets all texts and keeps the memory.
  mutating func removeAll() {
    current = 0
    used = 0
  }

  /// Room for `count` bytes and 64 more, so that copies of fixed size may run over the end.
  mutating func room(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    let wanted = count + 64
    while current < chunks.count, used + wanted > chunks[current].count {
      current += 1
      used = 0
    }
    if current == chunks.count {
      chunks.append(.allocate(byteCount: max(1 << 16, wanted), alignment: 16))
      used = 0
    }
    let base = chunks[current].baseAddress! + used
    used += wanted
    return base.assumingMemoryBound(to: UInt8.self)
  }
}
