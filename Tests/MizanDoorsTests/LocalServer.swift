import Foundation
import Glibc

/// A server on this machine for one test: it answers by the path of a request, one at a time.
final class LocalServer: @unchecked Sendable {
  let port: Int
  private let socket: Int32
  private let lock = NSLock()
  private var asked: [String] = []
  private let answer: @Sendable (String, Int) -> String

  /// The paths that were asked for.
  var paths: [String] { lock.withLock { asked } }

  /// - Parameter answer: the whole answer to a path, given the server's own port.
  init(_ answer: @escaping @Sendable (String, Int) -> String) throws {
    self.answer = answer
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let own = socket
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(own, $0, length) == 0 && listen(own, 8) == 0 && getsockname(own, $0, &length) == 0
      }
    }
    struct NoServer: Error {}
    guard isBound else { throw NoServer() }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in serve() }
  }

  func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

  private func serve() {
    while true {
      let client = accept(socket, nil, nil)
      if client < 0 { break }
      var block = [UInt8](repeating: 0, count: 1 << 14)
      let count = read(client, &block, block.count)
      let request = String(decoding: block.prefix(max(0, count)), as: UTF8.self)
      let path = request.split(separator: " ").dropFirst().first.map(String.init) ?? ""
      lock.withLock { asked.append(path) }
      let reply = Array(answer(path, port).utf8)
      var sent = 0
      while sent < reply.count {
        let part = reply.withUnsafeBytes {
          send(client, $0.baseAddress! + sent, reply.count - sent, Int32(MSG_NOSIGNAL))
        }
        if part <= 0 { break }
        sent += part
      }
      if path == "/slow" { sleep(3) }
      close(client)
    }
    close(socket)
  }

  /// An answer with a body.
  static func page(_ status: String, _ body: String, _ more: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\(more)\r\n\(body)"
  }
}
