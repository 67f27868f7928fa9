import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

struct CodeListTests {
  private func list(_ lines: String, heads: String? = nil) throws -> CodeList {
    let folder = try TemporaryFolder()
    let file = try folder.write("x.csv", (heads ?? TemporaryStandard.listHeads) + lines)
    return try CodeList(file: file, name: "x")
  }

  private func find(_ list: CodeList, _ label: String) -> String? {
    list.entry(folded: Folding.fold(Array(label.utf8)))?.code
  }

  @Test func `Codes, labels of every language and aliases find an entry`() throws {
    let list = try list("F,Female,Féminin,إناث,,V,UIS,girls|filles\nM,Male,Masculin,ذكور,,V,UIS,\n")
    for label in ["F", "f", " FEMALE ", "feminin", "أناث", "اناث", "Girls", "filles"] {
      #expect(find(list, label) == "F")
    }
    #expect(find(list, "ذُكُور") == "M")
    #expect(find(list, "boys") == nil)
    #expect(find(list, "") == nil)
    #expect(list.entry(folded: []) == nil)
  }

  @Test func `A label that two codes share finds neither`() throws {
    let list = try list("F,Female,,,,O,,G|x\nM,Male,,,,O,,g.\n")
    #expect(find(list, "G") == nil)
    #expect(find(list, "x") == "F")
  }

  @Test func `A label that one code has twice is no trouble`() throws {
    let list = try list("F,Femme,Femme,,,O,,FEMME|femme\n")
    #expect(find(list, "femme") == "F")
  }

  @Test func `Special codes are told from letters`() throws {
    let list = try list("_T,All,,,,O,,\n_U,Unknown,,,,O,,\nT,Tea,,,,O,,\n")
    #expect(find(list, "_T") == "_T")
    #expect(find(list, "_t") == "_T")
    #expect(find(list, "T") == "T")
    #expect(find(list, "U") == nil)
  }

  @Test func `A code is found as it is written only`() throws {
    let list = try list("F,Female,,,,O,,\n")
    #expect(list.entry(code: "F")?.line == 2)
    #expect(list.entry(code: "f") == nil)
  }

  @Test func `An entry tells its names, evidence and extras`() throws {
    let list = try list(
      "STU,Learners,Élèves,,heads,V,UIS,pupils,PER,\n",
      heads: "code,name_en,name_fr,name_ar,description,evidence,source,aliases,unit,kind\n")
    let entry = try #require(list.entries.first)
    #expect(entry.names == ["en": "Learners", "fr": "Élèves"])
    #expect(entry.name(in: "fr") == "Élèves")
    #expect(entry.name(in: "ar") == nil)
    #expect(entry.name(in: "de") == nil)
    #expect(entry.extras == ["unit": "PER"])
    #expect(entry.description == "heads" && entry.evidence == "V" && entry.source == "UIS")
    #expect(entry.aliases == ["pupils"])
  }

  @Test func `Short lines and absent columns are blank`() throws {
    let list = try list("A\nB,b\n", heads: "code,name_en\n")
    #expect(list.entries.map(\.code) == ["A", "B"])
    #expect(list.entries[0].names.isEmpty && list.entries[0].aliases.isEmpty)
    #expect(find(list, "b") == "B")
  }

  @Test func `Candidates come best first and never more than asked for`() throws {
    let list = try list(
      "ONG,Ongoing,En cours,,,O,,\nCOMP,Completed,Terminé,,,O,,done\nX,Zebra,,,,O,,\n")
    let found = list.candidates(for: "Compleetd", limit: 3)
    #expect(found.first?.code == "COMP")
    #expect(found.first?.name == "Completed")
    #expect(found.first?.why == "spelling, 1 letter")
    #expect(found.allSatisfy { (0...1).contains($0.score) })
    #expect(list.candidates(for: "Completed", limit: 0).isEmpty)
    #expect(list.candidates(for: "qqqqqqqq", limit: 3).isEmpty)
    #expect(list.candidates(for: "", limit: 3).isEmpty)
  }
}
