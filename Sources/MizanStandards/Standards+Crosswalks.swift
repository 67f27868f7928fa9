public import MizanDiagnostics

/// Lists of other standards and the crosswalks to and from them. Nothing of it is read before
/// somebody asks.
extension Standards {
  /// The names of the lists of other standards, in alphabetic order.
  public var externalNames: [String] {
    FolderListing.names(in: folder + "/external", suffix: ".csv")
  }

  /// The names of the crosswalks, such as `ownership--uis_sector_edu`: from one list to the other.
  public var crosswalkNames: [String] {
    FolderListing.names(in: folder + "/crosswalks", suffix: ".csv")
  }

  /// The file of a list of ours or of another standard; nil when there is none.
  public func file(ofList name: String) -> String? {
    if listNames.contains(name) { return "\(folder)/lists/\(name).csv" }
    return externalNames.contains(name) ? "\(folder)/external/\(name).csv" : nil
  }

  /// The file of a crosswalk; nil when there is none.
  public func file(ofCrosswalk name: String) -> String? {
    crosswalkNames.contains(name) ? "\(folder)/crosswalks/\(name).csv" : nil
  }

  /// A list of ours or of another standard; nil when there is none.
  /// - Throws: a ``Failure`` when its file is there and cannot be read.
  public func read(anyList name: String) throws(Failure) -> CodeList? {
    if let list = try read(list: name) { return list }
    guard let file = file(ofList: name) else { return nil }
    return try CodeList(file: file, name: name)
  }

  /// A crosswalk from one list to another; nil when there is none.
  /// - Throws: a ``Failure`` when its file is there and wrong.
  public func crosswalk(_ name: String) throws(Failure) -> Crosswalk? {
    guard let file = file(ofCrosswalk: name) else { return nil }
    return try Crosswalk(file: file, name: name)
  }

  /// The two lists that the name of a crosswalk speaks of; nil when it does not have two parts.
  public static func sides(ofCrosswalk name: String) -> (source: String, target: String)? {
    guard let gap = name.firstRange(of: "--") else { return nil }
    let (source, target) = (String(name[..<gap.lowerBound]), String(name[gap.upperBound...]))
    return source.isEmpty || target.isEmpty || target.contains("--") ? nil : (source, target)
  }
}
