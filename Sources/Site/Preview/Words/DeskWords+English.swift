internal import Diagnostics

extension DeskWords {
  static let english = DeskWords(
    language: "en",
    severities: [
      .error: ("error", "errors"), .warning: ("warning", "warnings"), .suggestion: ("suggestion", "suggestions"),
      .info: ("note", "notes"),
    ],
    [
      .preview: "Trin preview", .findings: "Findings", .hideStrip: "Hide until something changes",
      .buildFailed: "Build failed", .lastGood: "this is the last good page",
      .fromBuildBefore: "From the build before it", .likelyMeant: "Likely meant:",
      .notRunning: "The preview is not running. Start it again; this page then reloads by itself.",
      .desk: "Translate this page", .overview: "All pages", .elsewhere: "elsewhere",
      .findingsElsewhere: "Findings on other pages: #.",
      .toPage: "The page itself", .view: "View", .viewBeside: "Side by side", .viewPage: "Page",
      .viewText: "Text and page",
      .viewPhone: "Phone", .translation: "Translation", .source: "Source",
      .notTranslated: "This page is not translated: readers see the source's page.",
      .noSource:
        "There is no source page to set beside it. With --source, the preview knows the folder of the source language.",
      .sourceChangedOn: "The source has changed since this translation, last on",
      .changesMarked: "What changed is marked there.",
      .newSince: "New since then", .changedSince: "Before it changed:", .goneSince: "Gone since then:",
      .line: "line #", .edit: "Edit", .editText: "The text in the file, in Markdown", .save: "Save", .cancel: "Cancel",
      .saved: "Written to the file.",
      .changedMeanwhile:
        "Not written: the file has changed in the meantime. Your text is still here; copy it, then cancel.",
      .refused: "Not written:", .unreachable: "Not written: the preview does not answer.",
      .damage: "Damage", .steps: "Steps", .differences: "Differences from the source", .other: "Other",
      .noFindings: "Nothing was found on this page.", .show: "Show", .repair: "Repair", .before: "Now",
      .after: "Repaired",
      .remedy: "What to do", .inFile: "in the included file", .missingHere: "missing in the translation",
      .onlyHere: "only in the translation", .fileText: "The file",
      .open: "open", .choose: "choose", .select: "select", .rightClick: "right-click",
      .doubleClick: "double-click", .enter: "fill in", .on: "turn on", .off: "turn off",
      .readAs: "Read as", .byHand: "by hand", .proven: "proven", .stepFailed: "not proven", .told: "tells something",
      .manual: "done by a person", .unrun: "not run", .runs: "runs passed", .picture: "The screen",
      .search: "Search titles and paths", .filter: "Show", .all: "all", .missing: "not translated", .damaged: "damaged",
      .unproven: "unproven", .behind: "behind its source", .fine: "fine", .page: "Page", .state: "State",
      .errorCount: "Errors", .findingCount: "Findings", .repairCount: "Certain repairs", .viewCount: "Views",
      .progress: "translated and fine", .orphans: "Without a source page",
      .orphansSay: "The source of these translations is gone. Move or delete them.", .movedTo: "likely moved to",
      .noPage: "No page is like that.",
      .keys: "Keys: / search, ↓ and ↑ go through the pages, Enter opens one.", .locale: "Language",
    ])
}
