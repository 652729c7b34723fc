import Diagnostics
import Foundation
import SeededNumbers
import Testing

@testable internal import Docset

/// A file is read as the standard library reads it, and says more where it is wrong.
@Suite("A JSON file of a configuration")
struct JSONTests {
  // MARK: Against the library

  /// What both readers give, in one writing.
  private indirect enum Plain: Equatable, Decodable {
    case text(String)
    case flag(Bool)
    case number, null
    case list([Plain])
    case object([String: Plain])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .null
      } else if let flag = try? value.decode(Bool.self) {
        self = .flag(flag)
      } else if let text = try? value.decode(String.self) {
        self = .text(text)
      } else if let list = try? value.decode([Plain].self) {
        self = .list(list)
      } else if let object = try? value.decode([String: Plain].self) {
        self = .object(object)
      } else {
        // A number is not asked for: the library's reader stops the process at some that are damaged.
        self = .number
      }
    }

    init(_ value: JSONValue) {
      switch value.kind {
      case .text(let text): self = .text(text)
      case .flag(let flag): self = .flag(flag)
      case .number: self = .number
      case .null: self = .null
      case .list(let parts): self = .list(parts.map(Plain.init))
      case .object(let members):
        self = .object(Dictionary(members.map { ($0.key, Plain($0.value)) }, uniquingKeysWith: { $1 }))
      }
    }
  }

  private func byLibrary(_ text: [UInt8]) -> Plain? {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    return try? decoder.decode(Plain.self, from: Data(text))
  }

  private func byOurs(_ text: [UInt8]) -> Plain? { (try? JSONParser.read(text)).map(Plain.init) }

  fileprivate struct Generator {
    var random: SeededGenerator
    var keys = 0

    /// A list of values, since the top of a file may be anything.
    var list: String { mutating get { "[" + (0..<3).map { _ in value(3) }.joined(separator: ",") + "]" } }

    mutating func one(of texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }

    mutating func space() -> String { one(of: ["", "", " ", "\n", "\r\n\t", "// a \" comment {\n", "/* [ ' */"]) }

    mutating func text() -> String {
      one(of: [
        "\"\"", "\"a\"", "\"docs/x.md\"", "\"\\u00e6\\n\\t\\\\ \\/ \\\"\"", "\"\\ud83d\\ude00\"", "'b \" c'",
        "\"æøå 😀\"",
        "\"// no comment\"", "\"a, ] } b\"", "'it\\'s'", "\"\\b\\f\\r\"", "\"\u{A0}\u{2028}\"",
      ])
    }

    mutating func key() -> String {
      keys += 1
      return one(of: ["\"k\(keys)\"", "'k\(keys)'", "k\(keys)", "\"k \\u0041\(keys)\"", "_k\(keys)"])
    }

    mutating func value(_ depth: Int) -> String {
      switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
      case 0: return one(of: ["true", "false", "null"])
      case 1: return one(of: ["0", "-1", "12.5", "1e3", "-0.5E-2", "1E+9", "+3", "0x1F", ".5"])
      case 2...4: return text()
      case 5...6: return list("{", "}", depth) { $0.key() + $0.space() + ":" + $0.space() + $0.value(depth - 1) }
      default: return list("[", "]", depth) { $0.value(depth - 1) }
      }
    }

    private mutating func list(
      _ open: String, _ close: String, _ depth: Int, _ part: (inout Generator) -> String
    ) -> String {
      let count = Int.random(in: 0...4, using: &random)
      var text = open + space()
      for number in 0..<count { text += (number > 0 ? "," : "") + space() + part(&self) + space() }
      return text + (count > 0 ? one(of: ["", "", ","]) : "") + space() + close
    }
  }

  @Test("is read as JSONDecoder reads it, whatever its values, blanks, quotes and comments", arguments: 0..<40)
  func generated(_ seed: UInt64) throws {
    var generator = Generator(random: SeededGenerator(seed: seed &* 91 &+ 5))
    for _ in 0..<50 {
      let text = generator.space() + generator.list + generator.space()
      let expected = try #require(byLibrary(Array(text.utf8)), "\(text)")
      #expect(byOurs(Array(text.utf8)) == expected, "\(text)")
    }
  }

  /// Where a byte is wrong, both refuse or both read the same. We read a few things more, as docfx does.
  @Test("that is damaged is never read otherwise than JSONDecoder reads it", arguments: 0..<40)
  func damaged(_ seed: UInt64) throws {
    var generator = Generator(random: SeededGenerator(seed: seed &* 17 &+ 3))
    var both = 0
    for _ in 0..<100 {
      var text = Array(generator.list.utf8)
      let place = Int.random(in: 0..<text.count, using: &generator.random)
      switch Int.random(in: 0..<3, using: &generator.random) {
      case 0: text.remove(at: place)
      case 1: text.insert("\"'{}[]:,\\/ax1\n".utf8.randomElement(using: &generator.random) ?? 0, at: place)
      default: text[place] = "\"'{}[]:,\\/ax1\n".utf8.randomElement(using: &generator.random) ?? 0
      }
      guard let expected = byLibrary(text), let found = byOurs(text) else { continue }
      both += 1
      #expect(found == expected, "\(String(decoding: text, as: UTF8.self))")
    }
    #expect(both > 10)
  }

  @Test("may hold what docfx passes over: a mark of the byte order, and blanks that do not break")
  func blanks() throws {
    let text = "\u{FEFF}\u{A0}{\u{A0}\"a\":\u{2003}\"b\u{A0}c\"\u{3000}}\n"
    #expect(byOurs(Array(text.utf8)) == .object(["a": .text("b\u{A0}c")]))
  }

  @Test("gives the last of two values that one key has, as docfx does")
  func twice() throws {
    let value = try JSONParser.read(Array(#"{"a": "first", "a": "second"}"#.utf8))
    guard case .text("second")? = value["a"]?.kind else { return #expect(Bool(false), "\(value)") }
  }

  // MARK: Mistakes

  @Test(
    "that is none is told with the line and column of the mistake",
    arguments: [
      ("", 1, 1), ("{", 1, 2), ("{\"a\": 1\n \"b\": 2}", 2, 2), ("{\"a\" 1}", 1, 6), ("[1 2]", 1, 4),
      ("{\"a\": }", 1, 7),
      ("{\"a\": \"b}\n", 1, 7), ("[tru]", 1, 2), ("[01]", 1, 2), ("{} x", 1, 4), ("[\"\\u12\"]", 1, 3), ("/* a", 1, 1),
      ("[\"æ\", ?]", 1, 7), ("[1,,2]", 1, 4), ("{,}", 1, 2), ("[\"\\ud800\"]", 1, 3), ("[\"\\x41\"]", 1, 3),
    ])
  func mistakes(_ text: String, _ line: Int, _ column: Int) throws {
    let error = #expect(throws: DocsetError.self) { try JSONFile(Array(text.utf8), shown: "a.json") }
    #expect(error?.place?.line == line && error?.place?.column == column, "\(text): \(String(describing: error))")
    #expect(error?.code == .invalidConfiguration)
  }

  @Test("of lists within lists without an end is refused, not followed")
  func deep() {
    #expect(throws: DocsetError.self) {
      try JSONFile(Array(repeating: UInt8(ascii: "["), count: 1_000_000), shown: "a.json")
    }
  }
}
