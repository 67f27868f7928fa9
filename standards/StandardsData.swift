/// The files of `standards/` as resources; this target holds no other Swift.
///
/// The files are found at run time by ``StandardsFolder`` of `MizanStandards`.
public enum StandardsData {
  /// The name under which the package manager puts the files beside a program.
  public static let bundleName = "Mizan_MizanStandardsData.resources"

  /// The folder of this file when the program was built: the last place to look, for development.
  public static let sourceFolder = folder(of: #filePath)

  private static func folder(of file: String) -> String {
    file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
  }
}
