import MizanRecords

/// Words that say what kind of place a name is, and are as often written as left out: `Idleb` and
/// `Idleb Governorate`, `حلب` and `محافظة حلب`.
enum PlaceWords {
  /// Folded, so that they are compared as names are.
  private static let kinds: Set<String> = {
    let words = """
      governorate governate gov province provincial region regional state district county zone
      woreda wereda division subcounty municipality prefecture department city town administrative
      gouvernorat departement région commune ville préfecture sous-préfecture état
      محافظة المحافظة منطقة المنطقة ناحية الناحية قضاء مديرية المديرية ولاية الولاية إقليم اقليم
      مقاطعة المقاطعة مدينة ضاحية قرية ክልል ዞን ወረዳ ከተማ
      """
    return Set(words.split { $0 == " " || $0 == "\n" }.map { Folding.fold(String($0)) })
  }()

  /// The words that stand around the kind: `Province of Aleppo`, `Région du Lac`.
  private static let joints: Set<String> = ["of", "de", "du", "des", "d", "la", "le"]

  /// A folded label without such words at its beginning and its end; nil when it has none, or
  /// nothing else.
  static func strip(_ label: String) -> String? {
    let words = Folding.fold(label).split(separator: " ").map(String.init)
    var rest = words[...]
    while let last = rest.last, kinds.contains(last) { rest.removeLast() }
    while let first = rest.first, kinds.contains(first) {
      rest.removeFirst()
      while let joint = rest.first, joints.contains(joint) { rest.removeFirst() }
    }
    return rest.isEmpty || rest.count == words.count ? nil : rest.joined(separator: " ")
  }
}
