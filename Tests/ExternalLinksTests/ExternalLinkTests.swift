import AnswerServer
import Diagnostics
import Docset
import ExternalLinks
import Testing

@Suite(
  "External links", .enabled(if: AnswerServer.isInstalled, "python3 is missing: run .ci/setup")
)
struct ExternalLinkTests {
  private func options(
    allowsPrivate: Bool = true, _ edit: (inout ExternalLists) -> Void = { _ in }
  ) -> ExternalLinkOptions {
    var lists = ExternalLists()
    edit(&lists)
    var options = ExternalLinkOptions(lists: lists, userAgent: "trin-test", allowsPrivate: allowsPrivate)
    options.timeout = .milliseconds(800)
    options.pause = .milliseconds(20)
    options.retries = 1
    return options
  }

  private func findings(
    _ addresses: [String], _ options: ExternalLinkOptions, cache: inout LinkCache
  ) -> [Diagnostic] {
    let links = addresses.enumerated().map { number, address in
      ExternalLink(address: address, place: SourcePlace(file: "a.md", line: number + 1))
    }
    return ExternalLinkChecker(options).findings(of: links, cache: &cache)
  }

  private func findings(_ addresses: [String], _ options: ExternalLinkOptions) -> [String] {
    var cache = LinkCache(now: 0)
    return findings(addresses, options, cache: &cache).map { "\($0.place.line) \($0.code)" }
  }

  @Test("that answer well are no finding, whatever their servers say to HEAD")
  func good() throws {
    let server = try AnswerServer()
    let paths = ["/ok", "/moved", "/no-head", "/lying-head", "/busy-once", "/endless", "/ok#part"]
    #expect(findings(paths.map { server.address($0) }, options()) == [])
    let requests = try server.end()
    #expect(requests.count { $0.hasSuffix(" /ok") } == 2, "each address is asked for once: \(requests)")
    #expect(requests.contains("GET /no-head"))
    #expect(!requests.contains("GET /ok"))
  }

  @Test(
    "that do not are told apart",
    arguments: [
      ("/missing", "external-link-broken"), ("/gone", "external-link-broken"), ("/loop", "external-link-broken"),
      ("/forbidden", "external-link-unreachable"), ("/limited", "external-link-unreachable"),
      ("/broken", "external-link-unreachable"), ("/slow", "external-link-unreachable"),
      ("/cut", "external-link-unreachable"), ("/garbage", "external-link-unreachable"),
      ("/to-file", "external-link-unreachable"),
    ])
  func bad(path: String, code: String) throws {
    let server = try AnswerServer()
    #expect(findings([server.address(path)], options()) == ["1 \(code)"])
  }

  @Test("to servers that are not there are found")
  func noServer() throws {
    let server = try AnswerServer()
    let port = server.port
    _ = try server.end()
    let codes = findings(["http://localhost:\(port)/", "http://no-such-host.invalid/"], options())
    #expect(codes == ["1 external-link-unreachable", "2 external-link-broken"])
  }

  @Test("are not called broken where no name at all can be looked up")
  func noNetwork() {
    #expect(findings(["http://no-such-host.invalid/"], options()) == ["1 external-link-unreachable"])
  }

  @Test("are retried where the answer may change, and no other")
  func retries() throws {
    let server = try AnswerServer()
    _ = findings(["/limited", "/missing", "/broken"].map { server.address($0) }, options())
    let requests = try server.end()
    #expect(requests.filter { $0.hasSuffix("/limited") } == ["HEAD /limited", "HEAD /limited"])
    #expect(requests.filter { $0.hasSuffix("/missing") } == ["HEAD /missing", "GET /missing"])
    #expect(requests.filter { $0.hasSuffix("/broken") } == ["HEAD /broken", "GET /broken", "GET /broken"])
  }

  @Test("of one host are asked for two at a time")
  func polite() throws {
    let server = try AnswerServer()
    #expect(findings((0..<12).map { server.address("/polite\($0)") }, options()) == [])
    let said = try server.end()
    #expect(said.count == 13)
    #expect(said.last == "most 2")
  }

  @Test("to private addresses are not followed: no connection is made, by number or by name")
  func privateAddresses() throws {
    let server = try AnswerServer()
    let addresses = [
      server.address("/ok"), server.address("/ok", host: "localhost"), server.address("/ok", host: "0x7f.1"),
    ]
    let codes = findings(addresses, options(allowsPrivate: false))
    #expect(codes == (1...3).map { "\($0) external-link-private" })
    #expect(try server.end() == ["most 0"])
  }

  @Test("that lead on to an address that is not allowed end there")
  func redirectedAway() throws {
    let inside = try AnswerServer()
    let server = try AnswerServer(leadingTo: inside.port)
    var options = options()
    let forbidden = inside.port
    options.refuses = { $0.port == forbidden }
    #expect(findings([server.address("/elsewhere"), server.address("/ok")], options) == ["1 external-link-private"])
    #expect(try inside.end() == ["most 0"])
  }

  @Test("on the lists are accepted or left alone")
  func lists() throws {
    let server = try AnswerServer()
    let options = options {
      $0.accepted = [403]
      $0.excluded = [Glob("http://127.0.0.1:*/miss**")]
    }
    let codes = findings(["/forbidden", "/missing", "/gone"].map { server.address($0) }, options)
    #expect(codes == ["3 external-link-broken"])
    #expect(!(try server.end()).contains { $0.hasSuffix("/missing") })
  }

  @Test("that answered within a day are not asked for again")
  func cached() throws {
    let server = try AnswerServer()
    var cache = LinkCache(now: 1000)
    let addresses = ["/ok", "/missing"].map { server.address($0) }
    #expect(findings(addresses, options(), cache: &cache).count == 1)
    var later = LinkCache(cache.text, now: 1000 + 3600)
    #expect(findings(addresses, options(), cache: &later).count == 1)
    var nextDay = LinkCache(cache.text + "damaged\n", now: 1000 + 90_000)
    #expect(findings(addresses, options(), cache: &nextDay).count == 1)
    let requests = try server.end()
    #expect(requests.count { $0 == "HEAD /ok" } == 2)
    #expect(requests.count { $0 == "HEAD /missing" } == 3)
  }

  @Test("show no user and password in a finding")
  func secrets() throws {
    let server = try AnswerServer()
    var cache = LinkCache(now: 0)
    let found = findings([server.address("/gone", host: "me:secret@127.0.0.1")], options(), cache: &cache)
    #expect(found.count == 1)
    #expect(found.allSatisfy { !$0.message.contains("secret") })
    _ = findings([server.address("/ok", host: "me:secret@127.0.0.1")], options(), cache: &cache)
    #expect(findings(["http:///me:secret@127.0.0.1:\(server.port)/gone"], options(), cache: &cache).count == 1)
    #expect(!cache.text.contains("secret") && !cache.text.contains("me"))
  }

  @Test("whose server floods us with the body of a redirection are left after a few bytes")
  func flood() throws {
    let server = try AnswerServer()
    var patient = options()
    patient.timeout = .seconds(30)
    #expect(findings([server.address("/flood")], patient) == ["1 external-link-unreachable"])
    let sent = try server.end().compactMap { line in line.hasPrefix("sent ") ? Int(line.dropFirst(5)) : nil }
    // What the system takes before we read counts, too.
    #expect(sent.count == 1 && sent[0] < 16 << 20, "\(sent)")
  }

  @Test("of a host that stays silent are given up after a few requests")
  func silence() throws {
    let server = try AnswerServer()
    let codes = findings((0..<30).map { server.address("/slow?\($0)") }, options())
    #expect(codes == (1...30).map { "\($0) external-link-unreachable" })
    #expect(try server.end().count { $0.contains("/slow") } <= 5)
  }
}

@Suite("An address of the Internet Protocol")
struct SocketAddressTests {
  @Test(
    "is private where the public cannot reach it",
    arguments: [
      [127, 0, 0, 1], [10, 1, 2, 3], [172, 16, 0, 1], [172, 31, 255, 255], [192, 168, 1, 1], [169, 254, 169, 254],
      [100, 64, 0, 1], [0, 0, 0, 0], [224, 0, 0, 1], [255, 255, 255, 255], [192, 0, 2, 1], [],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], [0xFE, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      [0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 10, 0, 0, 1],
      [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, 127, 0, 0, 1],
      [0x20, 0x02, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9], [0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 8, 8, 8, 8],
      [0, 0x64, 0xFF, 0x9B, 0, 1, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8], [1, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9],
      [0x20, 0x01, 0x00, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9],
      [0x20, 0x01, 0x01, 0xFF, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9],
      [0x20, 0x01, 0x0D, 0xB8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9],
      [0x3F, 0xFF, 0x0F, 0xFF, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9],
      [0x5F, 0x00, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9],
    ] as [[UInt8]])
  func isPrivate(bytes: [UInt8]) { #expect(SocketAddress(bytes: bytes, port: 80).isPrivate) }

  @Test(
    "is public elsewhere",
    arguments: [
      [93, 184, 216, 34], [172, 32, 0, 1], [100, 128, 0, 1], [192, 0, 1, 1], [11, 0, 0, 1],
      [0x26, 0x06, 0x28, 0, 2, 0x20, 0, 1, 2, 0x48, 0x18, 0x93, 0x25, 0xC8, 0x19, 0x46],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 8, 8, 8, 8],
      [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8],
      [1, 0, 0, 0, 0, 0, 0, 1, 9, 9, 9, 9, 9, 9, 9, 9], [0x20, 0x01, 0x02, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9],
      [0x3F, 0xFF, 0x10, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9],
      [0x5F, 0x01, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9],
      [0x20, 0x02, 8, 8, 8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    ] as [[UInt8]])
  func isPublic(bytes: [UInt8]) { #expect(!SocketAddress(bytes: bytes, port: 80).isPrivate) }
}
