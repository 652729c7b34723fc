extension DiagnosticRule {
  /// Rules about files as bytes: what keeps a file from being read as an article at all.
  package static let files: [DiagnosticRule] = [
    mergeConflict, invalidUTF8, nulByte, fileTooLarge, fileUnreadable, symlinkOutOfScope, symlinkRepeated,
    folderTooDeep, folderTooLarge, contentOutsideDocset, docsetWithoutPages, nestingTooDeep,
  ]

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
