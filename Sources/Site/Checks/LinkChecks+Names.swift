internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// The pages of a translation by the names that their files would have if those had been translated too: the slugs of
/// their titles. A name that two pages would have is left out.
struct TranslatedNames: Sendable {
  private var paths: [ByteString: [UInt8]?] = [:]

  init(of docset: SiteDocset) {
    for page in docset.catalog.pages {
      let name = ByteString(slug(page.title))
      paths.updateValue(paths[name] == nil ? Array(page.path.utf8) : nil, forKey: name)
    }
  }

  /// The page that the last part of a path means, without its ending; nil for a path to a file of another kind.
  func path(meantBy path: [UInt8]) -> [UInt8]? {
    guard path.suffix(3).elementsEqual(".md".utf8) || path.suffix(4).elementsEqual(".yml".utf8) else { return nil }
    let name = path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
    guard let end = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    return paths[ByteString(name[..<end].utf8String.lowercased())] ?? nil
  }
}

extension LinkChecks {
  /// The finding about a file or a bookmark whose name was translated; nil where it is not there for another reason.
  func translatedName(
    _ problem: LinkResolution.Problem, _ resolution: LinkResolution, _ reference: Reference, on page: SitePage,
    at place: SourcePlace
  ) -> Diagnostic? {
    guard let names else { return nil }
    let meant: String
    switch problem {
    case .fileNotFound(let path), .fallbackUnknown(let path):
      guard let right = names.path(meantBy: path) else { return nil }
      meant = reference.leading(to: right)
    case .bookmarkNotFound(let bookmark, _):
      guard let right = heading(meantBy: bookmark, resolution, on: page) else { return nil }
      meant = reference.path + "#" + right.utf8String
    default: return nil
    }
    return Diagnostic(
      rule: .mtNameTranslated,
      "Files and bookmarks are called the same in every language; the name in `\(reference.written)` was translated. Did you mean `\(meant)`?",
      at: place, suggestion: meant)
  }

  private func heading(meantBy bookmark: [UInt8], _ resolution: LinkResolution, on page: SitePage) -> [UInt8]? {
    let target: SitePage? =
      switch resolution.target {
      case .samePage: page
      case .page(let route, _): docset.page(at: route)
      default: nil
      }
    let name = Array(bookmark.utf8String.lowercased().utf8)
    return target.flatMap { target in
      docset.file(of: target).article.headings.first { slug($0.text) == name }?.id
    }
  }
}
