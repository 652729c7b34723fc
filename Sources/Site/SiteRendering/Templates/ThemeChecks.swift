internal import Diagnostics

/// Names in a docset's own theme that stand for nothing: pages would be empty there, without a word.
struct ThemeChecks {
  /// What every template may name, besides the values of its page.
  static let constants =
    ["lang", "languageName", "siteTitle", "isRightToLeft", "openGraphLocale"] + PageFrame.names.map(\.name)

  private let files: ThemeFiles
  private let variables: [String]
  private let templates: [String]
  private let words: [String]

  init(_ files: ThemeFiles, _ words: ThemeWords) {
    self.files = files
    variables = TemplateKey.allCases.map { "\($0)" } + Self.constants
    templates = files.inside("templates/", ending: ".mustache").map(\.name)
    self.words = words.keys
  }

  func findings() -> [Diagnostic] {
    var used: Set<String> = []
    var findings: [Diagnostic] = []
    for file in files.inside("templates/", ending: ".mustache") {
      let read = TemplateTags(file.bytes)
      for tag in read.tags {
        if tag.name.hasPrefix("strings.") { used.insert(String(tag.name.dropFirst(8))) }
        if read.walksWords, words.contains(tag.name) || ["key", "value"].contains(tag.name) {
          used.insert(tag.name)
          continue
        }
        if file.isOwn, let finding = finding(tag, file) { findings.append(finding) }
      }
    }
    for file in files.inside("strings/", ending: ".yml") where file.isOwn {
      for (key, place) in ThemeWords.keys(in: file) where !ThemeWords.isDefault(key) && !used.contains(key) {
        findings.append(
          unknown(
            .themeWordUnknown, "A theme's words are those that its templates use; none uses `\(key)`", key,
            among: words.filter { $0 != key }, at: place))
      }
    }
    return findings
  }

  private func finding(_ tag: TemplateTags.Tag, _ file: ThemeFiles.File) -> Diagnostic? {
    var place = file.place
    (place.line, place.column) = (tag.line, tag.column)
    (place.endLine, place.endColumn) = (tag.line, tag.column + tag.name.unicodeScalars.count)
    if tag.kind == .partial {
      return templates.contains(tag.name)
        ? nil
        : unknown(
          .themeVariableUnknown, "A template takes in others of the theme; there is no `\(tag.name).mustache`",
          tag.name,
          among: templates, at: place)
    }
    // `.` is the text of a section.
    if tag.name == "." || tag.name == "strings" { return nil }
    if tag.name.hasPrefix("strings.") {
      let word = String(tag.name.dropFirst(8))
      return words.contains(word)
        ? nil
        : unknown(
          .themeWordUnknown, "A template shows words of `strings/<locale>.yml`; no language has `\(word)`", word,
          among: words, at: place)
    }
    return variables.contains(String(tag.name.prefix { $0 != "." }))
      ? nil
      : unknown(
        .themeVariableUnknown, "A template shows what a page has; `\(tag.name)` is nothing of it", tag.name,
        among: variables, at: place)
  }

  private func unknown(
    _ rule: DiagnosticRule, _ message: String, _ name: String, among known: [String], at place: SourcePlace
  ) -> Diagnostic {
    let near = NearName.closest(to: name, among: known)
    return Diagnostic(
      rule: rule, message + "." + (near.map { " Did you mean `\($0)`?" } ?? ""), at: place, suggestion: near)
  }
}
