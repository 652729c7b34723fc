extension DiagnosticRule {
  /// Rules about what machine translation breaks: links first, then text and structure.
  package static let damage: [DiagnosticRule] = linkDamage + textDamage

  private static let linkDamage: [DiagnosticRule] = [
    mtLinkSplit, mtLinkSpace, mtPathSpace, mtLinkParenthesis, mtLinkBracket, mtLinkNestedBracket, mtNameTranslated,
    mtImageMark, mtLinkTextLost, mtLinkTextPunctuation, mtURLSplit, mtLinkTargetEmpty, mtLinkDefinitionMissing,
    mtFragmentSpace, mtPathBackslash, mtPathRoot,
  ]

  package static let mtLinkSplit = DiagnosticRule(
    "mt-link-split", .warning, "Translation moved a link's title out of its place: [text](Title](path).",
    help: "Write [text](path). The path at the end is the target.")

  package static let mtLinkSpace = DiagnosticRule(
    "mt-link-space", .warning, "A space parts a link's text from its target: [text] (path).",
    help: "Write [text](path) without a space between the two.")

  package static let mtPathSpace = DiagnosticRule(
    "mt-path-space", .warning, "A space stands inside a path: .. /path.",
    help: "Write ../path without the space.")

  package static let mtLinkParenthesis = DiagnosticRule(
    "mt-link-parenthesis", .warning, "A link's target has a parenthesis too many or too few.",
    help: "Write [text](path) with one pair of parentheses.")

  package static let mtLinkBracket = DiagnosticRule(
    "mt-link-bracket", .warning, "A link's text lacks its opening or closing bracket.",
    help: "Put brackets around the words that are the link: [text](path).")

  package static let mtLinkNestedBracket = DiagnosticRule(
    "mt-link-nested-bracket", .warning, "A bracket stands where a link's text should end: [text[(path)].",
    help: "Write [text](path).")

  package static let mtNameTranslated = DiagnosticRule(
    "mt-name-translated", .warning, "Translation changed a file's or an anchor's name in a link.",
    help: "Use the untranslated name: files and anchors are called the same in every language.")

  package static let mtImageMark = DiagnosticRule(
    "mt-image-mark", .warning, "An image's exclamation mark is doubled or stands inside its brackets.",
    help: "Write ![alternative text](path).")

  package static let mtLinkTextLost = DiagnosticRule(
    "mt-link-text-lost", .warning, "Translation moved a link's text out of the link and left it empty.",
    help: "Put the text back between the brackets; the source page shows which words it was.")

  package static let mtLinkTextPunctuation = DiagnosticRule(
    "mt-link-text-punctuation", .suggestion, "A link's text begins with a space or with punctuation.",
    help: "Move the punctuation before the link.")

  package static let mtURLSplit = DiagnosticRule(
    "mt-url-split", .suggestion, "An address in the text is split by a space or runs into the next word.",
    help: "Write the address whole, with a space on either side.")

  package static let mtLinkTargetEmpty = DiagnosticRule(
    "mt-link-target-empty", .warning, "A link has its address as text and no target: [https://…]().",
    help: "Write the address in angle brackets: <https://…>.")

  package static let mtLinkDefinitionMissing = DiagnosticRule(
    "mt-link-definition-missing", .warning, "A reference link [text][] has no definition, so brackets are shown.",
    help: "Add the definition, or take the brackets out.")

  package static let mtFragmentSpace = DiagnosticRule(
    "mt-fragment-space", .warning, "A space stands in a link's fragment, where the anchor has a hyphen.",
    help: "Write the hyphen.")

  package static let mtPathBackslash = DiagnosticRule(
    "mt-path-backslash", .warning, "A path is written with backslashes, which the web does not know.",
    help: "Write / instead.")

  package static let mtPathRoot = DiagnosticRule(
    "mt-path-root", .suggestion, "A path from the root ends in .md or lacks the docset's base path.",
    help: "Link by a path relative to this file.")
}

extension DiagnosticRule {
  private static let textDamage: [DiagnosticRule] = [
    mtTagBroken, mtDateAsList, mtBoldBroken, mtSpaceBeforePunctuation, mtBoldShifted, mtLabelChanged,
    mtAlertTranslated, mtDirectiveBroken, mtStepLost, mtNumberingRestarts, mtFullWidthMark,
  ]

  package static let mtTagBroken = DiagnosticRule(
    "mt-tag-broken", .warning, "An HTML tag's closing > was lost or replaced: </a. or </a>].",
    help: "Write the tag whole: </a>.")

  package static let mtDateAsList = DiagnosticRule(
    "mt-date-as-list", .warning, "A date at the beginning of an item is read as a numbered list.",
    help: "Write a backslash before the point: 1\\. juli 2020.")

  package static let mtBoldBroken = DiagnosticRule(
    "mt-bold-broken", .warning, "Stars that should make bold are shown as stars.",
    help: "Put the ** directly at the words, with a space or punctuation outside.")

  package static let mtSpaceBeforePunctuation = DiagnosticRule(
    "mt-space-before-punctuation", .suggestion, "A space stands between bold or a link and the punctuation after it.",
    help: "Take the space out.")

  package static let mtBoldShifted = DiagnosticRule(
    "mt-bold-shifted", .suggestion, "Bold takes in a word that is not part of the label.",
    help: "Set only the product's label in bold.")

  package static let mtLabelChanged = DiagnosticRule(
    "mt-label-changed", .suggestion, "A label in bold is not spelled as the product spells it.",
    help: "Use the product's own label, in its letter case.")

  package static let mtAlertTranslated = DiagnosticRule(
    "mt-alert-translated", .warning, "An alert's keyword was translated, so the alert is shown as a plain quote.",
    help: "Write [!NOTE], [!TIP], [!IMPORTANT], [!CAUTION] or [!WARNING]; the page shows the word in its language.")

  package static let mtDirectiveBroken = DiagnosticRule(
    "mt-directive-broken", .warning, "A ::: directive lost a colon or gained a space, so it is shown as text.",
    help: "Write three colons, and attributes as name=\"value\" without spaces.")

  package static let mtStepLost = DiagnosticRule(
    "mt-step-lost", .suggestion,
    "A step directly after ::: moniker-end may be lost by programs that know no directives.",
    help: "Put a blank line before the step.")

  package static let mtNumberingRestarts = DiagnosticRule(
    "mt-numbering-restarts", .suggestion, "Steps begin at 1 again after an image, an alert or code between them.",
    help: "Indent what stands between the steps as far as the step's text.")

  package static let mtFullWidthMark = DiagnosticRule(
    "mt-full-width-mark", .warning, "A mark of Markdown is written with wide characters, which are read as words.",
    help: "Write the mark with ASCII characters: [text](path.md), [!NOTE], :::, ##, 1.")
}
