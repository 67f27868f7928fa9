/// The columns of a message: dimensions in their order, TIME_PERIOD, OBS_VALUE, attributes.
struct SDMXColumns {
  /// Where a component was met.
  struct Component {
    var id: String
    var isKey = false
    /// Whether it was met at series or observations, and at groups.
    var isInData = false
    var isInGroup = false
    /// Its place among those met at series or observations.
    var rank = 0
    /// How a person finds its value: what is added to the path of an observation.
    var path = ""
    var up = 0
  }

  /// The ids, by column.
  let ids: [[UInt8]]
  let components: [Component]
  /// The columns by which a group is found again.
  let isGroupKey: [Bool]
  /// The column with the path of each observation.
  let pathSlot: Int
  let timeSlot: Int
  let valueSlot: Int

  var headings: [String] { components.map(\.id) + [SDMXColumns.pathHeading] }
  static let pathHeading = "_path"

  /// - Parameters:
  ///   - structure: the definition, where there is one: then its order counts, and all of its
  ///     components have a column.
  ///   - observation: the dimension in which the observations of a series differ.
  init(_ found: [Component], observation: String, structure: SDMXStructure.Definition?) {
    var ordered: [Component] = []
    func known(_ id: String) -> Component {
      found.first { $0.id == id } ?? Component(id: id)
    }
    func add(_ component: Component) {
      if !ordered.contains(where: { $0.id == component.id }) { ordered.append(component) }
    }
    if let structure {
      for dimension in structure.dimensions { add(known(dimension.id)) }
      if structure.hasTime { add(known("TIME_PERIOD")) }
      for measure in structure.measures { add(known(measure)) }
      for attribute in structure.attributes { add(known(attribute.id)) }
      found.forEach(add)
    } else {
      let special = ["TIME_PERIOD", "OBS_VALUE"]
      let others = found.filter { !special.contains($0.id) }
      let keys = others.filter(\.isKey)
      var inSeries = others.filter { $0.isInData && $0.up == 1 }
      if !inSeries.isEmpty { inSeries += others.filter { $0.id == observation && $0.up == 0 } }
      // A structure-specific message does not say which are dimensions: what series have comes first, and a
      // flat message keeps its own order.
      if keys.isEmpty && inSeries.isEmpty { found.filter(\.isInData).forEach(add) }
      (keys.isEmpty ? inSeries : keys).forEach(add)
      for id in special { add(known(id)) }
      others.forEach(add)
    }
    components = ordered
    ids = ordered.map { Array($0.id.utf8) }
    timeSlot = ordered.firstIndex { $0.id == "TIME_PERIOD" } ?? -1
    valueSlot = ordered.firstIndex { $0.id == "OBS_VALUE" } ?? -1
    pathSlot = ordered.count
    isGroupKey = ordered.map { component in
      if let structure { return structure.dimensions.contains { $0.id == component.id } }
      return component.isKey || component.isInGroup && component.isInData
    }
  }

  /// The column of an id; nil when there is none.
  func slot(_ id: UnsafeBufferPointer<UInt8>) -> Int? {
    ids.firstIndex { $0.count == id.count && $0.elementsEqual(id) }
  }
}
