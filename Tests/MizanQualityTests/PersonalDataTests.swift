import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanQuality

struct PersonalDataTests {
  @Test(arguments: [
    "pupil_name", "date_of_birth", "national_id", "Student Name", "Name of the child", "pupilName",
    "First name", "Surname", "DOB", "Phone number", "Contact person", "Teacher's name", "E-mail",
    "Nom et prénoms", "Nom de l'élève", "Prénom", "Date de naissance", "Téléphone du directeur",
    "NOM DE L’ELEVE", "Courriel", "Carte d'identité",
    "اسم الطالب", "الاسم الكامل", "تاريخ الميلاد", "الرقم الوطني", "رقم الهاتف",
    "البريد الإلكتروني",
    "የተማሪ ስም", "ሙሉ ስም", "የትውልድ ቀን", "ስልክ ቁጥር", "የአባት ስም",
  ])
  func `Headings about persons`(heading: String) {
    let findings = inspect([lines([["1", "2"]])], context(["id", heading]))
    #expect(findings.columns("PII_SUSPECTED") == [heading])
    #expect(findings.groups.first?.examples == [Place("f.csv", column: 2)])
  }

  @Test(arguments: [
    "country", "school_name", "school_id", "Name of school", "Organisation name", "Children",
    "Names or Number of schools and learners", "Number of pupils", "Girls", "Month of birth rate",
    "Nom de l'école", "Effectif des élèves", "Ordinateurs portables", "Nombre d'enfants",
    "اسم المدرسة", "عدد الطلاب", "المحافظة", "የትምህርት ቤት ስም", "ወረዳ", "age", "sex", "dominant",
    "Lead Organisation Name", "Donor / Grant Name", "", "Mobile classrooms", "ID",
    "_parent_table_name",
  ])
  func `Headings about places and numbers`(heading: String) {
    #expect(inspect([lines([["1", "2"]])], context(["id", heading])).isEmpty)
  }

  @Test func `A column of counts is no personal data`() {
    let findings = inspect(
      [lines([["1", "2"]])], context(["id", "Teachers with phone number"], counts: [1]))
    #expect(findings.isEmpty)
  }

  @Test(arguments: ["amina@example.org", "+254 712 345678", "00963-11-2345678", "a.b@c.co.ke"])
  func `Values may tell what the heading does not`(value: String) {
    let rows = (0..<9).map { index in ["\(index)", index % 3 == 0 ? "none" : value] }
    let findings = inspect([lines(rows)], context(["id", "remarks"]))
    #expect(findings.columns("PII_SUSPECTED") == ["remarks"])
    #expect(findings.groups.allSatisfy { $0.key.value.isEmpty })
    #expect(!findings.groups.flatMap(\.arguments.values).contains(value))
  }

  @Test(arguments: ["492", "PS0102-0607", "2024-05-01", "+5", "a@b", "@x.yz", "x @ y.org", "00000"])
  func `Values that are something else`(value: String) {
    #expect(
      inspect([lines((0..<9).map { ["\($0)", value] })], context(["id", "remarks"])).isEmpty)
  }

  @Test func `A few addresses among other texts are not a column of them`() {
    let rows = (0..<9).map { ["\($0)", $0 < 3 ? "a@example.org" : "text"] }
    #expect(inspect([lines(rows)], context(["id", "remarks"])).isEmpty)
  }

  @Test func `Only the first rows are looked at for shapes`() {
    let rows = (0..<1000).map { ["\($0)", $0 < 200 ? "text" : "a@example.org"] }
    #expect(inspect([lines(rows)], context(["id", "remarks"])).isEmpty)
  }

  @Test func `A column is told once`() {
    let rows = lines((0..<9).map { ["\($0)", "a@example.org"] })
    let findings = inspect([rows, rows], context(["id", "E-mail"], checksDuplicates: false))
    #expect(findings.count("PII_SUSPECTED") == 1)
  }

  @Test func `Headings are judged even when the table has no rows`() {
    #expect(inspect([], context(["id", "pupil_name"])).count("PII_SUSPECTED") == 1)
  }

  @Test func `Parts merged judge together`() {
    let headings = context(["id", "remarks"])
    var findings = Findings()
    var one = RowRules()
    var two = RowRules()
    one.inspect(lines([["1", "text"]]), headings, &findings)
    two.inspect(lines([["2", "a@example.org"], ["3", "b@example.org"]]), headings, &findings)
    one.merge(two, headings, &findings)
    one.conclude(headings, &findings)
    #expect(findings.count("PII_SUSPECTED") == 1)
  }
}
