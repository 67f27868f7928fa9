/// Words of headings that announce data about single persons, in English, French, Arabic and
/// Amharic.
enum PersonalWords {
  /// Whether a heading speaks of persons' names, birth, ids or ways to reach them.
  static func suggestPersons(_ heading: String) -> Bool {
    let words = HeadingWords(heading)
    if words.holdAny(of: phrases) { return true }
    return words.holdAny(of: names) && words.holdAny(of: persons)
      && !words.holdAny(of: institutions)
  }

  private static let names = ["name", "names", "nom", "noms", "اسم", "اسماء", "ስም"].map {
    HeadingPhrase($0)
  }

  private static let persons = [
    "pupil", "pupils", "student", "students", "child", "children", "learner", "learners",
    "teacher", "teachers", "headteacher", "head teacher", "principal", "parent", "parents",
    "guardian", "caregiver", "mother", "father", "mothers", "fathers", "beneficiary",
    "respondent", "enumerator", "interviewee", "focal person", "household head",
    "élève", "eleve", "eleves", "l'élève", "enfant", "enfants", "l'enfant", "étudiant",
    "enseignant", "enseignants", "l'enseignant", "directeur", "père", "mère", "tuteur", "parents",
    "bénéficiaire", "répondant", "enquêteur",
    "الطالب", "الطالبة", "الطلاب", "التلميذ", "التلميذة", "التلاميذ", "الطفل", "الأطفال",
    "المتعلم", "المعلم", "المعلمة", "المدرس", "المدير", "الأب", "الأم", "الوالد", "ولي الأمر",
    "المستفيد", "المجيب", "الباحث",
    "የተማሪ*", "ተማሪ", "የልጅ*", "የመምህር*", "የአባት", "የእናት", "የወላጅ*", "የአሳዳጊ*",
  ].map { HeadingPhrase($0) }

  /// A heading with one of these names a place, a body or a table, whoever else it mentions.
  private static let institutions = [
    "table", "school", "schools", "organisation*", "organization*", "partner*", "donor", "centre*",
    "center*", "county", "district", "activity", "école*", "ecole*", "établissement*",
    "المدرسة", "المدارس", "المنظمة", "المركز", "የትምህርት ቤት*", "ትምህርት ቤት",
  ].map { HeadingPhrase($0) }

  private static let phrases = [
    "first name", "last name", "middle name", "given name", "family name", "full name", "surname",
    "firstname", "lastname", "fullname", "nickname", "contact name", "contact person",
    "date of birth", "birth date", "birthdate", "birthday", "dob", "place of birth",
    "national id*", "identity number", "identity card", "id card", "id number", "passport*",
    "individual id", "proof of registration", "ration card*", "social security*", "nin",
    "phone*", "telephone*", "mobile number", "mobile no", "mobile phone", "cell phone",
    "cellphone", "whatsapp*", "email*", "e mail*", "home address", "fingerprint*",
    "prénom*", "nom de famille", "nom et prénom*", "noms et prénoms", "nom complet",
    "date de naissance", "né le", "lieu de naissance", "téléphone*", "tél",
    "courriel*", "adresse électronique", "numéro d'identité", "carte d'identité",
    "pièce d'identité", "numéro national", "nni", "cni", "cin", "passeport*",
    "الاسم الكامل", "الاسم الثلاثي", "الاسم الرباعي", "اسم العائلة", "الكنية", "الاسم الأول",
    "تاريخ الميلاد", "تاريخ الولادة", "تاريخ ميلاد*", "مكان الولادة", "مكان الميلاد",
    "الرقم الوطني", "رقم الهوية", "رقم البطاقة", "جواز السفر", "رقم الهاتف", "الهاتف", "هاتف",
    "رقم الجوال", "الجوال", "جوال", "الموبايل", "رقم الموبايل", "البريد الإلكتروني",
    "ሙሉ ስም", "የአባት ስም", "የእናት ስም", "የትውልድ ቀን", "የልደት ቀን", "የትውልድ ዘመን", "የትውልድ ቦታ",
    "መታወቂያ*", "የመታወቂያ*", "ስልክ*", "የስልክ*", "ኢሜይል*", "ኢሜል*",
  ].map { HeadingPhrase($0) }
}
