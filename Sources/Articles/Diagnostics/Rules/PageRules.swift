extension DiagnosticRule {
  /// Rules about the structure, the metadata and the markup of one page.
  package static let pages: [DiagnosticRule] = [
    h1Missing, multipleH1s, headingSkipped, headingEmpty, duplicateBookmark, missingImageAltText, frontMatterMisplaced,
    yamlSyntaxError,
    yamlDuplicateKey, titleMissing, descriptionMissing, disallowedHTMLTag, disallowedHTMLAttribute, htmlMisnested,
    monikerZoneUnclosed, tabsUnclosed, codeBlockUnclosed, commentUnclosed, markupMisplaced, unknownPageKind,
    videoTitleMissing,
  ]

  package static let videoTitleMissing = DiagnosticRule(
    "video-title-missing", .suggestion, "A video has no title for those who hear the page.",
    help: "Say in a few words what the video shows: title=\"…\" behind its address.")

  package static let h1Missing = DiagnosticRule(
    "h1-missing", .warning, "A page has no heading of level 1.",
    help: "Begin the page with one # heading that says what it is about.")

  package static let multipleH1s = DiagnosticRule(
    "multiple-h1s", .suggestion, "A page has more than one heading of level 1.",
    help: "Keep the first; make the others level 2.")

  package static let headingSkipped = DiagnosticRule(
    "heading-skipped", .suggestion, "A heading is more than one level below the heading before it.",
    help: "Use the next level, so that readers who jump from heading to heading lose none.")

  package static let headingEmpty = DiagnosticRule(
    "heading-empty", .warning, "A heading has no text.",
    help: "Write the heading, or take its # marks out.")

  package static let duplicateBookmark = DiagnosticRule(
    "duplicate-bookmark", .warning, "Two anchors of a page have the same name; links reach only the first.",
    help: "Rename one of the two, and the links that mean it.")

  package static let missingImageAltText = DiagnosticRule(
    "missing-image-alt-text", .warning, "An image has no alternative text.",
    help: "Say in a few words what the image shows; for decoration use :::image type=\"icon\".")

  package static let frontMatterMisplaced = DiagnosticRule(
    "front-matter-misplaced", .warning, "Front matter begins late or never ends, so the page has no metadata.",
    help: "Begin it with --- on the first line of the file, and end it with --- on a line of its own.")

  package static let yamlSyntaxError = DiagnosticRule(
    "yaml-syntax-error", .error, "Front matter or a YAML file is not valid YAML.",
    help: "Quote values that contain a colon or begin with a special character, and indent with spaces.")

  package static let yamlDuplicateKey = DiagnosticRule(
    "yaml-duplicate-key", .warning, "A key stands twice in the same YAML mapping; only one value counts.",
    help: "Keep the one that is meant.")

  package static let titleMissing = DiagnosticRule(
    "title-missing", .warning, "A page's front matter has no title.",
    help: "Add title: to the front matter; browsers and search results show it.")

  package static let descriptionMissing = DiagnosticRule(
    "description-missing", .suggestion, "A page's front matter has no description.",
    help: "Add description: in one or two sentences; search results show it.")

  package static let disallowedHTMLTag = DiagnosticRule(
    "disallowed-html-tag", .warning, "An HTML tag is not on the list of those that articles may use.",
    help: "Use Markdown instead, or write &lt; where a sign is meant and no tag. The page shows it as text.")

  package static let disallowedHTMLAttribute = DiagnosticRule(
    "disallowed-html-attribute", .warning, "An HTML attribute is not on the list of those that articles may use.",
    help: "Take the attribute out. The page leaves it out already.")

  package static let htmlMisnested = DiagnosticRule(
    "html-misnested", .warning, "Raw HTML puts an element or text where HTML has no place for it.",
    help: "Put it into an element that belongs there, such as a <dd> of a <dl>, or use Markdown.")

  package static let monikerZoneUnclosed = DiagnosticRule(
    "moniker-zone-unclosed", .error, "A moniker zone has no end, so it takes in the rest of the page.",
    help: "Write ::: moniker-end on a line of its own after the zone.")

  package static let tabsUnclosed = DiagnosticRule(
    "tabs-unclosed", .warning, "A group of tabs has no end, so that its last tab takes in the rest of the page.",
    help: "Write --- on a line of its own after the last tab, with a blank line before it.")

  package static let codeBlockUnclosed = DiagnosticRule(
    "code-block-unclosed", .warning, "A fenced code block has no end, so the rest of the page is shown as code.",
    help: "Close it with a line of the same fence characters, at least as many.")

  package static let commentUnclosed = DiagnosticRule(
    "comment-unclosed", .warning, "An HTML comment has no end, so the rest of the page is not shown.",
    help: "Close it with -->.")

  package static let markupMisplaced = DiagnosticRule(
    "markup-misplaced", .warning, "Markup stands where it cannot be any, or is of a kind that pages do not have.",
    help: "Give it lines of its own, with a blank line before it; a mark that is meant to be shown is code.")

  package static let unknownPageKind = DiagnosticRule(
    "unknown-page-kind", .warning, "A YAML file names a kind of page that does not exist.",
    help: "Write ### YamlMime:FAQ, Hub, Landing, Architecture or TableOfContent in its first line.")
}
