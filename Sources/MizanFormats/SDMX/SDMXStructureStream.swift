import MizanDiagnostics
import MizanRecords

/// Reads a structure message of SDMX-ML 2.1 or 3.0.
final class SDMXStructureStream: XMLStream {
  private(set) var structure = SDMXStructure()
  private(set) var root = ""
  private var path: [String] = []
  private var collected: [UInt8] = []
  private var component: SDMXStructure.Component?
  private var list = ""
  private var item = ""
  private var language = ""
  private var flow = ""

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    let local = XMLName.text(name.local)
    path.append(local)
    collected = []
    if depth == 1 { root = local }
    switch local {
    case "DataStructure" where path.contains("DataStructures") || path.contains("Structures"):
      structure.definitions.append(.init(id: attributes.text("id") ?? ""))
    case "Dataflow": flow = attributes.text("id") ?? ""
    case "Codelist", "ConceptScheme": list = attributes.text("id") ?? ""
    case "Code", "Concept": item = attributes.text("id") ?? ""
    case "Dimension", "MeasureDimension", "TimeDimension", "Attribute", "PrimaryMeasure", "Measure":
      guard isComponent(local) else { break }
      component = .init(
        id: attributes.text("id") ?? "", concept: "",
        position: attributes.text("position").flatMap { Int($0) })
    case "Ref": refer(attributes.text("id") ?? "", attributes.text("class") ?? "")
    case "Name": language = attributes.text("lang") ?? "en"
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard collected.count < limits.fieldBytes else { return }
    collected.append(contentsOf: bytes)
  }

  override func end(_ name: UnsafePointer<UInt8>) {
    let local = path.popLast() ?? ""
    let text = String(decoding: SDMXText.trimmed(collected), as: UTF8.self)
    switch local {
    case "Name": takeName(text)
    case "URN", "Enumeration", "ConceptIdentity", "Structure":
      if text.hasPrefix("urn:") { refer(urn: text, in: local) }
    case "Dimension", "MeasureDimension", "TimeDimension", "Attribute", "PrimaryMeasure", "Measure":
      if let component, isComponent(local) {
        take(component, local)
        self.component = nil
      }
    default: break
    }
    collected = []
  }

  /// References inside attributes and groups have names of components too.
  private func isComponent(_ name: String) -> Bool {
    guard let parent = path.dropLast(path.last == name ? 1 : 0).last else { return false }
    return ["DimensionList", "AttributeList", "MeasureList"].contains(parent)
  }

  private func take(_ component: SDMXStructure.Component, _ kind: String) {
    guard !structure.definitions.isEmpty else { return }
    let last = structure.definitions.count - 1
    var component = component
    if component.id.isEmpty { component.id = component.concept }
    switch kind {
    case "TimeDimension": structure.definitions[last].hasTime = true
    case "Attribute": structure.definitions[last].attributes.append(component)
    case "PrimaryMeasure", "Measure":
      structure.definitions[last].measures.append(
        component.id.isEmpty ? "OBS_VALUE" : component.id)
    default:
      structure.definitions[last].dimensions.append(component)
      let all = structure.definitions[last].dimensions
      if all.allSatisfy({ $0.position != nil }) {
        structure.definitions[last].dimensions = all.sorted {
          ($0.position ?? 0) < ($1.position ?? 0)
        }
      }
    }
  }

  private func refer(_ id: String, _ kind: String) {
    if component != nil {
      if path.contains("ConceptIdentity") { component?.concept = id }
      if path.contains("Enumeration") { component?.codeList = id }
    } else if path.contains("Dataflow"), path.contains("Structure") {
      structure.flows[flow] = id
    }
  }

  private func refer(urn: String, in element: String) {
    // A concept's id follows its scheme: `…Concept=ECB:ECB_CONCEPTS(1.0).EXR_TYPE`.
    let item = urn.contains(").") ? urn.split(separator: ".").last.map(String.init) : nil
    guard let id = item ?? SDMXHeader.id(ofURN: urn) else { return }
    if component != nil {
      if element == "ConceptIdentity" || path.contains("ConceptIdentity") {
        component?.concept = id
      } else if element == "Enumeration" || path.contains("Enumeration") {
        component?.codeList = id
      }
    } else if path.contains("Dataflow") {
      structure.flows[flow] = id
    }
  }

  /// English names win over others, the first over later ones.
  private func takeName(_ text: String) {
    guard let parent = path.last else { return }
    if parent == "Code" {
      if structure.codes[list]?[item] == nil || language == "en" {
        structure.codes[list, default: [:]][item] = text
      }
    } else if parent == "Concept", structure.concepts[item] == nil || language == "en" {
      structure.concepts[item] = text
    }
  }
}
