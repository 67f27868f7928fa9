import Foundation
import Mizan
import Testing

struct LabelLinesTests {
  /// What is read from bytes that come through a pipe in blocks.
  private func read(_ blocks: [[UInt8]]) throws -> (lines: [String], pauses: Int) {
    let pipe = Pipe()
    let writer = pipe.fileHandleForWriting
    let task = Thread {
      for block in blocks { writer.write(Data(block)) }
      try? writer.close()
    }
    task.start()
    var lines: [String] = []
    var pauses = 0
    try LabelLines(descriptor: pipe.fileHandleForReading.fileDescriptor).read {
      lines.append($0 + ($1.map { "|" + $0 } ?? ""))
    } pause: {
      pauses += 1
    }
    return (lines, pauses)
  }

  @Test func `A line is a label, or a label, a tab and a parent`() throws {
    let read = try read([Array("حلب\tSY\r\nIdleb\n\nHama\t\nx\tA\ty\nlast".utf8)])
    #expect(read.lines == ["حلب|SY", "Idleb", "", "Hama", "x|A", "last"])
    #expect(read.pauses >= 2)
  }

  @Test func `A byte order mark is left out, and nothing is nothing`() throws {
    #expect(try read([[0xEF, 0xBB, 0xBF] + Array("a\nb".utf8)]).lines == ["a", "b"])
    #expect(try read([]).lines.isEmpty)
    #expect(try read([Array("\n".utf8)]).lines == [""])
  }

  @Test func `Bytes that are no text and lines that never end do not crash`() throws {
    let wrong = try read([[0xFF, 0xFE, 0, 10], [65, 10]]).lines
    #expect(wrong == ["\u{FFFD}\u{FFFD}\u{0}", "A"])
    let long = try read([[UInt8]](repeating: [UInt8](repeating: 97, count: 50_000), count: 4)).lines
    #expect(long.count == 1)
    #expect(long[0].utf8.count == 1 << 16)
  }

  @Test func `A descriptor that cannot be read is told`() {
    let failure = #expect(throws: Failure.self) {
      try LabelLines(descriptor: -1).read(line: { _, _ in }, pause: {})
    }
    #expect(failure?.diagnostics.first?.code.name == "LABELS_UNREADABLE")
  }
}
