import MizanRecords
import Testing

@Suite struct `A hashtag` {
  @Test(arguments: [
    ("#adm1+name", "#adm1+name"), ("#Adm1 +Name", "#adm1+name"), (" #reached + f+children ", nil),
    (" #reached +f +children ", "#reached+f+children"), ("#x_own", "#x_own"), ("#a", "#a"),
    ("#adm1+v_iso3", "#adm1+v_iso3"),
  ])
  func `is one however it is spaced and spelt`(text: String, plain: String?) {
    #expect(Hashtag(text)?.text == plain)
  }

  @Test(arguments: [
    "", "#", "adm1", "# adm1", "#1adm", "#adm1+", "#adm1++x", "#adm1 name", "#adm1+code #x",
    "#REF!", "#adm1-name", "#é", "#adm1+é", "##adm1", "#adm1+1", "Column1", "#+name",
  ])
  func `is none when its form is another`(text: String) { #expect(Hashtag(text) == nil) }

  @Test func `has its attributes in the order of the sheet`() throws {
    let tag = try #require(Hashtag("#reached+f+children"))
    #expect(tag.name == "reached")
    #expect(tag.attributes == ["f", "children"])
    #expect(tag.has("f") && !tag.has("m"))
  }

  @Test func `is the same whatever the order of its attributes`() throws {
    let one = try #require(Hashtag("#reached+f+children"))
    #expect(one.isSame(try #require(Hashtag("#reached+children+f"))))
    #expect(!one.isSame(try #require(Hashtag("#reached+f"))))
    #expect(!one.isSame(try #require(Hashtag("#targeted+f+children"))))
  }
}

@Suite struct `A pattern of hashtags` {
  @Test(arguments: [
    ("#reached", "#reached", true), ("#reached", "#reached+f", true), ("#reached", "#reach", false),
    ("#reached+f", "#reached+children+f", true), ("#reached+f", "#reached+m", false),
    ("#reached+f", "#reached", false), ("#reached +F", "#reached+f", true),
    ("#reached+f+children", "#reached+children+f", true),
    ("#reached+f-children", "#reached+f", true),
    ("#reached+f-children", "#reached+f+children", false),
    ("#reached-f-m", "#reached+total", true), ("#reached-f-m", "#reached+m", false),
    ("#reached+f!", "#reached+f", true), ("#reached+f!", "#reached+f+children", false),
    ("#reached!", "#reached", true), ("#reached!", "#reached+f", false),
    ("#*", "#anything+at+all", true), ("#*+code", "#adm1+code", true),
    ("#*+code", "#adm1+name", false), ("#*-code", "#adm1+code", false),
  ])
  func `fits tags by the rules of HXL`(pattern: String, tag: String, fits: Bool) throws {
    let pattern = try #require(TagPattern(pattern))
    #expect(pattern.fits(try #require(Hashtag(tag))) == fits)
  }

  @Test(arguments: [
    "reached", "# of boys", "#", "#reached+", "#reached-", "#reached+f-m!", "#reached! x",
    "#reached boys", "#5", "", "*", "#**",
  ])
  func `is none when it is a heading`(text: String) { #expect(TagPattern(text) == nil) }

  @Test func `is a tag itself only with the same attributes`() throws {
    let pattern = try #require(TagPattern("#adm1+name"))
    #expect(pattern.isSame(try #require(Hashtag("#adm1 +NAME"))))
    #expect(!pattern.isSame(try #require(Hashtag("#adm1+name+en"))))
    #expect(try !#require(TagPattern("#*+name")).isSame(#require(Hashtag("#adm1+name"))))
    #expect(try !#require(TagPattern("#adm1+name-x")).isSame(#require(Hashtag("#adm1+name"))))
  }

  /// What the pattern says in ten obvious lines.
  private func twin(
    _ name: String, _ plus: [String], _ minus: [String], _ exact: Bool, _ tag: Hashtag
  )
    -> Bool
  {
    guard name == "*" || name == tag.name else { return false }
    for word in plus where !tag.attributes.contains(word) { return false }
    for word in minus where tag.attributes.contains(word) { return false }
    if exact { for word in tag.attributes where !plus.contains(word) { return false } }
    return true
  }

  @Test func `agrees with its slow twin on random tags`() throws {
    var random = TagRandom(state: 7)
    let words = ["f", "m", "children", "adults", "code", "name"]
    var fitting = 0
    for _ in 0..<5000 {
      let name = ["adm1", "reached", "*"].randomElement(using: &random) ?? ""
      let plus = words.filter { _ in Int.random(in: 0..<5, using: &random) == 0 }
      let isExact = Int.random(in: 0..<4, using: &random) == 0
      let minus = isExact ? [] : words.filter { _ in Int.random(in: 0..<6, using: &random) == 0 }
      var signs = plus.map { "+" + $0 } + minus.map { "-" + $0 }
      signs.shuffle(using: &random)
      let text = "#" + name + signs.joined(separator: " ") + (isExact ? "!" : "")
      let attributes = words.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
      let tagName = ["adm1", "reached"].randomElement(using: &random) ?? ""
      let tag = try #require(
        Hashtag("#" + tagName + attributes.shuffled(using: &random).map { "+" + $0 }.joined()))
      let wanted = twin(name, plus, minus, isExact, tag)
      #expect(try #require(TagPattern(text)).fits(tag) == wanted, "\(text) \(tag.text)")
      if wanted { fitting += 1 }
    }
    #expect(fitting > 100)
  }
}

/// A small generator of numbers that are the same in every run.
private struct TagRandom: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
