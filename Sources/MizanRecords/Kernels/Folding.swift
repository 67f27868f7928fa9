/// Text folded for matching, never for output.
///
/// Folding takes away what people write differently without meaning anything by it: case,
/// accents, spaces and punctuation, Arabic and Ge'ez letter variants, the script of digits,
/// invisible marks. Two labels are the same when their folded bytes are the same.
///
/// - Runs of blanks and punctuation (`-`, `/`, `.`, `_`, `،` …) are one blank; none at the ends.
/// - Apostrophes vanish, so that `Murang'a` and `Muranga` are one name.
/// - Signs that change the meaning stay: `+`, `%`, `<`, `>`, `=`, currencies. `18+` is not `18`.
/// - A question mark of any script stays, as a word of its own: `Primary?` is a doubt, and a doubt
///   is not `Primary`. Headings are compared without it: ``foldHeading(_:)``.
/// - Arabic: alef and hamza forms, alef maqsura, ta marbuta and presentation forms become one
///   letter each; tatweel, vowel marks and the lone hamza vanish. The article stays; names of
///   places are looked up a second time without it: ``withoutArticle(_:)``.
/// - A text of `_` and one letter is a code of its own: `_T` becomes `_t`, never `t`.
///
/// Folding a folded text changes nothing.
public enum Folding {
  /// The folded form of UTF-8 bytes, as UTF-8 bytes. Bytes that are no UTF-8 become U+FFFD.
  public static func fold(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let folded = bytes.withContiguousStorageIfAvailable { fold($0) }
    if let folded { return folded }
    return Array(bytes).withUnsafeBufferPointer { fold($0) }
  }

  /// The folded form of a text.
  public static func fold(_ text: String) -> String {
    String(decoding: fold(text.utf8), as: UTF8.self)
  }

  /// The folded form of a heading, in which a question mark means nothing: `Functional?` is
  /// `Functional`.
  public static func foldHeading(_ text: String) -> String {
    let folded = fold(text)
    guard folded.utf8.contains(63) else { return folded }
    return folded.split(separator: " ").filter { $0 != "?" }.joined(separator: " ")
  }

  /// Replaces `result` by the folded form of `count` bytes and keeps its memory.
  public static func fold(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, into result: inout ByteBuffer
  ) {
    result.removeAll()
    let start = result.room(count &* 4 &+ 8)
    result.advance(to: start + FoldingKernel.fold(bytes, count, start))
  }

  /// Replaces `result` by the folded form of UTF-8 bytes and keeps its memory.
  public static func fold(_ bytes: some Collection<UInt8>, into result: inout [UInt8]) {
    result.removeAll(keepingCapacity: true)
    result.append(contentsOf: fold(bytes))
  }

  private static func fold(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard let base = bytes.baseAddress else { return [] }
    let times = FoldingKernel.isASCII(base, bytes.count) ? 2 : 4
    let room = bytes.count &* times &+ 8
    return [UInt8](unsafeUninitializedCapacity: room) { target, count in
      guard let start = target.baseAddress else { return }
      count = FoldingKernel.fold(base, bytes.count, start)
    }
  }
}
