public import MizanDiagnostics
public import MizanRecords

extension Input {
  /// All bytes of a small input, by whatever door it came in; for formats of other packages.
  /// - Throws: a ``Failure`` of kind `missing` or `unreadable`; the latter also when there are more
  ///   than `limit` bytes.
  public func bytes(limit: Int = 64 << 20) throws(Failure) -> [UInt8] {
    let file = try InputFile(self)
    guard file.size <= limit else {
      throw Failure(
        .unreadable, .limitFieldSize, at: file.place, ["known": "\(limit >> 10) kB"])
    }
    var bytes = [UInt8](repeating: 0, count: file.size)
    var filled = 0
    var failure: Failure?
    bytes.withUnsafeMutableBytes { all in
      do throws(Failure) {
        while filled < all.count {
          let count = try file.read(
            at: filled, into: UnsafeMutableRawBufferPointer(rebasing: all[filled...]))
          if count == 0 { break }
          filled += count
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    try file.checkUnchanged()
    return Array(bytes[..<filled])
  }
}
