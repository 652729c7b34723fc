internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// Sends commands of the WebDriver protocol and reads the answers.
struct WebDriverConnection: Sendable {
  let base: String

  /// A screenshot of a large page is some megabytes.
  private static let largestAnswer = 64 * 1024 * 1024

  private struct Answer<Value: Decodable>: Decodable { var value: Value }
  private struct Problem: Decodable { var error, message: String }
  private struct Nothing: Decodable {}

  func send<Value: Decodable & Sendable>(
    _ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil, limit: Duration, as type: Value.Type = Value.self
  ) async throws(WebDriverError) -> Value {
    let (status, data) = try await exchange(method, path, body, limit: limit)
    do {
      if status == 200 { return try JSONDecoder().decode(Answer<Value>.self, from: data).value }
      let problem = try JSONDecoder().decode(Answer<Problem>.self, from: data).value
      throw Self.error(problem, path)
    } catch let error as WebDriverError {
      throw error
    } catch {
      throw .unreadable("\(path): \(error)")
    }
  }

  private func exchange(
    _ method: HTTPMethod, _ path: String, _ body: JSONValue?, limit: Duration
  ) async throws(WebDriverError) -> (status: UInt, data: Data) {
    var request = HTTPClientRequest(url: base + path)
    request.method = method
    do {
      if method == .POST {
        request.headers.add(name: "Content-Type", value: "application/json; charset=utf-8")
        request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body ?? [:])))
      }
      let response = try await HTTPClient.shared.execute(request, timeout: .nanoseconds(limit.nanoseconds))
      let buffer = try await response.body.collect(upTo: Self.largestAnswer)
      return (response.status.code, Data(buffer.readableBytesView))
    } catch let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout {
      throw .timedOut(path)
    } catch {
      throw .ended("\(error)")
    }
  }

  private static func error(_ problem: Problem, _ path: String) -> WebDriverError {
    let message = problem.message.split(separator: "\n").first.map(String.init) ?? ""
    switch problem.error {
    case "invalid session id": return .ended(message)
    case "timeout", "script timeout": return .timedOut(message)
    case "no such window" where !path.hasSuffix("/window"): return .ended("its window is gone: \(message)")
    case "unknown error", "disconnected", "tab crashed":
      let signs = ["disconnected", "not reachable", "tab crashed", "session deleted", "not connected to DevTools"]
      if signs.contains(where: { message.contains($0) }) { return .ended(message) }
    default: break
    }
    return .refused(code: problem.error, message: message)
  }
}

extension Duration {
  var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
