package import Diagnostics
package import Docset

extension LabelFiles {
  /// Whether programs that a product file names may run. A file that a stranger wrote says nothing of this itself.
  package enum Commands: Sendable {
    case allowed
    case refused
    /// A program prints what is, and cannot be asked for what was.
    case ofAnotherTime
  }

  /// Seconds that a program may take for a language.
  static let commandLimit = 60

  /// Reads the texts of every language.
  ///
  /// - Parameters:
  ///   - folder: The product file's; it may show the files as they were at another time.
  ///   - shown: What findings put before a path below the folder.
  package func read(
    in folder: SourceFolder, shown: String, locales: [String], sourceLocale: String, commands: Commands
  ) -> (catalogs: LabelCatalogs, findings: [Diagnostic]) {
    var catalogs = LabelCatalogs(sourceLocale: sourceLocale)
    var findings: [Diagnostic] = []
    for (number, origin) in origins.enumerated() {
      // Two files may use a key for two things.
      let prefix = origins.count > 1 ? "\(number)\u{4}" : ""
      var absent: [Diagnostic] = []
      for locale in locales {
        do throws(LabelFailure) {
          let entries = try entries(
            of: origin, locale: locale, isSource: locale == sourceLocale, in: folder, shown: shown, commands: commands)
          if let entries {
            catalogs.add(entries, locale: locale, prefix: prefix, accelerator: origin.accelerator)
          } else if locale != sourceLocale || !origin.holdsSource {
            absent.append(absence(of: origin, locale: locale, isSource: locale == sourceLocale))
          }
        } catch {
          findings.append(error.finding)
          // What forbids a command forbids it for each language.
          if case .command = origin.from, commands != .allowed { break }
        }
      }
      // A product may have fewer languages than its articles; one that has none of them is named wrongly.
      let isNone = absent.count >= locales.count(where: { $0 != sourceLocale || !origin.holdsSource })
      findings += absent.map { finding in
        var finding = finding
        if isNone { finding.severity = .error }
        return finding
      }
    }
    return (catalogs, findings)
  }

  /// There is no file of a language: its articles are not judged.
  private func absence(of origin: Origin, locale: String, isSource: Bool) -> Diagnostic {
    let paths = origin.paths(locale: locale, isSource: isSource).joined(separator: "` or `")
    let isOfName = isSource && !origin.namesSource
    let hint = isOfName ? " Where the source language's file is called otherwise, name it with `source`." : ""
    return Diagnostic(
      isSource ? .error : .suggestion, "labels-invalid",
      "A product's texts in \(locale) stand in `\(paths)`; there is no such file.\(hint)", at: origin.place)
  }

  /// Nil where there is no file of the language.
  private func entries(
    of origin: Origin, locale: String, isSource: Bool, in folder: SourceFolder, shown: String, commands: Commands
  ) throws(LabelFailure) -> [LabelEntry]? {
    switch origin.from {
    case .files(_, _, let format):
      for path in origin.paths(locale: locale, isSource: isSource) where folder.exists(path) {
        let bytes: [UInt8]
        do throws(Files.Failure) {
          bytes = try folder.read(path, limit: LabelFormat.sizeLimit)
        } catch {
          throw LabelFailure("The translation file cannot be read: \(error.reason).", at: .init(file: shown + path))
        }
        return try format.read(bytes, shown: shown + path)
      }
      return nil
    case .command(let parts):
      switch commands {
      case .allowed: break
      case .refused:
        throw LabelFailure(
          "A product file's command runs only where it is allowed, with `--allow-commands`; `\(parts[0])` was not run.",
          at: origin.place, severity: .warning)
      case .ofAnotherTime:
        throw LabelFailure(
          "A command prints the texts of now; to compare with others, give `--labels-from` a folder.", at: origin.place)
      }
      let arguments = parts.map { $0.replacing("{locale}", with: origin.spellings(of: locale)[0]) }
      return try LabelFormat.json.read(
        try run(arguments, in: folder.path, at: origin.place), shown: "\(shown)\(parts[0]) (\(locale))")
    }
  }

  private func run(_ arguments: [String], in folder: String, at place: SourcePlace) throws(LabelFailure) -> [UInt8] {
    let run: ProgramRun
    do throws(ProgramRun.Failure) {
      run = try ProgramRun.run(
        ["env", "-C", folder, "timeout", "--kill-after=5", "\(Self.commandLimit)"] + arguments, environment: [],
        without: "GIT_", errors: .dropped, limit: LabelFormat.sizeLimit)
    } catch {
      switch error {
      case .notStarted(let reason): throw LabelFailure("`\(arguments[0])` could not be started: \(reason).", at: place)
      case .tooMuchOutput:
        throw LabelFailure(
          "A command prints at most \(LabelFormat.sizeLimit >> 20) MiB; `\(arguments[0])` prints more.", at: place)
      }
    }
    guard run.status == 0 else {
      let reason =
        switch run.status {
        case 124, 137: "took longer than \(Self.commandLimit) seconds"
        case 126, 127: "could not be started"
        default: "ended with code \(run.status)"
        }
      throw LabelFailure(
        "The command of `labels` prints JSON and ends with code 0; `\(arguments[0])` \(reason).", at: place)
    }
    return run.output
  }
}

extension LabelFiles.Origin {
  /// How a locale may be written: `da-DK`, `da_DK` and `da`, unless the product file says it.
  func spellings(of locale: String) -> [String] {
    if let name = names[locale] { return [name] }
    let language = String(locale.prefix { $0 != "-" })
    return [locale, locale.replacing("-", with: "_"), language]
  }

  /// Where the file of a language may lie: what is there first is read.
  func paths(locale: String, isSource: Bool) -> [String] {
    guard case .files(let path, let source, _) = from else { return [] }
    if isSource, let source { return [source] }
    return spellings(of: locale).map { path.replacing("{locale}", with: $0) }
  }

  var namesSource: Bool { if case .files(_, .some, _) = from { true } else { false } }

  /// Whether each translation holds the source's texts, so that the source language needs no file.
  var holdsSource: Bool {
    if case .files(_, nil, let format) = from { format == .po || format == .mo || format == .xliff } else { false }
  }
}
