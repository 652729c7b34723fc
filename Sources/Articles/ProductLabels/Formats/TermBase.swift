package import Diagnostics

/// A term base in TBX (ISO 30042).
package struct TermBase {
  package enum Status: Sendable { case preferred, admitted, deprecated }

  package struct Term: Sendable {
    /// As the file writes it: `da-DK`, `da`.
    package var language: String
    package var text: String
    package var status: Status
    package var place: SourcePlace
  }

  package struct Concept: Sendable {
    package var terms: [Term] = []
  }

  package private(set) var concepts: [Concept] = []

  /// - Parameter shown: The file as findings name it.
  /// - Throws: ``LabelFailure`` where it is no TBX.
  package init(_ bytes: [UInt8], shown: String) throws(LabelFailure) {
    let source = try LabelSource.text(bytes, shown: shown)
    let root = try PlainXML.read(source, allowsDocumentType: true)
    guard root.name == "tbx" || root.name == "martif" else {
      throw source.wrong(root.offset, "A TBX file has `<tbx>` or `<martif>` around all; this has `<\(root.name)>`.")
    }
    guard let body = root.first("text")?.first("body") else {
      throw source.wrong(root.offset, "A TBX file has its concepts in `<text><body>`; this has none.")
    }
    for entry in body.elements where entry.name == "conceptEntry" || entry.name == "termEntry" {
      var concept = Concept()
      for section in entry.elements where section.name == "langSec" || section.name == "langSet" {
        guard let language = section.attributes["xml:lang"] else {
          throw source.wrong(section.offset, "`<\(section.name)>` says its language with `xml:lang`; this does not.")
        }
        Self.add(section, language, source, .preferred, to: &concept)
      }
      concepts.append(concept)
    }
  }

  /// Terms lie in `termSec`, `tig`, or `ntig` and `termGrp`, beside what is said of them.
  private static func add(
    _ element: PlainXML.Element, _ language: String, _ source: LabelSource, _ outer: Status, to concept: inout Concept
  ) {
    let status = element.elements.lazy.compactMap(status).first ?? outer
    for part in element.elements {
      switch part.name {
      case "term":
        concept.terms.append(
          Term(language: language, text: part.text.onOneLine, status: status, place: source.place(part.offset)))
      case "termSec", "tig", "ntig", "termGrp": add(part, language, source, status, to: &concept)
      default: break
      }
    }
  }

  /// What a note says of a term's status; nil where it is of something else.
  private static func status(_ note: PlainXML.Element) -> Status? {
    let name = note.name.split(separator: ":").last.map(String.init) ?? note.name
    if name == "termGrp" || name == "termNoteGrp" { return note.elements.lazy.compactMap(status).first }
    let kind = name == "termNote" ? note.attributes["type"] ?? "" : name
    guard kind == "administrativeStatus" || kind == "normativeAuthorization" else { return nil }
    let value = note.text.onOneLine
    if value.hasPrefix("admitted") { return .admitted }
    return value.hasPrefix("deprecated") || value.hasPrefix("superseded") ? .deprecated : .preferred
  }
}
