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
}
