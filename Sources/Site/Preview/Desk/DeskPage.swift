package import Diagnostics

/// A page of a translation beside its source, with what is known of it: what the desk shows.
package struct DeskPage: Sendable {
  /// One file.
  package struct Side: Sendable {
    /// As findings show it.
    package var file: String
    /// As in `da-DK`.
    package var locale: String
    package var text: String

    package init(file: String, locale: String, text: String) {
      self.file = file
      self.locale = locale
      self.text = text
    }
  }

  /// What stands in a row: a heading, a paragraph, a row of a table.
  package struct Block: Sendable {
    package enum Kind: String, Sendable {
      case heading, paragraph, code, row, other
    }

    package var kind: Kind
    /// Of a heading, 1 to 6; else how deep it lies in lists.
    package var level = 0
    /// What stands before it: `2.`, `•`, `NOTE`.
    package var marker = ""
    /// As readers see it, escaped; what a finding is about is in a `mark`.
    package var html: [UInt8] = []
    /// Its bytes in the file.
    package var range = 0..<0
    /// 1-based.
    package var line = 1
    /// What stands there in the file, where it may be edited by itself.
    package var markdown: String?

    package init(_ kind: Kind) { self.kind = kind }
  }

  /// What a step was read as, and what its runs showed.
  package struct Step: Sendable {
    package enum Verdict: String, Sendable {
      /// Done in the product, in every run.
      case proven
      /// Not understood, or a run of its procedure failed.
      case failed
      /// Tells something, or is done by a person.
      case told, manual
      /// Understood; nothing ran it.
      case unrun
    }

    package enum Operation: String, Sendable {
      case open, choose, select
      case rightClick = "right-click"
      case doubleClick = "double-click"
      case enter, on, off
    }

    /// 1-based, in the file.
    package var line: Int
    /// With what the product calls what it is done to, in the article's language.
    package var actions: [(operation: Operation, label: String)]
    package var manual: [String]
    package var verdict: Verdict
    package var passed: Int
    package var runs: Int
    /// The name of the picture of the screen, for ``TranslationDesk/picture(_:)``.
    package var picture: String?

    package init(
      line: Int, actions: [(operation: Operation, label: String)], manual: [String], verdict: Verdict, passed: Int,
      runs: Int, picture: String? = nil
    ) {
      self.line = line
      self.actions = actions
      self.manual = manual
      self.verdict = verdict
      self.passed = passed
      self.runs = runs
      self.picture = picture
    }
  }

  /// What became of a block of the source since it was translated.
  package struct SourceChange: Sendable {
    /// What stood there before.
    package var former: Block?
    package var isNew = false
    /// What stood before this one and is gone.
    package var gone: [Block] = []

    package init() {}
  }

  package struct Row: Sendable {
    package var own: Block?
    package var source: Block?
    package var sourceChange: SourceChange?
    /// Of the two blocks, where they are numbered steps.
    package var ownStep: Step?
    package var sourceStep: Step?

    package init(own: Block?, source: Block?) {
      self.own = own
      self.source = source
    }
  }

  /// In the order in which somebody works through them.
  package enum Group: String, Sendable, CaseIterable {
    /// What translation broke in the markup.
    case damage
    /// What the steps say.
    case steps
    /// What differs from the source page.
    case differences
    case other

    package init(code: String) {
      if code.hasPrefix("mt-") {
        self = .damage
      } else if code.hasPrefix("step-") {
        self = .steps
      } else if code.hasPrefix("parity-") {
        self = .differences
      } else {
        self = .other
      }
    }
  }

  package struct Finding: Sendable {
    /// The same as long as what it says is the same.
    package var id: String
    package var diagnostic: Diagnostic
    package var group: Group
    /// The number of the row that it is about; nil for what is said of the file as a whole, or of another file.
    package var row: Int?
    /// The line as it is, and as the certain repair makes it.
    package var before: MarkedLine?
    package var after: MarkedLine?
    /// Where the handbook says what to do.
    package var remedy: String?
    /// Of the file that it is about.
    package var digest: String
    /// Whether the certain repair may be written.
    package var canRepair: Bool

    package init(
      id: String, _ diagnostic: Diagnostic, row: Int?, before: MarkedLine?, after: MarkedLine?, remedy: String?,
      digest: String, canRepair: Bool
    ) {
      self.id = id
      self.diagnostic = diagnostic
      group = Group(code: diagnostic.code)
      self.row = row
      self.before = before
      self.after = after
      self.remedy = remedy
      self.digest = digest
      self.canRepair = canRepair
    }
  }

  /// A line, cut where it is long, in which one part stands out.
  package struct MarkedLine: Sendable, Equatable {
    package var before: String
    package var marked: String
    package var after: String

    package init(before: String, marked: String, after: String) {
      self.before = before
      self.marked = marked
      self.after = after
    }
  }

  package var title: String
  /// Of the page on the site.
  package var address: String
  /// Nil where the page is not translated: the site shows the source's.
  package var own: Side?
  package var source: Side?
  /// Of ``own``, hexadecimal: an edit of other bytes is refused.
  package var digest: String
  package var rows: [Row]
  package var findings: [Finding]
  /// The day of the source's last change since this page was translated, as in `2026-11-29`; nil where there was none.
  package var sourceChanged: String?

  package init(
    title: String, address: String, own: Side?, source: Side?, digest: String, rows: [Row], findings: [Finding]
  ) {
    self.title = title
    self.address = address
    self.own = own
    self.source = source
    self.digest = digest
    self.rows = rows
    self.findings = findings
  }
}

/// What the desk shows of one build, and how it writes.
package protocol TranslationDesk: Sendable {
  /// The page at an address of the site; nil where no article makes one there.
  func page(_ address: String) -> DeskPage?
  /// The pages of a locale, in any letter case; where none is named, of the one that a translator most likely works on.
  func overview(_ locale: String?) -> DeskOverview?
  func write(_ edit: DeskEdit) -> DeskEditResult
  /// The PNG of a step; nil where there is none of that name.
  func picture(_ name: String) -> [UInt8]?
}

/// What the desk may write: nothing but these.
package enum DeskEdit: Sendable {
  /// The certain repair of a finding.
  case repair(file: String, digest: String, finding: String)
  /// The bytes of one block.
  case block(file: String, digest: String, range: Range<Int>, text: String)
}

package enum DeskEditResult: Sendable, Equatable {
  case written
  /// The file has other bytes than those that the edit was made for.
  case changedMeanwhile
  case refused(String)
}
