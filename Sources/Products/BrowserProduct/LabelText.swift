/// Compares the name of an element with the label that a product file or an article has.
package enum LabelText {
  /// One space between words; no soft hyphen; no colon, asterisk or ellipsis at the end. Swift compares strings by
  /// canonical equivalence, so that composed and decomposed letters are equal without more.
  package static func normalized(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != "\u{AD}" && scalar != "\u{200B}" { scalars.append(scalar) }
    var words = String(scalars).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    while let last = words.last, ":*…".contains(last) || last.isWhitespace || words.hasSuffix("...") {
      words.removeLast(words.hasSuffix("...") ? 3 : 1)
    }
    return words
  }
}
