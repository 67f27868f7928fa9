import Glibc
public import MizanDiagnostics

/// Lines `label<TAB>parent code` from standard input, read as they come, so that a program at the
/// other end of the pipe gets its answers at once.
public struct LabelLines {
  /// The longest line, in bytes; what a line has beyond it is left out.
  static let longest = 1 << 16

  private let descriptor: Int32

  /// - Parameter descriptor: an open file; 0 is standard input.
  public init(descriptor: Int32 = 0) { self.descriptor = descriptor }

  /// Calls `line` for each line, and `pause` whenever no more input has arrived yet and at the end.
  /// A byte order mark and a carriage return at the end of a line are left out; bytes that are no
  /// UTF-8 become U+FFFD.
  /// - Throws: a ``Failure`` of kind `missing` when the input cannot be read.
  public func read(
    line: (_ label: String, _ parent: String?) -> Void, pause: () -> Void
  ) throws(Failure) {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    var rest: [UInt8] = []
    var isFirst = true
    func tell() {
      var bytes = rest[...]
      if isFirst, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
      isFirst = false
      if bytes.last == 13 { bytes = bytes.dropLast() }
      let tab = bytes.firstIndex(of: 9)
      let label = String(decoding: bytes[..<(tab ?? bytes.endIndex)], as: UTF8.self)
      let parent = tab.map {
        String(decoding: bytes[($0 + 1)...].prefix { $0 != 9 && $0 != 32 }, as: UTF8.self)
      }
      line(label, parent.flatMap { $0.isEmpty ? nil : $0 })
      rest.removeAll(keepingCapacity: true)
    }
    while true {
      let count = Glibc.read(descriptor, &block, block.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(
          .missing, .labelsUnreadable, ["problem": String(cString: strerror(errno))])
      }
      if count == 0 { break }
      var start = 0
      while let end = block[start..<count].firstIndex(of: 10) {
        rest += block[start..<end].prefix(max(0, LabelLines.longest - rest.count))
        tell()
        start = end + 1
      }
      rest += block[start..<count].prefix(max(0, LabelLines.longest - rest.count))
      pause()
    }
    if !rest.isEmpty { tell() }
    pause()
  }
}

extension Code {
  static let labelsUnreadable = Code("LABELS_UNREADABLE", .error)
}
