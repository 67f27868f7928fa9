import MizanDiagnostics

/// What the columns and words of a crosswalk are called in SSSOM, the Simple Standard for Sharing
/// Ontological Mappings.
enum SSSOMNames {
  /// Columns of a crosswalk that have a slot of their own.
  static let slots = [
    "score": "confidence", "reviewed_by": "reviewer_label", "reviewed_on": "review_date",
    "note": "comment",
  ]

  /// Columns that are carried in extension slots, with the type of their values.
  static let extensions: [(column: String, slot: String, type: String)] = [
    ("status", "ext_status", "xsd:string"), ("valid_from", "ext_valid_from", "xsd:string"),
    ("valid_to", "ext_valid_to", "xsd:string"), ("weight", "ext_weight", "xsd:decimal"),
    ("method", "ext_method", "xsd:string"), ("country", "ext_country", "xsd:string"),
    ("parent", "ext_parent", "xsd:string"),
  ]

  /// The relation reads from the source: a source that is narrower than its target has a broader
  /// match.
  static let predicates = [
    "equal": "skos:exactMatch", "narrower": "skos:broadMatch", "wider": "skos:narrowMatch",
    "inexact": "skos:closeMatch", "none": "skos:exactMatch",
  ]

  /// The object of a mapping that says: decided, there is no counterpart.
  static let nothing = "sssom:NoTermFound"

  /// The relation that a predicate stands for, and whether it says just that.
  static func relation(of predicate: String) -> (relation: String, isSame: Bool) {
    switch predicate {
    case "skos:exactMatch": ("equal", true)
    case "skos:broadMatch": ("narrower", true)
    case "skos:narrowMatch": ("wider", true)
    case "skos:closeMatch": ("inexact", true)
    case "owl:sameAs", "owl:equivalentClass", "owl:equivalentProperty": ("equal", false)
    case "rdfs:subClassOf", "rdfs:subPropertyOf": ("narrower", false)
    default: ("inexact", false)
    }
  }

  /// Labels that the readers of tables in Python take for blank cells unless they are told not to.
  static let blankWords: Set<String> = [
    "#N/A", "#NA", "-NaN", "-nan", "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
  ]

  /// Prefixes that SSSOM knows without being told.
  static let builtIn = [
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
  ]

  /// A code as the local part of a CURIE: everything but letters, digits, `.`, `_` and `-` as `%XX`.
  static func encoded(_ code: String) -> String {
    var text = ""
    for byte in code.utf8 {
      if byte &- 48 < 10 || byte | 32 &- 97 < 26 || byte == 46 || byte == 95 || byte == 45 {
        text.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        text += "%" + (hex.count < 2 ? "0" : "") + hex
      }
    }
    return text
  }

  /// The code that a local part stands for.
  static func decoded(_ local: String) -> String {
    var bytes: [UInt8] = []
    let source = Array(local.utf8)
    var index = 0
    while index < source.count {
      if source[index] == 37, index + 2 < source.count,
        let byte = UInt8(
          String(decoding: source[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
