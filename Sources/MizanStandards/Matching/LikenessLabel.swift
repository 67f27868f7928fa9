import MizanRecords

extension Likeness {
  /// A label made ready for comparing; one object, so that a list of them is walked without copies.
  final class Label: Sendable {
    /// The number of the thing that bears it.
    let owner: Int
    /// The label as it is written.
    let text: String
    /// The folded label.
    let scalars: [UInt32]
    /// Which kinds of letters it has, one bit a kind; letters may share a bit.
    let letters: UInt64
    /// The same without articles.
    let bareLetters: UInt64
    /// The script of its first letter.
    let script: SoundKey.Script
    /// Its consonants; see ``SoundKey``.
    let sound: [UInt8]

    init(_ label: String, owner: Int) {
      self.owner = owner
      text = label
      let folded = String(decoding: Folding.fold(label.utf8), as: UTF8.self)
      scalars = folded.unicodeScalars.map(\.value)
      letters = Label.letters(scalars)
      bareLetters =
        Likeness.isBare(scalars)
        ? letters : Label.letters(Likeness.bare(scalars.split(separator: 32)))
      script = SoundKey.script(scalars)
      sound = SoundKey.make(scalars)
    }

    var words: [ArraySlice<UInt32>] { scalars.split(separator: 32) }

    private static func letters(_ scalars: [UInt32]) -> UInt64 {
      scalars.reduce(0) { $1 == 32 ? $0 : $0 | 1 &<< UInt64($1 & 63) }
    }
  }
}
