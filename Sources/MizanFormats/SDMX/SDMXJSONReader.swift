import MizanDiagnostics
import MizanRecords

/// Yields the ids of the components and then the observations of an SDMX-JSON message.
final class SDMXJSONReader: RowReader {
  private enum Level { case start, root, data, sets, set, series, observations, ended }

  private let pull: JSONPull
  private let structure: SDMXJSONStructure
  private let rows: RowBuffer
  private let place: Place
  private var level = Level.start
  private var setNumber = -1
  private var nextNumber = 1
  private var missingCount = 0

  init(_ pull: JSONPull, _ structure: SDMXJSONStructure, _ place: Place) {
    self.pull = pull
    self.structure = structure
    self.place = place
    rows = RowBuffer(width: structure.headings.count)
  }

  var digest: String? { pull.digest }

  func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
    batch.removeAll()
    if nextNumber == 1 {
      batch.appendRow(structure.headings, number: 1)
      nextNumber = 2
      return true
    }
    guard level != .ended || rows.count > 0 else { return false }
    while level != .ended, rows.count < XMLRecordReader.batchRows { try step() }
    if level == .ended, missingCount > 0 {
      findings.add(.sdmxMissing, at: place, column: "OBS_VALUE", count: missingCount)
      missingCount = 0
    }
    rows.take(into: batch, number: nextNumber)
    nextNumber += batch.rowCount
    return batch.rowCount > 0
  }

  /// Takes one member or element of the part of the message where the reader stands.
  private func step() throws(Failure) {
    let kind = try pull.next()
    switch (level, kind) {
    case (.start, .beginObject): level = .root
    case (.root, .endObject):
      // Reading on to the end completes the digest.
      _ = try pull.next()
      level = .ended
    case (.data, .endObject): level = .root
    case (.sets, .endArray): level = structure.hasData ? .data : .root
    case (.sets, .beginObject):
      setNumber += 1
      level = .set
    case (.set, .endObject): level = .sets
    case (.series, .endObject), (.observations, .endObject): level = .set
    case (.root, .key), (.data, .key):
      let name = pull.string
      if name == "data", level == .root {
        if try pull.next() == .beginObject { level = .data }
      } else if name == "dataSets" {
        if try pull.next() == .beginArray { level = .sets }
      } else {
        try pull.skip()
      }
    case (.set, .key):
      let name = pull.string
      if name == "series" {
        if try pull.next() == .beginObject { level = .series }
      } else if name == "observations" {
        if try pull.next() == .beginObject { level = .observations }
      } else {
        try pull.skip()
      }
    case (.series, .key):
      let key = pull.string
      let series = try pull.tree()
      for observation in series["observations"]?.members ?? [] {
        add(series: (key, series["attributes"]?.items ?? []), observation.name, observation.value)
      }
    case (.observations, .key):
      let key = pull.string
      add(series: nil, key, try pull.tree())
    default: throw Failure(.unreadable, .sdmxNotData, at: place, ["value": "JSON"])
    }
  }

  private func add(
    series: (key: String, attributes: [JSONPull.Tree])?, _ key: String, _ value: JSONPull.Tree
  ) {
    guard structure.dataSets.indices.contains(setNumber) else { return }
    let set = structure.dataSets[setNumber]
    guard structure.layouts.indices.contains(set.structure) else { return }
    let layout = structure.layouts[set.structure]
    rows.begin(nil)
    for dimension in layout.dataSet where dimension.values.count == 1 {
      put(dimension.slot, dimension.values[0])
    }
    if let series {
      index(series.key, layout.series)
      take(series.attributes, layout.seriesAttributes)
    }
    index(key, layout.observation)
    take(set.attributes, layout.dataSetAttributes)
    takeGroups(set, layout, series?.key ?? key)
    let values = value.items
    for (measure, value) in zip(layout.measures, values) { putValue(measure.slot, value) }
    take(Array(values.dropFirst(layout.measures.count)), layout.observationAttributes)
    if structure.valueSlot >= 0, rows.row[structure.valueSlot].isBlank { missingCount += 1 }
    if structure.timeSlot >= 0,
      !ObservationTime.isValid(rows.bytes(rows.row[structure.timeSlot]))
    {
      rows.fault(RecordBatch.Fault(.sdmxBadTime, column: structure.timeSlot + 1))
    }
    if set.isDelete { rows.fault(RecordBatch.Fault(.sdmxDelete)) }
    let start = (structure.hasData ? "/data" : "") + "/dataSets/\(setNumber)"
    put(
      structure.pathSlot,
      Array((start + (series.map { "/series/\($0.key)" } ?? "") + "/observations/\(key)").utf8))
    rows.end()
  }

  /// `0:2:1`: the places of the values of each dimension.
  private func index(_ key: String, _ dimensions: [SDMXJSONStructure.Component]) {
    let places = key.split(separator: ":", omittingEmptySubsequences: false)
    var isGood = places.count == dimensions.count || dimensions.isEmpty
    for (dimension, text) in zip(dimensions, places) {
      guard let place = Int(text), dimension.values.indices.contains(place) else {
        isGood = false
        continue
      }
      put(dimension.slot, dimension.values[place])
    }
    if !isGood { rows.fault(RecordBatch.Fault(.sdmxBadIndex, raw: key)) }
  }

  /// Attributes are places of values, or since 2.0 the values themselves.
  private func take(_ values: [JSONPull.Tree], _ attributes: [SDMXJSONStructure.Component]) {
    for (attribute, value) in zip(attributes, values) {
      guard let bytes = value.bytes else { continue }
      if attribute.values.isEmpty {
        put(attribute.slot, bytes)
      } else if let place = value.integer, attribute.values.indices.contains(place) {
        put(attribute.slot, attribute.values[place])
      } else {
        rows.fault(RecordBatch.Fault(.sdmxBadIndex, raw: String(decoding: bytes, as: UTF8.self)))
      }
    }
  }

  /// Attributes of groups of dimensions: `0::2` holds for all series with these two places.
  private func takeGroups(
    _ set: SDMXJSONStructure.DataSet, _ layout: SDMXJSONStructure.Layout, _ key: String
  ) {
    let own = key.split(separator: ":", omittingEmptySubsequences: false)
    for group in set.groups {
      let wanted = group.key.split(separator: ":", omittingEmptySubsequences: false)
      if zip(wanted, own).allSatisfy({ $0.isEmpty || $0 == $1 }) {
        take(group.values, layout.groupAttributes)
      }
    }
  }

  private func putValue(_ slot: Int, _ value: JSONPull.Tree) {
    guard let bytes = value.bytes else { return }
    bytes.withUnsafeBufferPointer { bytes in
      if ObservationValue.isMissing(bytes) { return }
      rows.set(slot, bytes, ObservationValue.isPlain(bytes) ? .number : .text)
    }
  }

  private func put(_ slot: Int, _ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { if $0.count > 0 { rows.set(slot, $0) } }
  }
}

extension Code {
  static let sdmxBadIndex = Code("SDMX_BAD_INDEX", .error)
}
