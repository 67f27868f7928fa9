import Glibc

/// Reads single keys from a terminal, and lines from everything else.
///
/// The terminal gives keys without Enter and shows nothing of them; it is set back when the program
/// ends, in whatever way it ends.
final class Keyboard {
  private let isTerminal = isatty(0) == 1
  nonisolated(unsafe) private static var ordinary: termios?
  private var hasEnded = false

  init() {
    guard isTerminal else { return }
    var settings = termios()
    guard tcgetattr(0, &settings) == 0 else { return }
    Keyboard.ordinary = settings
    atexit { Keyboard.restore() }
  }

  deinit { Keyboard.restore() }

  /// Sets the terminal back; may be called at any time, from a signal's handler too.
  static func restore() {
    guard var settings = ordinary else { return }
    tcsetattr(0, TCSANOW, &settings)
  }

  /// The next key; nil when there are no more. Cursor and function keys are passed over.
  func key() -> Character? {
    if !isTerminal {
      guard let line = line() else { return nil }
      return line.count == 1 ? line.first : line.isEmpty ? " " : "\u{FFFD}"
    }
    setKeys()
    defer { Keyboard.restore() }
    while let first = byte() {
      if first == 4 { return nil }
      if first == 27 {
        passSequence()
        continue
      }
      if first == 10 || first == 13 { continue }
      var bytes = [first]
      let more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0
      for _ in 0..<more { if let next = byte() { bytes.append(next) } }
      return String(decoding: bytes, as: UTF8.self).first
    }
    return nil
  }

  /// The next line without its end; nil when there are no more.
  func line() -> String? {
    Keyboard.restore()
    if hasEnded { return nil }
    var bytes: [UInt8] = []
    while let next = byte() {
      if next == 10 {
        if bytes.last == 13 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
      }
      bytes.append(next)
    }
    hasEnded = true
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// Keys come one by one; the key that would stop the program and leave the terminal so is off.
  private func setKeys() {
    guard var settings = Keyboard.ordinary else { return }
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    withUnsafeMutableBytes(of: &settings.c_cc) { keys in
      keys[Int(VMIN)] = 1
      keys[Int(VTIME)] = 0
      keys[Int(VSUSP)] = 0
    }
    tcsetattr(0, TCSANOW, &settings)
  }

  private func passSequence() {
    var waiting = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 20) > 0, byte() != nil {}
  }

  private func byte() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(0, &byte, 1)
      if count == 1 { return byte }
      if count < 0 && errno == EINTR { continue }
      return nil
    }
  }
}
