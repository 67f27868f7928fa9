import Glibc
import MizanDiagnostics
import Testing

@testable import MizanSinks

@Suite struct StandardOutputSinkTests {
  private func pipeEnds() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    return (ends[0], ends[1])
  }

  @Test func `what is written comes out at the other end`() throws {
    let ends = pipeEnds()
    let sink = StandardOutputSink(descriptor: ends.write)
    try sink.write(text: "a,b\n")
    try sink.write(text: "1,2\n")
    try sink.finish()
    close(ends.write)
    #expect(Scratch.drain(ends.read) == "a,b\n1,2\n")
    close(ends.read)
  }

  @Test func `a reader that has gone is no failure`() throws {
    let ends = pipeEnds()
    close(ends.read)
    let sink = StandardOutputSink(descriptor: ends.write)
    try sink.write(text: String(repeating: "x", count: 400_000))
    #expect(sink.isClosed)
    try sink.write(text: "more")
    try sink.finish()
    close(ends.write)
  }

  @Test func `a file that standard output is added to keeps what it had`() throws {
    let scratch = Scratch()
    scratch.write("first\n", to: "log")
    let descriptor = open(scratch["log"], O_WRONLY | O_APPEND)
    let sink = StandardOutputSink(descriptor: descriptor)
    let block = String(repeating: "x", count: 1 << 20)
    for _ in 0..<20 { try sink.write(text: block) }
    try sink.finish()
    close(descriptor)
    let text = scratch.text("log") ?? ""
    #expect(text.utf8.count == (20 << 20) + 6 && text.hasPrefix("first\nx"))
  }

  @Test func `a full disk behind standard output is told`() {
    let full = open("/dev/full", O_WRONLY)
    let sink = StandardOutputSink(descriptor: full)
    let told = failure { () throws(Failure) in
      try sink.write(text: "x")
      try sink.finish()
    }
    #expect(told?.diagnostics[0].code.name == "OUTPUT_FULL")
    close(full)
  }

  @Test func `a slow reader that takes little at a time gets everything`() throws {
    let ends = pipeEnds()
    _ = fcntl(ends.write, F_SETFL, O_NONBLOCK)
    let text = String(repeating: "0123456789", count: 60_000)
    var reader = pthread_t()
    let box = Box(ends.read)
    let started = pthread_create(
      &reader, nil,
      { context in
        guard let context else { return nil }
        let box = Unmanaged<Box>.fromOpaque(context).takeUnretainedValue()
        box.text = Scratch.drain(box.descriptor)
        return nil
      }, Unmanaged.passUnretained(box).toOpaque())
    #expect(started == 0)
    let sink = StandardOutputSink(descriptor: ends.write)
    try sink.write(text: text)
    try sink.finish()
    close(ends.write)
    pthread_join(reader, nil)
    #expect(box.text == text)
    close(ends.read)
  }

  private final class Box: @unchecked Sendable {
    let descriptor: Int32
    var text = ""
    init(_ descriptor: Int32) { self.descriptor = descriptor }
  }
}
