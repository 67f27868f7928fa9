/// Words of headings that name groups in which a small count may show who a person is, in
/// English, French, Arabic and Amharic.
enum SensitiveWords {
  /// Groups that need protection wherever they are counted.
  static let groups = [
    "disab*", "special needs", "special educational needs", "impair*", "handicap*", "albin*",
    "orphan*", "hiv", "aids", "gbv", "survivor*", "pregnan*", "teenage mothers",
    "unaccompanied", "separated children", "armed forces", "armed groups", "child labour*",
    "déficien*", "besoins spéciaux", "besoins éducatifs", "orphelin*", "vih", "sida", "vbg",
    "survivant*", "enceinte*", "non accompagné*", "séparés", "groupes armés",
    "إعاق*", "الإعاق*", "معاق*", "المعاق*", "ذوي الإعاقة", "ذوو الإعاقة", "ذوي الاحتياجات*",
    "يتيم*", "أيتام", "الأيتام", "ناجيات", "الناجيات", "حوامل", "غير مصحوبين",
    "አካል ጉዳ*", "የአካል ጉዳ*", "ወላጅ አልባ*",
  ].map { HeadingPhrase($0) }

  /// Columns that say who the counted people are.
  static let dimensions = [
    "sex", "gender", "age", "age group", "status", "displacement*", "nationality", "ethnicity",
    "sexe", "genre", "âge", "statut", "déplacement", "nationalité", "ethnie",
    "الجنس", "النوع", "العمر", "الفئة العمرية", "الحالة", "النزوح", "الجنسية",
    "ጾታ", "ፆታ", "ዕድሜ", "እድሜ", "ሁኔታ",
  ].map { HeadingPhrase($0) }
}
