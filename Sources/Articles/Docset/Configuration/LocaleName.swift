internal import LearnMarkdown

/// Names of locales, such as `da-DK` or `sr-Latn-RS`: they become folders of the site and parts of every address.
///
/// - SeeAlso: RFC 5646, 2.1: a language of two or three letters, since no longer one was ever registered, and subtags of
///   one to eight letters and digits.
package enum LocaleName {
  package static func isOne(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let language = parts.first, name.utf8.count <= 35 else { return false }
    return language.allSatisfy(Ascii.isLetter) && (2...3).contains(language.count)
      && parts.allSatisfy { part in
        (1...8).contains(part.count) && part.allSatisfy { Ascii.isLetter($0) || Ascii.isDigit($0) }
      }
  }

  static func rule(brokenBy name: String) -> String {
    "A locale is a language, and where needed a script and a region, such as `da-DK`; `\(name)` is none."
  }
}
