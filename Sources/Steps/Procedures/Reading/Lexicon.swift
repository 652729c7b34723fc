internal import BoundedYAML
internal import LearnMarkdown
internal import Yams

/// How one language gives instructions: its verbs, and the words that join, place and condition them. No product is
/// known here.
package struct Lexicon: Sendable {
  package let locale: String
  let verbs: [Verb]
  let verbsByFirstWord: [String: [Int]]
  let lists: WordLists
  /// See ``mayNameRole(_:)``.
  let roleMarks: [[UInt8]]

  /// A verb and what its forms do.
  struct Verb: Sendable, Hashable {
    let operation: Operation
    let imperative: [String]
    let infinitive: [String]
    /// The second half of a verb that takes its object between its halves: "turn … on".
    let particle: String?
  }

  /// - Throws: ``LexiconError`` where the YAML is no lexicon.
  package init(yaml: String) throws {
    let root: Node
    do {
      guard let node = try BoundedYAML.compose(yaml) else { throw LexiconError("The lexicon is empty.") }
      root = node
    } catch let error as YamlError { throw LexiconError("\(error)") }
    guard let mapping = root.mapping, let locale = mapping["locale"]?.string else {
      throw LexiconError("A lexicon is a mapping with the key 'locale'.")
    }
    self.locale = locale.canonicalLocale
    var lists = WordLists()
    var verbs: [Verb] = []
    for (keyNode, value) in mapping {
      let key = keyNode.string ?? ""
      if key == "locale" { continue }
      if key == "verbs" {
        verbs = try Self.verbs(value)
      } else if let list = List(key: key) {
        guard let sequence = value.sequence, sequence.allSatisfy({ $0.string != nil }) else {
          throw LexiconError("'\(key)' is a list of words.", at: value)
        }
        lists[list] = WordList(value.sequence?.compactMap(\.string) ?? [])
      } else {
        throw LexiconError("'\(key)' is no key of a lexicon.", at: keyNode, known: List.allCases.map(\.key))
      }
    }
    self.lists = lists
    roleMarks = Self.roleMarks(lists[.roleOpenings])
    self.verbs = verbs
    var index: [String: [Int]] = [:]
    for (position, verb) in verbs.enumerated() {
      for first in Set([verb.imperative[0], verb.infinitive[0]]) { index[first, default: []].append(position) }
    }
    verbsByFirstWord = index
  }

  private static func verbs(_ node: Node) throws -> [Verb] {
    var verbs: [Verb] = []
    guard let mapping = node.mapping else { throw LexiconError("'verbs' is a mapping of lists.", at: node) }
    for (keyNode, entries) in mapping {
      guard let operation = keyNode.string.flatMap(Operation.init(rawValue:)) else {
        throw LexiconError(
          "'\(keyNode.string ?? "")' is no operation.", at: keyNode, known: Operation.allCases.map(\.rawValue))
      }
      guard entries.sequence != nil else { throw LexiconError("The verbs of an operation are a list.", at: entries) }
      for entry in entries.sequence ?? [] {
        let forms = (entry.string ?? "").split(separator: "|").map { $0.split(separator: " ").map(String.init) }
        guard let imperative = forms.first, !imperative.isEmpty, let infinitive = forms.last else {
          throw LexiconError("A verb is 'imperative | infinitive'.", at: entry)
        }
        let isSplit = imperative.contains("…")
        verbs.append(
          Verb(
            operation: operation, imperative: isSplit ? [imperative[0]] : imperative,
            infinitive: isSplit ? [infinitive[0]] : infinitive, particle: isSplit ? imperative.last : nil))
      }
    }
    return verbs
  }

  /// The form in which words are compared: small letters, straight apostrophes.
  static func key(_ text: String) -> String {
    var isSmall = true
    var mayHaveApostrophe = false
    for byte in text.utf8 {
      isSmall = isSmall && byte < 0x80 && byte &- 0x41 >= 26
      // What the apostrophes that are not straight begin with.
      mayHaveApostrophe = mayHaveApostrophe || byte == 0xE2 || byte == 0xCA
    }
    if isSmall { return text }
    let small = text.lowercased()
    guard mayHaveApostrophe else { return small }
    return String(small.map { "\u{2019}\u{2018}\u{02BC}".contains($0) ? "'" : $0 })
  }

  /// How many words from `position` on are an entry of the list; 0 if none.
  func length(of list: List, in words: ArraySlice<Word>, at position: Int) -> Int {
    guard position < words.endIndex, position >= words.startIndex, words[position].classes.contains(list),
      !words[position].isLabel
    else { return 0 }
    let key = words[position].key
    for entry in lists[list].longer[key] ?? [] where position + entry.count <= words.endIndex {
      if entry.indices.dropFirst().allSatisfy({
        !words[position + $0].isLabel && words[position + $0].key == entry[$0]
      }) {
        return entry.count
      }
    }
    return words[position].isProse && lists[list].single.contains(key) ? 1 : 0
  }

  func contains(_ list: List, _ word: String) -> Bool { lists[list].single.contains(word) }

  func plainest(_ list: List) -> String? { lists[list].first }

  /// - Parameter least: Only endings longer than this count.
  func endsLike(_ list: List, _ word: String, over least: Int = 0) -> Bool {
    lists[list].endings.contains { $0.letters > least && $0.stem(of: word, over: 2) != nil }
  }

  /// The verb of the same words that is done without the screen.
  func performing(_ verb: Verb) -> Verb? {
    verbs.first { $0.operation == .perform && $0.imperative == verb.imperative }
  }

  /// Whether some verb begins with the word, in either form.
  func beginsVerb(_ word: String) -> Bool { verbsByFirstWord[word] != nil }

  /// Whether some verb's imperative begins with the word.
  func beginsImperative(_ word: String) -> Bool {
    (verbsByFirstWord[word] ?? []).contains { verbs[$0].imperative[0] == word }
  }

  /// Whether a word names a kind of place, also as the last part of a compound: "sidepanelet", "pop op-vinduet".
  func isPlace(_ word: String) -> Bool { contains(.places, word) || endsLike(.places, word, over: 3) }

  func isField(_ word: String) -> Bool { contains(.fields, word) || endsLike(.fields, word, over: 3) }

  /// Purposes of two words that others may stand between: "for … at".
  var splitPurposes: [(String, String)] {
    lists[.purposes].entries.filter { $0.count == 2 }.map { ($0[0], $0[1]) }
  }

  var abbreviations: Set<String> { lists[.abbreviations].single }

  /// The longest verb that begins at `position`; an adverb may stand behind its first word, and behind one in the
  /// present tense whom the article speaks to: "klikker du på".
  ///
  /// - Parameter form: Nil for the imperative or the infinitive.
  func verb(in words: ArraySlice<Word>, at position: Int, form: VerbForm?) -> (verb: Verb, length: Int)? {
    guard position < words.endIndex, position >= words.startIndex, words[position].isProse else { return nil }
    var best: (verb: Verb, length: Int, words: Int)?
    func consider(_ verb: Verb, _ candidate: [String], _ length: Int?) {
      guard let length else { return }
      var weight = candidate.count
      if let particle = verb.particle {
        let rest = words[(position + length)...].prefix { $0.kind != .comma && $0.kind != .stop }
        guard rest.contains(where: { $0.isProse && $0.key == particle }) else { return }
        weight += 1
      }
      if weight > best?.words ?? 0 { best = (verb, length, weight) }
    }
    if form == .present {
      for stem in infinitives(ofPresent: words[position].key) {
        for index in verbsByFirstWord[stem] ?? [] where verbs[index].infinitive[0] == stem {
          let rest = Array(verbs[index].infinitive.dropFirst())
          consider(verbs[index], verbs[index].infinitive, presentLength(rest, in: words, at: position))
        }
      }
      return best.map { ($0.verb, $0.length) }
    }
    let key = words[position].key
    if form == .gerund {
      for stem in infinitives(ofGerund: key) {
        for index in verbsByFirstWord[stem] ?? [] where verbs[index].infinitive[0] == stem {
          let rest = Array(verbs[index].infinitive.dropFirst())
          consider(verbs[index], verbs[index].infinitive, presentLength(rest, in: words, at: position))
        }
      }
      return best.map { ($0.verb, $0.length) }
    }
    for index in verbsByFirstWord[key] ?? (key.contains("-") ? verbsByFirstWord[key.replacing("-", with: "")] : nil)
      ?? []
    {
      let verb = verbs[index]
      for (candidate, candidateForm) in [(verb.imperative, VerbForm.imperative), (verb.infinitive, .infinitive)]
      where form == nil || form == candidateForm {
        consider(verb, candidate, length(of: candidate, in: words, at: position))
      }
    }
    return best.map { ($0.verb, $0.length) }
  }

  /// The length of a verb in the present tense whose further words are `rest`.
  private func presentLength(_ rest: [String], in words: ArraySlice<Word>, at start: Int) -> Int? {
    var position = start + 1
    position += length(of: .readers, in: words, at: position)
    if !rest.isEmpty { position += length(of: .adverbs, in: words, at: position) }
    for part in rest {
      guard position < words.endIndex, words[position].isProse, words[position].key == part else { return nil }
      position += 1
    }
    return position - start
  }

  private func length(of verb: [String], in words: ArraySlice<Word>, at start: Int) -> Int? {
    var position = start
    for (index, part) in verb.enumerated() {
      if index == 1 {
        // "choose if you want to": decided, and not left to the reader.
        let isCondition = length(of: .conditions, in: words, at: position) > 0
        position += max(
          length(of: .adverbs, in: words, at: position),
          isCondition ? 0 : length(of: .optionals, in: words, at: position))
      }
      guard position < words.endIndex, words[position].isProse,
        words[position].key == part || index == 0 && words[position].key.replacing("-", with: "") == part
      else { return nil }
      position += 1
    }
    return position - start
  }
}

enum VerbForm: Sendable { case imperative, infinitive, present, gerund }

extension Lexicon {
  private static let files = ["da-DK": PackageResources.da_DK_yml, "en-US": PackageResources.en_US_yml]

  /// The lexicons that come with Trin, by locale.
  package static func builtIn() throws -> [String: Lexicon] {
    try files.mapValues { try Lexicon(yaml: String(decoding: $0, as: UTF8.self)) }
  }

  package static func isBuiltIn(_ locale: String) -> Bool { files[locale] != nil }

  /// Nil where Trin brings none for the locale.
  package static func builtIn(_ locale: String) throws -> Lexicon? {
    try files[locale].map { try Lexicon(yaml: String(decoding: $0, as: UTF8.self)) }
  }
}
