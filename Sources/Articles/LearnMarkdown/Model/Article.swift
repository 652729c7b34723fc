package import Diagnostics

/// An article, read once: what it says, and all that the site asks of it. Of it nobody looks at Markdown again.
package struct Article: Sendable {
  /// Empty where nobody asked for it to be kept: see ``ArticleOptions/places``.
  package var tree = ArticleTree()
  /// Empty where ``ArticleOptions/keepsPage`` is not set.
  package var html: ArticleHTML
  /// The offset in the file of the first byte after the front matter.
  package var bodyStart = 0
  package var links: [Link] = []
  package var code: [CodeReference] = []
  package var headings: [Heading] = []
  /// Every id on the page, headings included, in reading order.
  package var anchors: [Anchor] = []
  package var findings: [Diagnostic] = []
  package var suppressions: [Suppression] = []
  /// The monikers that its zones name, each once.
  package var monikers: [String] = []
  /// The links to addresses outside of the docset; empty where ``ArticleOptions/places`` is `none`.
  package var addresses: [Link] = []
  /// What no page may hold: links, images and videos by their addresses, values of attributes, and tags, which have none
  /// as their destination.
  package var refused: [Link] = []
  /// In reading order; empty unless the article is a translation.
  package var boldTexts = BoldTexts()
  /// What parity asks for, where that is made in place of keeping the tree.
  package var outline: PageOutline?
  /// Empty where ``ArticleOptions/keepsPage`` is not set.
  package var prose = ArticleProse()

  package init(html: ArticleHTML) { self.html = html }
}

/// A reference from an article to something else, still as written.
package struct Link: Sendable {
  package enum Form: Sendable, Hashable {
    case link, image, lightbox, include, htmlLink, htmlImage
    /// `@uid`: words, where no page has that `uid`.
    case mention
  }

  package var form: Form
  /// Unescaped, as libcmark gives it.
  package var destination: [UInt8]
  /// The bytes of the whole construct in the file. Its lines and columns are told where they are asked for, which of
  /// most links they are not.
  package var source: Range<Int>
  /// The bytes of the destination in the file; nil where it is not written as it reads, or was mended.
  package var destinationSource: Range<Int>?
  /// The link was made by a repair: the finding about it says the rest.
  package var isMended = false
  /// An image whose `loc-scope` says that every language shows the same file.
  package var isNotLocalized = false
}

package struct Heading: Sendable {
  package var level: Int
  package var id: [UInt8]
  /// Plain text, entities decoded.
  package var text: String
  package var line: Int32
}

package struct Anchor: Sendable {
  package var id: [UInt8]
  /// In the file.
  package var offset: Int

  package init(id: [UInt8], offset: Int) {
    self.id = id
    self.offset = offset
  }
}

/// What an article's reading depends on besides its bytes.
///
/// A class, though nothing of it changes: each stage of the reading holds it, and a copy of its parts for each would
/// cost more than most looks at them.
package final class ArticleOptions: Sendable {
  package enum Places: Sendable {
    case none
    /// Of blocks and raw HTML, of spans on later lines than their block's first, which tell the line of a text, and, in
    /// a translation, of what is bold: ``Article/outline`` is made of these.
    case blocks
    /// The steps and the translator's desk ask for these.
    case all
  }

  /// As findings show it.
  package let file: String
  /// The kinds of alerts.
  package static let alerts = ["note", "tip", "important", "caution", "warning"]

  /// The heading word of each alert, by kind in lower case: `note` → "Bemærk".
  package let alertTitles: [String: String]
  /// What readers call each pivot of zones, by its id.
  package let pivotTitles: [String: String]
  /// The docset's monikers, from the oldest to the newest.
  package let monikers: [String]
  /// An include file has no front matter to miss and no level-1 heading of its own.
  package let isFragment: Bool
  /// The article was made from one in the source language; what is missing was lost by that.
  package let isTranslation: Bool
  /// As in `da-DK`; empty where it is unknown.
  package let locale: String
  /// Of which nodes the places are kept. With any, the article's tree and its outside links are kept, too.
  package let places: Places
  /// Whether what its page is made of is kept: its HTML, and its words for the search.
  package let keepsPage: Bool
  /// Whether a destination, whatever its query and fragment, names a file of the docset, or a bookmark of the article
  /// itself. Decides which repairs are certain.
  package let resolves: @Sendable (_ destination: ArraySlice<UInt8>) -> Bool

  package init(
    file: String, alertTitles: [String: String] = [:], pivotTitles: [String: String] = [:], monikers: [String] = [],
    isFragment: Bool = false, isTranslation: Bool = false, locale: String = "", places: Places = .none,
    keepsPage: Bool = true,
    resolves: @escaping @Sendable (ArraySlice<UInt8>) -> Bool = { _ in false }
  ) {
    self.file = file
    self.alertTitles = alertTitles
    self.pivotTitles = pivotTitles
    self.monikers = monikers
    self.isFragment = isFragment
    self.isTranslation = isTranslation
    self.locale = locale
    self.places = places
    self.keepsPage = keepsPage
    self.resolves = resolves
  }
}
