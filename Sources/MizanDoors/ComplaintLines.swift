import MizanDiagnostics

/// Cuts what a program writes to its standard error into the first few lines, made safe to show.
struct ComplaintLines {
  private(set) var lines: [String] = []
  private var open: [UInt8] = []
  private var more = 0

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if byte == 10 {
        endLine()
      } else if open.count < ChildRun.lineBytes {
        open.append(byte)
      }
    }
  }

  /// Ends the last line, and tells how many were not kept.
  mutating func end() {
    endLine()
    if more > 0 {
      lines.append("… +\(more)")
      more = 0
    }
  }

  private mutating func endLine() {
    if open.last == 13 { open.removeLast() }
    defer { open.removeAll(keepingCapacity: true) }
    guard open.contains(where: { $0 != 32 && $0 != 9 }) else { return }
    if lines.count < ChildRun.lineLimit {
      lines.append(ShownText.make(String(decoding: open, as: UTF8.self), limit: 200))
    } else {
      more += 1
    }
  }
}
