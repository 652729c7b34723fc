internal import AsyncHTTPClient
internal import ChildProcesses
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Scenarios

/// The server of a product, started for one world.
enum LocalServer {
  /// A port that nobody listens on now.
  static func freePort() async throws(ProductFault) -> Int {
    do {
      let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .bind(host: "127.0.0.1", port: 0).get()
      let port = channel.localAddress?.port
      try await channel.close().get()
      if let port { return port }
    } catch {
      throw ProductFault("no port is free on this machine: \(error)")
    }
    throw ProductFault("no port is free on this machine")
  }

  /// Until the address answers with anything but a fault of the server.
  /// - Throws: `ProductFault` where the program ends or the limit passes.
  static func wait(
    for address: String, limit: Duration, while isRunning: () -> Bool, lastWords: () -> String
  ) async throws {
    let end = ContinuousClock.now + limit
    var last = "nothing listens there"
    while ContinuousClock.now < end {
      guard isRunning() else { throw ProductFault("the product ended before it was ready: \(lastWords())") }
      do {
        let answer = try await HTTPClient.shared.execute(HTTPClientRequest(url: address), timeout: .seconds(5))
        if answer.status.code < 500 { return }
        last = "it answers \(answer.status.code)"
      } catch let error as CancellationError {
        throw error
      } catch {
        last = "\(error)"
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw ProductFault("the product was not ready at \(address) within \(limit): \(last). \(lastWords())")
  }

  /// Asks it to end, and ends it after two seconds.
  static func end(_ process: ChildProcess) async {
    process.terminate()
    let end = ContinuousClock.now + .seconds(2)
    while process.isRunning, ContinuousClock.now < end {
      do { try await Task.sleep(for: .milliseconds(10)) } catch { break }
    }
    process.send(SIGKILL)
  }
}
