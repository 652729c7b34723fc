/// A numbered list under a heading, as a task that a reader carries out.
package struct Procedure: Sendable, Hashable {
  /// `<article path>#<anchor>`; the anchor is English in every locale. A second list under the same heading that
  /// starts anew has `/2` after it.
  package var id: String
  package var locale: String
  /// As findings show it.
  package var file: String
  /// Of the heading.
  package var line: Int
  package var steps: [Step]
  /// The nearest sentence above that says who may do this; none where the article makes no such claim.
  package var claim: RoleClaim?
}

package struct Step: Sendable, Hashable {
  package var number: Int
  package var line: Int
  /// The sentences of the item itself, without its sub-steps, as a reader sees them.
  package var text: String
  package var clauses: [Clause]
  /// The words that join clauses and objects, wherever they stand in the step.
  package var joiningWords: [JoiningWord]
  /// The words that forbid or deny, wherever they stand in the step.
  package var negations: [Phrase] = []
  /// Where the step came through an include: the file that it stands in.
  package var file: String?
}

/// An "and" or "or", and the word of the other kind.
package struct JoiningWord: Sendable, Hashable {
  package var phrase: Phrase
  package var isAlternative: Bool
  package var opposite: String
}

/// Where words stand in their article. Columns count Unicode scalars from 1; `endColumn` is the one after the last.
package struct TextPlace: Sendable, Hashable {
  package var line: Int
  package var column: Int
  package var endLine: Int
  package var endColumn: Int
  /// Where the words came through an include: the file that they stand in.
  package var file: String?

  package func union(_ other: TextPlace) -> TextPlace {
    let first = (line, column) <= (other.line, other.column) ? self : other
    let last = (endLine, endColumn) >= (other.endLine, other.endColumn) ? self : other
    guard file == other.file else { return self }
    return TextPlace(
      line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn, file: file)
  }

  package func overlaps(_ other: TextPlace) -> Bool {
    file == other.file && (line, column) < (other.endLine, other.endColumn)
      && (other.line, other.column) < (endLine, endColumn)
  }
}

/// Some words of an article.
package struct Phrase: Sendable, Hashable {
  /// As written, one space between words, without the marks at its ends.
  package var text: String
  package var place: TextPlace
  /// Whether a label stands among the words.
  package var namesLabel = false

  package init(text: String, place: TextPlace) {
    self.text = text
    self.place = place
  }
}

/// What a clause tells the reader to do, named as it would be in any language.
package enum Operation: String, Sendable, Hashable, CaseIterable {
  case open, choose
  case rightClick = "right-click"
  case doubleClick = "double-click"
  case enter, on, off, follow, `repeat`, perform

  /// What is done with the mouse and its other button, or twice: pressing once is something else.
  package var isGesture: Bool { self == .rightClick || self == .doubleClick }
  var isOnScreen: Bool { ![.follow, .repeat, .perform].contains(self) }
  var isClick: Bool { self == .choose || isGesture }
}

/// What an instruction is about.
package struct Target: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Bold, a link, or code: words that stand on the screen.
    case label(link: String?)
    /// Prose: what it stands for only the product's phrasebook can say.
    case prose
  }

  package var kind: Kind
  package var phrase: Phrase
  /// `phrase` with every word of prose around the label: "the **Account** tab".
  package var whole: Phrase
  /// The words around the label say that something is typed there.
  package var isField = false
  /// The word around the label says that it names a page or another part of the screen, and nothing to be used.
  package var isScreen = false
  /// Named in quotation marks, as a label that should be bold.
  package var isQuoted = false
  /// Of prose: says only what kind of place it is, so that nothing can be looked up: "in the pane on the right".
  package var isGeneric = false
  /// Of prose: the words without those that say what kind of place it is, the longer way of leaving them out first.
  package var names: [String] = []
  /// Of prose that is kept as it stands: the labels among its words.
  package var labels: [Target] = []

  package var isLabel: Bool { if case .label = kind { true } else { false } }
}

/// One verb with its object.
package struct Instruction: Sendable, Hashable {
  package var operation: Operation
  package var verb: Phrase
  /// From the outermost to the control itself: **Users** > **Active users**.
  package var path: [Target]
  /// Where on the screen: "on the **Reset password** page", "under **Contact details**".
  package var contexts: [Target]
  /// What to type, for `enter` with a field that is named apart from it.
  package var value: Target?
  /// Which steps of a procedure, for `follow` and `repeat`: "steps 3 to 5".
  package var steps: ClosedRange<Int>?
}

package struct Condition: Sendable, Hashable {
  /// What follows the "if", its negation included.
  package var phrase: Phrase
  /// A word that says the opposite of the condition when it is put into it.
  package var negation: String
  /// Where the words put one thing before or after another.
  package var order: Order?
  /// The names on the screen that it speaks of.
  package var labels: [Phrase] = []

  package enum Order: Sendable, Hashable { case before, after }
}

/// A part of a sentence that has one job.
package struct Clause: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Exactly one of the alternatives is to be done, its instructions in order.
    case instructions([[Instruction]])
    /// What the reader will see.
    case outcome
    /// Said, not asked for: explanations, definitions, permissions, prohibitions.
    case information
    /// No rule of the grammar fits.
    case undefined(Misreading)
  }

  package var kind: Kind
  package var phrase: Phrase
  package var condition: Condition?
  /// What the instructions are for: "so they receive the new password". Each is one aim; several are alternatives.
  package var purposes: [Phrase]
  /// The words that leave it to the reader. Clauses with the same words are done together or not at all.
  package var optional: Phrase?
  /// Labels that a statement speaks of: the product has them, and where the statement says what will be seen, shows them.
  package var mentions: [Target] = []
  /// Only names, and nothing said of them: a title, or an entry of a list.
  package var isEntry = false
  /// All in bold above what is to be done: a title, where anything is asked for below it.
  var isHeading = false
  /// Whether a label, a link id or code stands among the words.
  var namesSomething = false
  /// The words that could not be read.
  package var unread: Phrase?
  /// The roles that the words tell the reader to sign in with.
  package var claim: RoleClaim?
  /// Damage to the markup among the clause's words.
  package var damage: [MarkupDamage] = []
}

/// Markup that does not say what it was meant to.
package struct MarkupDamage: Sendable, Hashable {
  /// Of the rule that knows this damage; none where marks are left over that no rule explains.
  package var rule: String?
  package var place: TextPlace
  /// What the words were read as; none where nothing certain is known, so that they were read as they stand.
  package var mended: String?
}

/// Why a clause could not be read: the rule that came nearest, and what it missed.
package enum Misreading: String, Error, Hashable {
  /// No known verb stands where an instruction begins, and nothing says that it is a statement.
  case verbUnknown = "step-verb-unknown"
  /// The words before the verb are neither a condition, a place nor an aim.
  case openingUnknown = "step-opening-unknown"
  /// Two labels, and no word that says how they belong together.
  case labelsUnjoined = "step-labels-unjoined"
  /// A verb that needs an object has none.
  case objectMissing = "step-object-missing"
  /// Words that change what is done, and that no rule takes in: "twice", "the second", "until".
  case wordsLeftOver = "step-words-left-over"
  /// "and" and "or" without a mark that groups them.
  case jointsMixed = "step-joints-mixed"
  /// An alternative that has a condition of its own.
  case alternativeConditioned = "step-alternative-conditioned"
  /// The sentence tells something of a label, a link or code that a reader could use.
  case labelLeftOver = "step-label-left-over"
  /// What is to be done first is named last.
  case orderUnclear = "step-order-unclear"
}

/// What could not be read, and the words at fault.
struct Unread: Error {
  var misreading: Misreading
  var words: Phrase?

  init(_ misreading: Misreading, _ words: Phrase? = nil) {
    self.misreading = misreading
    self.words = words
  }
}

/// A sentence that says which roles a reader needs.
package struct RoleClaim: Sendable, Hashable {
  /// The whole sentence.
  package var phrase: Phrase
  /// The names as written, without articles.
  package var roles: [Phrase]
}
