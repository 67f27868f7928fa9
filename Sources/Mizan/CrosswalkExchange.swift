import Glibc
public import MizanDiagnostics
import MizanRecords
public import MizanStandards

/// Takes lists and crosswalks out of the standard and brings crosswalks of others in.
public struct CrosswalkExchange: Sendable {
  /// What came out, with what was lost on the way; nil where nothing can be.
  public struct Result: Sendable {
    public var text: String
    public var loss: SSSOMLoss?
  }

  private let standards: Standards

  /// An exchange with the lists of a standard.
  public init(_ standards: Standards) { self.standards = standards }

  /// A list or a crosswalk as CSV, as it stands in the standard.
  /// - Throws: a ``Failure`` of kind `usage` when there is neither.
  public func csv(_ name: String) throws(Failure) -> Result {
    let list = standards.list(called: name)?.name ?? name
    if let file = standards.file(ofList: list) ?? standards.file(ofCrosswalk: name) {
      return Result(text: try read(file), loss: nil)
    }
    throw unknown(name)
  }

  /// A crosswalk of the standard, by name, or of a person, by path, as SSSOM TSV.
  /// - Parameters:
  ///   - targetList: the list of the targets of a person's crosswalk; nil when it is not known.
  ///   - license: the licence of the mappings as a URL; nil for "not specified".
  /// - Throws: a ``Failure`` when there is no such crosswalk, or it is wrong.
  public func sssom(
    _ name: String, targetList: String?, license: String?
  ) throws(Failure) -> Result {
    let own = standards.file(ofCrosswalk: name)
    guard let file = own ?? (access(name, F_OK) == 0 ? name : nil) else { throw unknown(name) }
    let base = name.split(separator: "/").last.map(String.init) ?? name
    let stem = base.hasSuffix(".csv") ? String(base.dropLast(4)) : base
    var options = SSSOMWriter.Options(setID: stem)
    options.license = license
    if own != nil, let sides = Standards.sides(ofCrosswalk: name) {
      (options.sourceList, options.targetList) = (sides.source, sides.target)
    }
    if let targetList {
      let list = standards.list(called: targetList)?.name ?? targetList
      guard standards.file(ofList: list) != nil else { throw unknown(targetList) }
      options.targetList = list
    }
    let lines = try CrosswalkLine.read(file)
    let shown = own == nil ? file : "standards/crosswalks/\(name).csv"
    var writer = try SSSOMWriter(standards, file: shown, options)
    let (text, loss) = writer.write(lines)
    return Result(text: text, loss: loss)
  }

  /// An SSSOM TSV file as a crosswalk.
  /// - Throws: a ``Failure`` when it is missing, broken or no SSSOM.
  public func crosswalk(sssom file: String) throws(Failure) -> Result {
    var reader = try SSSOMReader(file: file, standards)
    let (lines, loss) = try reader.read()
    return Result(text: CrosswalkLine.csv(lines), loss: loss)
  }

  private func read(_ file: String) throws(Failure) -> String {
    String(decoding: try SmallFile.read(file, limit: 64 << 20), as: UTF8.self)
  }

  private func unknown(_ name: String) -> Failure {
    let known = standards.listNames + standards.externalNames + standards.crosswalkNames
    return Failure(
      .usage, .listUnknown,
      ["value": ShownText.make(name), "known": known.joined(separator: ", ")])
  }
}

extension SSSOMLoss {
  /// The report as one JSON document, `mizan.sssom/1`.
  public var json: String {
    let lost = items.map { item in
      "{\"code\":\(JSONText.quoted(item.code.name)),\"severity\":\(JSONText.quoted(item.code.severity.rawValue)),"
        + "\"subject\":\(JSONText.quoted(item.subject)),\"became\":\(JSONText.quoted(item.became)),"
        + "\"count\":\(item.count),\"line\":\(item.line.map { String($0) } ?? "null")}"
    }
    return "{\"schema\":\"mizan.sssom/1\",\"file\":\(JSONText.quoted(file)),\"read\":\(read),"
      + "\"written\":\(written),\"complete\":\(isEmpty),\"losses\":[\(lost.joined(separator: ","))]}\n"
  }
}
