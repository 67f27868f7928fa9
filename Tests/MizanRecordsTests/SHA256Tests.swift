import MizanRecords
import Testing

@Suite struct `SHA-256` {
  /// The vectors of FIPS 180-2 and of everyday use.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "The quick brown fox jumps over the lazy dog",
      "d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
        + "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func `known texts have their known digests`(_ text: String, _ digest: String) {
    #expect(SHA256.hex(Array(text.utf8)) == digest)
  }

  @Test func `a million letters have their known digest`() {
    let digest = SHA256()
    let block = [UInt8](repeating: 0x61, count: 1000)
    for _ in 0..<1000 { block.withUnsafeBytes { digest.update($0) } }
    #expect(
      digest.finish() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `it does not matter in which pieces the bytes come`(_ seed: UInt64) {
    var random = Seeded(seed)
    let bytes = (0..<5000).map { _ in UInt8(random.below(256)) }
    let digest = SHA256()
    var at = 0
    while at < bytes.count {
      let count = min(bytes.count - at, random.below(200))
      bytes[at..<at + count].withUnsafeBytes { digest.update($0) }
      at += count
    }
    #expect(digest.finish() == SHA256.hex(bytes))
  }

  @Test func `nothing added changes nothing`() {
    let digest = SHA256()
    digest.update(UnsafeRawBufferPointer(start: nil, count: 0))
    Array("abc".utf8).withUnsafeBytes { digest.update($0) }
    digest.update(UnsafeRawBufferPointer(start: nil, count: 0))
    #expect(digest.finish() == SHA256.hex(Array("abc".utf8)))
  }

  @Test func `a digest is 64 digits in lower case and one bit changes it`() {
    var bytes = [UInt8](repeating: 0, count: 64)
    let before = SHA256.hex(bytes)
    #expect(before.utf8.count == 64)
    #expect(before.allSatisfy { $0.isHexDigit && !$0.isUppercase })
    bytes[63] = 1
    #expect(SHA256.hex(bytes) != before)
  }
}
