import MizanDiagnostics
import MizanRecords

/// What a message of SDMX-JSON 1.0 or 2.0 says about its observations: components with their
/// values, of which the data have only the numbers.
struct SDMXJSONStructure {
  struct Component {
    var id: String
    var position: Int?
    var values: [[UInt8]]
    var slot = 0
  }

  /// One data set, without its series and observations.
  struct DataSet {
    var structure = 0
    var isDelete = false
    var attributes: [JSONPull.Tree] = []
    var groups: [(key: String, values: [JSONPull.Tree])] = []
  }

  /// The components by where the message attaches them.
  struct Layout {
    var dataSet: [Component] = []
    var series: [Component] = []
    var observation: [Component] = []
    var measures: [Component] = []
    var dataSetAttributes: [Component] = []
    var groupAttributes: [Component] = []
    var seriesAttributes: [Component] = []
    var observationAttributes: [Component] = []

    var dimensions: [Component] { dataSet + series + observation }
  }

  private(set) var layouts: [Layout] = []
  private(set) var dataSets: [DataSet] = []
  private(set) var headings: [String] = []
  private(set) var timeSlot = -1
  private(set) var valueSlot = -1
  /// Whether the data stand under `data`, as since 1.0.
  private(set) var hasData = false
  /// Codes and titles of errors that the service tells.
  private(set) var errors: [String] = []
  var pathSlot: Int { headings.count - 1 }

  /// Reads all but the data.
  init(_ pull: JSONPull, _ place: Place) throws(Failure) {
    guard try pull.next() == .beginObject else {
      throw Failure(.unreadable, .sdmxNotData, at: place, ["value": "JSON"])
    }
    try readMembers(pull, isRoot: true)
    _ = try pull.next()
    guard !layouts.isEmpty else {
      let problem = errors.isEmpty ? "no structure" : errors.joined(separator: " | ")
      throw Failure(
        .unreadable, errors.isEmpty ? .sdmxNotData : .sdmxErrorMessage, at: place,
        ["value": ShownText.make(problem, limit: 200)])
    }
    makeHeadings()
  }

  private mutating func readMembers(_ pull: JSONPull, isRoot: Bool) throws(Failure) {
    while try pull.next() == .key {
      switch pull.string {
      case "data" where isRoot:
        guard try pull.next() == .beginObject else { continue }
        hasData = true
        try readMembers(pull, isRoot: false)
      case "structure": layouts.append(layout(try pull.tree()))
      case "structures": layouts += try pull.tree().items.map { layout($0) }
      case "errors":
        errors = try pull.tree().items.map {
          [$0["code"]?.string, $0["title"]?.string ?? $0["message"]?.string].compactMap { $0 }
            .joined(separator: " ")
        }
      case "dataSets": try readDataSets(pull)
      default: try pull.skip()
      }
    }
  }

  private mutating func readDataSets(_ pull: JSONPull) throws(Failure) {
    guard try pull.next() == .beginArray else { return }
    while try pull.next() == .beginObject {
      var set = DataSet()
      while try pull.next() == .key {
        switch pull.string {
        case "structure": set.structure = try pull.tree().integer ?? 0
        case "action": set.isDelete = try pull.tree().string?.lowercased() == "delete"
        case "attributes": set.attributes = try pull.tree().items
        case "dimensionGroupAttributes":
          set.groups = try pull.tree().members.map { ($0.name, $0.value.items) }
        default: try pull.skip()
        }
      }
      dataSets.append(set)
    }
  }

  private func layout(_ tree: JSONPull.Tree) -> Layout {
    func components(_ part: String, _ level: String) -> [Component] {
      (tree[part]?[level]?.items ?? []).compactMap { item in
        guard let id = item["id"]?.string else { return nil }
        let values = (item["values"]?.items ?? []).map { value in
          value.bytes ?? (value["id"] ?? value["value"] ?? value["name"])?.bytes ?? []
        }
        return Component(id: id, position: item["keyPosition"]?.integer, values: values)
      }
    }
    var layout = Layout()
    layout.dataSet = components("dimensions", "dataSet")
    layout.series = components("dimensions", "series")
    layout.observation = components("dimensions", "observation")
    layout.measures = components("measures", "observation")
    layout.dataSetAttributes = components("attributes", "dataSet")
    layout.groupAttributes = components("attributes", "dimensionGroup")
    layout.seriesAttributes = components("attributes", "series")
    layout.observationAttributes = components("attributes", "observation")
    if layout.measures.isEmpty { layout.measures = [Component(id: "OBS_VALUE", values: [])] }
    return layout
  }

  /// Dimensions in the order of their positions, time, measures, attributes.
  private mutating func makeHeadings() {
    var ids: [String] = []
    func add(_ components: [Component]) {
      for component in components where !ids.contains(component.id) { ids.append(component.id) }
    }
    for layout in layouts {
      let dimensions = layout.dimensions.filter { $0.id != "TIME_PERIOD" }
      let hasPositions = dimensions.allSatisfy { $0.position != nil }
      add(
        hasPositions
          ? dimensions.sorted { ($0.position ?? 0) < ($1.position ?? 0) } : dimensions)
    }
    for layout in layouts { add(layout.dimensions.filter { $0.id == "TIME_PERIOD" }) }
    for layout in layouts { add(layout.measures) }
    for layout in layouts {
      add(layout.dataSetAttributes + layout.groupAttributes + layout.seriesAttributes)
      add(layout.observationAttributes)
    }
    timeSlot = ids.firstIndex(of: "TIME_PERIOD") ?? -1
    valueSlot = ids.firstIndex(of: "OBS_VALUE") ?? -1
    func place(_ components: inout [Component]) {
      for index in components.indices {
        components[index].slot = ids.firstIndex(of: components[index].id) ?? 0
      }
    }
    for index in layouts.indices {
      place(&layouts[index].dataSet)
      place(&layouts[index].series)
      place(&layouts[index].observation)
      place(&layouts[index].measures)
      place(&layouts[index].dataSetAttributes)
      place(&layouts[index].groupAttributes)
      place(&layouts[index].seriesAttributes)
      place(&layouts[index].observationAttributes)
    }
    headings = ids + [SDMXColumns.pathHeading]
  }
}
