import MizanDiagnostics
import MizanRecords
import MizanStandards

/// Which labels are grades: those of the standard, and those of a country where it is known.
struct GradeLabels {
  private let list: CodeList?
  private let table: GradeTable?

  init(_ standards: Standards, _ country: CountryPack?) {
    list = standards.list("grade")
    table = country?.grades
  }

  /// The grade's code; nil when the label is none.
  func grade(_ label: String) -> String? {
    let folded = Array(Folding.fold(label).utf8)
    guard let code = table?.grade(folded: folded) ?? list?.entry(folded: folded)?.code,
      !code.hasPrefix("_")
    else { return nil }
    return code
  }
}
