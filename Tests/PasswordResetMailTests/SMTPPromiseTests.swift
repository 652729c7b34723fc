import Foundation
import MailServers
import PasswordReset
import Testing

/// What the scripted server says of a message whose final dot arrived.
private struct Taken: Decodable, Equatable {
  let messageID: String
  let answered: Bool
}

@Suite(
  "The mail promise", .enabled(if: PythonServer.isInstalled("json"), "skipped: /usr/bin/python3 is not installed"),
  .timeLimit(.minutes(3)))
struct SMTPPromiseTests {
  /// What a server that follows `script` took of one mail, which is tried until it is no longer queued.
  private func deliver(_ script: [String]) async throws -> (
    taken: [Taken], reports: [DeliveryReport], delivery: Delivery
  ) {
    let server = try PythonServer("scripted.py", script)
    let world = try await MailWorld(port: server.port)
    let receipt = try await world.reset(to: ["mette@privat.example"], as: try await world.admin())
    var reports: [DeliveryReport] = []
    var delivery: Delivery
    repeat {
      reports.append(try await world.service.deliver())
      world.clock.advance(by: .minutes(2))
      delivery = try #require(try await world.service.deliveries(of: receipt.id, as: try await world.admin()).first)
    } while delivery.state == .queued
    let lines = try await server.end()
    let taken = try lines.map { try JSONDecoder().decode(Taken.self, from: Data($0.utf8)) }
    return (taken, reports, delivery)
  }

  @Test(
    "holds when the server dies before it has the whole message: sent once",
    arguments: ["greeting", "ehlo", "mail", "rcpt", "data", "body"])
  func diesEarly(state: String) async throws {
    let result = try await deliver(["die:\(state)", "ok"])
    #expect(result.reports.map(\.postponed) == [1, 0])
    #expect(result.delivery.state == .sent)
    #expect(result.taken.map(\.answered) == [true])
  }

  @Test("sends twice, with one Message-ID, only when the server dies after the final dot")
  func diesAfterDot() async throws {
    let result = try await deliver(["die:dot", "ok"])
    #expect(result.delivery.state == .sent)
    #expect(result.taken.map(\.answered) == [false, true])
    #expect(Set(result.taken.map(\.messageID)).count == 1)
  }

  @Test("counts a message as sent once it was answered, however the connection ends")
  func diesAfterAnswer() async throws {
    let result = try await deliver(["die:quit", "ok"])
    #expect(result.reports.map(\.sent) == [1])
    #expect(result.taken.map(\.answered) == [true])
  }

  @Test("waits after a 4xx answer", arguments: ["greeting", "mail", "rcpt", "data", "dot"])
  func defers(state: String) async throws {
    let result = try await deliver(["451:\(state)", "ok"])
    #expect(result.reports.map(\.postponed) == [1, 0])
    #expect(result.delivery.state == .sent)
    #expect(result.taken.last?.answered == true)
  }

  @Test("gives up after a 5xx answer to the recipient or to the whole message", arguments: ["rcpt", "dot"])
  func refuses(state: String) async throws {
    let result = try await deliver(["550:\(state)", "ok"])
    #expect(result.reports.map(\.dead) == [1])
    #expect(result.delivery.state == .dead)
    #expect(result.delivery.failure?.contains("550 as the script says") == true)
    #expect(!result.taken.contains { $0.answered })
  }

  @Test(
    "goes on after what an operator can mend, said with the server's own sentence",
    arguments: ["554:greeting", "530:mail", "535:mail", "553:mail", "550:mail", "554:data", "530:rcpt"])
  func mendable(word: String) async throws {
    let result = try await deliver([word, "ok"])
    #expect(result.reports.map(\.postponed) == [1, 0])
    #expect(result.reports.map(\.isHeld) == [true, false])
    #expect(result.reports[0].failures[0].contains("answered \(word.prefix(3)) as the script says"))
    #expect(result.delivery.state == .sent)
  }
}
