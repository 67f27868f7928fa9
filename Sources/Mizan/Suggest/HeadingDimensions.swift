import MizanRecords

/// The dimensions that a heading carries: `Girls 6-11`, `G1_F`, `الصف الأول / ذكور`.
struct HeadingDimensions: Sendable, Hashable {
  /// `F`, `M` or `_T`.
  var sex: String?
  /// A code of the list `age`, such as `Y6T11`; it need not stand in the list.
  var age: String?
  var grade: String?
  /// Whether the age can be meant in two ways: `over 18` is 18 and over to some, 19 to others.
  var isAgeUnsure = false
  /// Whether the age is only in the word: girls are under 18 where women are counted beside them.
  var isAgeImplied = false
  /// The folded words that say something else.
  var rest: [String] = []

  /// Whether the heading says nothing else.
  var isPure: Bool { rest.isEmpty && (sex != nil || age != nil || grade != nil) }
  var isEmpty: Bool { sex == nil && age == nil && grade == nil }

  private static let female = words(
    "girl girls woman women female females f fille filles femme femmes féminin niña niñas mujer mujeres femenino إناث أنثى بنات طالبات نساء فتيات الإناث"
  )
  private static let male = words(
    "boy boys man men male males m garçon garçons homme hommes masculin niño niños hombre hombres masculino ذكور ذكر بنين طلاب رجال فتيان أولاد الذكور"
  )
  /// Words that mean grown-up people unless an age is said.
  private static let adults = words(
    "woman women man men femme femmes homme hommes mujer mujeres hombre hombres نساء رجال")
  private static let children = words(
    "girl girls boy boys fille filles garçon garçons niña niñas niño niños بنات بنين فتيات فتيان أولاد"
  )
  private static let ageWords = words(
    "years year yrs old age aged ans an ages años año edad anos ano سنة سنوات عام عاما y to a à al au between entre"
  )
  private static let over = words("over above plus older mayores mayor más mas more + فوق فأكثر")
  private static let under = words("under below moins menores menor less دون تحت <")

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map { Folding.fold(String($0)) }.filter { !$0.isEmpty })
  }

  init(_ heading: String, _ grades: GradeLabels) {
    var others: [String] = []
    for part in heading.split(whereSeparator: { "/_|".contains($0) }).map(String.init) {
      let text = TopRows.oneLine(part)
      if let code = grades.grade(text) {
        grade = code
      } else {
        others.append(text)
      }
    }
    let text = others.joined(separator: " ")
    read(Vocabulary.words(text), signs: text)
    if age == nil, sex != nil, grade == nil {
      isAgeImplied = true
      let folded = Set(Vocabulary.words(heading))
      if !folded.isDisjoint(with: HeadingDimensions.adults) { age = "Y_GE18" }
      if !folded.isDisjoint(with: HeadingDimensions.children) { age = "Y0T17" }
    }
  }

  private mutating func read(_ words: [String], signs: String) {
    var numbers: [Int] = []
    var isOver = signs.contains("+") || signs.contains(">")
    var isUnder = signs.contains("<")
    for word in words {
      if HeadingDimensions.female.contains(word) {
        sex = "F"
      } else if HeadingDimensions.male.contains(word) {
        sex = "M"
      } else if let number = Int(word.filter { $0 != "+" && $0 != "<" && $0 != ">" }),
        (0...120).contains(number)
      {
        numbers.append(number)
      } else if HeadingDimensions.over.contains(word) {
        isOver = true
      } else if HeadingDimensions.under.contains(word) {
        isUnder = true
      } else if !HeadingDimensions.ageWords.contains(word) {
        rest.append(word)
      }
    }
    switch numbers.count {
    case 2 where numbers[0] < numbers[1]: age = "Y\(numbers[0])T\(numbers[1])"
    case 1 where isOver:
      age = "Y_GE\(numbers[0])"
      isAgeUnsure = !signs.contains("+")
    case 1 where isUnder && numbers[0] > 0: age = "Y0T\(numbers[0] - 1)"
    case 0: break
    default: rest += numbers.map(String.init)
    }
  }
}
