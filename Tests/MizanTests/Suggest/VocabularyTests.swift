import Foundation
import Testing

@testable import Mizan

@Suite struct `The words of headings` {
  private let vocabulary: Vocabulary
  private let standards = Workshop.standards

  init() throws { vocabulary = try Vocabulary(standards) }

  @Test func `stand for fields that the standard has`() throws {
    for concept in vocabulary.concepts where concept.kind != .none && !concept.table.isEmpty {
      let field = standards.table(concept.table)?.field(concept.field)
      #expect(field != nil, "\(concept.name): \(concept.target)")
    }
  }

  @Test func `name lists and codes that the standard has`() throws {
    for concept in vocabulary.concepts where !concept.list.isEmpty {
      switch concept.kind {
      case .code, .label, .grade, .age:
        #expect(standards.list(concept.list) != nil, "\(concept.name): \(concept.list)")
      case .count:
        #expect(standards.list("measure")?.entry(code: concept.list) != nil, "\(concept.name)")
      case .area, .pcode: #expect((1...4).contains(Int(concept.list) ?? 0), "\(concept.name)")
      default: Issue.record("\(concept.name) has a list that nothing reads")
      }
    }
  }

  @Test func `are there in four languages for each concept`() {
    for (index, concept) in vocabulary.concepts.enumerated()
    where concept.kind != .pcode && !concept.name.hasSuffix("_short") {
      let languages = Set(vocabulary.phrases.filter { $0.concept == index }.map(\.language))
      #expect(languages.isSuperset(of: ["en", "fr", "ar", "es"]), "\(concept.name): \(languages)")
    }
  }

  @Test func `stand within and have codes that there are`() {
    let names = Set(vocabulary.concepts.map(\.name))
    #expect(names.count == vocabulary.concepts.count)
    for concept in vocabulary.concepts {
      for name in concept.within {
        #expect(names.contains(name), "\(concept.name) stands within \(name)")
        let other = vocabulary.concept(name)
        #expect(other?.within.contains(concept.name) == false, "\(concept.name) and \(name)")
      }
      guard !concept.code.isEmpty else { continue }
      let code = vocabulary.concept(concept.code)
      #expect(code != nil, "\(concept.name) has the code \(concept.code)")
      #expect(code?.kind == (concept.kind == .area ? .pcode : .text))
    }
  }

  @Test(arguments: ["en", "fr", "ar", "es"]) func `are many enough in each language`(
    language: String
  ) {
    let known = vocabulary.phrases.filter { $0.language == language }
    #expect(known.count >= 200, "\(known.count)")
    #expect(known.allSatisfy { (1...8).contains($0.words.count) })
  }

  @Test(arguments: ["calc_males", "CALC males", "males"]) func `leave out what forms put before`(
    heading: String
  ) { #expect(Vocabulary.words(heading) == ["males"]) }

  @Test func `mean one thing within a language`() {
    var seen: [String: Int] = [:]
    for phrase in vocabulary.phrases {
      let key = phrase.language + ": " + phrase.words.joined(separator: " ")
      if let other = seen[key], other != phrase.concept {
        let names = [other, phrase.concept].map { vocabulary.concepts[$0].name }
        Issue.record("\(key) stands for \(names)")
      }
      seen[key] = phrase.concept
      #expect(!phrase.words.isEmpty)
    }
  }

  @Test func `of hashtags mean one thing, in any order of attributes`() {
    var seen: [String: Int] = [:]
    for tag in vocabulary.tags {
      let key = ([tag.tag] + tag.attributes.sorted()).joined(separator: "+")
      #expect(tag.tag.hasPrefix("#"), "\(key)")
      #expect(seen[key] == nil || seen[key] == tag.concept, "\(key)")
      seen[key] = tag.concept
    }
  }

  @Test(arguments: [
    ("Lead Organisation Name", ["lead", "organisation", "name"]),
    ("WoredaPcode", ["woreda", "pcode"]), ("ORG_NAME", ["org", "name"]),
    ("Nom de l’organisation", ["nom", "organisation"]), ("%Población", ["poblacion"]),
    ("Statut d'activité", ["statut", "activite"]), ("", []), ("___", []),
  ]) func `are cut as people read them`(heading: String, words: [String]) {
    #expect(Vocabulary.words(heading) == words)
  }

  @Test func `that name no concept are refused with their line`() throws {
    let shop = try Workshop()
    let fields = try String(
      contentsOfFile: Program.root.path + "/standards/schema/fields.csv", encoding: .utf8)
    try shop.write(fields, to: "schema/fields.csv")
    try shop.write(
      "concept,table,field,kind,list\nsex,observation,sex,code,sex\n", to: "schema/concepts.csv")
    try shop.write("concept,lang,words\nsex,en,sex\nsecks,en,gender\n", to: "schema/headings.csv")
    let broken = try Standards(folder: shop.folder.path)
    let failure = try #require(throws: Failure.self) { try Vocabulary(broken) }
    #expect(failure.diagnostics.map(\.code.name) == ["CONCEPT_UNKNOWN"])
    #expect(failure.diagnostics.first?.place?.line == 3)
    #expect(failure.exitStatus == 78)
  }
}
