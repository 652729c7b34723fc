internal import ArgumentParser
internal import Preview

/// The option `--ui`: the language in which Trin speaks to translators.
enum UILanguage {
  static func words(_ argument: String) throws -> DeskWords {
    guard let words = DeskWords.of(argument) else { throw ValidationError("--ui is `da` or `en`.") }
    return words
  }
}
