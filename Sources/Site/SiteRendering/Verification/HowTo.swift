internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Tells search engines of the procedures that were proven from the first step to the last.
///
/// - SeeAlso: https://schema.org/HowTo
enum HowTo {
  /// JSON for a script element of its own; nil where no procedure of the page qualifies.
  ///
  /// A procedure with a step that was not run (by hand, passed over, or only told) is left out: a search engine has no
  /// words for "in part".
  static func json(of procedures: [SiteVerification.Procedure], on page: SitePage, in renderer: PageRenderer)
    -> [UInt8]?
  {
    let proven = procedures.filter { procedure in
      procedure.result == .proven && procedure.steps.allSatisfy { $0.result == .run }
    }
    guard !proven.isEmpty else { return nil }
    let headings = renderer.docset.file(of: page).article.headings
    let objects = proven.compactMap { procedure -> String? in
      guard let heading = headings.first(where: { $0.id == procedure.anchor }) else { return nil }
      return object(procedure, name: heading.text, locale: renderer.docset.locale)
    }
    return objects.isEmpty ? nil : safe(objects.count == 1 ? objects[0] : JSONText.array(objects))
  }

  private static func object(_ procedure: SiteVerification.Procedure, name: String, locale: String) -> String {
    let steps = procedure.steps.enumerated().map { index, step in
      JSONText.object([
        ("@type", JSONText.string("HowToStep")), ("position", String(index + 1)), ("text", JSONText.string(step.text)),
      ])
    }
    return JSONText.object([
      ("@context", JSONText.string("https://schema.org")), ("@type", JSONText.string("HowTo")),
      ("name", JSONText.string(name)), ("inLanguage", JSONText.string(locale)), ("step", JSONText.array(steps)),
    ])
  }

  /// Nothing in the JSON can end the script element or begin a comment in it.
  ///
  /// Outside of strings JSON has none of these characters, so that an escape for each changes no meaning.
  private static func safe(_ json: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for byte in json.utf8 {
      switch byte {
      case UInt8(ascii: "<"): bytes += Array("\\u003c".utf8)
      case UInt8(ascii: ">"): bytes += Array("\\u003e".utf8)
      case UInt8(ascii: "&"): bytes += Array("\\u0026".utf8)
      default: bytes.append(byte)
      }
    }
    return bytes
  }
}
