/// What tells the parts of code apart in one language.
struct CodeLanguage: Sendable {
  var lineComments: [[UInt8]] = []
  var blockComments: [(open: [UInt8], close: [UInt8])] = []
  /// Texts that may go over lines, looked for before ``quotes``.
  var blockTexts: [(open: [UInt8], close: [UInt8])] = []
  var quotes: [UInt8] = Array("\"'".utf8)
  /// In a text, the byte before one that does not end it.
  var escape: UInt8? = UInt8(ascii: "\\")
  var words: Set<[UInt8]> = []
  var ignoresCase = false
  /// `Get-Mailbox` is a word of the language, as each name with a hyphen is.
  var hasHyphenWords = false
  /// Names before a colon are words of the language: at the beginning of a line, or in quotes.
  var keys = Keys.none
  /// Words and texts stand in tags only.
  var isMarkup = false

  enum Keys: Sendable { case none, ofLines, inQuotes }

  /// - Parameter name: As the fence has it.
  static func named(_ name: some Sequence<UInt8>) -> CodeLanguage? {
    let name = String(decoding: name.map(Ascii.lower), as: UTF8.self)
    return languages[aliases[name] ?? name]
  }

  private static let aliases = [
    "azurepowershell": "powershell", "azurepowershell-interactive": "powershell",
    "exchangemanagementpowershell": "powershell",
    "powershell-interactive": "powershell", "ps": "powershell", "ps1": "powershell", "pwsh": "powershell",
    "azurecli": "bash", "azurecli-interactive": "bash", "sh": "bash", "shell": "bash", "zsh": "bash",
    "html": "xml", "xaml": "xml", "svg": "xml", "jsonc": "json", "kql": "kusto", "https": "http", "c#": "csharp",
    "cs": "csharp", "yml": "yaml", "py": "python", "js": "javascript", "ts": "javascript", "typescript": "javascript",
    "tsql": "sql",
  ]

  private static let languages: [String: CodeLanguage] = {
    let hash = [Array("#".utf8)]
    let slashes = [Array("//".utf8)]
    let stars = [pair("/*", "*/")]
    return [
      "powershell": CodeLanguage(
        lineComments: hash, blockComments: [pair("<#", "#>")], blockTexts: [pair("@\"", "\n\"@"), pair("@'", "\n'@")],
        escape: UInt8(ascii: "`"),
        words: words(
          "begin break catch class continue data do dynamicparam else elseif end enum exit filter finally for foreach function if in param process return switch throw trap try until using while"
        ), ignoresCase: true, hasHyphenWords: true),
      "bash": CodeLanguage(
        lineComments: hash,
        words: words(
          "az case cd chmod curl do done echo elif else esac exit export fi for function if in local mkdir read return set sudo then unset until while"
        )),
      "xml": CodeLanguage(blockComments: [pair("<!--", "-->")], escape: nil, isMarkup: true),
      "json": CodeLanguage(
        lineComments: slashes, blockComments: stars, quotes: Array("\"".utf8), words: words("false null true"),
        keys: .inQuotes),
      "yaml": CodeLanguage(lineComments: hash, words: words("false null true"), keys: .ofLines),
      "http": CodeLanguage(
        quotes: Array("\"".utf8), words: words("CONNECT DELETE GET HEAD OPTIONS PATCH POST PUT TRACE false null true"),
        keys: .ofLines),
      "kusto": CodeLanguage(
        lineComments: slashes,
        words: words(
          "ago and asc between by contains count datatable datetime desc distinct dynamic endswith evaluate extend externaldata false find has has_any in invoke join kind let limit lookup make-series materialize mv-apply mv-expand not now on or order parse print project project-away project-rename project-reorder render sample search serialize sort startswith summarize take timespan top true typeof union where with"
        )),
      "csharp": CodeLanguage(
        lineComments: slashes, blockComments: stars,
        words: words(
          "abstract as async await base bool break byte case catch char class const continue decimal default delegate do double else enum event explicit extern false finally fixed float for foreach get if implicit in int interface internal is lock long namespace new null object operator out override params private protected public readonly record ref return sbyte sealed set short static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using var virtual void volatile while yield"
        )),
      "javascript": CodeLanguage(
        lineComments: slashes, blockComments: stars, quotes: Array("\"'`".utf8),
        words: words(
          "async await break case catch class const continue default delete do else export extends false finally for from function if import in instanceof interface let new null of return static super switch this throw true try type typeof undefined var void while yield"
        )),
      "python": CodeLanguage(
        lineComments: hash, blockTexts: [pair("\"\"\"", "\"\"\""), pair("'''", "'''")],
        words: words(
          "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield"
        )),
      "sql": CodeLanguage(
        lineComments: [Array("--".utf8)], blockComments: stars, escape: nil,
        words: words(
          "add alter and as asc begin between by case check column commit constraint create cross database declare default delete desc distinct drop else end exec exists foreign from full function go grant group having if in index inner insert into is join key left like not null on or order outer primary procedure references right rollback select set table then top transaction trigger union unique update use values view when where while with"
        ), ignoresCase: true),
    ]
  }()

  private static func pair(_ open: String, _ close: String) -> (open: [UInt8], close: [UInt8]) {
    (Array(open.utf8), Array(close.utf8))
  }

  private static func words(_ text: String) -> Set<[UInt8]> {
    Set(text.utf8.split(separator: UInt8(ascii: " ")).map(Array.init))
  }
}
