/// A place in an article's HTML that is filled when the page is written.
package struct Placeholder: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// The attributes that lead to ``Article/links``[n]: ` href="…"` and what a fallback adds.
    case link
    /// ``Article/links``[n] as a whole, a ``CrossReference``: the title of its page, which is a link where there is one.
    case mention
    /// The title of the page that ``Article/links``[n], a ``CrossReference``, leads to.
    case linkText
    /// ` src="…"` of ``Article/links``[n].
    case source
    /// The same of a picture whose element says no size: with the size that its file has.
    case picture
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
