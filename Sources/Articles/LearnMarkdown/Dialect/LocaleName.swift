/// The name of a locale as addresses of Microsoft's sites have it: `da-dk`, `sr-latn-rs`, `zh-hans`, `es-419`.
package enum LocaleName {
  /// - SeeAlso: RFC 5646, 2.1: a language of two letters, or three; then a script of four letters, a region of two
  ///   letters or three digits, or both. One of the two must be there: `az` may be a folder.
  package static func isOne(_ name: some Collection<UInt8>) -> Bool {
    let parts = name.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), isLanguage(parts[0]) else { return false }
    if parts.count == 2 { return isScript(parts[1]) || isRegion(parts[1]) }
    return isScript(parts[1]) && isRegion(parts[2])
  }

  private static func isLanguage(_ part: some Collection<UInt8>) -> Bool {
    if part.count == 2 { return part.allSatisfy(Ascii.isLetter) }
    // Those that Learn is published in: any three letters would make a locale of `how-to`.
    return ["fil", "kok", "quz", "quc", "prs", "nso", "chr"].contains(
      String(decoding: part.map(Ascii.lower), as: UTF8.self))
  }

  private static func isRegion(_ part: some Collection<UInt8>) -> Bool {
    part.count == 2 ? part.allSatisfy(Ascii.isLetter) : part.count == 3 && part.allSatisfy(Ascii.isDigit)
  }

  private static func isScript(_ part: some Collection<UInt8>) -> Bool {
    let scripts: Set = ["latn", "cyrl", "arab", "hans", "hant", "deva", "beng", "guru", "mong", "tfng", "hebr", "grek"]
    return scripts.contains(String(decoding: part.map(Ascii.lower), as: UTF8.self))
  }
}

extension String {
  /// The name of a locale in the letters that RFC 5646, 2.1.1, recommends: `da-DK` for `da-dk`, `sr-Latn-RS` for
  /// `SR-LATN-rs`. Names are the same in any letter case, and all that looks a locale up looks for these.
  package var canonicalLocale: String {
    var isAfterSingleton = false
    return split(separator: "-", omittingEmptySubsequences: false).enumerated().map { number, part in
      let small = part.lowercased()
      guard number > 0, !isAfterSingleton else { return small }
      if part.count == 1 { isAfterSingleton = true }
      switch part.count {
      case 2: return small.uppercased()
      case 4: return small.prefix(1).uppercased() + small.dropFirst()
      default: return small
      }
    }.joined(separator: "-")
  }
}
