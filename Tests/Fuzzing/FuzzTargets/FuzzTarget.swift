internal import AdminCenter
internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import PasswordReset
internal import Scenarios

/// A reader of foreign bytes, with what must hold whatever the bytes are: it stops the process where that does not.
package enum FuzzTarget: String, CaseIterable, Sendable {
  case address, mime, csv, scenario, article, configuration
  case frontMatter = "front-matter"

  package func run(_ bytes: [UInt8]) async {
    switch self {
    case .address: Self.readAddress(String(decoding: bytes, as: UTF8.self))
    case .mime: MailInput(bytes).check()
    case .csv: Self.readList(bytes)
    case .article: await ArticleJourney(bytes).check()
    case .scenario: Self.readScenario(String(decoding: bytes, as: UTF8.self))
    case .frontMatter: Self.readFrontMatter(bytes)
    case .configuration: DocsetInput(bytes).check()
    }
  }

  private static func readAddress(_ text: String) {
    guard let address = try? EmailAddress(text) else { return }
    precondition(address.wire.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "an address is printable ASCII")
    precondition(address.wire.utf8.count <= 254, "an address has at most 254 bytes")
    // What is encoded already is refused when it is typed.
    guard !address.wire.contains("@xn--"), !address.wire.contains(".xn--") else { return }
    precondition((try? EmailAddress(address.wire)) == address, "what goes over the wire is an address again")
  }

  private static func readList(_ bytes: [UInt8]) {
    let list = UserList(csv: bytes)
    let lines = bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 1
    precondition(list.users.count < lines || list.users.isEmpty, "the first line is no user")
    for fault in list.faults {
      precondition((1...lines).contains(fault.line ?? 0), "a fault has a line of the file")
      precondition(!fault.reason.isEmpty, "a fault has a reason")
    }
    precondition(zip(list.users, list.users.dropFirst()).allSatisfy { $0.line < $1.line }, "rows come in order")
  }

  private static func readScenario(_ yaml: String) {
    let lines = yaml.unicodeScalars.count { $0.properties.isWhitespace } + 1
    let product = AdminCenter()
    let findings =
      scenarios(yaml: yaml, article: "admin/a", file: "a.yml", product: product).findings
      + Phrasebook.reading(yaml: yaml, locale: "da-DK", file: "a.yml", product: product).findings
    for finding in findings {
      precondition(finding.place.line >= 1 && finding.place.line <= lines + 1, "a finding has a line of the file")
    }
  }

  private static func readFrontMatter(_ bytes: [UInt8]) {
    let text = SourceText(Array("---\n".utf8) + bytes + Array("\n---\n".utf8))
    guard let frontMatter = FrontMatter.find(in: text) else { preconditionFailure("the dashes were not found") }
    for finding in Metadata.read(text, frontMatter, file: "a.md").findings {
      precondition((1...text.lineCount).contains(finding.place.line), "a finding has a line of the file")
    }
  }
}
