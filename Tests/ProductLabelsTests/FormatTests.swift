import Diagnostics
import Docset
import Foundation
import GoldenFiles
import ProductLabels
import SeededNumbers
import Testing

@Suite("A translation file")
struct FormatTests {
  private static let folder = GoldenFolder("labels")

  private static let files: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []
    return names.filter { !$0.hasSuffix(".txt") && $0 != "django-big.mo" }.sorted()
  }()

  /// One line an entry, or the finding.
  private static func text(_ name: String) throws -> String {
    let format = try #require(LabelFormat(rawValue: name == "app_da.arb" ? "json" : formatName(name)))
    do throws(LabelFailure) {
      return try format.read(folder.bytes(orEmpty: name), shown: name).map { entry in
        let form = entry.plural.map { " [\($0)]" } ?? ""
        let source = entry.source.map { " < \($0.debugDescription)" } ?? ""
        return "\(entry.place.line):\(entry.place.column) \(entry.key.shownKey.debugDescription)\(form)"
          + " = \(entry.text?.debugDescription ?? "-")\(source)\n"
      }.joined()
    } catch {
      let place = error.finding.place
      return "\(place.file):\(place.line):\(place.column): \(error.finding.code): \(error.finding.message)\n"
    }
  }

  private static func formatName(_ name: String) -> String {
    switch name.split(separator: ".").last {
    case "resx", "resw": "resx"
    case "xlf": "xliff"
    case let ending: String(ending ?? "")
    }
  }

  @Test("is read as what stands beside it, or its mistake is named at its place", arguments: files)
  func golden(_ name: String) throws {
    try Self.folder.expect(try Self.text(name), toEqual: name + ".txt")
  }

  @Test("of gettext says the same as text and as either kind of binary")
  func binary() throws {
    func pairs(_ name: String) throws -> Set<String> {
      Set(
        try #require(LabelFormat(rawValue: Self.formatName(name))).read(try Self.folder.bytes(name), shown: name)
          .compactMap { entry in entry.text.map { "\(entry.key)=\($0)" } })
    }
    let text = try pairs("django.po")
    #expect(text.count == 4)
    #expect(try pairs("django.mo") == text)
    #expect(try pairs("django-big.mo") == text)
  }

  @Test("that is broken at random never ends the program", arguments: LabelFormat.allCases)
  func garbage(_ format: LabelFormat) throws {
    let seeds = try ["django.po", "django.mo", "app.resx", "i18next.json", "app.xlf"].map { try Self.folder.bytes($0) }
    var numbers = SeededGenerator(seed: 20)
    var (read, refused) = (0, 0)
    for round in 0..<600 {
      var bytes = round % 4 == 0 ? [] : seeds[round % seeds.count]
      if bytes.isEmpty {
        bytes = (0..<Int.random(in: 0..<200, using: &numbers)).map { _ in .random(in: 0...255, using: &numbers) }
      }
      for _ in 0..<Int.random(in: 0..<4, using: &numbers) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0: bytes[place] = .random(in: 0...255, using: &numbers)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 9))
        default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 40)], at: place)
        }
      }
      do throws(LabelFailure) {
        _ = try format.read(bytes, shown: "x")
        read += 1
      } catch {
        #expect(error.finding.place.line >= 1 && error.finding.place.column >= 1)
        refused += 1
      }
    }
    #expect(read > 0 && refused > 0)
  }

  @Test(
    "of 20,000 texts is read as fast as it is long", .timeLimit(.minutes(1)),
    arguments: LabelFormat.allCases.filter { $0 != .mo })
  func size(_ format: LabelFormat) throws {
    let numbers = 0..<20_000
    let text =
      switch format {
      case .po: numbers.map { "#: a.py:\($0)\nmsgid \"Open \($0)\"\nmsgstr \"Åbn \($0)\"\n\n" }.joined()
      case .json: "{" + numbers.map { "\"k\($0)\": \"Åbn \($0)\"" }.joined(separator: ",\n") + "}"
      case .resx:
        "<root>" + numbers.map { "<data name='k\($0)'><value>Åbn \($0)</value></data>\n" }.joined() + "</root>"
      case .xliff:
        "<xliff version='1.2'><file><body>"
          + numbers.map { "<trans-unit id='\($0)'><source>O \($0)</source><target>Åbn \($0)</target></trans-unit>\n" }
          .joined() + "</body></file></xliff>"
      case .mo: ""
      }
    let entries = try format.read(Array(text.utf8), shown: "x")
    #expect(entries.count == 20_000)
    #expect(entries.last?.text == "Åbn 19999")
  }

  @Test("is at most so deep")
  func depth() throws {
    let xml = String(repeating: "<root>", count: 100_000)
    #expect(throws: LabelFailure.self) { try LabelFormat.resx.read(Array(xml.utf8), shown: "x") }
    let json = String(repeating: "{\"a\":", count: 100_000)
    #expect(throws: LabelFailure.self) { try LabelFormat.json.read(Array(json.utf8), shown: "x") }
    let large = [UInt8](repeating: 0x20, count: LabelFormat.sizeLimit + 1)
    #expect(throws: LabelFailure.self) { try LabelFormat.po.read(large, shown: "x") }
  }
}

extension GoldenFolder {
  fileprivate func bytes(orEmpty name: String) -> [UInt8] { (try? bytes(name)) ?? [] }
}
