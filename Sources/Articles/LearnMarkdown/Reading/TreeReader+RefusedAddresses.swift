internal import CommonMark
internal import Diagnostics

/// Addresses that no page may hold, see ``ExternalAddress``: a link to one is its text, an image its words.
extension TreeReader {
  mutating func refuse(
    _ destination: [UInt8], form: Link.Form, source range: Range<Int>, written: Range<Int>? = nil
  ) {
    refused.append(Link(form: form, destination: destination, source: range, destinationSource: written))
    let shown = String(decoding: destination.prefix(60), as: UTF8.self)
    let isFile = destination.startsCaseless(with: "file:", at: 0)
    report(
      isFile ? .localFilePath : .addressRefused,
      isFile
        ? "A link leads to a page or a file of the docset, not to a file of one computer (`\(shown)`)."
        : "A page leads to addresses of the web, of mail and of telephones; `\(shown)` was left out.", at: range)
  }

  /// Reads an image whose address is refused as its words; false where it is not, and nothing was read.
  mutating func readRefusedImage(
    _ destination: [UInt8], alternative: [UInt8], form: Link.Form = .image, source range: Range<Int>,
    written: Range<Int>? = nil
  ) -> Bool {
    guard Address(destination) == .refused else { return false }
    tree.append(.text, alternative[...], source: options.places != .none ? range : 0..<0)
    refuse(destination, form: form, source: range, written: written)
    return true
  }

  /// Notes the values of all attributes that the page leaves out.
  mutating func refuseAttributes(of tag: HTMLTag, at node: Node) {
    for written in tag.attributes where !HTMLPolicy.allows(attribute: written.name, of: tag.name) {
      refuse(written, of: tag, at: node)
    }
  }

  /// Notes the value of an attribute that the page leaves out.
  mutating func refuse(_ attribute: HTMLTag.Attribute, of tag: HTMLTag, at node: Node) {
    guard let value = attribute.value, !value.isEmpty, !HTMLPolicy.ignored.contains(attribute.name) else { return }
    let range = range(of: tag, at: node)
    let place = place(of: attribute, in: tag, range)
    refused.append(Link(form: .htmlLink, destination: value, source: range, destinationSource: place))
  }
}
