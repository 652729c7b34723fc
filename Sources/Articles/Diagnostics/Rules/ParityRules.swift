extension DiagnosticRule {
  /// Rules that hold a translated page against its source page.
  package static let parity: [DiagnosticRule] = [
    parityHeadings, parityAnchors, parityLinks, parityImages, parityCode, parityLists, parityTables,
    parityDirectives, parityNumbers, parityTextNumbers, parityLabels, parityTerms, parityCodeSpans, parityParagraphs,
    parityUntranslated, parityMetadata, parityStale, parityMarks, parityDoubledWord,
    paritySpaces, parityOrphan, parityInconsistent, parityConflated,
  ]

  package static let parityHeadings = DiagnosticRule(
    "parity-headings", .warning, "A page's headings differ from its source page's in number, level or order.",
    help: "Bring the headings into the source page's structure.")

  package static let parityAnchors = DiagnosticRule(
    "parity-anchors", .warning, "A page lacks an anchor of its source page; links that work there break here.",
    help: "Put the source page's <a name=\"…\"></a> before the heading's text, untranslated.")

  package static let parityLinks = DiagnosticRule(
    "parity-links", .suggestion, "A page's links lead elsewhere than its source page's.",
    help: "Link to the same pages in the same order, unless the locale has a page of its own.")

  package static let parityImages = DiagnosticRule(
    "parity-images", .suggestion, "A page's images differ from its source page's.",
    help: "Show the same images; loc-scope tells which ones are not translated.")

  package static let parityCode = DiagnosticRule(
    "parity-code", .warning, "Code differs from the source page's, where it must be the same byte for byte.",
    help: "Copy the code from the source page; translators leave code alone.")

  package static let parityLists = DiagnosticRule(
    "parity-lists", .warning, "A list has other items, steps or levels than the source page's.",
    help: "Bring the list into the source page's structure; a lost step is lost for the reader.")

  package static let parityTables = DiagnosticRule(
    "parity-tables", .warning, "A table has other rows or columns than the source page's.",
    help: "Bring the table into the source page's shape.")

  package static let parityDirectives = DiagnosticRule(
    "parity-directives", .warning, "Alerts and directives come in another sequence than in the source page.",
    help: "Restore the missing alert or directive; its keyword is not translated.")

  package static let parityNumbers = DiagnosticRule(
    "parity-numbers", .warning, "A step names another number than the source page's step.",
    help: "Check which of the two is right: a limit, a count or an age that differs misleads one audience.")

  package static let parityTextNumbers = DiagnosticRule(
    "parity-text-numbers", .suggestion, "A text names another number than the source page's text.",
    help: "Check which of the two is right.")

  package static let parityTerms = DiagnosticRule(
    "parity-terms", .suggestion, "A label has other words than the docset's translations agree on.",
    help: "Use the words that the product has in this language.")

  package static let parityCodeSpans = DiagnosticRule(
    "parity-code-spans", .suggestion, "Code within a text differs from the source page's.",
    help: "Copy the code from the source page, options and placeholders too.")

  package static let parityParagraphs = DiagnosticRule(
    "parity-paragraphs", .suggestion, "A paragraph of the source page is missing.",
    help: "Translate the paragraph, or say why it does not hold for the locale.")

  package static let parityMarks = DiagnosticRule(
    "parity-marks", .suggestion, "A bracket or quotation mark has no partner, though the source page's has.",
    help: "Open and close what the source page does.")

  package static let parityDoubledWord = DiagnosticRule(
    "parity-doubled-word", .suggestion, "A word stands twice in a row.",
    help: "Take one of the two out.")

  package static let paritySpaces = DiagnosticRule(
    "parity-spaces", .suggestion, "A text has spaces that nobody sees, or two where one belongs.",
    help: "Take out what is too much; the excerpt shows where.")

  package static let parityOrphan = DiagnosticRule(
    "parity-orphan", .suggestion, "The source page of a translation is gone or has moved.",
    help: "Move the translation to where the source page is now, or delete it with a redirection.")

  package static let parityInconsistent = DiagnosticRule(
    "parity-inconsistent", .suggestion, "A sentence of the source has other words here than in most articles.",
    help: "Use the words that the other articles have, or bring all of them to the better ones.")

  package static let parityConflated = DiagnosticRule(
    "parity-conflated", .suggestion, "A sentence stands for two of the source that say different things.",
    help: "Look which of the two it translates; the other was likely copied or has changed.")

  package static let parityLabels = DiagnosticRule(
    "parity-labels", .suggestion, "A paragraph or step has fewer or more labels in bold than the source page's.",
    help: "Set the product's labels in bold, whole and alone.")

  package static let parityUntranslated = DiagnosticRule(
    "parity-untranslated", .suggestion, "Text stands in the source language.",
    help: "Translate it, or mark it as not to be localized.")

  package static let parityMetadata = DiagnosticRule(
    "parity-metadata", .suggestion, "A page lacks ms.* metadata of its source page.",
    help: "Copy the keys; their values are not translated.")

  package static let parityStale = DiagnosticRule(
    "parity-stale", .suggestion, "The source page has changed since the translation was made.",
    help: "Bring the translation up to the source page.")
}
