internal import Diagnostics

extension DeskWords {
  static let danish = DeskWords(
    language: "da",
    severities: [
      .error: ("fejl", "fejl"), .warning: ("advarsel", "advarsler"), .suggestion: ("forslag", "forslag"),
      .info: ("bemærkning", "bemærkninger"),
    ],
    [
      .preview: "Trins forhåndsvisning", .findings: "Fund", .hideStrip: "Skjul, indtil noget ændres",
      .buildFailed: "Siden kunne ikke bygges", .lastGood: "dette er den sidste gode side",
      .fromBuildBefore: "Fra den forrige bygning", .likelyMeant: "Der menes nok:",
      .notRunning: "Forhåndsvisningen kører ikke. Start den igen; så indlæses siden af sig selv.",
      .desk: "Oversæt denne side", .overview: "Alle sider", .elsewhere: "på andre sider",
      .findingsElsewhere: "Fund på andre sider: #.",
      .toPage: "Selve siden", .view: "Visning", .viewBeside: "Side om side", .viewPage: "Siden",
      .viewText: "Tekst og side", .viewPhone: "Telefon", .translation: "Oversættelse", .source: "Kilde",
      .notTranslated: "Denne side er ikke oversat: læserne ser kildens side.",
      .noSource:
        "Der er ingen kildeside at sætte ved siden af. Med --source kender forhåndsvisningen kildesprogets mappe.",
      .sourceChangedOn: "Kilden er ændret siden denne oversættelse, senest",
      .changesMarked: "Ændringerne er mærket dér.",
      .newSince: "Nyt siden da", .changedSince: "Før ændringen:", .goneSince: "Fjernet siden da:",
      .line: "linje #", .edit: "Ret", .editText: "Teksten i filen, i Markdown", .save: "Gem", .cancel: "Fortryd",
      .saved: "Skrevet i filen.",
      .changedMeanwhile:
        "Ikke skrevet: filen er ændret i mellemtiden. Din tekst står her endnu; kopiér den, og fortryd så.",
      .refused: "Ikke skrevet:", .unreachable: "Ikke skrevet: forhåndsvisningen svarer ikke.",
      .damage: "Skader", .steps: "Trin", .differences: "Forskelle fra kilden", .other: "Andet",
      .noFindings: "Der er ikke fundet noget på denne side.", .show: "Vis", .repair: "Reparér", .before: "Nu",
      .after: "Repareret", .remedy: "Hvad gør jeg?", .inFile: "i den indsatte fil",
      .missingHere: "mangler i oversættelsen", .onlyHere: "kun i oversættelsen", .fileText: "Filen",
      .open: "åbn", .choose: "vælg", .select: "markér", .rightClick: "højreklik på",
      .doubleClick: "dobbeltklik på", .enter: "udfyld", .on: "slå til", .off: "slå fra",
      .readAs: "Læst som", .byHand: "i hånden", .proven: "bevist", .stepFailed: "ikke bevist", .told: "fortæller noget",
      .manual: "gøres af et menneske", .unrun: "ikke kørt", .runs: "gennemløb bestået", .picture: "Skærmen",
      .search: "Søg i titler og stier", .filter: "Vis", .all: "alle", .missing: "ikke oversat", .damaged: "beskadiget",
      .unproven: "ikke bevist", .behind: "bagud for kilden", .fine: "i orden", .page: "Side", .state: "Tilstand",
      .errorCount: "Fejl", .findingCount: "Fund", .repairCount: "Sikre rettelser", .viewCount: "Visninger",
      .progress: "oversat og i orden", .orphans: "Uden kildeside",
      .orphansSay: "Kilden til disse oversættelser er væk. Flyt eller slet dem.", .movedTo: "nok flyttet til",
      .noPage: "Ingen side er sådan.",
      .keys: "Taster: / søger, ↓ og ↑ går gennem siderne, Enter åbner en.", .locale: "Sprog",
    ])
}
