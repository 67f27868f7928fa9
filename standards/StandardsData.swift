/// The files of `standards/` as resources; this target holds no other Swift.
///
/// The files are found at run time by ``StandardsFolder`` of `MizanStandards`.
public enum StandardsData {
  /// The name under which the package manager puts the files beside a program.
  public static let bundleName = "Mizan_MizanStandardsData.resources"
}
