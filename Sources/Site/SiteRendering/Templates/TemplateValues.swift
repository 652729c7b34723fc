/// What a template may be given besides the words and the constants of its docset. The case's name is the name in the
/// template.
package enum TemplateKey: UInt8, Sendable {
  // The frame of a page.
  case title, root, localeRoot, canonical, description, content, noindex
  case isFallback, fallbackLang, fallbackName
  case languages, alternates, breadcrumbs, nav, contentsHref, hasToc, toc
  case previousHref, previousTitle, nextHref, nextTitle, jsonLd, breadcrumbData, markdownHref, monikers, monikerStyle,
    titleSuffix, verificationHref
  // One entry of a list.
  case href, text, id, level, name, lang, isCurrent, isOpen, isExternal, hasItems, items
}

/// The values of one filling of a template.
package struct TemplateValues: Sendable {
  enum Value: Sendable {
    case flag
    case text(String)
    case bytes([UInt8])
  }

  private(set) var entries: [(key: TemplateKey, value: Value)] = []
  /// A bit for each key that has a value.
  private(set) var shape: UInt64 = 0

  package init() { entries.reserveCapacity(16) }

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
    let bit: UInt64 = 1 << UInt64(key.rawValue)
    if shape & bit != 0 { entries.removeAll { $0.key == key } }
    shape |= bit
    entries.append((key, value))
  }

  package mutating func remove(_ key: TemplateKey) {
    shape &= ~(1 << UInt64(key.rawValue))
    entries.removeAll { $0.key == key }
  }

  subscript(key: TemplateKey) -> Value? {
    guard shape & (1 << UInt64(key.rawValue)) != 0, let index = entries.firstIndex(where: { $0.key == key }) else {
      return nil
    }
    return entries[index].value
  }
}
