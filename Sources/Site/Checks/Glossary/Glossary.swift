package import Diagnostics

/// The words that the translations of one language use for terms of the source language, as the docset decides.
package struct Glossary: Sendable {
  package struct Term: Sendable, Equatable {
    /// In the source language.
    package var source: String
    /// One of these stands where the source has the term; empty where nothing is asked for.
    package var must: [String] = []
    /// These may stand in their place.
    package var may: [String] = []
    /// None of these stands for it.
    package var never: [String] = []
    package var place: SourcePlace
  }

  package var terms: [Term] = []

  package init() {}
}

/// One file of glossaries, with what is wrong in it.
package struct GlossaryFile: Sendable {
  /// By locale, or by language where the file says no more, as `da`.
  package var glossaries: [String: Glossary] = [:]
  package var findings: [Diagnostic] = []

  /// - Parameters:
  ///   - name: Below the folder of glossaries: `da-DK.yml` holds one language, `terms.tbx` any.
  ///   - shown: As findings name it.
  package init(_ bytes: [UInt8], name: String, shown: String, sourceLocale: String) {
    if name.hasSuffix(".tbx") {
      readTermBase(bytes, shown: shown, sourceLocale: sourceLocale)
    } else {
      readYAML(bytes, locale: String(name.dropLast(4)), shown: shown)
    }
  }

  package static func isOne(_ name: String) -> Bool { name.hasSuffix(".yml") || name.hasSuffix(".tbx") }
}
