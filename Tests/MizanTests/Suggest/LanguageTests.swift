import Foundation
import Testing

@testable import Mizan

/// Sheets as offices of several languages write them, none of them one that the words came from.
@Suite struct `Headings of the field` {
  private let desk: ColumnDesk

  init() throws { desk = try ColumnDesk() }

  /// Heading and field, a line each; nothing behind the stroke: no place in the standard.
  private func score(_ sheet: String) -> (right: Int, wrong: [String], sure: [String], of: Int) {
    var right = 0
    var wrong: [String] = []
    var sure: [String] = []
    var counted = 0
    for line in sheet.split(separator: "\n") {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      let heading = parts[0].trimmingCharacters(in: [" "])
      let wanted = parts.dropFirst().map { $0.trimmingCharacters(in: [" "]) }
      let found = desk.field(heading)
      let isRight =
        wanted.contains(found)
        || found.hasSuffix(".ref_area") && wanted.contains { $0.hasSuffix(".ref_area") }
      if wanted != [""] {
        counted += 1
        right += isRight ? 1 : 0
      }
      if !isRight {
        wrong.append("\(heading) → \(found)")
        if !found.isEmpty, desk.confidence(heading) > 0.9 { sure.append(heading) }
      }
    }
    return (right, wrong, sure, counted)
  }

  private func expect(_ sheet: String, _ location: SourceLocation = #_sourceLocation) {
    let found = score(sheet)
    #expect(
      found.right * 100 >= found.of * 85, "\(found.right) of \(found.of): \(found.wrong)",
      sourceLocation: location)
    #expect(found.sure == [], sourceLocation: location)
  }

  @Test func `are known in Spanish`() {
    expect(
      """
      Período | activity.report_month
      Gestión | observation.school_year
      Ciclo escolar | observation.school_year
      Código FTS | activity.plan_id
      Título del proyecto |
      Socio principal | activity.org_lead
      Siglas | activity.org_lead
      Socio ejecutor | activity.org_impl
      Financiado por | activity.donor
      Línea de acción | activity.activity_type
      Detalle de la actividad | activity.name
      Modalidad educativa | activity.modality
      Estado de ejecución | activity.status
      Fecha inicial | activity.start_date
      Fecha de cierre | activity.end_date
      Departamento | activity.ref_area
      Alcaldía | activity.ref_area
      Barrio | activity.ref_area
      Código del departamento | activity.ref_area
      Sexo | observation.sex
      Grupo etario | observation.age
      Perfil de la población | observation.displacement
      País de origen | observation.origin
      Tipo de discapacidad | observation.disability
      Nivel de enseñanza | observation.level
      Curso | observation.grade
      Programa educativo | observation.programme
      Número de beneficiarios | observation.value
      Estudiantes matriculados | observation.value
      Número de docentes | observation.value
      Centros educativos | observation.value
      Desescolarizados | observation.value
      Niñas de 6 a 11 años | observation.value
      Hombres 18+ | observation.value
      Código modular | facility.national_id
      Unidad educativa | facility.name
      Tipo de centro educativo | facility.type
      Estado operativo | facility.functionality
      Grado de daño | facility.damage
      Latitud GPS | facility.lat
      Ambos sexos | total
      Correo electrónico |
      Observaciones |
      Punto focal |
      """)
  }

  @Test func `are known in French`() {
    expect(
      """
      Période de rapportage | activity.report_month
      Année scolaire | observation.school_year
      Code HPC | activity.plan_id
      Intitulé du projet |
      Organisation déclarante | activity.org_lead
      Sigle du partenaire | activity.org_lead
      Agence d'exécution | activity.org_impl
      Financé par | activity.donor
      Type d'intervention | activity.activity_type
      Titre de l'activité | activity.name
      Mode d'enseignement | activity.modality
      État d'avancement | activity.status
      Date de lancement | activity.start_date
      Date de clôture | activity.end_date
      Région | activity.ref_area
      Cercle | activity.ref_area
      Sous-préfecture | activity.ref_area
      Site de déplacés | activity.ref_area
      Code de la région | activity.ref_area
      Sexe | observation.sex
      Tranche d'âge | observation.age
      Statut de résidence | observation.displacement
      Pays de provenance | observation.origin
      Type de handicap | observation.disability
      Cycle d'enseignement | observation.level
      Classe | observation.grade
      Type de programme | observation.programme
      Nombre de bénéficiaires | observation.value
      Élèves inscrits | observation.value
      Nombre d'enseignants | observation.value
      Enfants non scolarisés | observation.value
      Filles 6-11 ans | observation.value
      Garçons 12 à 17 ans | observation.value
      Code de l'établissement | facility.national_id
      Nom de la structure | facility.name
      Type de structure | facility.type
      École fonctionnelle | facility.functionality
      Niveau de dommage | facility.damage
      Longitude GPS | facility.lon
      Les deux sexes | total
      Adresse électronique |
      Personne de contact |
      Date du rapport |
      """)
  }

  @Test func `are known in Arabic`() {
    expect(
      """
      فترة التقرير | activity.report_month
      السنة المدرسية | observation.school_year
      رمز النداء | activity.plan_id
      عنوان المشروع |
      المنظمة المسؤولة | activity.org_lead
      مختصر المنظمة | activity.org_lead
      الوكالة المنفذة | activity.org_impl
      جهة التمويل | activity.donor
      نوع التدخل | activity.activity_type
      تفاصيل النشاط | activity.name
      حالة التنفيذ | activity.status
      تاريخ البداية | activity.start_date
      تاريخ الإغلاق | activity.end_date
      محافظة | activity.ref_area
      قضاء | activity.ref_area
      ناحية | activity.ref_area
      المخيم | activity.ref_area
      رمز المحافظة | activity.ref_area
      الجنس | observation.sex
      الفئة العمرية | observation.age
      صفة النزوح | observation.displacement
      بلد المنشأ | observation.origin
      نوع الإعاقة | observation.disability
      مستوى التعليم | observation.level
      الصف | observation.grade
      البرنامج التعليمي | observation.programme
      عدد المستفيدين | observation.value
      عدد المسجلين | observation.value
      عدد المدرسين | observation.value
      المتسربون | observation.value
      إناث | observation.value
      ذكور | observation.value
      رمز المدرسة | facility.national_id
      اسم المنشأة | facility.name
      نوع المنشأة | facility.type
      الوضع التشغيلي | facility.functionality
      مستوى الضرر | facility.damage
      خط العرض | facility.lat
      المجموع العام | total
      رقم الهاتف |
      ملاحظات |
      """)
  }

  @Test func `are known in English`() {
    expect(
      """
      Reporting period | activity.report_month
      Academic year | observation.school_year
      FTS code | activity.plan_id
      Title of project |
      Reporting organization | activity.org_lead
      Agency acronym | activity.org_lead
      Executing agency | activity.org_impl
      Funded by | activity.donor
      Type of activity | activity.activity_type
      Description of activity | activity.name
      Learning modality | activity.modality
      Implementation status | activity.status
      Date started | activity.start_date
      Closing date | activity.end_date
      Governorate | activity.ref_area
      Local government area | activity.ref_area
      Refugee camp | activity.ref_area
      Governorate p-code | activity.ref_area
      Gender | observation.sex
      Age band | observation.age
      Population group | observation.displacement
      Country of origin | observation.origin
      Disability status | observation.disability
      ISCED level | observation.level
      Grade level | observation.grade
      Type of education | observation.programme
      Household size | observation.value
      Pupils enrolled | observation.value
      Teaching staff | observation.value
      Children in school age | observation.value
      Dropouts | observation.value
      Girls 6-11 | observation.value
      Boys under 5 | observation.value
      EMIS number | facility.national_id
      Name of facility | facility.name
      Type of school | facility.type
      Functional status | facility.functionality
      Level of damage | facility.damage
      Longitude | facility.lon
      Grand total | total
      Phone number |
      Name of enumerator |
      Data source |
      """)
  }

  @Test(arguments: [
    ("Período", "Periodo"), ("ORGANIZACIÓN EJECUTORA", "organizacion ejecutora"),
    ("Élèves inscrits", "ELEVES INSCRITS"), ("المحافظة", "محافظه"),
    ("Date de début", "DATE DE DEBUT"), ("Start_Date", "StartDate"), ("ADM1_PCODE", "adm1 pcode"),
  ]) func `are the same with and without accents, articles and capitals`(
    one: String, other: String
  ) {
    #expect(desk.field(one) == desk.field(other))
    #expect(desk.field(one) != "")
    #expect(desk.confidence(one) == desk.confidence(other))
  }

  @Test(arguments: ["", " ", "-", "123", "Column1", "Zahl der Kinder", "Страна", "学校", "?", "…"])
  func `are not known where nobody has written them down`(heading: String) {
    #expect(desk.field(heading) == "")
  }
}
