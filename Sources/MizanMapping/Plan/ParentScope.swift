import MizanRecords
import MizanStandards

/// The area in which a label is looked up, as a row names it: by a code, or by a name in any language.
struct ParentScope: Sendable {
  /// What stands in decisions and in the review for a row that names no parent.
  static let blank = "_U"

  /// The code where only one area is meant, the text where none or several are, ``blank`` for none.
  let name: String
  /// The areas that may be meant, in the order of the register. A governorate and its district of
  /// the same name are both in it: what lies in one of them is found.
  let codes: [String]
  let isBlank: Bool
  private let folded: [UInt8]

  /// Whether a text stands there that no area bears.
  var isUnknown: Bool { !isBlank && codes.isEmpty }

  /// - Parameters:
  ///   - text: the cleaned text of the cell; empty when it is blank.
  ///   - level: the level of the areas looked for; parents lie above it.
  init(_ text: [UInt8], _ country: CountryPack, level: Int?) {
    let folded = Folding.fold(text)
    let register = country.areas(downTo: level)
    isBlank = folded.isEmpty
    self.folded = folded
    var found: [String] = []
    for area in isBlank ? [] : register.areas(folded: folded, level: nil, parent: nil)
    where area.level < level ?? .max && !found.contains(area.code) {
      found.append(area.code)
    }
    codes = found
    let plain = String(decoding: text, as: UTF8.self)
    name = isBlank ? ParentScope.blank : found.count == 1 ? found[0] : plain
  }

  /// Whether a decision that holds in the parent `text` holds here.
  func isNamed(_ text: String) -> Bool {
    if isBlank || text == ParentScope.blank { return isBlank && text == ParentScope.blank }
    return codes == [text] || Folding.fold(Array(text.utf8)) == folded
  }
}
