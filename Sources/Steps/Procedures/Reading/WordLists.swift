extension Lexicon {
  /// The closed classes of words that the grammar's rules name.
  package enum List: Int, CaseIterable, Sendable {
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
    /// Recommend what the gerund behind them names: "we recommend" using **X**.
    case recommendations
    /// Leave it to the reader: "you can".
    case permissions
    /// Those that speak of what has to be done where it is needed: "you might need to".
    case duties
    /// Behind one of them, say that what follows is a way or an act of its own: "also".
    case further
    /// Free the reader of something: "you don't need to".
    case exemptions
    /// Leave what follows to the reader: "optionally".
    case optionals
    /// Whom an article speaks to: "you".
    case readers
    /// The form of the verb behind one of these: infinitive or present.
    case readerForm
    /// What the present tense of a verb ends with, after the infinitive.
    case presentEndings
    /// What the passive of a verb ends with, after the infinitive.
    case passiveEndings
    /// What makes a noun of a verb, behind its stem: "selecting".
    case gerundEndings
    /// Forms that say that something on a screen is done: "selected".
    case doings
    /// Verbs that ask for no action, whatever stands before them: "you must have".
    case states
    case conditions
    /// Put what is asked for before or after something else.
    case before
    case after
    /// Begin why something is done: "because".
    case reasons
    /// Conditions that say when not to: "unless".
    case exceptions
    /// Begin for which things something is done: "for" shared mailboxes.
    case concerns
    /// The endings of nouns for several such things.
    case pluralEndings
    /// Whole conditions that are always met in their place: "when you are done".
    case formalities
    /// Begin a condition that is always met where nothing but formal words follow: "when".
    case formalOpenings
    /// Words of which, behind "when" or "once", a condition consists that is always met: "you", "are", "ready".
    case formalWords
    case purposes
    /// Begin a purpose only before a verb: the English "to".
    case purposesBeforeVerb
    /// After these such a word belongs to what stands before it: "want to".
    case notPurposeAfter
    /// Begin a relative clause: "that", "who".
    case relatives
    case prepositions
    /// Prepositions that say more about the word before them, and begin no place behind an object: "of", "by".
    case attributives
    /// Prepositions after which a label names the control itself: the check box "next to" **X**.
    case besides
    /// Between a noun and its name: "with the name".
    case namings
    /// Behind them a name alone is no place: Danish "efter", in "søg efter" **X**.
    case placeless
    /// Before what something was until now: "from" **A** to **B**.
    case origins
    /// Begin what something is made after: "similar to".
    case likenesses
    case determiners
    /// Kinds of places: "page", "tab".
    case places
    /// Kinds of places that hold what is used, and are not used themselves: "page", "tab".
    case screens
    /// Kinds of places that something is typed in: "box".
    case fields
    /// Before what something is set to: "to".
    case assignments
    /// First words of verbs that set something to a value: "set".
    case settings
    /// First words of verbs that move something: to a place, or to the position of a switch.
    case moves
    /// Kinds of controls that are moved to a position: "slider".
    case switches
    /// What such a control is moved to: "on".
    case switchPositions
    /// First words of verbs that leave something as it is, which the words behind the object tell: "leave" **X** selected.
    case keepings
    /// Name what one reads up on, with the word before it: "for instructions".
    case lookups
    /// Kinds of controls: "button", "check box".
    case controls
    /// Where on a screen: "left", "top".
    case locators
    case negations
    /// Set what is not to be done apart from what is: "instead of".
    case exclusions
    /// Put the opposite after a prohibition: "but".
    case contrasts
    /// How many or how often: "two", "each".
    case quantities
    /// Which of several: "second".
    case ordinals
    /// Change what is done so that no rule can take it in: "twice", "until".
    case restrictions
    /// Begin what is named only as an example: "such as".
    case examples
    /// Say that something comes first, though it is named later.
    case firsts
    /// Before alternatives: "either".
    case either
    /// Begin the way in which something is done, before a verb: "by" selecting **X**.
    case ways
    /// Verbs whose object is only what something is done with, or on the way to what is done: "use", "scroll".
    case instruments
    /// Begin what somebody signs in with: "with", "using".
    case means
    /// Begin a clause that says what is checked or made sure of: "that".
    case contents
    /// Begin a question within a sentence, which is an object: "choose what happens".
    case questions
    /// Verbs of the screen that say in an aim what comes of it, and nothing that is to be done: "to confirm".
    case effects
    /// A bullet list after one of these holds alternatives.
    case oneOf
    /// What follows is to be done: "do the following".
    case announcements
    /// Before a list of names that the verb is meant for: "the following".
    case following
    /// Begin what is done where what was said before does not hold: "otherwise".
    case otherwise
    /// Begin a sentence about things, which do something and are not asked for anything: "the", "this".
    case things
    /// Who may be meant by what is asked for, though the article does not speak to them: "users".
    case persons
    /// Name a series of steps: "steps".
    case stepWords
    /// Between the first and the last number of a range: "to".
    case ranges
    /// Words that a statement begins with.
    case subjects
    /// The endings of nouns that a statement begins with: the Danish "-en".
    case subjectEndings
    /// Those of them that no imperative has.
    case nounEndings
    /// Finite verbs that make a statement.
    case statements
    /// Finite verbs that tell of what is named behind them, and ask for nothing: "is located".
    case tellings
    /// Finite verbs that say what something is.
    case copulas
    /// Finite verbs that say what something has.
    case owning
    /// Nouns for what something is set to or called, which a statement may name: "value".
    case values
    /// Finite verbs that say what must be.
    case obligations
    /// Finite verbs that an infinitive follows: "can".
    case modals
    /// Finite verbs that say what the reader will see.
    case outcomes
    /// Openings of the sentence that says which roles a reader needs, and what ends it.
    case roleOpenings
    case roleClosings
    /// First words of verbs that mean signing in.
    case signIns
    /// Before the role that a reader signs in with: "as at least".
    case roleSignIns
    /// Before a colon, say what kind of remark follows: "note".
    case titles
    case abbreviations
    /// Those that stand at the end of a list, and so may end a sentence: "etc."
    case closingAbbreviations

    /// As a lexicon's file writes it: `reader-form` for `readerForm`.
    package var key: String { Self.keys[rawValue] }

    package init?(key: String) {
      guard let position = Self.keys.firstIndex(of: key) else { return nil }
      self.init(rawValue: position)
    }

    private static let keys = allCases.map { list in
      "\(list)".reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : "\($1)" }
    }
  }

  /// The entries of one class.
  struct WordList: Sendable {
    /// Those of several words.
    var entries: [[String]] = []
    var single: Set<String> = []
    /// The entry that stands first in the file: the plainest word of its class.
    var first: String?
    /// The single words as what others may end with.
    fileprivate(set) var endings: [Ending] = []
    /// `entries` by their first word, longest first.
    fileprivate(set) var longer: [String: [[String]]] = [:]

    init() {}

    init(_ written: [String]) {
      let all = written.map { Lexicon.key($0).replacing(",", with: " , ").split(separator: " ").map(String.init) }
        .filter { !$0.isEmpty }
      entries = all.filter { $0.count > 1 }
      single = Set(all.filter { $0.count == 1 }.map { $0[0] })
      endings = single.sorted().map(Ending.init)
      first = all.first?.joined(separator: " ")
      longer = Dictionary(grouping: entries) { $0[0] }.mapValues { $0.sorted { $0.count > $1.count } }
    }
  }

  /// What words may end with.
  struct Ending: Sendable {
    let letters: Int
    private let bytes: [UInt8]

    init(_ text: String) {
      letters = text.count
      bytes = Array(text.utf8)
    }

    /// What stands before the ending; nil where the word does not end with it, or has no more than `least` letters before.
    func stem(of word: String, over least: Int) -> Substring? {
      let count = word.utf8.count - bytes.count
      guard count > least, word.utf8.suffix(bytes.count).elementsEqual(bytes) else { return nil }
      let stem = word[..<word.utf8.index(word.utf8.startIndex, offsetBy: count)]
      return stem.utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } > least ? stem : nil
    }
  }

  /// A set of classes.
  struct Classes: OptionSet, Hashable, Sendable {
    var rawValue: UInt128

    func contains(_ list: List) -> Bool { rawValue & (1 << list.rawValue) != 0 }

    /// Every class: nobody has looked the word up.
    static let any = Classes(rawValue: .max)
  }

  /// All classes of one lexicon.
  struct WordLists: Sendable {
    private var lists = [WordList](repeating: WordList(), count: List.allCases.count)
    private var classes: [String: Classes] = [:]

    subscript(list: List) -> WordList {
      get { lists[list.rawValue] }
      set {
        lists[list.rawValue] = newValue
        for word in newValue.single.union(newValue.longer.keys) {
          classes[word, default: []].formUnion(Classes(rawValue: 1 << list.rawValue))
        }
      }
    }

    /// In which classes an entry begins with the word.
    func classes(of word: String) -> Classes { classes[word] ?? [] }
  }
}
