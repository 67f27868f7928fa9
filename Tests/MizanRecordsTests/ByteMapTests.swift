import MizanRecords
import Testing

@Suite struct `Byte map` {
  @Test func `an empty map knows nothing, not even the empty key`() {
    let map = ByteMap()
    #expect(map.count == 0)
    #expect(map.find(Array("a".utf8)) == nil)
    #expect(map.find([UInt8]()) == nil)
  }

  @Test func `what was stored is found and nothing else`() {
    var map = ByteMap()
    map.insert("girls".utf8, 1)
    map.insert("boys".utf8, 2)
    #expect(map.find("girls".utf8) == 1)
    #expect(map.find("boys".utf8) == 2)
    for text in ["girl", "girlsx", "Girls", "", "boy", "girls\0"] {
      #expect(map.find(text.utf8) == nil, "\(text)")
    }
    #expect(map.count == 2)
  }

  @Test func `the empty key is a key like any other`() {
    var map = ByteMap()
    map.insert([UInt8](), 7)
    #expect(map.find([UInt8]()) == 7)
    #expect(map.find([0]) == nil)
    #expect(map.count == 1)
  }

  @Test func `keys that differ in zeros only are different`() {
    var map = ByteMap()
    for length in 0...40 {
      map.insert([UInt8](repeating: 0, count: length), Int32(length))
    }
    for length in 0...40 {
      #expect(map.find([UInt8](repeating: 0, count: length)) == Int32(length))
    }
    #expect(map.find([UInt8](repeating: 0, count: 41)) == nil)
  }

  @Test(arguments: 0...64)
  func `the hash of words is that of single bytes`(_ length: Int) {
    let bytes = (0..<length + 1).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ length &* 7 &+ 3) }
    var state = 0x9E37_79B9_7F4A_7C15 ^ UInt64(length)
    var index = 0
    func mixed(_ word: UInt64, _ factor: UInt64) -> UInt64 {
      let product = (state ^ word).multipliedFullWidth(by: factor)
      return product.high ^ product.low
    }
    func word(_ count: Int) -> UInt64 {
      (0..<count).reduce(0) { $0 | UInt64(bytes[index + $1]) << UInt64(8 * $1) }
    }
    while index + 8 <= length {
      state = mixed(word(8), 0xD6E8_FEB8_6659_FD93)
      index += 8
    }
    let expected = mixed(word(length - index), 0xA076_1D64_78BD_642F)
    #expect(bytes.withUnsafeBufferPointer { ByteHash.hash($0.baseAddress!, length) } == expected)
  }

  @Test func `a key that differs in one byte is another key`() {
    for length in 1...40 {
      let key = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
      var map = ByteMap()
      map.insert(key, 5)
      for place in 0..<length {
        var other = key
        other[place] ^= 0x80
        #expect(map.find(other) == nil)
      }
      #expect(map.find(key) == 5)
    }
  }

  @Test func `a key that begins another one is not mistaken for it`() {
    let whole = Array("Bahr el Ghazal, Northern, Aweil East, Malual North".utf8)
    var map = ByteMap()
    for length in stride(from: 0, through: whole.count, by: 2) {
      map.insert(whole[..<length], Int32(length))
    }
    for length in 0...whole.count {
      #expect(map.find(whole[..<length]) == (length % 2 == 0 ? Int32(length) : nil))
    }
  }

  @Test(arguments: [0, 1, 7, 64, 5000])
  func `a map grows from any capacity`(_ capacity: Int) {
    var map = ByteMap(capacity: capacity)
    for value in 0..<3000 {
      map.insert("label \(value)".utf8, Int32(value))
      #expect(map.count == value + 1)
    }
    for value in 0..<3000 { #expect(map.find("label \(value)".utf8) == Int32(value)) }
    #expect(map.find("label 3000".utf8) == nil)
  }

  @Test func `values reach from zero to the highest number`() {
    var map = ByteMap()
    map.insert("low".utf8, 0)
    map.insert("high".utf8, .max)
    #expect(map.find("low".utf8) == 0)
    #expect(map.find("high".utf8) == .max)
  }

  @Test func `the bytes of a key are copied`() {
    var map = ByteMap()
    var key = Array("label".utf8)
    map.insert(key, 3)
    key[0] = 0x4C
    #expect(map.find("label".utf8) == 3)
    #expect(map.find(key) == nil)
  }

  @Test func `a long key is found whole`() {
    var map = ByteMap()
    var long = [UInt8](repeating: 0x61, count: 100_000)
    map.insert(long, 1)
    #expect(map.find(long) == 1)
    long[99_999] = 0x62
    #expect(map.find(long) == nil)
  }

  /// Random keys of a small alphabet, so that many are near one another or the same.
  private func key(_ random: inout Seeded) -> [UInt8] {
    let length = random.below(4) == 0 ? random.below(40) : random.below(5)
    return (0..<length).map { _ in [0, 0x61, 0x62, 0xD9, 0xFF][random.below(5)] }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `a dictionary would answer the same`(_ seed: UInt64) {
    var random = Seeded(seed)
    var map = ByteMap(capacity: random.below(50))
    var twin: [[UInt8]: Int32] = [:]
    for step in 0..<4000 {
      let key = key(&random)
      #expect(map.find(key) == twin[key])
      if twin[key] == nil {
        map.insert(key, Int32(step))
        twin[key] = Int32(step)
      }
      #expect(map.count == twin.count)
    }
    for (key, value) in twin { #expect(map.find(key) == value) }
  }
}

@Suite struct `Byte hash` {
  private func hash(_ bytes: [UInt8], seed: UInt64 = 0, from: Int = 0) -> UInt64 {
    let padded = [UInt8](repeating: 0x5A, count: from) + bytes + [0x5A, 0x5A]
    return padded.withUnsafeBufferPointer {
      ByteHash.hash($0.baseAddress! + from, bytes.count, seed: seed)
    }
  }

  @Test func `the same bytes hash alike wherever they lie`() {
    var random = Seeded(1)
    for length in 0...64 {
      let bytes = (0..<length).map { _ in UInt8(random.below(256)) }
      let expected = hash(bytes)
      for from in 1...17 { #expect(hash(bytes, from: from) == expected, "\(length)") }
    }
  }

  @Test func `one other bit makes another hash`() {
    var random = Seeded(2)
    for length in 1...40 {
      var bytes = (0..<length).map { _ in UInt8(random.below(256)) }
      let before = hash(bytes)
      for bit in 0..<length * 8 {
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(hash(bytes) != before)
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      }
      #expect(hash(bytes) == before)
    }
  }

  @Test func `the length counts, also where the rest is zeros`() {
    let hashes = (0...64).map { hash([UInt8](repeating: 0, count: $0)) }
    #expect(Set(hashes).count == 65)
  }

  @Test func `a seed makes another hash of the same bytes`() {
    let hashes = (0..<100 as Range<UInt64>).map { hash(Array("label".utf8), seed: $0) }
    #expect(Set(hashes).count == 100)
    #expect(hash(Array("label".utf8)) == hashes[0])
  }

  @Test func `labels that resemble one another spread over the low bits`() {
    var buckets = [Int](repeating: 0, count: 256)
    var all: Set<UInt64> = []
    for value in 0..<25_600 {
      let hash = hash(Array("SSD\(value)".utf8))
      all.insert(hash)
      buckets[Int(hash & 255)] += 1
    }
    #expect(all.count == 25_600)
    #expect(buckets.allSatisfy { (50...160).contains($0) })
  }
}

@Suite struct `A byte map and hashes known before` {
  @Test func `finds by a hash what it finds by bytes, before and after it has grown`() {
    var map = ByteMap()
    for number in 0..<3_000 {
      let text = Array("label \(number)".utf8)
      map.insert(text, Int32(number))
      let other = Array("label \(number / 2)".utf8)
      other.withUnsafeBufferPointer {
        guard let base = $0.baseAddress else { return }
        let hash = ByteHash.hash(base, $0.count)
        #expect(map.find(base, $0.count, hash: hash) == Int32(number / 2))
      }
    }
    #expect(map.count == 3_000)
  }

  @Test func `begins its search for a hash inside its slots`() {
    let map = ByteMap(capacity: 100)
    let places = (0..<1_000).map { map.place(ofHash: UInt64($0)) }
    let (low, high) = (places.min() ?? places[0], places.max() ?? places[0])
    #expect(high - low == 255 * 16 && Set(places).count == 256)
  }
}
