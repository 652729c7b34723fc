/// What raw HTML in an article may be. Everything else is shown as text and reported.
enum HTMLPolicy {
  enum Element: Sendable {
    case inline, block, void
    /// The children of lists and tables, whose end tags HTML lets authors leave out.
    case optionalEnd
  }

  static let elements: [String: Element] = {
    var table: [String: Element] = [:]
    for name in [
      "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "ruby", "s",
      "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "nobr", "font",
    ] { table[name] = .inline }
    for name in [
      "blockquote", "caption", "center", "colgroup", "details", "div", "dl", "figcaption", "figure", "h1", "h2", "h3",
      "h4", "h5", "h6", "ol", "pre", "summary", "table", "ul",
    ] { table[name] = .block }
    for name in ["br", "hr", "img", "wbr", "col"] { table[name] = .void }
    for name in ["dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"] {
      table[name] = .optionalEnd
    }
    return table
  }()

  /// Deprecated elements that HTML 5 has another name for.
  static let modernNames = ["strike": "s", "tt": "code", "nobr": "span", "font": "span", "center": "div"]

  /// What may stand directly in an element; any element and text in those that are not listed.
  static let children: [String: Set<String>] = {
    let rows: Set<String> = ["tr"]
    return [
      "ul": ["li"], "ol": ["li"], "dl": ["dt", "dd", "div"], "colgroup": ["col"], "tr": ["td", "th"],
      "table": ["caption", "colgroup", "thead", "tbody", "tfoot", "tr"], "thead": rows, "tbody": rows, "tfoot": rows,
    ]
  }()

  /// What an element must stand directly in.
  static let parents: [String: Set<String>] = [
    "li": ["ol", "ul"], "dt": ["dl", "div"], "dd": ["dl", "div"], "td": ["tr"], "th": ["tr"],
    "tr": ["table", "tbody", "tfoot", "thead"],
  ]

  /// The elements that the beginning of another ends, where they are open.
  static let ended: [String: [String]] = [
    "li": ["li"], "dt": ["dt", "dd"], "dd": ["dt", "dd"], "td": ["td", "th"], "th": ["td", "th"], "tr": ["tr"],
    "tbody": ["tbody", "thead", "tfoot"], "thead": ["tbody", "thead", "tfoot"], "tfoot": ["tbody", "thead", "tfoot"],
    "p": ["p"],
  ]
  /// What an element that is ended so does not reach out of.
  static let lists: Set<String> = ["ul", "ol"]
  static let tables: Set<String> = ["table"]
  static let cells: Set<String> = ["table", "td", "th"]

  private static let everywhere: Set<String> = ["id", "class", "title", "lang", "dir", "role"]

  private static let attributes: [String: Set<String>] = [
    "a": ["href", "name", "target", "rel", "hreflang", "download", "type"],
    "img": ["src", "alt", "width", "height"], "td": ["colspan", "rowspan", "headers"],
    "th": ["colspan", "rowspan", "headers", "scope", "abbr"], "ol": ["start", "type", "reversed"], "li": ["value"],
    "col": ["span"], "colgroup": ["span"], "details": ["open"], "time": ["datetime"],
  ]

  static func allows(attribute name: String, of element: String) -> Bool {
    everywhere.contains(name) || attributes[element]?.contains(name) == true || name.hasPrefix("aria-")
  }

  /// Presentational attributes that mean nothing to the theme: left out without a word.
  static let ignored: Set<String> = [
    "style", "align", "valign", "width", "height", "border", "cellpadding", "cellspacing", "bgcolor", "color", "size",
    "data-linktype", "face", "nowrap", "alt", "rel", "summary", "frame", "rules",
  ]
}
