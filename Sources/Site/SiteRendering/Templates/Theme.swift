package import Diagnostics
package import Mustache

/// Templates, assets and words: those of the program, each replaced by a file of the docset's own where there is one.
package struct Theme: Sendable {
  package let templates: MustacheLibrary
  /// By their path below the theme's folder, such as `assets/trin.css`, sorted.
  package private(set) var assets: [(path: String, bytes: [UInt8])]
  package private(set) var frame = PageFrame()
  package let words: ThemeWords
  /// Names in the docset's own files that stand for nothing.
  package let findings: [Diagnostic]

  /// A template or a file of words that cannot be read.
  package struct Failure: Error, Sendable {
    package var place: SourcePlace
    package var reason: String
  }

  package init(_ files: ThemeFiles, words: ThemeWords) throws(Failure) {
    self.words = words
    findings = ThemeChecks(files, words).findings()
    var templates: [String: MustacheTemplate] = [:]
    for file in files.inside("templates/", ending: ".mustache") {
      do {
        templates[file.name] = try MustacheTemplate(string: String(decoding: file.bytes, as: UTF8.self))
      } catch {
        throw Self.failure(error, of: file.place)
      }
    }
    self.templates = MustacheLibrary(templates: templates)
    assets = files.inside("assets/").map { ("assets/" + $0.name, $0.bytes) }
  }

  /// What is wrong with a template, in words, and where: the library tells it by names of its own.
  private static func failure(_ error: any Error, of file: SourcePlace) -> Failure {
    guard let error = error as? MustacheTemplate.ParserError else {
      return Failure(place: file, reason: "The template cannot be read: \(error).")
    }
    let reason =
      switch error.error as? MustacheTemplate.Error {
      case .sectionCloseNameIncorrect:
        "`{{/name}}` ends the section that was begun last, by its name; this one does not"
      case .expectedSectionEnd: "A section that `{{#name}}` begins is ended by `{{/name}}`; one has no end"
      case .unfinishedName: "A tag ends with `}}`; this one does not"
      default: "The template cannot be read: \(error.error)"
      }
    let context = error.context
    let place = SourcePlace(file: file.file, line: max(1, context.lineNumber), column: max(1, context.columnNumber))
    return Failure(place: place, reason: reason + ".")
  }

  /// Adds what the owner of the site has beside the theme.
  package mutating func add(_ frame: PageFrame) {
    self.frame = frame
    if let logo = frame.logo {
      assets.removeAll { $0.path == logo.path }
      assets.append((logo.path, logo.bytes))
    }
  }

  package mutating func leaveOutAnalytics() { frame.analytics = nil }
}
