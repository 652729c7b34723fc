internal import Foundation
internal import NIOCore
internal import NIOPosix
internal import Scenarios
internal import Synchronization

/// A mail server for one world. It takes every mail, keeps it, and sends none on.
/// - SeeAlso: RFC 5321.
final class MailSink: Sendable {
  private let channel: any Channel
  private let kept: MailStore

  init() async throws(ProductFault) {
    let store = MailStore()
    do {
      channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(MailConversation(store))
          }
        }
        .bind(host: "127.0.0.1", port: 0).get()
    } catch {
      throw ProductFault("no mail server can be opened: \(error)")
    }
    kept = store
  }

  var port: Int { channel.localAddress?.port ?? 0 }

  /// From the oldest.
  var mails: [Data] { kept.mails.withLock(\.self) }

  func close() { channel.close(promise: nil) }
}

private final class MailStore: Sendable {
  let mails = Mutex<[Data]>([])
}

private final class MailConversation: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private static let most = 16 << 20
  private let store: MailStore
  private var coming = ByteBuffer()
  private var recipients: [String] = []
  /// Nil while no mail is being sent.
  private var mail: Data?

  init(_ store: MailStore) { self.store = store }

  func channelActive(context: ChannelHandlerContext) { answer("220 trin", context) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var piece = unwrapInboundIn(data)
    coming.writeBuffer(&piece)
    while let end = coming.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
      var line = coming.readBytes(length: end + 1 - coming.readerIndex) ?? []
      line.removeLast()
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      take(line, context)
    }
    coming.discardReadBytes()
    if coming.readableBytes > Self.most || mail?.count ?? 0 > Self.most {
      answer("552 That is too much.", context)
      context.close(promise: nil)
    }
  }

  private func take(_ line: [UInt8], _ context: ChannelHandlerContext) {
    guard mail == nil else { return takeContent(line, context) }
    let text = String(decoding: line, as: UTF8.self)
    switch text.prefix(4).uppercased() {
    case "EHLO": answer("250-trin\r\n250-8BITMIME\r\n250 SMTPUTF8", context)
    case "RCPT":
      recipients.append(String(text.dropFirst(8).prefix { $0 != " " }))
      answer("250 OK", context)
    case "DATA":
      mail = Data("X-Trin-Recipients: \(recipients.joined(separator: ", "))\r\n".utf8)
      answer("354 Go on.", context)
    case "QUIT":
      answer("221 Goodbye.", context)
      context.close(promise: nil)
    case "HELO", "MAIL", "RSET", "NOOP":
      if text.prefix(4).uppercased() != "NOOP" { recipients = [] }
      answer("250 OK", context)
    default: answer("502 This is not done here.", context)
    }
  }

  private func takeContent(_ line: [UInt8], _ context: ChannelHandlerContext) {
    if line == [UInt8(ascii: ".")] {
      if let mail { store.mails.withLock { $0.append(mail) } }
      mail = nil
      recipients = []
      answer("250 OK", context)
    } else {
      mail?.append(contentsOf: line.first == UInt8(ascii: ".") ? line.dropFirst() : line[...])
      mail?.append(contentsOf: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
    }
  }

  private func answer(_ text: String, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text + "\r\n")), promise: nil)
  }
}
