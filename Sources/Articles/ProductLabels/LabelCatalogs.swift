package import Diagnostics

/// What a product's texts are in each language, as its translation files say it.
package struct LabelCatalogs: Sendable {
  package let sourceLocale: String
  /// Every key that any language has.
  package private(set) var keys: Set<String> = []
  /// By locale, then by key: a text, or its plural forms.
  private var texts: [String: [String: [Int: Label]]] = [:]
  /// The source's texts that the files of translations name.
  private var sources: [String: [Int: Label]] = [:]
  private var read: Set<String> = []
  /// The keys by what the files call them; two files may have the same.
  private var byName: [String: Set<String>] = [:]

  /// A text as a person sees it on the screen, and where it is written.
  package struct Label: Sendable, Hashable {
    /// The likeliest way to see it first; as ``LabelText/normalized(_:)`` has them.
    package var faces: [String]
    package var place: SourcePlace

    init(_ text: String, accelerator: Character?, place: SourcePlace) {
      faces = LabelText.faces(of: text, accelerator: accelerator).map(LabelText.normalized)
      self.place = place
    }
  }

  package init(sourceLocale: String) { self.sourceLocale = sourceLocale }

  /// - Parameter accelerator: The mark of a shortcut's letter, which is not shown.
  package mutating func add(
    _ entries: [LabelEntry], locale: String, prefix: String = "", accelerator: Character? = nil
  ) {
    read.insert(locale)
    for entry in entries {
      let (key, form) = (prefix + entry.key, entry.plural ?? 0)
      byName[entry.key.shownKey, default: []].insert(key)
      if let text = entry.text {
        let label = Label(text, accelerator: accelerator, place: entry.place)
        texts[locale, default: [:]][key, default: [:]][form] = label
        keys.insert(key)
      }
      // A language with three forms has no more of the source.
      if let source = entry.source, form < 2, sources[key]?[form] == nil || locale == sourceLocale {
        sources[key, default: [:]][form] = Label(source, accelerator: accelerator, place: entry.place)
        keys.insert(key)
      }
    }
  }

  /// What the files call their texts: of gettext `context | text`.
  package var names: [String] { Array(byName.keys) }

  package func hasText(named name: String) -> Bool { byName[name] != nil }

  /// What the product shows for a text, the likeliest first; screens mostly begin a label with a capital.
  ///
  /// - Parameter fillings: What stands in the places that the product fills: names of texts, or the words themselves.
  ///   The first place without a name is `#0`.
  package func labels(named name: String, with fillings: [String: String] = [:], locale: String) -> [String] {
    let values = fillings.mapValues { filling in
      byName[filling]?.sorted().lazy.flatMap { self.labels(of: $0, locale: locale) }.first?.faces.first ?? filling
    }
    var labels: [String] = []
    for face in (byName[name] ?? []).sorted().flatMap({ self.labels(of: $0, locale: locale) }).flatMap(\.faces) {
      let label = LabelPattern(face)?.filled(with: values) ?? face
      for text in [LetterCase.capitalized.applied(to: label), label] where !labels.contains(text) {
        labels.append(text)
      }
    }
    return labels
  }

  package var locales: [String] { texts.keys.sorted() }

  /// Whether the files say anything of a language; of the source, the translations' files may.
  package func isKnown(_ locale: String) -> Bool {
    read.contains(locale) || locale == sourceLocale && !sources.isEmpty
  }

  /// What the product shows for a key: what is not translated is shown in the source language.
  package func labels(of key: String, locale: String) -> [Label] {
    guard let forms = texts[locale]?[key] ?? texts[sourceLocale]?[key] ?? sources[key] else { return [] }
    return forms.count == 1 ? Array(forms.values) : forms.sorted { $0.key < $1.key }.map(\.value)
  }
}
