import MizanRecords

/// The names of months in the languages of partners' files.
enum MonthNames {
  /// A month and the calendar that its name belongs to.
  struct Month: Sendable, Hashable {
    var calendar: Calendar
    var number: Int
  }

  /// The month that a word or phrase names, if any. The text is folded already.
  static func month(_ folded: String) -> Month? { names[folded] }

  private static let names: [String: Month] = {
    var names: [String: Month] = [:]
    for (calendar, months) in [(Calendar.gregorian, gregorian), (.ethiopian, ethiopian)] {
      for (index, words) in months.enumerated() {
        for word in words.split(separator: "|") {
          let month = Month(calendar: calendar, number: index + 1)
          // Folded word by word, as ReadingWords does.
          let parts = word.split(separator: " ").map { Folding.fold(String($0)) }
          names[parts.joined(separator: " ")] = month
        }
      }
    }
    return names
  }()

  /// English, French, Levantine Arabic, the Arabic of Egypt and Chad, of the Maghreb, Amharic.
  private static let gregorian = [
    "january|jan|janvier|janv|كانون الثاني|كانون ثاني|يناير|جانفي|ጃንዩወሪ|ጃንዋሪ",
    "february|feb|février|fevrier|févr|fevr|fév|شباط|فبراير|فيفري|ፌብሩወሪ|ፌብሩዋሪ",
    "march|mar|mars|آذار|اذار|مارس|ማርች",
    "april|apr|avril|avr|نيسان|أبريل|ابريل|إبريل|أفريل|افريل|ኤፕሪል",
    "may|mai|أيار|ايار|مايو|ماي|ሜይ",
    "june|jun|juin|حزيران|يونيو|يونيه|جوان|ጁን",
    "july|jul|juillet|juil|تموز|يوليو|يوليه|جويلية|يوليوز|ጁላይ",
    "august|aug|août|aout|آب|اب|أغسطس|اغسطس|أوت|اوت|غشت|ኦገስት",
    "september|sep|sept|septembre|أيلول|ايلول|سبتمبر|شتنبر|ሴፕቴምበር",
    "october|oct|octobre|تشرين الأول|تشرين الاول|تشرين أول|تشرين اول|أكتوبر|اكتوبر|ኦክቶበር",
    "november|nov|novembre|تشرين الثاني|تشرين ثاني|نوفمبر|نونبر|ኖቬምበር",
    "december|dec|décembre|decembre|déc|كانون الأول|كانون الاول|كانون أول|كانون اول|ديسمبر|دجنبر|ዲሴምበር",
  ]

  /// The names of the Ethiopian months; spellings in Latin letters vary.
  private static let ethiopian = [
    "meskerem|maskaram|መስከረም", "tikimt|tikemt|teqemt|ጥቅምት", "hidar|hedar|ኅዳር|ህዳር",
    "tahsas|tahesas|ታኅሣሥ|ታህሳስ", "tir|ter|ጥር", "yekatit|yakatit|የካቲት", "megabit|magabit|መጋቢት",
    "miyazya|miazia|miyaziya|ሚያዝያ", "ginbot|genbot|ግንቦት", "sene|sane|ሰኔ", "hamle|hamlé|ሐምሌ|ሀምሌ",
    "nehase|nahase|nehasse|ነሐሴ|ነሀሴ", "pagume|pagumen|pagumiene|ጳጉሜን|ጳጉሜ",
  ]
}
