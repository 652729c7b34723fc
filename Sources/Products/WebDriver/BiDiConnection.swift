internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOWebSocket

/// The WebSocket of WebDriver BiDi, for what the older protocol has no command for: contexts of their own.
final class BiDiConnection: Sendable {
  private let channel: any Channel
  private let handler: NIOLoopBound<BiDiHandler>

  private static let limit = Duration.seconds(20)

  /// - Parameter address: `ws://HOST:PORT/PATH`, as the session's capabilities have it.
  init(_ address: String) async throws(WebDriverError) {
    guard let url = URL(string: address), let host = url.host, let port = url.port else {
      throw .unreadable("the address \(address)")
    }
    do {
      let (channel, handler) = try await Self.connect(host, port, url.path)
      self.channel = channel
      self.handler = handler
    } catch {
      throw .ended("no WebSocket: \(error)")
    }
  }

  private static func connect(
    _ host: String, _ port: Int, _ path: String
  ) async throws -> (any Channel, NIOLoopBound<BiDiHandler>) {
    typealias Upgraded = (any Channel, NIOLoopBound<BiDiHandler>)
    let upgrade: EventLoopFuture<Upgraded> = try await ClientBootstrap(group: NIOSingletons.posixEventLoopGroup)
      .connectTimeout(.seconds(10))
      .connect(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          let upgrader = NIOTypedWebSocketClientUpgrader<Upgraded>(maxFrameSize: 16 * 1024 * 1024) { channel, _ in
            channel.eventLoop.makeCompletedFuture {
              let handler = BiDiHandler()
              try channel.pipeline.syncOperations.addHandlers(
                NIOWebSocketFrameAggregator(
                  minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 1024, maxAccumulatedFrameSize: 16 * 1024 * 1024),
                handler)
              return (channel, NIOLoopBound(handler, eventLoop: channel.eventLoop))
            }
          }
          var headers = HTTPHeaders()
          headers.add(name: "Host", value: "\(host):\(port)")
          headers.add(name: "Content-Length", value: "0")
          let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: headers)
          return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
            configuration: .init(
              upgradeConfiguration: NIOTypedHTTPClientUpgradeConfiguration(
                upgradeRequestHead: head, upgraders: [upgrader],
                notUpgradingCompletionHandler: { channel in
                  channel.eventLoop.makeFailedFuture(WebDriverError.ended("the driver speaks no WebSocket"))
                })))
        }
      }
    return try await upgrade.get()
  }

  /// - Returns: The `result` of the answer.
  func send(_ method: String, _ parameters: JSONValue) async throws(WebDriverError) -> JSONValue {
    let promise = channel.eventLoop.makePromise(of: JSONValue.self)
    let handler = handler
    let channel = channel
    channel.eventLoop.execute { handler.value.send(method, parameters, promise, on: channel) }
    let limit = channel.eventLoop.scheduleTask(in: .nanoseconds(Self.limit.nanoseconds)) {
      promise.fail(WebDriverError.timedOut(method))
    }
    defer { limit.cancel() }
    do {
      return try await promise.futureResult.get()
    } catch let error as WebDriverError {
      throw error
    } catch {
      throw .ended("\(error)")
    }
  }

  func close() { channel.close(promise: nil) }
}

/// Runs on the channel's event loop only.
private final class BiDiHandler: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private var waiting: [Int: EventLoopPromise<JSONValue>] = [:]
  private var last = 0

  private struct Answer: Decodable {
    var id: Int?
    var result: JSONValue?
    var error, message: String?
  }

  func send(_ method: String, _ parameters: JSONValue, _ promise: EventLoopPromise<JSONValue>, on channel: any Channel)
  {
    last += 1
    do {
      let data = try JSONEncoder().encode(
        ["id": .number(Double(last)), "method": .string(method), "params": parameters] as JSONValue)
      guard channel.isActive else { return promise.fail(WebDriverError.ended("its WebSocket is closed")) }
      waiting[last] = promise
      channel.writeAndFlush(
        WebSocketFrame(fin: true, opcode: .text, maskKey: .random(), data: ByteBuffer(bytes: data)), promise: nil)
    } catch {
      promise.fail(WebDriverError.unreadable("\(error)"))
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    switch frame.opcode {
    case .ping:
      context.writeAndFlush(
        wrapOutboundOut(WebSocketFrame(fin: true, opcode: .pong, maskKey: .random(), data: frame.unmaskedData)),
        promise: nil)
    case .connectionClose: context.close(promise: nil)
    case .text:
      guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(frame.unmaskedData.readableBytesView)),
        let id = answer.id, let promise = waiting.removeValue(forKey: id)
      else { return }
      if let result = answer.result {
        promise.succeed(result)
      } else {
        promise.fail(WebDriverError.refused(code: answer.error ?? "unknown error", message: answer.message ?? ""))
      }
    default: break
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    for promise in waiting.values { promise.fail(WebDriverError.ended("its WebSocket is closed")) }
    waiting = [:]
    context.fireChannelInactive()
  }
}
