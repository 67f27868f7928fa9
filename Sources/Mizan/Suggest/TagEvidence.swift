/// Reads HXL hashtags: the tag decides, its attributes make it more exact.
enum TagEvidence {
  static func evidence(for tag: String, _ vocabulary: Vocabulary) -> [Evidence] {
    let (name, attributes) = Vocabulary.tag(tag)
    // The type of an organisation is not the organisation.
    if attributes.contains("type"), name == "#org",
      let other = vocabulary.concepts.firstIndex(where: { $0.kind == .none })
    {
      return [Evidence(concept: other, weight: 0.88, reason: Reason(.byTag, tag))]
    }
    let fitting = vocabulary.tags.filter {
      $0.tag == name && $0.attributes.isSubset(of: attributes)
    }
    guard let most = fitting.map(\.attributes.count).max() else { return [] }
    return fitting.filter { $0.attributes.count == most }.map { known in
      let isExact = known.attributes == attributes
      return Evidence(
        concept: known.concept, weight: isExact ? 0.88 : 0.7, reason: Reason(.byTag, tag))
    }
  }
}
