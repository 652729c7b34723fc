extension DiagnosticRule {
  /// Rules about files as bytes: what keeps a file from being read as an article at all.
  package static let files: [DiagnosticRule] = [
    mergeConflict, invalidUTF8, nulByte, fileTooLarge, fileUnreadable, symlinkOutOfScope, symlinkRepeated,
    folderTooDeep, folderTooLarge, contentOutsideDocset, docsetWithoutPages, nestingTooDeep, resourceScript,
    pathCaseConflict, pathTooLong, themeWordsMissing, themeWordUnknown, themeVariableUnknown,
    lastUpdatedUnknown,
  ]

  package static let resourceScript = DiagnosticRule(
    "resource-script", .error, "A file that the site copies could run script as a part of the site.",
    help: "Take scripts, event handlers and embedded documents out of the file, or link to where it lies elsewhere.")

  package static let pathCaseConflict = DiagnosticRule(
    "path-case-conflict", .warning,
    "The path of a file differs in letter case only from that of another, or from that of a page.",
    help: "Rename one of them: on Windows, on macOS and on many web servers the two are one file.")

  package static let pathTooLong = DiagnosticRule(
    "path-too-long", .warning, "The name of a file or a redirection is too long for the file of its page.",
    help: "Shorten the name: with `.html.md` at its end it has at most 255 bytes.")

  package static let themeWordsMissing = DiagnosticRule(
    "theme-words-missing", .warning, "The theme lacks words in one of the site's languages.",
    help: "Add the words to strings/<locale>.yml of the theme; until then pages have them in English.")

  package static let themeWordUnknown = DiagnosticRule(
    "theme-word-unknown", .warning, "A theme names a word that no language has, or has one that no template uses.",
    help: "Correct the name, or add the word to strings/<locale>.yml of the theme.")

  package static let themeVariableUnknown = DiagnosticRule(
    "theme-variable-unknown", .warning, "A template names something that no page has, so nothing is shown there.",
    help: "Use one of the names that templates/README.md of `trin theme export` lists.")

  package static let lastUpdatedUnknown = DiagnosticRule(
    "last-updated-unknown", .warning, "Git does not know when pages were changed last, which the site shows.",
    help: "Clone the repository with its history, or leave `last-updated` out.")

  package static let mergeConflict = DiagnosticRule(
    "merge-conflict", .error, "A file holds the marks of an unresolved merge.",
    help: "Choose one side and take the <<<<<<<, ======= and >>>>>>> lines out.")

  package static let invalidUTF8 = DiagnosticRule(
    "invalid-utf8", .error, "A file is not valid UTF-8.",
    help: "Save the file as UTF-8. Older editors on Windows save as Windows-1252 or UTF-16 by default.")

  package static let nulByte = DiagnosticRule(
    "nul-byte", .error, "A text file holds a NUL byte.",
    help: "Take the byte out, or save the file as UTF-8 if it is UTF-16.")

  package static let fileTooLarge = DiagnosticRule(
    "file-too-large", .error, "A file is larger than an article may be.",
    help: "Split the article, or keep large data as a resource that is linked to.")

  package static let fileUnreadable = DiagnosticRule(
    "file-unreadable", .error, "A file cannot be read.",
    help: "Look at its permissions, and whether it is still there.")

  package static let symlinkOutOfScope = DiagnosticRule(
    "symlink-out-of-scope", .error, "A symbolic link leads out of the docset's folder.",
    help: "Put the file itself into the docset.")

  package static let symlinkRepeated = DiagnosticRule(
    "symlink-repeated", .suggestion, "A symbolic link leads to a folder of the docset that is read already.",
    help: "Remove the link, or move the files: each has one address.")

  package static let folderTooDeep = DiagnosticRule(
    "folder-too-deep", .error, "Folders lie deeper within each other than a docset's do.",
    help: "Flatten the folders, or move what is no content out of the docset.")

  package static let folderTooLarge = DiagnosticRule(
    "folder-too-large", .error, "A docset has more files than are read.",
    help: "Move what is no content out of the docset's folder.")

  package static let contentOutsideDocset = DiagnosticRule(
    "content-outside-docset", .warning, "`src` in docfx.json leads out of the docset's folder.",
    help: "Move the files into the docset's folder.")

  package static let docsetWithoutPages = DiagnosticRule(
    "docset-without-pages", .error, "A docset has no page.",
    help: "Correct the patterns of `content` in docfx.json, or the folder that the docset is looked for in.")

  package static let nestingTooDeep = DiagnosticRule(
    "nesting-too-deep", .error, "Quotes, lists or includes are nested deeper than any reader follows.",
    help: "Flatten the structure; a run of > or - signs that was no markup needs a backslash.")
}
