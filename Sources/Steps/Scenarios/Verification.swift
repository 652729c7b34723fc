package import Diagnostics
package import LearnMarkdown
internal import Procedures

/// What to test, and with what.
package struct TestRequest: Sendable {
  package struct Article: Sendable {
    /// Without `.md`: `admin/add-users/resend-user-password`.
    package var path: String
    package var locale: String
    /// As findings show it.
    package var file: String
    /// The bytes of the file. Others than it was made with are read anew, as a mutation of the article needs it.
    package var source: [UInt8] { didSet { composed = nil } }
    /// Whose zones are part of the article; nil: all are.
    package var moniker: String?
    private var composed: ComposedArticle?
    private let compose: @Sendable ([UInt8]) -> ComposedArticle

    /// An article that stands alone.
    package init(path: String, locale: String, file: String, source: [UInt8]) {
      self.init(path: path, locale: locale, file: file, source: source, composed: nil) { bytes in
        let text = SourceText(bytes)
        let options = ArticleOptions(file: file, places: .all)
        let article = LearnMarkdown.Article(reading: text, frontMatter: FrontMatter.find(in: text), options: options)
        return ComposedArticle(parts: [.init(article: article, text: text, file: file)])
      }
    }

    /// - Parameters:
    ///   - composed: What was read of the file and of those that it includes; nil: it is read when it is asked for.
    ///   - compose: Reads the file, were its bytes these.
    package init(
      path: String, locale: String, file: String, source: [UInt8], composed: ComposedArticle?,
      compose: @escaping @Sendable ([UInt8]) -> ComposedArticle
    ) {
      self.path = path
      self.locale = locale
      self.file = file
      self.source = source
      self.composed = composed
      self.compose = compose
    }

    package func read() -> ComposedArticle { composed ?? compose(source) }
  }

  /// A file that lies beside the articles.
  package struct File: Sendable {
    /// Without its ending: the article's path for a scenario file, the locale for the others.
    package var name: String
    package var file: String
    package var text: String

    package init(name: String, file: String, text: String) {
      self.name = name
      self.file = file
      self.text = text
    }
  }

  package var articles: [Article]
  /// By the name that findings show.
  package var sources: [String: [UInt8]] {
    Dictionary(articles.map { ($0.file, $0.source) }, uniquingKeysWith: { first, _ in first })
  }
  /// Articles of the source language that are not tested: translations are held against them.
  package var references: [Article] = []
  package var scenarios: [File] = []
  package var phrasebooks: [File] = []
  /// Beside the built-in ones, and in place of one with the same locale.
  package var lexicons: [File] = []
  /// What the product calls its controls and roles in further languages.
  package var labels: [File] = []
  /// The language that the others are translations of.
  package var sourceLocale: String = "en-US"
  /// A part of a procedure's id; `*` stands for anything.
  package var filter: String?
  /// The `index`-th of `count` parts, from 1. Every procedure is in exactly one.
  package var shard: (index: Int, count: Int)?
  /// The paths of all articles and the locales of the docset, where `articles` are only some of them.
  package var otherPaths: Set<String> = []
  package var otherLocales: Set<String> = []
  /// Whether the files are all that the docset has, and no other docset's.
  package var ownsFiles = true
  /// What was found where the articles were loaded.
  package var findings: [Diagnostic] = []
  /// Reads and lists, and runs nothing.
  package var isListing = false
  /// Runs the procedures also for the roles that a scenario does not speak of, to suggest them where they are let in.
  package var triesUnnamedRoles = true
  package var jobs = 2

  package init(articles: [Article]) { self.articles = articles }

  var allPaths: Set<String> { otherPaths.union(articles.map(\.path)) }
  var allLocales: Set<String> { otherLocales.union(articles.map(\.locale)) }
}

/// One procedure in one language, with all its runs.
package struct ProcedureReport: Sendable {
  package var id: String
  package var locale: String
  package var file: String
  package var line: Int
  package var isCovered: Bool
  package var steps: [StepRecord]
  package var runs: [RunRecord]
  package var findings: [StepFinding]

  /// Every step bound, seen, said or done by hand; every run as expected; nothing wrong.
  package var isProven: Bool {
    isCovered && !runs.isEmpty && runs.allSatisfy { $0.status == .passed }
      && !findings.contains { $0.diagnostic.severity == .error }
  }
  package var manualSteps: [Int] { steps.filter { $0.status == .manual }.map(\.number) }
}

package struct TestReport: Sendable {
  package var locales: [String]
  package var procedures: [ProcedureReport]
  /// About scenario files and phrasebooks.
  package var fileFindings: [Diagnostic]
  package var isListing: Bool

  /// Everything found, in reading order.
  package var findings: [Diagnostic] {
    (fileFindings + procedures.flatMap { $0.findings.map(\.diagnostic) }).sorted(by: Diagnostic.inReadingOrder)
  }
  package var hasFailed: Bool {
    findings.contains { $0.severity == .error } || procedures.contains { $0.runs.contains { $0.status == .failed } }
  }
}

extension Diagnostic {
  /// About a page of YAML that holds numbered steps, which are not run.
  package static func unreadSteps(at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      .error, "steps-of-yaml-unread",
      "The steps of a page of the kind HowTo are not read; write them as a numbered list in Markdown.", at: place)
  }
}
