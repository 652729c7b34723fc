extension DiagnosticRule {
  /// Rules about where links, images and includes lead. The codes are the Learn build's where it has one.
  package static let links: [DiagnosticRule] = [
    fileNotFound, bookmarkNotFound, includeNotFound, circularReference,
    codesnippetNotFound, codesnippetInvalid, xrefNotFound, fallbackUnknown, redirectedLink,
    linkCaseMismatch, linkOutOfScope, localFilePath, linkTextMissing, hardCodedLocale, insecureLink, tocEntryMissing,
    tocEntryDuplicated, invalidTocSyntax, invalidTocLevel, redirectionConflict, redirectionIsEmpty,
    circularRedirection, redirectionMissing, publishURLConflict, addressRefused,
  ]

  package static let redirectionMissing = DiagnosticRule(
    "redirection-missing", .warning, "A change takes a page away from its address and leaves no redirection there.",
    help: "Add a redirection from the former path of the article to the page that has taken its place.")

  package static let addressRefused = DiagnosticRule(
    "address-refused", .warning, "An address has a scheme that no page leads to, such as javascript: or data:.",
    help: "Use https: or mailto:, or a path of the docset. The page shows the text without a link.")

  package static let publishURLConflict = DiagnosticRule(
    "publish-url-conflict", .error, "Two files are published at the same address, such as x.md and x.yml.",
    help: "Rename one of the files, or exclude it in the configuration.")

  package static let fileNotFound = DiagnosticRule(
    "file-not-found", .error, "A link, image or other reference leads to a file that the docset does not have.",
    help: "Correct the path, restore the file, or add a redirection for it.")

  package static let bookmarkNotFound = DiagnosticRule(
    "bookmark-not-found", .warning, "A link's fragment names no anchor of the page that it leads to.",
    help: "Use the name of an anchor on that page; headings carry theirs in <a name=\"…\"></a>.")

  package static let includeNotFound = DiagnosticRule(
    "include-not-found", .error, "An include names a file that the docset does not have.",
    help: "Correct the path, which is relative to the including file, or restore the file.")

  package static let circularReference = DiagnosticRule(
    "circular-reference", .error, "Files include each other in a loop.",
    help: "Take one of the includes out, so that the chain ends.")

  package static let codesnippetNotFound = DiagnosticRule(
    "codesnippet-not-found", .error, "An article shows code of a file that the docset does not have.",
    help: "Correct the path, which is relative to the article, or restore the file.")

  package static let codesnippetInvalid = DiagnosticRule(
    "codesnippet-invalid", .error, "An article shows lines or a snippet that the file of code does not have.",
    help: "Name lines that the file has, or a snippet that is marked in it.")

  package static let xrefNotFound = DiagnosticRule(
    "xref-not-found", .warning, "A cross-reference names a uid that no page of the docset has.",
    help: "Correct the uid, or link to the address of a page outside of the docset.")

  package static let fallbackUnknown = DiagnosticRule(
    "fallback-unknown", .suggestion,
    "A link leads to a file that this locale lacks, and no source docset is at hand to look it up in.",
    help: "Name the source language's docset with --source; then the target is checked there.")

  package static let redirectedLink = DiagnosticRule(
    "redirected-link", .suggestion, "A link leads to a page that has moved, and arrives through a redirection.",
    help: "Link to the new page.")

  package static let linkCaseMismatch = DiagnosticRule(
    "link-case-mismatch", .warning, "A link spells its target's path in other letter case than the file has.",
    help: "Use the file's own spelling: web servers tell upper from lower case.")

  package static let linkOutOfScope = DiagnosticRule(
    "link-out-of-scope", .warning, "A link leads out of the docset's folder.",
    help: "Link to a page of the docset, or to an address that readers can reach.")

  package static let localFilePath = DiagnosticRule(
    "local-file-path", .warning, "A link leads to a path on somebody's own machine.",
    help: "Link to a file of the docset by its relative path.")

  package static let linkTextMissing = DiagnosticRule(
    "link-text-missing", .warning, "A link has no text, so readers cannot see it or hear where it leads.",
    help: "Write the text between the brackets.")

  package static let hardCodedLocale = DiagnosticRule(
    "hard-coded-locale", .suggestion, "A link to a localized site names one locale.",
    help: "Leave the locale out of the address; readers then get their own language.")

  package static let insecureLink = DiagnosticRule(
    "insecure-link", .suggestion, "A link uses http: where readers are better served by https:.",
    help: "Use https: if the site answers there.")

  package static let tocEntryMissing = DiagnosticRule(
    "toc-entry-missing", .suggestion, "No table of contents leads to this page.",
    help: "Add the page to a table of contents, or leave it out of the docset.")

  package static let tocEntryDuplicated = DiagnosticRule(
    "toc-entry-duplicated", .suggestion, "A table of contents lists the same page more than once.",
    help: "Keep the entry where readers look for the page.")

  package static let invalidTocSyntax = DiagnosticRule(
    "invalid-toc-syntax", .warning, "A line of a Markdown table of contents is no heading.",
    help: "Write each entry as a heading, such as ## [Title](path.md), or use TOC.yml.")

  package static let invalidTocLevel = DiagnosticRule(
    "invalid-toc-level", .suggestion, "An entry of a Markdown table of contents skips a level.",
    help: "Take as many # marks as the entry before has, and one more for an entry below it.")

  package static let redirectionConflict = DiagnosticRule(
    "redirection-conflict", .warning, "A redirection's source is redirected twice, or exists as a page.",
    help: "Keep one of the two.")

  package static let redirectionIsEmpty = DiagnosticRule(
    "redirection-is-empty", .error, "A redirection lacks its source or its target.",
    help: "Give it the path of the file that is gone and the address that its readers are led to.")

  package static let circularRedirection = DiagnosticRule(
    "circular-redirection", .error, "Redirections lead to each other in a loop.",
    help: "Let one of them lead to a page that exists.")
}
