// How long folding takes: for each file named, its lines folded again and again, in nanoseconds a
// label. Compiled with the kernels alone by matching.py.
import Glibc

func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func lines(_ path: String) -> [[UInt8]] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  var all: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&block, 1, block.count, file), count > 0 { all += block[..<count] }
  return all.split(separator: 10).map(Array.init)
}

for path in CommandLine.arguments.dropFirst() {
  let labels = lines(path)
  guard !labels.isEmpty else { continue }
  var folded = ByteBuffer(capacity: 4096)
  let rounds = max(1, 400_000 / labels.count)
  var best = Double.infinity
  var bytes = 0
  for _ in 0..<7 {
    bytes = 0
    let start = now()
    for _ in 0..<rounds {
      for label in labels {
        label.withUnsafeBufferPointer {
          if let base = $0.baseAddress { Folding.fold(base, $0.count, into: &folded) }
        }
        bytes &+= folded.count
      }
    }
    best = min(best, (now() - start) / Double(rounds * labels.count))
  }
  let mean = labels.reduce(0) { $0 + $1.count } / labels.count
  let name = path.split(separator: "/").last ?? ""
  print("\(name): \(labels.count) labels of \(mean) bytes, \(Int(best * 1e9)) ns a label")
}
