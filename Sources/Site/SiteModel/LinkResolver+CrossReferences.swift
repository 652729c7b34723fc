internal import Diagnostics
internal import Docset
package import LearnMarkdown

extension LinkResolver {
  /// The page whose metadata give it the `uid`.
  func resolve(_ reference: CrossReference, on page: SitePage) -> LinkResolution {
    let uid = Paths.decodePercent(reference.uid)
    guard let found = docset.page(called: uid) else {
      let near = NearName.closest(to: uid.utf8String, among: docset.uids)
      return LinkResolution(target: .nowhere, problems: [.uidNotFound(uid: uid, near: near)])
    }
    var resolution = LinkResolution(target: .page(route: found.route, isFallback: found.isFallback))
    resolution.suffix = reference.query + reference.fragment
    if reference.fragment.count > 1 {
      checkBookmark(Paths.decodePercent(reference.fragment.dropFirst()), of: &resolution, on: page)
    }
    return resolution
  }

  /// What a reference is shown as that brings no text of its own.
  package func text(of reference: CrossReference) -> String {
    if let text = reference.text { return Paths.decodePercent(text).utf8String }
    let uid = Paths.decodePercent(reference.uid)
    if let page = docset.page(called: uid) { return docset.file(of: page).title }
    return reference.otherwise.map { Paths.decodePercent($0).utf8String } ?? uid.utf8String
  }
}
