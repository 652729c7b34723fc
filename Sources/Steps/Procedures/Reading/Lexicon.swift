internal import BoundedYAML
internal import Yams

/// How one language gives instructions: its verbs, and the words that join, place and condition them. No product is
/// known here.
package struct Lexicon: Sendable {
  package let locale: String
  let verbs: [Verb]
  private let verbsByFirstWord: [String: [Int]]
  let lists: [List: WordList]

  /// A verb and what its forms do.
  struct Verb: Sendable {
    let operation: Operation
    let imperative: [String]
    let infinitive: [String]
    /// The second half of a verb that takes its object between its halves: "turn … on".
    let particle: String?
  }

  /// The closed classes of words that the grammar's rules name.
  enum List: String, CaseIterable, Sendable {
    /// Join clauses: "and", "then".
    case connectors
    /// Join alternatives: "or".
    case alternatives
    /// Say that what follows comes after: "and then". May carry the verb over to an object without one.
    case sequencers
    /// Words without a job at the head of a clause: "now", "also".
    case adverbs
    /// Make a statement to the reader an instruction: "you must".
    case directives
    /// Leave it to the reader: "you can".
    case permissions
    case conditions
    /// Conditions that say when not to: "unless".
    case exceptions
    /// Whole conditions that are always met in their place: "when you are done".
    case formalities
    case purposes
    /// Begin a purpose only before a verb: the English "to".
    case purposesBeforeVerb = "purposes-before-verb"
    /// After these such a word belongs to what stands before it: "want to".
    case notPurposeAfter = "not-purpose-after"
    /// Begin a relative clause: "that", "who".
    case relatives
    case prepositions
    /// Prepositions after which a label names the control itself: the check box "next to" **X**.
    case besides
    case determiners
    /// Kinds of places: "page", "tab".
    case places
    /// Kinds of places that something is typed in: "box".
    case fields
    /// Before what something is set to: "to".
    case assignments
    /// Kinds of controls: "button", "check box".
    case controls
    case negations
    /// Before alternatives: "either".
    case either
    /// A bullet list after one of these holds alternatives.
    case oneOf = "one-of"
    /// Words that a statement begins with.
    case subjects
    /// The endings of nouns that a statement begins with: the Danish "-en".
    case subjectEndings = "subject-endings"
    /// Finite verbs that make a statement.
    case statements
    /// Finite verbs that say what the reader will see.
    case outcomes
    /// Openings of the sentence that says which roles a reader needs, and what ends it.
    case roleOpenings = "role-openings"
    case roleClosings = "role-closings"
    case abbreviations
  }

  /// Entries of several words, longest first.
  struct WordList: Sendable {
    var entries: [[String]]
    var single: Set<String>
    /// The entry that stands first in the file: the plainest word of its class.
    var first: String?
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
    self.locale = locale
    var lists: [List: WordList] = [:]
    var verbs: [Verb] = []
    for (keyNode, value) in mapping {
      let key = keyNode.string ?? ""
      if key == "locale" { continue }
      if key == "verbs" {
        verbs = try Self.verbs(value)
      } else if let list = List(rawValue: key) {
        lists[list] = WordList(value)
      } else {
        throw LexiconError("Line \(keyNode.mark?.line ?? 1): '\(key)' is no key of a lexicon.")
      }
    }
    for list in List.allCases where lists[list] == nil { lists[list] = WordList(entries: [], single: []) }
    self.lists = lists
    self.verbs = verbs
    var index: [String: [Int]] = [:]
    for (position, verb) in verbs.enumerated() {
      for first in Set([verb.imperative[0], verb.infinitive[0]]) { index[first, default: []].append(position) }
    }
    verbsByFirstWord = index
  }

  private static func verbs(_ node: Node) throws -> [Verb] {
    var verbs: [Verb] = []
    for (keyNode, entries) in node.mapping ?? [:] {
      guard let operation = keyNode.string.flatMap(Operation.init(rawValue:)) else {
        throw LexiconError("Line \(keyNode.mark?.line ?? 1): '\(keyNode.string ?? "")' is no operation.")
      }
      for entry in entries.sequence ?? [] {
        let forms = (entry.string ?? "").split(separator: "|").map { $0.split(separator: " ").map(String.init) }
        guard let imperative = forms.first, !imperative.isEmpty, let infinitive = forms.last else {
          throw LexiconError("Line \(entry.mark?.line ?? 1): a verb is 'imperative | infinitive'.")
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

  /// How many words from `position` on are an entry of the list; 0 if none.
  func length(of list: List, in words: ArraySlice<Word>, at position: Int) -> Int {
    guard let wordList = lists[list], position < words.endIndex, position >= words.startIndex else { return 0 }
    for entry in wordList.entries where position + entry.count <= words.endIndex {
      if entry.indices.allSatisfy({ !words[position + $0].isLabel && words[position + $0].key == entry[$0] }) {
        return entry.count
      }
    }
    return words[position].isProse && wordList.single.contains(words[position].key) ? 1 : 0
  }

  func contains(_ list: List, _ word: String) -> Bool { lists[list]?.single.contains(word) ?? false }

  func plainest(_ list: List) -> String? { lists[list]?.first }

  /// - Parameter least: Only endings longer than this count.
  func endsLike(_ list: List, _ word: String, over least: Int = 0) -> Bool {
    lists[list]?.single.contains { $0.count > least && word.count > $0.count + 2 && word.hasSuffix($0) } ?? false
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
    (lists[.purposes]?.entries ?? []).filter { $0.count == 2 }.map { ($0[0], $0[1]) }
  }

  var abbreviations: Set<String> { lists[.abbreviations]?.single ?? [] }

  /// The longest verb that begins at `position`; an adverb may stand behind its first word.
  func verb(in words: ArraySlice<Word>, at position: Int, form: VerbForm?) -> (verb: Verb, length: Int)? {
    guard position < words.endIndex, words[position].isProse else { return nil }
    var best: (verb: Verb, length: Int, words: Int)?
    for index in verbsByFirstWord[words[position].key] ?? [] {
      let verb = verbs[index]
      for (candidate, candidateForm) in [(verb.imperative, VerbForm.imperative), (verb.infinitive, .infinitive)] {
        guard form == nil || form == candidateForm,
          let length = length(of: candidate, in: words, at: position)
        else { continue }
        var weight = candidate.count
        if let particle = verb.particle {
          let rest = words[(position + length)...].prefix { $0.kind != .comma && $0.kind != .stop }
          guard rest.contains(where: { $0.isProse && $0.key == particle }) else { continue }
          weight += 1
        }
        if weight > best?.words ?? 0 { best = (verb, length, weight) }
      }
    }
    return best.map { ($0.verb, $0.length) }
  }

  private func length(of verb: [String], in words: ArraySlice<Word>, at start: Int) -> Int? {
    var position = start
    for (index, part) in verb.enumerated() {
      if index == 1 { position += length(of: .adverbs, in: words, at: position) }
      guard position < words.endIndex, words[position].isProse, words[position].key == part else { return nil }
      position += 1
    }
    return position - start
  }
}

enum VerbForm: Sendable { case imperative, infinitive }

package struct LexiconError: Error, CustomStringConvertible {
  package let description: String
  init(_ description: String) { self.description = description }
}

extension Lexicon.WordList {
  fileprivate init(_ node: Node) {
    let entries = (node.sequence ?? []).compactMap(\.string).map {
      $0.lowercased().split(separator: " ").map(String.init)
    }
    self.init(
      entries: entries.filter { $0.count > 1 }.sorted { $0.count > $1.count },
      single: Set(entries.filter { $0.count == 1 }.map { $0[0] }),
      first: entries.first?.joined(separator: " "))
  }
}

extension Lexicon {
  private static let files = ["da-DK": PackageResources.da_DK_yml, "en-US": PackageResources.en_US_yml]

  /// The lexicons that come with Trin, by locale.
  package static func builtIn() throws -> [String: Lexicon] {
    try files.mapValues { try Lexicon(yaml: String(decoding: $0, as: UTF8.self)) }
  }

  /// Nil where Trin brings none for the locale.
  package static func builtIn(_ locale: String) throws -> Lexicon? {
    try files[locale].map { try Lexicon(yaml: String(decoding: $0, as: UTF8.self)) }
  }
}
