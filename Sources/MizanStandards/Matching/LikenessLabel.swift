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
      var reader = LabelReader()
      reader.read(label)
      scalars = reader.scalars
      letters = reader.letters
      bareLetters = reader.bareLetters
      script = SoundKey.script(scalars)
      sound = reader.sound
    }

    var words: [ArraySlice<UInt32>] { scalars.split(separator: 32) }
  }

  /// Works out what labels are compared by, one after the other in the same memory.
  struct LabelReader: ~Copyable {
    private var folded = ByteBuffer(capacity: 256)
    /// The label read last; see ``Label``.
    private(set) var scalars: [UInt32] = []
    private(set) var sound: [UInt8] = []

    mutating func read(_ label: String) {
      var label = label
      label.withUTF8 { bytes in
        folded.removeAll()
        if let base = bytes.baseAddress { Folding.fold(base, bytes.count, into: &folded) }
      }
      scalars.removeAll(keepingCapacity: true)
      var codec = UTF8()
      var bytes = folded.bytes.makeIterator()
      while case .scalarValue(let scalar) = codec.decode(&bytes) { scalars.append(scalar.value) }
      sound.removeAll(keepingCapacity: true)
      SoundKey.add(scalars, to: &sound)
    }

    var letters: UInt64 { LabelReader.letters(scalars) }

    var bareLetters: UInt64 {
      if Likeness.isBare(scalars) { return letters }
      return LabelReader.letters(Likeness.bare(scalars.split(separator: 32)))
    }

    private static func letters(_ scalars: [UInt32]) -> UInt64 {
      scalars.reduce(0) { $1 == 32 ? $0 : $0 | 1 &<< UInt64($1 & 63) }
    }
  }
}
