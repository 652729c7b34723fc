internal import ProductLabels

/// The sentences of findings in another language than English, in which they are made: those that translators meet.
///
/// A language is a file of gettext, whose `{1}` stands for what a finding fills in. So it can be translated with the
/// tools that translators have.
package struct FindingLanguage: Sendable {
  /// As in `da`.
  package let language: String
  private let texts: [String: String]
  private let patterns: PatternTable<Sentence>

  private struct Sentence {
    var translation: LabelPattern
    /// The places whose values stand in code, bold or quotation marks: they are somebody's own words.
    var quoted: Set<String>
    /// The place that it begins with, where a sentence stands there: "{1} Did you mean `{2}`?".
    var sentence: String?
  }

  private static let danish = FindingLanguage("da", PackageResources.da_po)

  /// Nil for English, in which findings are made, and for a language that Trin does not speak.
  package static func of(_ language: String) -> FindingLanguage? { language == "da" ? danish : nil }

  private init(_ language: String, _ file: [UInt8]) {
    self.language = language
    var texts: [String: String] = [:]
    var patterns = PatternTable<Sentence>()
    // The file is part of the program, and a test reads it.
    for entry in (try? LabelFormat.po.read(file, shown: "\(language).po")) ?? [] {
      guard let original = entry.source, let text = entry.text else { continue }
      if let pattern = LabelPattern(original, holdsAnything: true), let translation = LabelPattern(text) {
        patterns.add(
          pattern,
          Sentence(
            translation: translation, quoted: Self.quoted(in: original),
            sentence: original.firstMatch(of: /^\{(\w+)\} (?=\(line|Not |Did |and )/).map { String($0.1) }))
      } else {
        texts[original] = text
      }
    }
    self.texts = texts
    self.patterns = patterns
  }

  /// A finding's message in this language; as it is, where there is no translation of it.
  package func sentence(_ message: String) -> String { translation(of: message) ?? message }

  /// Whether the file has the sentence.
  package func has(_ message: String) -> Bool { translation(of: message) != nil }

  /// Nil where there is none.
  package func translation(of message: String) -> String? { translated(message, depth: 0) }

  /// A sentence has others within it, and these have lists.
  private static let deepest = 4

  private func translated(_ text: String, depth: Int) -> String? {
    if let known = texts[text] { return known }
    guard depth < Self.deepest else { return nil }
    if depth > 0, let list = list(text, depth) { return list }
    // Before the sentence: a value at its end would take it in.
    if text.hasSuffix(")."), let start = text.firstRange(of: " (line ")?.lowerBound {
      let place = translated(String(text[text.index(after: start)...].dropLast()), depth: depth + 1)
      guard let place, let sentence = translated(String(text[..<start]), depth: depth + 1) else { return nil }
      return "\(sentence) \(place)."
    }
    if let (sentence, filled) = patterns.find(text) {
      var values = filled
      for (name, value) in filled where !sentence.quoted.contains(name) {
        let own = translated(value, depth: depth + 1)
        // Half a message in one language and half in another is harder to read than all of it in English.
        if own == nil, name == sentence.sentence { return nil }
        values[name] = own ?? value
      }
      if let text = sentence.translation.filled(with: values) { return text }
    }
    return text.hasSuffix(".") ? translated(String(text.dropLast()), depth: depth + 1).map { $0 + "." } : nil
  }

  /// "links (3), lists (2)": where each has a translation.
  private func list(_ text: String, _ depth: Int) -> String? {
    let parts = text.split(separator: ", ").map(String.init)
    guard parts.count > 1 else { return nil }
    let translations = parts.compactMap { translated($0, depth: depth + 1) }
    return translations.count == parts.count ? translations.joined(separator: ", ") : nil
  }

  private static func quoted(in sentence: String) -> Set<String> {
    var quoted: Set<String> = []
    var rest = sentence[...]
    while let brace = rest.firstIndex(of: "{"), let end = rest[brace...].firstIndex(of: "}") {
      let before = brace > sentence.startIndex ? sentence[sentence.index(before: brace)] : " "
      if "`'*(:“".contains(before) { quoted.insert(String(rest[rest.index(after: brace)..<end])) }
      rest = rest[rest.index(after: end)...]
    }
    return quoted
  }
}
