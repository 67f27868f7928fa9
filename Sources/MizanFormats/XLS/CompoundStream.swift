import MizanDiagnostics

/// The bytes of one stream of a container, read at any position; it is never whole in memory.
struct CompoundStream {
  let file: InputFile
  let name: String
  let size: Int
  /// Where each piece of the stream begins in the file, in pieces.
  private let places: [UInt32]
  private let shift: Int

  /// A stream of whole sectors; the header of the file stands before the first of them.
  init(_ file: InputFile, _ name: String, size: Int, sectors: [UInt32], shift: Int) {
    self.init(file, name, size: size, sectors.map { $0 &+ 1 }, shift)
  }

  /// A stream of pieces of 64 bytes.
  init(_ file: InputFile, _ name: String, size: Int, smallPlaces: [UInt32]) {
    self.init(file, name, size: size, smallPlaces, 6)
  }

  private init(_ file: InputFile, _ name: String, size: Int, _ places: [UInt32], _ shift: Int) {
    (self.file, self.name, self.size) = (file, name, size)
    (self.places, self.shift) = (places, shift)
  }

  /// Fills the target from a position on; fewer bytes at the end of the stream only.
  /// - Throws: a ``Failure`` of kind `unreadable` when the file ends inside the stream.
  func read(
    at position: Int, into target: UnsafeMutableRawBufferPointer
  ) throws(Failure) -> Int {
    let wanted = min(target.count, max(0, size - position))
    var filled = 0
    while filled < wanted {
      let at = position + filled
      var piece = at >> shift
      guard piece < places.count else { throw damaged(at) }
      let start = Int(places[piece]) << shift + at & (1 << shift - 1)
      var length = 1 << shift - at & (1 << shift - 1)
      // Pieces that follow one another in the file are read together.
      while length < wanted - filled, piece + 1 < places.count,
        places[piece + 1] == places[piece] &+ 1
      {
        piece += 1
        length += 1 << shift
      }
      length = min(length, wanted - filled)
      let count = try file.read(
        at: start, into: UnsafeMutableRawBufferPointer(rebasing: target[filled..<filled + length]))
      guard count > 0 else { throw damaged(at) }
      filled += count
    }
    return filled
  }

  /// All bytes of a short stream.
  func all() throws(Failure) -> [UInt8] {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    defer { block.deallocate() }
    let count = try read(at: 0, into: block)
    return Array(block[..<count])
  }

  /// The failure of what is no workbook at a position, such as `Workbook:1024`.
  func damaged(_ position: Int) -> Failure {
    CompoundFile.damaged("\(name):\(position)", file)
  }
}
