/// What a template may be given besides the words and the constants of its docset. The case's name is the name in the
/// template.
package enum TemplateKey: UInt8, Sendable, CaseIterable {
  // The frame of a page.
  case title, root, localeRoot, canonical, description, content, noindex
  case isFallback, fallbackLang, fallbackName, fallbackDirection
  case languages, alternates, breadcrumbs, nav, contentsHref, hasToc, toc
  case previousHref, previousTitle, nextHref, nextTitle, jsonLd, breadcrumbData, markdownHref, monikers, monikerStyle,
    titleSuffix, verificationHref
  case pictureAddress, feedHref, sourceScript, sourceLang, sourceName, sourceHref, isMachineTranslated, sourceChanged,
    sourceChangedDate, sourceChanges
  case hasNotes, updated, updatedDate, editHref, feedbackHref, helpfulHref, helpfulPage
  // One entry of a list.
  case href, text, id, level, name, lang, isCurrent, isMissing, isOpen, isExternal, hasItems, items
}

/// The values of one filling of a template.
package struct TemplateValues: Sendable {
  enum Value: Sendable {
    case flag
    case text(String)
    case bytes([UInt8])
  }

  private var values: [Value] = []
  /// Where the value of a key is, by the key's number.
  private var indices = InlineArray<64, UInt8>(repeating: 0)
  /// A bit for each key that has a value.
  private(set) var shape: UInt64 = 0

  package init() { values.reserveCapacity(24) }

  package mutating func set(_ key: TemplateKey, _ text: String?) {
    if let text { put(key, .text(text)) }
  }

  /// An address, or HTML for a place that the template writes with three braces.
  package mutating func set(_ key: TemplateKey, _ bytes: [UInt8]?) {
    if let bytes { put(key, .bytes(bytes)) }
  }

  package mutating func set(_ key: TemplateKey, if condition: Bool) {
    if condition { put(key, .flag) }
  }

  private mutating func put(_ key: TemplateKey, _ value: Value) {
    if has(key) {
      values[index(of: key)] = value
    } else {
      indices[Int(key.rawValue)] = UInt8(values.count)
      values.append(value)
      shape |= Self.bit(key)
    }
  }

  /// The value itself stays, unseen.
  package mutating func remove(_ key: TemplateKey) { shape &= ~Self.bit(key) }

  subscript(key: TemplateKey) -> Value? { has(key) ? values[index(of: key)] : nil }

  private func has(_ key: TemplateKey) -> Bool { shape & Self.bit(key) != 0 }

  private func index(of key: TemplateKey) -> Int { Int(indices[Int(key.rawValue)]) }

  private static func bit(_ key: TemplateKey) -> UInt64 { 1 << UInt64(key.rawValue) }
}
