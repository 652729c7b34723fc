internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import ProductLabels

extension GlossaryFile {
  /// Reads TBX (ISO 30042): `<tbx>` of 2019 and `<martif>` of 2008, in which the elements have other names.
  ///
  /// A term's administrative status says what it is: preferred or none, admitted, deprecated or superseded.
  mutating func readTermBase(_ bytes: [UInt8], shown: String, sourceLocale: String) {
    do throws(LabelFailure) {
      let base = try TermBase(bytes, shown: shown)
      for concept in base.concepts {
        let sources = concept.terms(in: sourceLocale)
        for language in Set(concept.terms.map(\.language)).sorted()
        where !sources.contains(where: { $0.language == language }) {
          let own = concept.terms.filter { $0.language == language }
          for source in sources {
            var term = Glossary.Term(source: source.text, place: source.place)
            for word in own where TermWords.hasWord(word.text) {
              switch word.status {
              case .preferred: term.must.append(word.text)
              case .admitted: term.may.append(word.text)
              case .deprecated: term.never.append(word.text)
              }
            }
            guard TermWords.hasWord(source.text), !term.must.isEmpty || !term.never.isEmpty else { continue }
            glossaries[language.canonicalLocale, default: Glossary()].terms.append(term)
          }
        }
      }
    } catch {
      findings.append(Diagnostic(rule: .glossaryInvalid, error.finding.message, at: error.finding.place))
    }
  }
}

extension TermBase.Concept {
  /// Those of the source language: of the locale, or of its language as a whole.
  fileprivate func terms(in locale: String) -> [TermBase.Term] {
    let language = locale.prefix { $0 != "-" }
    return terms.filter { $0.language.canonicalLocale == locale || $0.language.lowercased() == language }
  }
}
