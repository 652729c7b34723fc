internal import Synchronization

/// Keeps every message in memory: for tests and scenario runs.
public final class InMemoryMailbox: MessageTransport {
  private let kept = Mutex<[OutgoingMessage]>([])

  public init() {}

  public func send(_ message: OutgoingMessage) async throws(DeliveryFailure) {
    kept.withLock { $0.append(message) }
  }

  /// All messages, the oldest first.
  public var messages: [OutgoingMessage] { kept.withLock { $0 } }

  /// The messages to `recipient`, the oldest first.
  public func messages(to recipient: String) -> [OutgoingMessage] { messages.filter { $0.recipient == recipient } }
}
