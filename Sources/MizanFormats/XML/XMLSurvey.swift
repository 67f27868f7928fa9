import MizanDiagnostics
import MizanRecords

/// Looks at the first megabytes of a document: which elements it has, and which of them repeat.
final class XMLSurvey: XMLWalk {
  /// How many bytes are looked at before the records are read.
  static let usualBytes = 8 << 20

  private var serials = [0]
  private var nextSerial = 1

  /// Reads to the end or `bytes`, whichever comes first.
  func run(bytes: Int = XMLSurvey.usualBytes) throws(Failure) {
    var count = 0
    while count < bytes, try feed() { count += XMLStream.blockSize }
  }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    let node = enter(name)
    let parent = serials[serials.count - 1]
    tree[node].count += 1
    if tree[node].lastParent == parent { tree[node].isRepeated = true }
    tree[node].lastParent = parent
    serials.append(nextSerial)
    nextSerial += 1
    for index in 0..<attributes.count {
      let attribute = attribute(attributes, index)
      tree[attribute].count += 1
      tree[attribute].hasText = true
    }
  }

  override func end(_ name: UnsafePointer<UInt8>) {
    leave()
    if serials.count > 1 { serials.removeLast() }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if tree[top].hasText || bytes.allSatisfy({ $0 <= 32 }) { return }
    tree[top].hasText = true
  }
}
