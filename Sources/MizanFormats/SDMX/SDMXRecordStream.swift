import Glibc
import MizanDiagnostics
import MizanRecords

/// Reads the observations of a message into rows, with all that holds for their series, groups and
/// data set.
final class SDMXRecordStream: SDMXWalk {
  let columns: SDMXColumns
  let rows: RowBuffer
  private(set) var missingCount = 0
  private(set) var firstMissing: String?
  /// Series that hold no observation.
  private(set) var emptySeries = 0
  private let slots = PointerMap()
  private let values: [SlotValues]
  private var groups = SDMXGroups()
  private let template: UnsafeMutablePointer<Cell>
  private var isTemplateFresh = false
  /// Groups whose dimensions are not all known before the observation.
  private var openFamilies: [Int] = []
  private var guesses: [Int]
  private var valueNumber = 0
  private var seriesPath: [UInt8] = []
  private var lastTime: [UInt8] = []
  private var hasBadTime = false
  private var seriesHasBadTime = false
  private var lateComponent: String?
  private static let guessCount = 64

  init(
    _ source: any ByteSource, _ columns: SDMXColumns, _ place: Place, _ limits: Limits
  ) {
    self.columns = columns
    let width = columns.pathSlot + 1
    rows = RowBuffer(width: width)
    values = Level.allCases.map { _ in SlotValues(width: width) }
    template = .allocate(capacity: width)
    template.initialize(repeating: .blank, count: width)
    guesses = Array(repeating: 0, count: SDMXRecordStream.guessCount * Level.allCases.count)
    super.init(source, place, limits)
  }

  deinit { template.deallocate() }

  /// To be called when the rows were taken: what series share lies no more in the buffer.
  func rowsWereTaken() { isTemplateFresh = false }

  override func beginDataSet() {
    values[Level.dataSet.rawValue].removeAll()
    isTemplateFresh = false
    seriesPath = []
  }

  override func beginGroup() {
    values[Level.group.rawValue].removeAll()
    valueNumber = 0
  }

  override func endGroup() {
    groups.add(values[Level.group.rawValue], isKey: columns.isGroupKey)
    isTemplateFresh = false
  }

  override func beginSeries() {
    values[Level.series.rawValue].removeAll()
    isTemplateFresh = false
    valueNumber = 0
    seriesHasBadTime = false
    seriesPath = []
  }

  override func endSeries() {
    if obsNumber == 0 { emptySeries += 1 }
    values[Level.series.rawValue].removeAll()
    isTemplateFresh = false
    seriesPath = []
  }

  override func beginObs() {
    if !isTemplateFresh { makeTemplate() }
    rows.begin(template)
    valueNumber = 0
    hasBadTime = false
    lateComponent = nil
  }

  override func endObs() {
    if !openFamilies.isEmpty { takeOpenGroups() }
    if columns.valueSlot >= 0, rows.row[columns.valueSlot].isBlank {
      if missingCount == 0 { firstMissing = String(decoding: path(), as: UTF8.self) }
      missingCount &+= 1
    }
    if hasBadTime || seriesHasBadTime {
      rows.fault(RecordBatch.Fault(.sdmxBadTime, column: columns.timeSlot + 1))
    }
    if let lateComponent {
      rows.fault(RecordBatch.Fault(.sdmxColumnLate, raw: lateComponent))
    }
    if dataSet.isDelete { rows.fault(RecordBatch.Fault(.sdmxDelete)) }
    putPath()
    rows.end()
  }

  override func value(
    named name: UnsafePointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    let slot: Int
    if let known = slots.find(name) {
      slot = Int(known)
    } else {
      slot =
        columns.slot(UnsafeBufferPointer(start: name, count: XMLName.length(name))) ?? -1
      slots.insert(name, Int32(slot))
    }
    if slot < 0 { return late(XMLName.text(name)) }
    put(slot, bytes)
  }

  override func value(
    of id: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    let guess =
      level.rawValue &* SDMXRecordStream.guessCount
      &+ min(valueNumber, SDMXRecordStream.guessCount &- 1)
    valueNumber &+= 1
    var slot = guesses[guess]
    if !isID(slot, id) {
      guard let found = columns.slot(id) else { return late(String(decoding: id, as: UTF8.self)) }
      slot = found
      guesses[guess] = found
    }
    put(slot, bytes)
  }

  override func type(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard level == .obs,
      let slot = header.observation.withUnsafeBufferPointer({ columns.slot($0) }),
      rows.row[slot].isBlank
    else { return }
    // `demo:LBIRTHST`: the measure without its prefix.
    let start = bytes.lastIndex(of: 58).map { $0 + 1 } ?? 0
    rows.set(slot, UnsafeBufferPointer(rebasing: bytes[start...]))
  }

  @inline(__always)
  private func isID(_ slot: Int, _ id: UnsafeBufferPointer<UInt8>) -> Bool {
    slot < columns.ids.count && SDMXText.isSame(id, columns.ids[slot])
  }

  @inline(__always)
  private func put(_ slot: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    if slot == columns.timeSlot { checkTime(bytes) }
    if bytes.count > limits.fieldBytes {
      return fail(.limitFieldSize, ["known": "\(limits.fieldBytes >> 10) kB"])
    }
    guard level == .obs else { return values[level.rawValue].set(slot, bytes) }
    if slot == columns.valueSlot {
      if ObservationValue.isMissing(bytes) { return }
      return rows.set(slot, bytes, ObservationValue.isPlain(bytes) ? .number : .text)
    }
    if bytes.count > 0 { rows.set(slot, bytes) }
  }

  private func checkTime(_ bytes: UnsafeBufferPointer<UInt8>) {
    if ObservationTime.isYear(bytes) || SDMXText.isSame(bytes, lastTime) { return }
    if ObservationTime.isValid(bytes) {
      lastTime.removeAll(keepingCapacity: true)
      lastTime.append(contentsOf: bytes)
    } else if level == .series {
      seriesHasBadTime = true
    } else {
      hasBadTime = true
    }
  }

  private func late(_ id: String) { if level == .obs || level == .series { lateComponent = id } }

  /// The cells that all observations of the series have.
  private func makeTemplate() {
    template.update(repeating: .blank, count: columns.pathSlot + 1)
    let series = values[Level.series.rawValue]
    func take(_ from: SlotValues) {
      for slot in from.filled { template[slot] = rows.store(from.bytes(slot)) }
    }
    take(values[Level.dataSet.rawValue])
    openFamilies = []
    for index in groups.families.indices {
      let family = groups.families[index]
      guard family.slots.allSatisfy(series.has) else {
        openFamilies.append(index)
        continue
      }
      var key: [UInt8] = []
      for slot in family.slots { SDMXGroups.append(series.bytes(slot), to: &key) }
      for (slot, bytes) in family.members[key] ?? [] {
        template[slot] = bytes.withUnsafeBufferPointer { rows.store($0) }
      }
    }
    take(series)
    isTemplateFresh = true
  }

  private func takeOpenGroups() {
    for index in openFamilies {
      var key: [UInt8] = []
      for slot in groups.families[index].slots {
        SDMXGroups.append(rows.bytes(rows.row[slot]), to: &key)
      }
      for (slot, bytes) in groups.families[index].members[key] ?? []
      where rows.row[slot].isBlank {
        bytes.withUnsafeBufferPointer { rows.set(slot, $0) }
      }
    }
  }

  /// `/StructureSpecificData/DataSet[1]/Series[3]` or only the data set for a flat message.
  private func container() -> [UInt8] {
    if seriesPath.isEmpty {
      var text = "/\(root)/DataSet[\(dataSetCount)]"
      if isInSeries { text += "/Series[\(seriesNumber)]" }
      seriesPath = Array((text + "/Obs[").utf8)
    }
    return seriesPath
  }

  private func path() -> [UInt8] { container() + Array("\(obsNumber)]".utf8) }

  private func putPath() {
    if seriesPath.isEmpty { _ = container() }
    rows.row[columns.pathSlot] = rows.store(seriesPath, number: obsNumber, end: 93)
  }
}

extension Code {
  static let sdmxBadTime = Code("SDMX_BAD_TIME", .error)
  static let sdmxColumnLate = Code("SDMX_COLUMN_LATE", .error)
  static let sdmxDelete = Code("SDMX_ACTION_DELETE", .error)
}
