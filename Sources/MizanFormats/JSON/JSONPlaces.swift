import MizanDiagnostics
import MizanRecords

/// Turns a position in a file into the line and column that a person can open.
struct JSONPlaces {
  private let content: PackedContent

  init(_ content: PackedContent) { self.content = content }

  /// The places of a file that is not packed.
  init(_ file: InputFile) { content = PackedContent(file, Limits(), digests: false) }

  /// A place with line and column, both from 1; the column counts characters.
  ///
  /// The file is read once more up to the position, which is needed only where something is wrong.
  func place(_ offset: Int, pointer: [UInt8]) -> Place {
    var line = 1
    var column = 1
    var at = 0
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { block.deallocate() }
    let bytes = try? content.glance()
    while at < offset, let count = try? bytes?.read(into: block), count > 0 {
      for index in 0..<min(count, offset - at) {
        let byte = block[index]
        if byte == 10 {
          line += 1
          column = 1
        } else if byte & 0xC0 != 0x80, !(at == 0 && index == 0 && byte == 0xEF) {
          column += 1
        }
      }
      at += count
    }
    let path = String(decoding: pointer, as: UTF8.self)
    return Place(
      content.file.input.name, column: column, line: line, path: path.isEmpty ? nil : path)
  }
}
