import MizanDiagnostics
import MizanRecords

/// Headings and hashtags that say two things: a column headed "Women" and tagged `+m`.
///
/// Only what cannot both be true is told. A heading that names both sides, such as "Boys and
/// girls", contradicts nothing.
enum TagContradiction {
  /// Words of headings, after folding, and the attributes that go with them.
  private struct Side {
    var attributes: Set<String>
    var words: Set<String>

    func isMeant(_ heading: [Substring]) -> Bool {
      heading.contains { words.contains(String($0)) }
    }
  }

  private static let female = Side(
    attributes: ["f", "female"],
    words: folded([
      "women", "woman", "girl", "girls", "female", "females",
      "femme", "femmes", "fille", "filles", "féminin",
      "mujer", "mujeres", "niña", "niñas", "femenino",
      "mulher", "mulheres", "menina", "meninas",
      "نساء", "النساء", "إناث", "الإناث", "أنثى", "بنات", "البنات", "فتيات", "الفتيات",
    ]))
  private static let male = Side(
    attributes: ["m", "male"],
    words: folded([
      "men", "man", "boy", "boys", "male", "males",
      "homme", "hommes", "garçon", "garçons", "masculin",
      "hombre", "hombres", "niño", "niños", "masculino",
      "homem", "homens", "menino", "meninos",
      "رجال", "الرجال", "ذكور", "الذكور", "ذكر", "أولاد", "الأولاد", "فتيان", "الفتيان",
    ]))
  private static let code = Side(
    attributes: ["code"], words: ["code", "pcode", "codes", "codigo"])
  private static let name = Side(
    attributes: ["name"], words: ["name", "names", "nom", "nombre", "nome"])

  private static let levels: Set<String> = ["adm1", "adm2", "adm3", "adm4", "adm5"]

  /// Tells a heading that contradicts its own hashtag.
  static func tell(_ heading: Heading, at place: Place, _ findings: inout Findings) {
    guard let text = heading.tag, let tag = Hashtag(text), !heading.text.hasPrefix("#") else {
      return
    }
    let words = Folding.fold(heading.text).split(separator: " ")
    guard contradicts(words, tag) else { return }
    let shown = ShownText.make(heading.text)
    findings.add(
      .hashtagContradicts, at: place, column: shown, value: tag.text,
      ["column": shown, "value": tag.text])
  }

  static func contradicts(_ words: [Substring], _ tag: Hashtag) -> Bool {
    differs(words, tag, female, male) || differs(words, tag, code, name)
      || level(words).map { levels.contains(tag.name) && tag.name != $0 } ?? false
  }

  private static func differs(
    _ words: [Substring], _ tag: Hashtag, _ one: Side, _ other: Side
  ) -> Bool {
    let saysOne = one.isMeant(words)
    let saysOther = other.isMeant(words)
    let isOne = !one.attributes.isDisjoint(with: tag.attributes)
    let isOther = !other.attributes.isDisjoint(with: tag.attributes)
    return saysOne && !saysOther && isOther && !isOne
      || saysOther && !saysOne && isOne && !isOther
  }

  /// The tag of the administrative level that a heading names, as in "Admin 2" or "ADM2_EN".
  private static func level(_ words: [Substring]) -> String? {
    for (index, word) in words.enumerated() {
      for stem in ["admin", "adm"] where word.hasPrefix(stem) {
        let rest = word.dropFirst(stem.count)
        if rest.count == 1, ("1"..."5").contains(rest) { return "adm" + rest }
        if rest.isEmpty, index + 1 < words.count, words[index + 1].count == 1,
          ("1"..."5").contains(words[index + 1])
        {
          return "adm" + words[index + 1]
        }
      }
    }
    return nil
  }

  private static func folded(_ words: [String]) -> Set<String> {
    Set(words.map { Folding.fold($0) })
  }
}

extension Code {
  static let hashtagContradicts = Code("HXL_TAG_CONTRADICTS", .warning)
}
