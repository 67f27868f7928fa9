import Foundation
import MizanDiagnostics
import MizanStandards

/// A folder of its own for one test; removed when the test lets go of it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "mizan-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and makes its folders; gives its path.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    let file = path + "/" + name
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: false, encoding: .utf8)
    return file
  }
}

/// A small standard without mistakes that a test can spoil.
final class TemporaryStandard {
  let folder = try! TemporaryFolder()

  static let fields = "table,field,type,list,required,default,personal,unit,meaning\n"
  static let listHeads = "code,name_en,name_fr,name_ar,description,evidence,source,aliases\n"
  static let gradeHeads =
    "track,system,valid_from,valid_to,grade,aliases,level,official_age,evidence\n"
  static let areaHeads = "code,level,name_en,name_fr,name_ar,parent,valid_from,valid_to,aliases\n"

  static let profile = """
    key,value,evidence,source
    name_en,Land,O,
    name_fr,Pays,O,
    name_ar,بلد,O,
    school_year,one calendar year,O,
    start_month,9,O,
    end_month,5-6,O,
    calendar,GREG,O,
    languages,"eng,fra",O,
    scripts,Latn,O,
    digits,LATN,O,
    decimal,.,O,
    thousands,comma,O,
    date_order,DMY,O,
    adm_levels,region/town,O,

    """

  init() throws {
    for (list, code) in [("calendar", "GREG"), ("date_order", "DMY"), ("language", "eng")] {
      try folder.write(
        "lists/\(list).csv",
        TemporaryStandard.listHeads + "\(code),\(code),\(code),\(code),,O,own,\n"
          + (list == "language" ? "fra,fra,fra,fra,,O,own,\n" : ""))
    }
    try folder.write(
      "schema/fields.csv",
      TemporaryStandard.fields
        + "thing,sex,code,sex,yes,_T,no,,who\nthing,area,code,area,yes,,no,,where\n")
    try folder.write(
      "lists/sex.csv",
      TemporaryStandard.listHeads
        + "_T,Total,Tous,المجموع,,O,own,all\nF,Female,Femmes,إناث,,O,own,girls\n")
    try folder.write(
      "lists/grade.csv",
      TemporaryStandard.listHeads
        + "_T,All grades,Toutes,الجميع,,O,own,total\nG1,Grade 1,1re année,الصف الأول,,O,own,\n"
        + "G2,Grade 2,2e année,الصف الثاني,,O,own,\n")
    try folder.write(
      "lists/edu_level.csv",
      TemporaryStandard.listHeads
        + "L1,Primary,Primaire,ابتدائي,,O,own,\nL2,Lower,Moyen,إعدادي,,O,own,\n")
    try folder.write("countries/AAA/profile.csv", TemporaryStandard.profile)
    try folder.write(
      "countries/AAA/grades.csv",
      TemporaryStandard.gradeHeads
        + "main,MOE,2000,2009,G1,P1,L1,6,V\nmain,MOE,2010,,G1,P1,L2,6,V\nmain,MOE,,,G2,P2|Second,L2,7,R\n"
        + "other,Camp,,,G1,Camp one,L2,,O\n")
    try folder.write(
      "countries/AAA/areas.csv",
      TemporaryStandard.areaHeads
        + "AAA,0,Land,Pays,بلد,,,,\nA1,1,North,Nord,شمال,AAA,2020-01-01,,Upper\nA101,2,Town,Ville,مدينة,A1,2020-01-01,,\n"
        + "A2,1,South,Sud,جنوب,AAA,2020-01-01,,\nA201,2,Town,Ville,مدينة,A2,2020-01-01,,\n")
    try folder.write(
      "messages/room.csv",
      "code,lang,what,why,fix\nX_ONE,en,One {value},,\nX_ONE,fr,Un {value},,\nX_ONE,ar,واحد {value},,\n"
    )
  }

  func read() throws -> Standards { try Standards(folder: folder.path) }

  /// The names of the codes that the linter tells.
  func lint() -> [String] { StandardsLinter.check(folder.path).map(\.code.name) }
}
