internal import AdminLabels
internal import BoundedYAML
internal import PasswordReset
internal import Yams

/// All that the pages say, in one language: the labels of the catalogue, and prose of their own.
struct Texts: Sendable {
  let locale: MessageLocale

  private static let prose: [MessageLocale: [String: String]] = [
    .enUS: read(PackageResources.en_US_yml), .daDK: read(PackageResources.da_DK_yml),
  ]

  /// - Precondition: The files that the target carries are mappings of texts; a test reads them.
  private static func read(_ bytes: [UInt8]) -> [String: String] {
    guard let root = try? BoundedYAML.compose(String(decoding: bytes, as: UTF8.self))?.mapping else {
      preconditionFailure("a file of texts is no mapping")
    }
    return Dictionary(
      root.map { ($0.key.string ?? "", $0.value.string ?? "") }, uniquingKeysWith: { first, _ in first })
  }

  init(_ locale: MessageLocale) { self.locale = locale }

  /// The language that was chosen here, else the first one of the browser's that there is.
  init(preferring chosen: String?, accepting header: String?) {
    let wanted = [chosen].compactMap(\.self) + Self.languages(header ?? "")
    let found = wanted.lazy.compactMap { name in
      MessageLocale.allCases.first { $0.rawValue.lowercased().hasPrefix(name.prefix { $0 != "-" }.lowercased()) }
    }.first
    self.init(found ?? .enUS)
  }

  /// The languages of an Accept-Language header, the most wanted first.
  private static func languages(_ header: String) -> [String] {
    let ranges = header.split(separator: ",").map { range -> (name: String, weight: Double) in
      let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      return (parts.first ?? "", weight)
    }
    return ranges.filter { $0.weight > 0 && $0.name.count >= 2 }.enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(\.element.name)
  }

  /// Every key, for the test that holds the languages against one another.
  static func keys(_ locale: MessageLocale) -> Set<String> { Set(prose[locale].map { Array($0.keys) } ?? []) }

  subscript(key: String) -> String { Self.prose[locale]?[key] ?? key }

  /// The text with `{name}` replaced.
  func callAsFunction(_ key: String, _ values: [String: String]) -> String {
    values.reduce(self[key]) { text, value in text.replacing("{\(value.key)}", with: value.value) }
  }

  func label(_ control: String) -> String {
    AdminLabels.builtIn.labels(of: control, locale: locale.rawValue).first ?? control
  }

  func name(of role: Role) -> String { AdminLabels.builtIn.name(ofRole: role.rawValue, locale: locale.rawValue) }

  /// What the library refuses, as sentences for the one who asked.
  func sentences(for error: ResetError) -> [String] {
    guard case .policyViolation(let rules) = error else { return [self["error.\(error.code)"]] }
    return rules.map { rule in
      switch rule {
      case .tooShort(let minimum): self("rule.tooShort", ["count": String(minimum)])
      case .tooLong(let maximum): self("rule.tooLong", ["count": String(maximum)])
      case .characterNotAllowed: self["rule.characterNotAllowed"]
      case .tooFewClasses: self["rule.tooFewClasses"]
      case .containsUserName: self["rule.containsUserName"]
      }
    }
  }

  /// For templates: names with underscores in place of dots and hyphens.
  var forTemplates: [String: String] {
    Dictionary(
      (Self.prose[locale] ?? [:]).map { (Self.templateName($0.key), $0.value) }, uniquingKeysWith: { first, _ in first }
    )
  }

  var labelsForTemplates: [String: String] {
    Dictionary(
      AdminLabels.builtIn.controls.map { (Self.templateName($0.id), label($0.id)) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func templateName(_ key: String) -> String {
    String(key.map { $0 == "." || $0 == "-" ? "_" : $0 })
  }

  /// To the minute, in UTC.
  func moment(_ moment: Timestamp) -> String {
    let text = moment.description
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
  }
}
