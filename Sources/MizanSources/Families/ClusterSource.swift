/// Who does what, where, when and for whom: the 3W, 4W and 5W sheets of Education Clusters, under
/// English, French, Spanish and Arabic headings.
public enum ClusterSource: FamilySource {
  public static let descriptor = SourceDescriptor(
    name: "cluster", title: "Education Cluster 4W/5W",
    reads: "3W, 4W and 5W sheets by their headings in English, French, Spanish and Arabic",
    mapping: "mappings/HXL/cluster-4w.map.yaml")

  public static let families = [
    HeadingFamily(
      "a 4W or 5W sheet", least: 5,
      oneOfEach: [["org"], ["activity", "sector"], ["adm1", "adm2", "adm3", "loc"]],
      strength: .likely, who + what + whereAndWhen + forWhom)
  ]

  private static let who: [HeadingMeanings.Line] = [
    .init(
      "#org+impl+type", "Implementing Partner Type", "Implementing agency Type",
      "Implementing agencyType"),
    .init(
      "#org+impl+acronym", "Implementing Partner Acronym", "Implementing agency Acronym"),
    .init(
      "#org+impl+name", "Implementing Partner*", "Implementing Agency*", "Implementing Org*",
      "Partenaire de mise en œuvre*", "Partenaire d'exécution*", "Partenaire d'implémentation*",
      "Organización implementadora*", "Socio implementador*",
      "الشريك المنفذ*", "المنظمة المنفذة*", "الجهة المنفذة*"),
    .init("#org+funder+acronym", "Donor Acronym", "Sigle du bailleur*", "Siglas del donante*"),
    .init(
      "#org+funder+name", "Donor*", "Funding*", "Bailleur*", "Source de financement*", "Donante*",
      "Financiador*", "المانح*", "الجهة المانحة*"),
    .init(
      "#org+type", "Organisation Type*", "Organization Type*",
      "Type of Organi*", "Type d'organisation*", "TypeOrganisation*", "Org. Type", "ORG_TYPE",
      "Programme Organization Type", "Tipo de organización*", "نوع المنظمة*"),
    .init(
      "#org+acronym", "Org. Acronym", "ORG_ACRONYM", "Acronym*", "Acronyme*",
      "Program partner Acronym", "Siglas*", "Sigla*", "اختصار المنظمة*"),
    .init(
      "#org+name", "Lead Organi*", "Reporting Organi*", "Organi*ation", "Organi*ation Name*",
      "Org Name", "ORG_NAME", "Program Partner Name", "Programme Organization", "Lead Agency*",
      "Nom de l'organisation*", "Organisation chef de file*", "Organizacion lider*",
      "Organización líder*", "Organización", "المنظمة", "اسم المنظمة*", "المنظمة الرائدة*"),
  ]

  private static let what: [HeadingMeanings.Line] = [
    .init(
      "#sector+cluster", "Cluster*Sector*", "Cluster", "Sector", "Project Sector", "Secteur*",
      "القطاع*", "الكتلة*", "المجموعة القطاعية*"),
    .init(
      "#activity+name", "Main Activity*", "Activity", "Activities", "ClusterActivities",
      "Activité*", "Activites*", "Actividad", "Actividades", "النشاط*", "الأنشطة*"),
    .init("#indicator", "Monitoring Indicator*", "Indicator*", "Indicateur*", "المؤشر*"),
    .init(
      "#status", "Activity Status*", "Project Status", "Status", "Statut*",
      "Estatus de la actividad*", "Estado de la actividad*", "حالة النشاط*", "الحالة*"),
    .init("#description+project", "Nombre del proyecto*", "Project Title*", "Titre du projet*"),
    .init("#activity+code", "Código de proyecto*", "Project Code*", "Code du projet*"),
  ]

  private static let whereAndWhen: [HeadingMeanings.Line] = [
    .init(
      "#adm1+code", "PROV_CODE", "State Pcode", "Pcode1", "Código estado*", "Admin1 Pcode",
      "رمز المحافظة*"),
    .init(
      "#adm2+code", "DIST_CODE", "LGA PCode", "Código municipio*", "Admin2 Pcode",
      "رمز المديرية*", "رمز القضاء*"),
    .init("#adm3+code", "WoredaPcod*", "Woreda Pcode", "HNO Woreda Pcode", "Código parroquia*"),
    .init(
      "#adm1+name", "Region", "Région", "Province*", "County*", "State", "Governorate*",
      "Gouvernorat*", "Estado", "Admin1*", "Admin 1*", "المحافظة*"),
    .init(
      "#adm2+name", "Zone", "District*", "Sub-County*", "LGA", "Departement*", "Département*",
      "Municipio*", "Admin2*", "Admin 2*", "المديرية*", "القضاء*", "المنطقة*"),
    .init(
      "#adm3+name", "Woreda", "Sub-district*", "Sous-préfecture*", "Parroquia*", "Admin3*",
      "Admin 3*", "الناحية*"),
    .init(
      "#loc+name", "School Name*", "Site Name*", "Kebele/IDP site name*", "Localite*", "Location*",
      "Comunidad o nombre del estab*", "اسم المدرسة*", "الموقع*"),
    .init("#geo+lat", "Lat", "Latitude*", "Latitud*", "خط العرض*"),
    .init("#geo+lon", "Long", "Longitude*", "Longitud*", "خط الطول*"),
    .init(
      "#date+reported", "Month of Reporting*", "Reporting Month*", "Month", "Mois*",
      "Mes reportado*", "الشهر*", "شهر التقرير*"),
    .init(
      "#date+start", "Start Date*", "Date de début*", "Fecha de Inicio*", "تاريخ البدء*",
      "تاريخ البداية*"),
    .init(
      "#date+end", "End Date*", "Date de fin*", "Fecha Prevista de Finaliza*", "Fecha de fin*",
      "تاريخ الانتهاء*", "تاريخ النهاية*"),
  ]

  private static let forWhom: [HeadingMeanings.Line] = [
    .init("#reached+m+children", "Boys*", "Garçons*", "أولاد*", "الأولاد*", "بنين*"),
    .init("#reached+f+children", "Girls*", "Filles*", "بنات*", "البنات*"),
    .init("#reached+m+adults", "Men*", "Hommes*", "Hombres*", "رجال*", "الرجال*"),
    .init("#reached+f+adults", "Women*", "Femmes*", "Mujeres*", "نساء*", "النساء*"),
    .init(
      "#reached+total", "Total Beneficiaries*", "Total bénéficiaires*", "Total beneficiarios*",
      "إجمالي المستفيدين*", "مجموع المستفيدين*"),
    .init(
      "#beneficiary+type", "Beneficiary Type*", "Type de bénéficiaire*", "Tipo de beneficiario*",
      "نوع المستفيد*"),
  ]
}
