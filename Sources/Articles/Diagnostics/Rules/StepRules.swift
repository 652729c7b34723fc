extension DiagnosticRule {
  /// Rules about numbered steps, the roles that articles name, and the files that steps are run with.
  package static let steps: [DiagnosticRule] = reading + binding + procedures + roles + scenarios

  private static let reading: [DiagnosticRule] = [
    rule("step-verb-unknown", "No verb of the lexicon stands where an instruction begins.", "Use a plain verb."),
    rule(
      "step-opening-unknown", "The words before the verb say neither where, nor when, nor what for.",
      "Begin with the place, the condition or the verb."),
    rule("step-object-missing", "A verb has nothing that it is done to.", "Name the control."),
    rule(
      "step-labels-unjoined", "Two labels stand side by side without a word that joins them.",
      "Write a path with \\>, or a word such as \"and\"."),
    rule(
      "step-label-left-over", "A sentence that asks for nothing names what a reader could use.",
      "Say what to do, or leave the label out."),
    rule(
      "step-words-left-over", "Words beside a label change what is done, and no rule takes them in.",
      "Say it as steps of their own."),
    rule(
      "step-joints-mixed", "\"And\" and \"or\" stand together without a comma that groups them.",
      "Set a comma, or write two sentences."),
    rule(
      "step-alternative-conditioned", "An alternative has a condition of its own.",
      "Write a sentence for each condition."),
    rule("step-order-unclear", "What is to be done first is named last.", "Name things in the order they are done."),
    DiagnosticRule(
      "step-mended", .warning, "A step was read with its damaged markup mended.",
      help: "Let trin check --fix write the repair."),
    rule(
      "step-damaged", "The markup of a step is damaged, and nothing certain says what was meant.",
      "Correct the markup by hand."),
  ]

  private static let binding: [DiagnosticRule] = [
    rule("step-label-unknown", "The product has no control with this label.", "Use the label of the product."),
    rule(
      "step-label-elsewhere", "The product has this label, but not where the steps have led.", "Add the step to it."),
    rule(
      "step-label-hidden", "The product does not show this label to the role that the article names.",
      "Name a role that sees it."),
    rule(
      "step-label-untranslated", "The label belongs to another language of the product.",
      "Use the label in the language of the article."),
    labelRenamed, labelMisspelled,
    rule("step-ambiguous", "The words fit more than one control.", "Say on which page or in which part it is."),
    rule(
      "step-phrase-undefined", "Neither a label nor the phrasebook says what the words stand for.",
      "Use a label, or add the words to the phrasebook."),
    rule(
      "step-place-unknown", "Neither the screen nor the phrasebook knows a place that the words name.",
      "Put its name in bold, or add the words under places in the phrasebook."),
    rule("step-label-not-bold", "Words that name something on the screen are not bold.", "Put the label in bold."),
    rule(
      "step-order-unmet", "The words put a step before or after something, and the steps do it otherwise.",
      "Put the steps into the order of the words."),
    rule(
      "step-procedure-steps-missing", "A step follows steps that the other procedure does not have.",
      "Correct the numbers."),
    rule("step-verb-mismatch", "The control is there, but this cannot be done to it.", "Use the verb that fits."),
    rule("step-link-unknown", "The id of a link leads nowhere in the product.", "Copy it from the source page."),
    rule("step-link-mismatch", "A link leads elsewhere than its words say.", "Correct the one that is wrong."),
    rule(
      "step-procedure-unknown", "A step follows a procedure that the docset does not have.",
      "Link to the heading above the numbered list."),
    rule("step-procedure-loop", "Following a link leads back to where it began.", "Write the steps in one place."),
    rule("step-value-missing", "The scenario gives no value for what is to be typed.", "Add it under values."),
    rule(
      "step-condition-undeclared", "The scenario does not say whether a condition holds.",
      "Name the condition in the phrasebook, and its state in the scenario."),
    rule("step-refused", "The product refuses the role that the article names.", "Name the right role."),
    rule(
      "step-failed", "The product does not do what the step says.", "Read its answer: an earlier step may be missing."),
    rule(
      "step-parity", "Two languages of a procedure come to different actions.",
      "Let the translation do what the source does."),
  ]

  private static let procedures: [DiagnosticRule] = [
    rule("procedure-unsaved", "The steps end with something entered and not saved.", "Add the step that saves."),
    rule("procedure-empty", "No step of a procedure does anything.", "Use bullets for advice, or name the control."),
    rule(
      "procedure-too-many-ways", "The alternatives of a procedure multiply beyond what can be run.",
      "Split the procedure."),
    rule(
      "product-broken", "The product, or the browser that shows it, broke twice in a run.",
      "See whether the product starts and answers; the article is not at fault."),
    DiagnosticRule(
      "product-label-in-name", .warning, "What a control reads is no part of what assistive technology calls it.",
      help: "Mend the product (WCAG 2.5.3)."),
    DiagnosticRule(
      "product-language", .warning, "A page says that it is in another language than the article.",
      help: "Have the product shown in the language of the article."),
    DiagnosticRule(
      "procedure-uncovered", .info, "No scenario covers a procedure, so it was not run.", help: "Write a scenario."),
    rule("expectation-failed", "The steps ran, and what the scenario expects is not so.", "Correct the steps."),
  ]

  private static let roles: [DiagnosticRule] = [
    rule("role-claim-missing", "An article does not say which role its reader needs.", "Add the sentence."),
    rule(
      "role-claim-mismatch", "An article names other roles than its scenario.",
      "Name the same roles in the article, its translations and the scenario."),
    rule("role-unknown", "The product has no role of this name.", "Use the name of the product."),
    DiagnosticRule(
      "role-claim-narrow", .suggestion, "The product lets in roles that the article does not name.",
      help: "Name them in the article, or as unnamed in the scenario."),
    rule(
      "role-not-refused", "The product lets in a role that the scenario says it refuses.", "Correct the scenario."),
  ]

  private static let scenarios: [DiagnosticRule] = [
    rule("scenario-unknown-key", "A key is not known where it stands.", "Correct its spelling."),
    rule("scenario-unknown-role", "The product has no role of this name.", "Correct its spelling."),
    rule("scenario-unknown-control", "The product has no control of this name.", "Correct its spelling."),
    rule("scenario-invalid-value", "A value is of the wrong kind, or one is missing.", "Read the message."),
    rule("scenario-procedure-missing", "The article has no procedure of this name.", "Use the anchor of its heading."),
    rule(
      "scenario-stale-override", "An override was written for another text of its step.",
      "Read the step again, and write its new digest."),
    rule("scenario-missing-key", "A value of a scenario file lacks a key that it needs.", "Add the key."),
    rule("scenario-unknown-value", "A name after $ stands for no value.", "Correct the spelling, or add the value."),
    rule(
      "steps-file-unused", "A file is named for an article or a language that the docset does not have.",
      "Name it like the article or the language."),
    rule(
      "steps-of-yaml-unread", "The steps of a YAML page are not read.", "Write them as a numbered list in Markdown."),
    rule("phrasebook-entry-empty", "An entry of a phrasebook says nothing.", "Say what the words stand for."),
    rule(
      "phrasebook-hides-label", "An entry of a phrasebook stands for words with a label in bold.",
      "Remove the entry, and use the label of the product."),
    rule("scenario-impossible", "What a scenario begins with cannot be set up.", "Correct what stands under given."),
    lexiconMissing, folderUnknown,
    rule("lexicon-invalid", "A lexicon cannot be read.", "Read the message."),
    rule("labels-invalid", "A file of labels cannot be read.", "Read the message."),
  ]

  package static let labelRenamed = rule(
    "label-renamed", "The product's text that a label in bold names has changed.",
    "Let trin check --labels-from --fix write the new label.")

  package static let labelMisspelled = DiagnosticRule(
    "label-misspelled", .suggestion, "A text in bold is nearly a label of the product.",
    help: "Spell it as the product does.")

  package static let folderUnknown = DiagnosticRule(
    "folder-unknown", .warning, "A folder of Content is neither a locale of the site nor one that Trin knows.",
    help: "Give it the name that was meant, or list the locale in site.yml.")

  package static let lexiconMissing = DiagnosticRule(
    "lexicon-missing", .warning,
    "There is no lexicon of a language, so its steps are not read and the labels of translations not judged.",
    help: "Write one, under lexicons.")

  private static func rule(_ code: String, _ summary: String, _ help: String) -> DiagnosticRule {
    DiagnosticRule(code, .error, summary, help: help)
  }
}
