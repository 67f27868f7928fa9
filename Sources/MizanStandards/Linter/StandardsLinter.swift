public import MizanDiagnostics
import MizanRecords

/// Looks for mistakes in the files of a standard: what a person who edits a list, a country pack
/// or a text would like to know before anybody converts with it.
public enum StandardsLinter {
  /// Everything that is wrong in a folder, in the order of the files; empty when all is well.
  ///
  /// Files that cannot be read are told too; nothing is thrown.
  public static func check(_ folder: String) -> [Diagnostic] {
    let standards: Standards
    do {
      standards = try Standards(folder: folder)
    } catch {
      return error.diagnostics
    }
    var found: [Diagnostic] = []
    SchemaLint(standards).run(&found)
    for name in standards.listNames {
      ListLint(name, file: "\(folder)/lists/\(name).csv").run(&found)
      ColumnLint(standards: standards, name: name).run(&found)
    }
    checkOthers(standards, &found)
    for iso3 in standards.countryCodes {
      let folder = "\(folder)/countries/\(iso3)"
      guard PackTables(folder: folder).run(&found) else { continue }
      do {
        guard let country = try standards.country(iso3) else { continue }
        ProfileLint(standards, iso3).run(&found)
        GradeLint(standards, country.grades).run(&found)
        let areas = try country.readAreas(downTo: CountryPack.deepLevels.upperBound)
        AreaLint(areas, folder: folder).run(&found)
      } catch {
        found += error.diagnostics
      }
    }
    for name in FolderListing.names(in: folder + "/messages", suffix: ".csv") {
      do {
        try MessageLint(SmallTable(file: "\(folder)/messages/\(name).csv")).run(&found)
      } catch {
        found += error.diagnostics
      }
    }
    // A table that cannot be read is met by several checks.
    var told: Set<Diagnostic> = []
    return found.filter { told.insert($0).inserted }
  }

  /// The register of lists, lists of other standards, and crosswalks to and from them.
  private static func checkOthers(_ standards: Standards, _ found: inout [Diagnostic]) {
    let folder = standards.folder
    do {
      RegisterLint(standards, try ListRegister(standards: folder)).run(&found)
    } catch {
      found += error.diagnostics
    }
    for name in standards.externalNames {
      ListLint(name, file: "\(folder)/external/\(name).csv", isExternal: true).run(&found)
    }
    for name in standards.crosswalkNames { CrosswalkLint(standards, name).run(&found) }
    for name in FolderListing.names(in: folder + "/schema", suffix: ".csv")
    where !StandardsLinter.ownTables.contains(name) {
      do {
        try ComponentLint(standards: standards, file: "\(folder)/schema/\(name).csv").run(&found)
      } catch {
        found += error.diagnostics
      }
    }
  }

  /// Tables of the schema that are no structure of another standard.
  private static let ownTables: Set<String> = ["fields", "lists", "concepts", "headings"]
}
