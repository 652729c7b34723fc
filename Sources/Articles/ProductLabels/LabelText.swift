internal import Diagnostics

/// How the texts of translation files are compared with labels in articles.
package enum LabelText {
  /// One blank between words, and without the marks at its end, which an article leaves out.
  package static func normalized(_ text: String) -> String {
    var words = text.onOneLine
    while let last = words.last, ":.,;…".contains(last) || last == " " { words.removeLast() }
    return words
  }

  /// Whether a text may stand in bold: translation files hold whole pages, too.
  package static func isLabel(_ text: String) -> Bool {
    text.utf8.count <= 320 && text.contains(where: \.isLetter) && text.unicodeScalars.count <= 80
  }

  /// What a person sees of a text, the likeliest first: without markup, and without the mark of a shortcut's letter.
  ///
  /// - Parameter accelerator: The mark; nil where it is not known whether there is one. A text that may hold one is then
  ///   seen in both ways.
  package static func faces(of text: String, accelerator: Character?) -> [String] {
    let plain = withoutMarkup(text)
    if let accelerator { return [without(accelerator, plain)] }
    for mark in ["&", "_"] as [Character] {
      guard let likelihood = likelihood(of: mark, in: plain) else { continue }
      let other = without(mark, plain)
      return likelihood == .high ? [other, plain] : [plain, other]
    }
    return [plain]
  }

  // MARK: Shortcuts

  private enum Likelihood { case high, low }

  /// Whether one letter seems to be marked: "&Save", "Ge&m", "_File"; less so in "R&D" and in "user_name".
  private static func likelihood(of mark: Character, in text: String) -> Likelihood? {
    var found: Likelihood?
    var before: Character = " "
    var index = text.startIndex
    while let place = text[index...].firstIndex(of: mark) {
      if place > text.startIndex { before = text[text.index(before: place)] }
      index = text.index(after: place)
      guard let letter = text[index...].first, letter.isLetter || letter.isNumber else { continue }
      // Only one letter of a text is marked.
      guard found == nil else { return nil }
      let isWithinWord = before.isLetter || before.isNumber
      found = isWithinWord && (mark == "_" || letter.isUppercase || letter.isNumber) ? .low : .high
    }
    return found
  }

  private static func without(_ mark: Character, _ text: String) -> String {
    guard text.contains(mark) else { return text }
    var shown = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      // East Asian languages set the letter behind the text: "開く(&O)".
      if character == "(", rest.first == mark, rest.dropFirst(2).first == ")" {
        rest = rest.dropFirst(3)
      } else if character == mark {
        if rest.first == mark { shown.append(rest.removeFirst()) }
      } else {
        shown.append(character)
      }
    }
    return shown
  }

  // MARK: Markup

  private static let entities: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "#39": "'", "#x27": "'", "nbsp": " ", "#160": " ",
    "hellip": "…", "rsaquo": "›", "lsaquo": "‹", "raquo": "»", "laquo": "«", "mdash": "—", "ndash": "–",
    "rarr": "→", "larr": "←", "copy": "©", "shy": "",
  ]

  /// Without tags, and with characters in place of the references that texts of web pages have.
  private static func withoutMarkup(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return text }
    var shown = ""
    var rest = text[...]
    while let character = rest.first {
      if character == "<", let end = tagEnd(rest) {
        // A line break parts words.
        if rest.dropFirst().prefix(2).lowercased() == "br" { shown.append(" ") }
        rest = rest[end...]
      } else if character == "&", let end = rest.prefix(9).firstIndex(of: ";"),
        let stands = entities[String(rest[rest.index(after: rest.startIndex)..<end])]
      {
        shown += stands
        rest = rest[rest.index(after: end)...]
      } else {
        shown.append(character)
        rest.removeFirst()
      }
    }
    return shown
  }

  /// Behind a tag that begins the text; nil where none does: "a < b".
  private static func tagEnd(_ text: Substring) -> String.Index? {
    let name = text.dropFirst().first == "/" ? text.dropFirst(2) : text.dropFirst()
    guard let first = name.first, first.isASCII, first.isLetter, let end = name.firstIndex(of: ">"),
      !name[..<end].contains("<")
    else { return nil }
    return name.index(after: end)
  }
}
