import CXML2
import MizanDiagnostics

/// Looks at what the parser has been given and could not tell yet: one tag or comment that is longer
/// than a block. Checking attributes for doubles takes a time that grows with the square of their
/// number, so a tag is refused before it is parsed.
enum XMLGuard {
  static func check(_ stream: XMLStream) {
    guard let input = stream.context?.pointee.input?.pointee, let start = input.cur,
      let end = input.end, end - start > XMLStream.blockSize / 2
    else { return }
    let pending = UnsafeBufferPointer(start: start, count: end - start)
    guard pending.first == 60, pending.count > 1 else {
      if pending.count > stream.limits.fieldBytes { tooLong(stream) }
      return
    }
    if pending[1] != 33, pending[1] != 63 {
      if attributes(pending) > stream.limits.xmlAttributes {
        stream.fail(.limitAttributes, ["known": "\(stream.limits.xmlAttributes)"])
      } else if pending.count / 4 > stream.limits.fieldBytes {
        tooLong(stream)
      }
    } else if pending.count / 4 > stream.limits.fieldBytes {
      pending.starts(with: "<!--".utf8)
        ? stream.fail(.xmlNotWellFormed, ["problem": "comment without an end"]) : tooLong(stream)
    }
  }

  private static func tooLong(_ stream: XMLStream) {
    stream.fail(.limitFieldSize, ["known": "\(stream.limits.fieldBytes >> 10) kB"])
  }

  /// The number of attributes of a tag that has not ended: equals signs outside quotes.
  private static func attributes(_ tag: UnsafeBufferPointer<UInt8>) -> Int {
    var quote: UInt8 = 0
    var count = 0
    for byte in tag {
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 34 || byte == 39 {
        quote = byte
      } else if byte == 61 {
        count &+= 1
      } else if byte == 62 {
        return 0
      }
    }
    return count
  }
}
