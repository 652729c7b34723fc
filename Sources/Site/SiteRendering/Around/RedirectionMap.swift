internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// `redirects.map`: where moved pages are now, for a web server that answers 301 before it looks for a file.
///
/// Lines of `"/old" "/new";`, as nginx includes them in a `map` of `$uri`. Without it the pages at the old addresses
/// lead on by themselves.
struct RedirectionMap {
  let site: Site
  /// The path at which the site lies, with `/` at both ends.
  private let root: [UInt8]

  init(_ site: Site) {
    self.site = site
    root = BaseURL.path(of: site.configuration.baseURL)
  }

  func file() -> SurroundingFiles.File {
    var text = HTMLBytes(reserving: 1 << 16)
    text.append("# Moved pages, for nginx: map $uri $moved { include redirects.map; }\n")
    for docset in site.docsets {
      for moved in site.movedAddresses(of: docset) {
        guard let target = site.redirectionTarget(of: moved.source, in: docset) else { continue }
        text.append("\"")
        // `$uri` has its escapes decoded.
        append(root + moved.route, to: &text)
        text.append("\" \"")
        switch target {
        case .address(let address): append(address.bytes, to: &text)
        case .page(let page, _, let suffix):
          var address = HTMLBytes()
          address.append(path: page.route)
          append(root + address.bytes + suffix, to: &text)
        }
        text.append("\";\n")
      }
    }
    return SurroundingFiles.File(route: "redirects.map", bytes: text.bytes)
  }

  /// A quoted string of nginx; in a value `$` would begin a variable.
  private func append(_ string: [UInt8], to text: inout HTMLBytes) {
    var start = 0
    for (index, byte) in string.enumerated() {
      let written: [UInt8]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): written = [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "$"): written = Array("%24".utf8)
      case 0..<0x20: written = []
      default: continue
      }
      text.append(raw: string[start..<index])
      text.append(raw: written)
      start = index + 1
    }
    text.append(raw: string[start...])
  }
}
