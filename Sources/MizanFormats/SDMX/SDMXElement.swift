/// The elements of a data message that say something about observations.
enum SDMXElement: Int32 {
  case other, structure, reference, urn, dataSet, group, series, obs, value, obsDimension, obsValue
  case key, dataSetAttributes, comp, message, text

  /// The component under which observations are told.
  static let valueID = Array("OBS_VALUE".utf8)
  static let timeID = Array("TIME_PERIOD".utf8)

  init(named name: String) {
    self =
      switch name {
      case "Structure": .structure
      case "Ref": .reference
      case "URN": .urn
      case "DataSet": .dataSet
      case "Group": .group
      case "Series": .series
      case "Obs": .obs
      case "Value": .value
      case "ObsDimension": .obsDimension
      case "ObsValue": .obsValue
      case "ObsKey", "SeriesKey", "GroupKey": .key
      case "Atts": .dataSetAttributes
      case "Comp": .comp
      case "Message", "ErrorMessage": .message
      case "Text": .text
      default: .other
      }
  }

  static func isData(root: String) -> Bool {
    [
      "GenericData", "GenericTimeSeriesData", "StructureSpecificData",
      "StructureSpecificTimeSeriesData", "CompactData",
    ].contains(root)
  }
}
