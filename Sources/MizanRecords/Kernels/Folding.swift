/// Text folded for matching, never for output.
///
/// Folding takes away what people write differently without meaning anything by it: case,
/// accents, spaces and punctuation, Arabic and Ge'ez letter variants, the script of digits,
/// invisible marks. Two labels are the same when their folded bytes are the same.
public enum Folding {
  /// The folded form of UTF-8 bytes, as UTF-8 bytes.
  public static func fold(_ bytes: some Collection<UInt8>) -> [UInt8] {
    Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8)
  }

  /// The folded form of a text.
  public static func fold(_ text: String) -> String {
    String(decoding: fold(text.utf8), as: UTF8.self)
  }
}
