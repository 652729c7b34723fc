/// The direction in which a language is written, as the attribute `dir` has it.
enum TextDirection: String {
  case leftToRight = "ltr"
  case rightToLeft = "rtl"

  /// - SeeAlso: RFC 5646: a script of four letters may follow the language, and then tells the direction alone.
  init(_ locale: String) {
    let parts = locale.lowercased().split(separator: "-")
    let script = parts.dropFirst().first { $0.count == 4 }
    let isRightToLeft =
      if let script { Self.scripts.contains(String(script)) } else {
        Self.languages.contains(String(parts.first ?? ""))
      }
    self = isRightToLeft ? .rightToLeft : .leftToRight
  }

  private static let scripts: Set = [
    "adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa",
  ]

  /// Those whose usual script is one of these.
  private static let languages: Set = [
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "prs", "ps", "sd", "syr", "ug", "ur", "yi",
  ]
}
