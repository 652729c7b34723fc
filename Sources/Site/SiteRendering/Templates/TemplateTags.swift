/// The names between the braces of a Mustache template, each with its place.
struct TemplateTags {
  enum Kind { case value, partial }

  struct Tag {
    var kind: Kind
    var name: String
    /// 1-based, of the name.
    var line: Int
    var column: Int
  }

  private(set) var tags: [Tag] = []
  /// Whether the words of the theme are walked through, so that each may stand without `strings.` before it.
  private(set) var walksWords = false

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var rest = line[...]
      while let open = rest.firstRange(of: "{{") {
        rest = rest[open.upperBound...].drop { $0 == "{" }
        let sign = rest.first
        // A comment, a closing section, and other delimiters name nothing.
        let isName = !["!", "/", "="].contains(sign)
        let isSigned = ["#", "^", "&", ">", "<", "$"].contains(sign)
        var from = (isSigned ? rest.dropFirst() : rest).drop { $0 == " " }
        // `uppercased(title)` is a change of what `title` is.
        while let call = from.prefix(while: { $0 != "}" }).firstIndex(of: "(") {
          from = from[from.index(after: call)...]
        }
        let name = from.prefix { $0.isLetter || $0.isNumber || [".", "-", "_"].contains($0) }
        if sign == "#", name == "strings" { walksWords = true }
        if isName, !name.isEmpty {
          let column = line.unicodeScalars.distance(from: line.startIndex, to: name.startIndex) + 1
          tags.append(
            Tag(kind: sign == ">" ? .partial : .value, name: String(name), line: number + 1, column: column))
        }
        guard let close = rest.firstRange(of: "}}") else { break }
        rest = rest[close.upperBound...]
      }
    }
  }
}
