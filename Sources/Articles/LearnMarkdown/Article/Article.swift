package import Diagnostics

/// An article, read once: its HTML with holes where only the whole site can answer, and all that the site asks of it.
package struct Article: Sendable {
  package var html: [UInt8]
  /// The offset in the file of the first byte after the front matter.
  package var bodyStart = 0
  /// Ascending by offset.
  package var holes: [Hole]
  package var links: [Link]
  package var code: [CodeReference] = []
  package var headings: [Heading]
  /// Every id on the page, headings included, in reading order.
  package var anchors: [Anchor]
  package var findings: [Diagnostic]
  package var suppressions: [Suppression]
  /// The monikers that its zones name, each once.
  package var monikers: [String] = []
  /// The links to addresses outside of the docset; empty unless ``ArticleOptions/keepsPlaces``.
  package var addresses: [Link]
  /// In reading order; empty unless the article is a translation.
  package var boldTexts: [BoldText] = []
  /// Where the blocks of the source begin in ``html``, ascending; empty unless ``ArticleOptions/keepsPlaces``.
  package var blockLines: [BlockLine]

  package init(
    html: [UInt8], holes: [Hole], links: [Link], headings: [Heading], anchors: [Anchor], findings: [Diagnostic]
  ) {
    self.html = html
    self.holes = holes
    self.links = links
    self.headings = headings
    self.anchors = anchors
    self.findings = findings
    suppressions = []
    addresses = []
    blockLines = []
  }
}

/// The line (1-based) of the source that was written from `offset` of the HTML on.
package struct BlockLine: Sendable {
  package var offset: Int
  package var line: Int32

  package init(offset: Int, line: Int32) {
    self.offset = offset
    self.line = line
  }
}

/// A place in an article's HTML that is filled when the page is written.
package struct Hole: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// The attributes that lead to ``Article/links``[n]: ` href="…"` and what a fallback adds.
    case link
    /// The title of the page that ``Article/links``[n], a ``CrossReference``, leads to.
    case linkText
    /// ` src="…"` of ``Article/links``[n].
    case source
    /// The content of the file that ``Article/links``[n] names, as blocks.
    case blockInclude
    /// The same inside a line.
    case inlineInclude
    /// The same inside a line that stands directly in a `<p>`, which ends where the file holds blocks.
    case paragraphInclude
    /// The lines of the file that ``Article/code``[n] names.
    case code
    /// The mark beside the heading ``Article/headings``[n].
    case headingMark
  }

  package var offset: Int
  package var kind: Kind
  package var index: Int
}

/// A reference from an article to something else, still as written.
package struct Link: Sendable {
  package enum Form: Sendable, Hashable {
    case link, image, lightbox, include, htmlLink, htmlImage
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
  /// As findings show it.
  package let file: String
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
  /// Whether the article is asked where its blocks and its outside links stand: parity and external links do.
  package let keepsPlaces: Bool
  /// Whether a destination, whatever its query and fragment, names a file of the docset, or a bookmark of the article
  /// itself. Decides which repairs are certain.
  package let resolves: @Sendable (_ destination: ArraySlice<UInt8>) -> Bool

  package init(
    file: String, alertTitles: [String: String] = [:], pivotTitles: [String: String] = [:], monikers: [String] = [],
    isFragment: Bool = false, isTranslation: Bool = false, locale: String = "", keepsPlaces: Bool = false,
    resolves: @escaping @Sendable (ArraySlice<UInt8>) -> Bool = { _ in false }
  ) {
    self.file = file
    self.alertTitles = alertTitles
    self.pivotTitles = pivotTitles
    self.monikers = monikers
    self.isFragment = isFragment
    self.isTranslation = isTranslation
    self.locale = locale
    self.keepsPlaces = keepsPlaces
    self.resolves = resolves
  }
}
