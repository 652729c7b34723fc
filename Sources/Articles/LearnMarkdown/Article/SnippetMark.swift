/// A line of a comment that marks where a snippet begins or ends: `// <main>`, `# </main>`, `#region main`.
///
/// Names are in lower case: letter case does not count.
enum SnippetMark: Hashable {
  case begin(String)
  case end(String)
  case beginRegion(String)
  case endRegion

  /// - Parameter openings: See ``CommentOpenings``.
  init?(_ line: ArraySlice<UInt8>, openings: [StaticString]) {
    let text = line.drop(while: Ascii.isSpace)
    if let mark = Self.comment(text, openings: openings) ?? Self.region(text) {
      self = mark
    } else {
      return nil
    }
  }

  /// Nothing but the opening of a comment and `<name>` or `</name>`: `/// <summary>` is documentation, and stays.
  private static func comment(_ text: ArraySlice<UInt8>, openings: [StaticString]) -> SnippetMark? {
    let bytes = Array(text)
    for opening in openings where bytes.startsCaseless(with: opening, at: 0) {
      var rest = bytes[opening.utf8CodeUnitCount...].drop(while: Ascii.isSpace)
      guard rest.popFirst() == UInt8(ascii: "<") else { continue }
      rest = rest.drop(while: Ascii.isSpace)
      let isEnd = rest.first == UInt8(ascii: "/")
      if isEnd { rest = rest.dropFirst().drop(while: Ascii.isSpace) }
      let name = rest.prefix { isWord($0) || $0 == UInt8(ascii: "-") }
      rest = rest[name.endIndex...].drop(while: Ascii.isSpace)
      // Behind it at most what closes the comment.
      guard !name.isEmpty, rest.popFirst() == UInt8(ascii: ">"), !rest.contains(where: isWord) else { continue }
      let word = name.utf8String.lowercased()
      return isEnd ? .end(word) : .begin(word)
    }
    return nil
  }

  private static func region(_ text: ArraySlice<UInt8>) -> SnippetMark? {
    // What opens a comment is no letter in any language that has regions: `//`, `#`, `<!--`.
    guard let start = text.firstIndex(where: isWord), text[..<start].contains(UInt8(ascii: "#")) else { return nil }
    let name = text[start...].prefix(while: isWord)
    let rest = text[name.endIndex...].drop(while: Ascii.isSpace).utf8String.lowercased()
    switch name.utf8String.lowercased() {
    case "endregion": return .endRegion
    case "end" where rest.hasPrefix("region"): return .endRegion
    case "region": return .beginRegion(rest.filter { $0 != "\"" && !$0.isWhitespace })
    default: return nil
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      || byte >= 0x80
  }
}

/// What opens a comment in a language, exactly.
enum CommentOpenings {
  /// By the ending of the file's name; all of them where the language is not known.
  static func of(_ path: [UInt8]) -> [StaticString] {
    let name = path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
    guard let point = name.lastIndex(of: UInt8(ascii: ".")) else { return all }
    return byEnding[name[(point + 1)...].utf8String.lowercased()] ?? all
  }

  private static let all: [StaticString] = ["//", "#", "--", "'", "rem ", "<!--", "/*", "(*", "@*", ";", "%"]

  private static let groups: [(endings: String, openings: [StaticString])] = [
    (
      "c h cc cpp cxx hpp cs csx java js jsx mjs ts tsx go rs swift kt kts scala dart groovy proto bicep json jsonc",
      ["//", "/*"]
    ),
    ("css scss less", ["/*", "//"]), ("php", ["//", "#", "/*"]),
    ("py rb sh bash zsh ps1 psm1 psd1 yml yaml toml r pl tf dockerfile cmake", ["#"]),
    ("vb vbs bas", ["'", "rem "]), ("fs fsx fsi", ["//", "(*"]), ("sql", ["--", "/*"]), ("lua hs", ["--"]),
    ("bat cmd", ["rem ", "::"]),
    (
      "xml xaml axaml xsl xslt xsd csproj vbproj fsproj props targets config resx nuspec svg md", ["<!--"]
    ),
    ("html htm cshtml vbhtml razor aspx ascx vue", ["<!--", "@*", "//", "/*", "'"]),
    ("ini clj lisp el asm", [";"]), ("m tex erl", ["%", "//"]),
  ]

  private static let byEnding: [String: [StaticString]] = {
    var openings: [String: [StaticString]] = [:]
    for group in groups {
      for ending in group.endings.split(separator: " ") { openings[String(ending)] = group.openings }
    }
    return openings
  }()
}
