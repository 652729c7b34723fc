extension DiagnosticRule {
  /// Rules about the words that a glossary decides, and about glossaries.
  package static let glossary: [DiagnosticRule] = [termMissing, termForbidden, glossaryInvalid]

  package static let termMissing = DiagnosticRule(
    "term-missing", .suggestion, "A text has none of the words that the glossary asks for.",
    help: "Use the glossary's word, or add the one that is right here under `may`.")

  package static let termForbidden = DiagnosticRule(
    "term-forbidden", .suggestion, "A text has a word that the glossary rules out.",
    help: "Use the glossary's word instead.")

  package static let glossaryInvalid = DiagnosticRule(
    "glossary-invalid", .error, "A glossary cannot be read as a whole.",
    help: "Terms stand as `term: {must: word, may: [words], never: [words]}`, or in TBX.")
}
