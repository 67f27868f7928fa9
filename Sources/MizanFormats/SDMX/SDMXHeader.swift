/// What the header of a message says about its data sets.
struct SDMXHeader {
  /// One data set's own attributes.
  struct DataSet {
    var structure = ""
    var isDelete = false

    init() {}

    init(_ attributes: XMLAttributes) {
      structure = attributes.text("structureRef") ?? ""
      let action = (attributes.text("action") ?? "").lowercased()
      isDelete = action == "delete" || action == "d"
    }
  }

  private struct Structure {
    var id: String
    var observation: [UInt8]
    var reference = ""
  }

  private var structures: [Structure] = []
  private var current = 0

  /// The dimension that the observations of a series differ in.
  var observation: [UInt8] {
    structures.indices.contains(current) ? structures[current].observation : SDMXElement.timeID
  }
  /// The id of the data structure or data flow.
  var reference: String {
    structures.indices.contains(current) ? structures[current].reference : ""
  }

  mutating func add(_ attributes: XMLAttributes) {
    guard let id = attributes.text("structureID") else { return }
    let dimension = attributes.text("dimensionAtObservation") ?? "TIME_PERIOD"
    structures.append(
      Structure(
        id: id,
        observation: dimension == "AllDimensions" ? SDMXElement.timeID : Array(dimension.utf8)
      ))
  }

  /// `<Ref agencyID="ECB" id="ECB_EXR_NG" version="1.0"/>`
  mutating func refer(_ attributes: XMLAttributes) {
    guard !structures.isEmpty, let id = attributes.text("id") else { return }
    structures[structures.count - 1].reference = id
  }

  /// `urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=ECB:ECB_EXR1(1.0)`
  mutating func refer(urn: String) {
    guard !structures.isEmpty, let id = SDMXHeader.id(ofURN: urn) else { return }
    structures[structures.count - 1].reference = id
  }

  mutating func choose(_ id: String) {
    current = structures.firstIndex { $0.id == id } ?? 0
  }

  /// The id in a URN: what stands between the agency and the version.
  static func id(ofURN urn: String) -> String? {
    guard let named = urn.split(separator: "=").last?.split(separator: ":").last else { return nil }
    return named.split(separator: "(").first.map(String.init)
  }

  /// Attributes of a data set that are no attributes of its data.
  static func isStructural(_ name: String) -> Bool {
    [
      "structureRef", "setID", "action", "reportingBeginDate", "reportingEndDate", "validFromDate",
      "validToDate", "publicationYear", "publicationPeriod", "dataScope",
      "REPORTING_YEAR_START_DAY",
      "dataflowID", "keyFamilyURI", "dataProviderID", "dataProviderSchemeAgencyId",
    ].contains(name)
  }
}
