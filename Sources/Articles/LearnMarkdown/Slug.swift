/// The fragment that a heading without an id of its own answers to: lower case, punctuation dropped, spaces to hyphens.
///
/// Ids are compared as bytes, so the text is not normalised.
/// - Parameter text: The heading's text in UTF-8, without markup.
/// - SeeAlso: GitHub's rule for section links; it keeps letters, marks, digits, `-` and `_` of any script.
package func slug(_ text: some Sequence<UInt8>) -> String {
  let scalars = String(decoding: Array(text), as: UTF8.self).unicodeScalars
  let start = scalars.firstIndex { $0 != " " } ?? scalars.endIndex
  let end = scalars.lastIndex { $0 != " " }.map(scalars.index(after:)) ?? start
  var result = ""
  for scalar in scalars[start..<end] {
    switch scalar {
    case " ", "\n", "\t": result += "-"
    case "-", "_": result.unicodeScalars.append(scalar)
    default:
      if scalar.isPartOfWord { result += scalar.properties.lowercaseMapping }
    }
  }
  return result
}

extension Unicode.Scalar {
  fileprivate var isPartOfWord: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .connectorPunctuation:
      true
    default: false
    }
  }
}
