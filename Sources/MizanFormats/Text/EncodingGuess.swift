/// Finds out the encoding of bytes that nobody declared.
enum EncodingGuess {
  /// What a sample tells.
  enum Answer: Equatable {
    /// Only bytes below 128: every supported encoding of bytes reads them alike.
    case ascii
    /// Strict UTF-8, perhaps with a few rows that are not.
    case utf8
    /// Most likely this one; a person should confirm it.
    case likely(TextEncoding)
    case utf32
  }

  /// Judges a sample; `isWhole` tells that nothing comes after it.
  static func judge(_ sample: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Answer {
    guard let base = sample.baseAddress, sample.count > 0 else { return .ascii }
    if let wide = wide(sample) { return wide }
    guard TextSurvey(base, sample.count).hasHighBytes else { return .ascii }
    var valid = 0
    var invalid: [Int] = []
    var at = TextSurvey.firstHigh(base, sample.count)
    while at < sample.count {
      let length = UTF8Check.sequenceLength(base + at, sample.count - at)
      if length > 0 {
        valid += 1
        at += length
      } else if !isWhole && UTF8Check.mayContinue(base + at, sample.count - at) {
        break
      } else {
        invalid.append(at)
        at += 1
      }
      at = TextSurvey.firstHigh(base, from: at, sample.count)
    }
    if invalid.isEmpty || valid * 4 >= invalid.count { return .utf8 }
    return codePage(sample).map { .likely($0) } ?? .utf8
  }

  /// UTF-16 and UTF-32 without a mark show themselves by the zero halves of ASCII characters.
  private static func wide(_ sample: UnsafeBufferPointer<UInt8>) -> Answer? {
    let count = min(sample.count, 4096) & ~3
    guard count >= 16 else { return nil }
    var zeros = [0, 0, 0, 0]
    for index in 0..<count where sample[index] == 0 { zeros[index & 3] += 1 }
    let quarter = count / 4
    let many = zeros.map { $0 * 10 > quarter * 6 }
    let few = zeros.map { $0 * 20 < quarter }
    if many.filter({ $0 }).count >= 3 { return .utf32 }
    if many[1] && many[3] && few[0] && few[2] { return .likely(.utf16LittleEndian) }
    if many[0] && many[2] && few[1] && few[3] { return .likely(.utf16BigEndian) }
    return nil
  }

  /// The code page in which high bytes make words; nil when they do so in none.
  ///
  /// Arabic words are runs of high bytes; letters with accents stand alone among ASCII letters.
  static func codePage(_ sample: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
    var arabic = 0
    var latin = 0
    var odd = 0
    var windows = 0
    var iso = 0
    for (index, byte) in sample.enumerated() where byte >= 128 {
      let before = index > 0 ? sample[index - 1] : 32
      let after = index + 1 < sample.count ? sample[index + 1] : 32
      let isInRun = before >= 128 || after >= 128
      let isInWord = isASCIILetter(before) || isASCIILetter(after)
      if isInRun && CodePage.windows1256.isLetter(byte) {
        arabic += 1
        // Where the two Arabic pages differ, one of them has a letter of French or a sign.
        if isArabic(byte, .windows1256) { windows += 1 }
        if isArabic(byte, .arabic6) { iso += 1 }
      } else if isInWord && CodePage.windows1252.isLetter(byte) {
        latin += 1
      } else if !isCommonSign(byte) {
        odd += 1
      }
    }
    guard max(arabic, latin) > odd else { return nil }
    if latin >= arabic { return .windows1252 }
    return iso > windows ? .arabic6 : .windows1256
  }

  private static func isASCIILetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 97 && byte | 0x20 <= 122
  }

  private static func isArabic(_ byte: UInt8, _ page: CodePage) -> Bool {
    0x0600..<0x0700 ~= page.upper[Int(byte) - 128]
  }

  /// No-break blank, quotes, dashes, the degree sign: they stand beside anything.
  private static func isCommonSign(_ byte: UInt8) -> Bool {
    [0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xA0, 0xAB, 0xB0, 0xBB].contains(byte)
  }
}
