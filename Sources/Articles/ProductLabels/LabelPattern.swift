/// A text with places that the product fills: `%(name)s`, `%1$d`, `%@`, `{0}`, `{name}`, `{{ count }}`, `${x}`, `%name%`.
package struct LabelPattern: Sendable, Hashable {
  private enum Part: Sendable, Hashable {
    case text(String)
    /// By its name, or by its number among those without one.
    case hole(String)
  }

  private let parts: [Part]
  /// Whether a place may hold blanks at its ends, or nothing, which no product shows.
  private let holdsAnything: Bool

  /// Nil where the text has no such place, or too few letters of its own to be told by.
  ///
  /// - Parameter text: As ``LabelText/normalized(_:)`` has it.
  package init?(_ text: String, holdsAnything: Bool = false) {
    self.holdsAnything = holdsAnything
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "$") })
    else { return nil }
    var parts: [Part] = []
    var own = ""
    var count = 0
    var rest = text[...]
    while !rest.isEmpty {
      if let (name, end) = Self.hole(at: rest) {
        if !own.isEmpty { parts.append(.text(own)) }
        own = ""
        parts.append(.hole(name ?? "#\(count)"))
        if name == nil { count += 1 }
        rest = rest[end...]
      } else {
        own.append(rest.removeFirst())
      }
    }
    if !own.isEmpty { parts.append(.text(own)) }
    let letters = parts.map { if case .text(let text) = $0 { text.count(where: \.isLetter) } else { 0 } }
    guard parts.contains(where: { if case .hole = $0 { true } else { false } }), letters.contains(where: { $0 > 1 })
    else { return nil }
    self.parts = parts
  }

  /// What it begins with; nil where that is filled in.
  var beginning: String? { if case .text(let text)? = parts.first { text } else { nil } }
  var ending: String? { if case .text(let text)? = parts.last { text } else { nil } }

  /// What a label has in its places; nil where the label is another text.
  package func values(in label: String) -> [String: String]? {
    var values: [String: String] = [:]
    var rest = label[...]
    var open: String?
    for (number, part) in parts.enumerated() {
      switch part {
      case .hole(let name):
        // Two places side by side cannot be told apart.
        guard open == nil else { return nil }
        open = name
      case .text(let text):
        guard let name = open else {
          guard rest.hasPrefix(text) else { return nil }
          rest = rest.dropFirst(text.count)
          continue
        }
        let isLast = number == parts.count - 1
        guard let found = isLast ? Self.suffix(text, of: rest) : Self.first(text, in: rest),
          fill(name, with: rest[..<found.lowerBound], &values)
        else { return nil }
        rest = rest[found.upperBound...]
        open = nil
      }
    }
    if let open { return fill(open, with: rest, &values) ? values : nil }
    return rest.isEmpty ? values : nil
  }

  /// The text with its places filled; nil where a value is missing.
  package func filled(with values: [String: String]) -> String? {
    var text = ""
    for part in parts {
      switch part {
      case .text(let own): text += own
      case .hole(let name):
        guard let value = values[name] else { return nil }
        text += value
      }
    }
    return text
  }

  private func fill(_ name: String, with value: Substring, _ values: inout [String: String]) -> Bool {
    guard holdsAnything || !value.isEmpty && value.first != " " && value.last != " " else { return false }
    guard let other = values.updateValue(String(value), forKey: name) else { return true }
    return other == value
  }

  private static func suffix(_ text: String, of rest: Substring) -> Range<String.Index>? {
    rest.hasSuffix(text) ? rest.index(rest.endIndex, offsetBy: -text.count)..<rest.endIndex : nil
  }

  private static func first(_ text: String, in rest: Substring) -> Range<String.Index>? { rest.firstRange(of: text) }

  // MARK: Places

  /// The place that a text begins with, where one does: its name, and where it ends.
  private static func hole(at text: Substring) -> (name: String?, end: String.Index)? {
    switch text.first {
    case "%": percent(text)
    case "{": braces(text)
    case "$": dollar(text)
    default: nil
    }
  }

  private static func percent(_ text: Substring) -> (name: String?, end: String.Index)? {
    var rest = text.dropFirst()
    if rest.first == "(", let end = rest.firstIndex(of: ")"), let conversion = rest[end...].dropFirst().first,
      conversion.isASCII, conversion.isLetter
    {
      return (String(rest[rest.index(after: rest.startIndex)..<end]), rest.index(end, offsetBy: 2))
    }
    let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
    if word.count > 1, word.first?.isLetter == true, rest[word.endIndex...].first == "%" {
      return (String(word), rest.index(after: word.endIndex))
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    var name: String?
    if !digits.isEmpty, rest[digits.endIndex...].first == "$" {
      name = String(digits)
      rest = rest[rest.index(after: digits.endIndex)...]
    }
    rest = rest.drop { "-+#0123456789.".contains($0) }.drop { "hlqLjzt".contains($0) }
    guard let conversion = rest.first, "sdiufgeExXoc@pSCDUA".contains(conversion) else { return nil }
    let end = rest.index(after: rest.startIndex)
    // "100 %do" is no place.
    if conversion.isLetter, let next = rest[end...].first, next.isLetter { return nil }
    return (name, end)
  }

  private static func braces(_ text: Substring) -> (name: String?, end: String.Index)? {
    var depth = 0
    for index in text.indices {
      if text[index] == "{" { depth += 1 }
      if text[index] == "}" { depth -= 1 }
      if depth == 0 {
        let inner = text[..<index].drop { $0 == "{" || $0 == " " }
        // Behind a comma or a colon stands how it is written: `{count, plural, …}`, `{0:N2}`.
        let name = inner.prefix { !",:} ".contains($0) }
        return (name.isEmpty ? nil : String(name), text.index(after: index))
      }
    }
    return nil
  }

  private static func dollar(_ text: Substring) -> (name: String?, end: String.Index)? {
    let rest = text.dropFirst()
    if rest.first == "{" { return braces(rest) }
    let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    guard word.first?.isLetter == true, rest[word.endIndex...].first == "$" else { return nil }
    return (String(word), rest.index(after: word.endIndex))
  }
}
