/// The fragment that a heading without an id of its own answers to: lower case, punctuation dropped, spaces to hyphens.
///
/// Ids are compared as bytes, so the text is not normalised.
/// - Parameter text: The heading's text in UTF-8, without markup.
/// - SeeAlso: GitHub's rule for section links; it keeps letters, marks, digits, `-` and `_` of any script.
package func slug(_ text: String) -> [UInt8] {
  let bytes = Array(text.utf8)
  let space = UInt8(ascii: " ")
  let start = bytes.firstIndex { $0 != space } ?? bytes.endIndex
  let end = (bytes.lastIndex { $0 != space } ?? start - 1) + 1
  var result: [UInt8] = []
  result.reserveCapacity(end - start)
  var index = start
  while index < end {
    let byte = bytes[index]
    switch byte {
    case space, UInt8(ascii: "\n"), UInt8(ascii: "\t"): result.append(UInt8(ascii: "-"))
    case UInt8(ascii: "-"), UInt8(ascii: "_"): result.append(byte)
    case 0..<0x80: if Ascii.isLetter(byte) || Ascii.isDigit(byte) { result.append(Ascii.lower(byte)) }
    case 0xC3 where bytes[index + 1] != 0x97 && bytes[index + 1] != 0xB7:
      // À to ÿ, without the two signs among them: what Europe writes is not looked up in tables.
      result += [byte, bytes[index + 1] < 0x9F ? bytes[index + 1] | 0x20 : bytes[index + 1]]
      index += 1
    default:
      var last = index
      while last < end, bytes[last] >= 0x80 { last += 1 }
      for scalar in String(decoding: bytes[index..<last], as: UTF8.self).unicodeScalars where scalar.isPartOfWord {
        result += scalar.properties.lowercaseMapping.utf8
      }
      index = last
      continue
    }
    index += 1
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
