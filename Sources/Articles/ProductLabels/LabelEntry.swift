package import Diagnostics

/// One text of a product in a translation file.
package struct LabelEntry: Sendable, Hashable {
  /// What the product names the text by, the same in each language: of gettext the context, U+0004 and the source text.
  package var key: String
  /// In the language of the file; nil where it is not translated yet.
  package var text: String?
  /// In the source language, where the file has it.
  package var source: String?
  /// Which of the plural forms it is; nil of a text that has none.
  package var plural: Int?
  /// Where the text stands; of a file that is no text, its beginning.
  package var place: SourcePlace

  package init(key: String, text: String?, source: String? = nil, plural: Int? = nil, place: SourcePlace) {
    self.key = key
    self.text = text
    self.source = source
    self.plural = plural
    self.place = place
  }
}

/// A translation file that cannot be read, or a mistake in what names it.
package struct LabelFailure: Error, Sendable, Equatable {
  package let finding: Diagnostic

  init(_ message: String, at place: SourcePlace, severity: Diagnostic.Severity = .error) {
    finding = Diagnostic(severity, "labels-invalid", message, at: place)
  }
}

/// The formats of translation files that are read here; each is told by the ending of the file's name.
package enum LabelFormat: String, Sendable, CaseIterable {
  case po, mo, resx, json, xliff

  /// Bytes of a file; above it, the file is no translation file but a mistake.
  package static let sizeLimit = 16 << 20
  /// Texts of a file.
  static let entryLimit = 200_000

  package init?(ending path: String) {
    switch path.split(separator: ".").last?.lowercased() {
    case "po", "pot": self = .po
    case "mo", "gmo": self = .mo
    case "resx", "resw": self = .resx
    case "json", "arb": self = .json
    case "xlf", "xliff": self = .xliff
    default: return nil
    }
  }

  /// The texts of a file, in its order.
  ///
  /// - Parameter shown: The file as findings name it.
  package func read(_ bytes: [UInt8], shown: String) throws(LabelFailure) -> [LabelEntry] {
    guard bytes.count <= Self.sizeLimit else {
      throw LabelFailure(
        "A translation file has at most \(Self.sizeLimit >> 20) MiB; this has more.", at: SourcePlace(file: shown))
    }
    let source = self == .mo ? LabelSource(bytes, shown: shown) : try LabelSource.text(bytes, shown: shown)
    let entries =
      switch self {
      case .po: try GettextText.read(source)
      case .mo: try GettextBinary.read(source)
      case .resx: try ResourceXML.read(source)
      case .json: try NestedJSON.read(source)
      case .xliff: try Xliff.read(source)
      }
    guard entries.count <= Self.entryLimit else {
      throw source.wrong(0, "A translation file has at most \(Self.entryLimit) texts; this has \(entries.count).")
    }
    var first: [String: SourcePlace] = [:]
    for entry in entries {
      let name = entry.key + (entry.plural.map { "\u{4}\($0)" } ?? "")
      if let other = first.updateValue(entry.place, forKey: name) {
        throw LabelFailure(
          "A text has a key of its own; `\(entry.key.shownKey)` stands on line \(other.line) already.", at: entry.place)
      }
    }
    return entries
  }
}

extension String {
  /// A key as a person reads it.
  package var shownKey: String {
    split(separator: "\u{4}", maxSplits: 1, omittingEmptySubsequences: false).joined(separator: " | ")
  }
}
