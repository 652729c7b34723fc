internal import ChildProcesses
internal import Foundation
internal import NIOCore
internal import NIOPosix
internal import Scenarios
internal import WebDriver

/// A running adapter: one line of JSON goes in, one comes out.
///
/// Whatever else it does breaks the product, and then nothing more is asked of it: an answer that comes late is never
/// taken for that to the next question.
actor AdapterLines {
  private let process: ChildProcess
  private let channel: any Channel
  private let events: AsyncStream<AdapterEvent>
  private let report: AsyncStream<AdapterEvent>.Continuation
  private let limit: Duration
  private let call: ProgramCall
  private let name: String
  private var count = 0
  private(set) var broken: ProductFault?

  /// - Parameters:
  ///   - name: For what it writes to its standard error.
  ///   - limit: How long an answer may take.
  init(_ call: ProgramCall, named name: String, limit: Duration) async throws(ProductFault) {
    self.call = call
    self.name = name
    self.limit = limit
    (events, report) = AsyncStream.makeStream()
    let input = Pipe()
    let output = Pipe()
    process = try call.start(name) { process in
      process.standardInput = .pipe(input)
      process.standardOutput = .pipe(output)
    }
    do {
      // The channel closes the descriptors that it is given, and so does whoever made the pipes.
      channel = try await NIOPipeBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .channelInitializer { [report] channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(AdapterOutput(report))
          }
        }
        .takingOwnershipOfDescriptors(
          input: dup(output.fileHandleForReading.fileDescriptor), output: dup(input.fileHandleForWriting.fileDescriptor)
        ).get()
      try input.fileHandleForWriting.close()
      try output.fileHandleForReading.close()
    } catch {
      process.send(SIGKILL)
      throw ProductFault("the adapter `\(call.shown)` cannot be spoken with: \(error)")
    }
  }

  /// - Throws: `ProductFault` where no answer that can be read comes in time; from then on always.
  func ask(_ word: String, _ more: [String: JSONValue] = [:]) async throws(ProductFault) -> AdapterAnswer {
    if let broken { throw broken }
    do {
      return try await answer(to: word, more)
    } catch {
      throw fail(error.message)
    }
  }

  /// Ends it: what it says is of no use.
  func fail(_ message: String) -> ProductFault {
    let fault = ProductFault("the adapter `\(call.shown)` \(message)")
    broken = fault
    process.send(SIGKILL)
    return fault
  }

  private func answer(
    to word: String, _ more: [String: JSONValue]
  ) async throws(ProductFault) -> AdapterAnswer {
    count += 1
    let question = JSONValue.object(more.merging(["id": .number(Double(count)), "do": .string(word)]) { $1 })
    channel.writeAndFlush(ByteBuffer(string: question.line + "\n"), promise: nil)
    let timer = channel.eventLoop.scheduleTask(in: TimeAmount(limit)) { [report] in _ = report.yield(.late) }
    var coming = events.makeAsyncIterator()
    let event = await coming.next(isolation: self)
    timer.cancel()
    switch event {
    case .line(let line):
      let answer = try AdapterAnswer(line, to: word)
      guard answer.id == "\(count)" else {
        throw ProductFault("answered question \(answer.id) when it was asked question \(count), '\(word)'")
      }
      return answer
    case .tooLong: throw ProductFault("answered '\(word)' with a line of more than \(AdapterOutput.most) bytes")
    case .late: throw ProductFault("did not answer '\(word)' within \(limit)\(said)")
    case .ended: throw ProductFault("\(await end) when it was asked '\(word)'\(said)")
    case nil: throw ProductFault("was not waited for: the run was cancelled")
    }
  }

  /// What it wrote to its standard error.
  private var said: String {
    let words = call.lastWords(name)
    return words.isEmpty ? "" : ": \(words)"
  }

  private var end: String {
    get async {
      let latest = ContinuousClock.now + .seconds(1)
      while process.isRunning, ContinuousClock.now < latest {
        do { try await Task.sleep(for: .milliseconds(5)) } catch { break }
      }
      guard !process.isRunning else { return "closed its output" }
      return switch process.end {
      case .exit(let code): "ended with \(code)"
      case .signal(let number): "ended by signal \(number)"
      case .unknown: "ended"
      }
    }
  }

  /// Says goodbye, where it still listens, and ends it.
  func close() async {
    if broken == nil { _ = try? await ask("close") }
    broken = broken ?? ProductFault("the adapter `\(call.shown)` was closed")
    channel.close(promise: nil)
    await LocalServer.end(process)
  }
}

enum AdapterEvent: Sendable {
  case line(String)
  case tooLong
  case late
  case ended
}

/// Cuts what an adapter writes into lines.
private final class AdapterOutput: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  static let most = 1 << 20
  private let report: AsyncStream<AdapterEvent>.Continuation
  private var line = ByteBuffer()

  init(_ report: AsyncStream<AdapterEvent>.Continuation) { self.report = report }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var rest = unwrapInboundIn(data)
    while let end = rest.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
      if var piece = rest.readSlice(length: end - rest.readerIndex) { line.writeBuffer(&piece) }
      rest.moveReaderIndex(forwardBy: 1)
      report.yield(.line(String(buffer: line)))
      line.clear()
    }
    line.writeBuffer(&rest)
    if line.readableBytes > Self.most {
      report.yield(.tooLong)
      context.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    report.yield(.ended)
    context.fireChannelInactive()
  }
}

extension JSONValue {
  /// On one line.
  var line: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
