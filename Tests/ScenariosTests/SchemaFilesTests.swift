internal import AdminCenter
import ChildProcesses
internal import Docset
internal import Foundation
internal import Scenarios
internal import Testing

@Suite("The JSON Schemas that the handbook publishes")
struct SchemaFilesTests {
  private static let folder = Shipped.root + "/Content/en-US/handbook/schemas"

  static let all: [(name: String, title: String, shape: ScenarioShape)] = [
    ("scenario", "A scenario file of Trin", FileShapes.scenario(AdminCenter())),
    ("phrasebook", "A phrasebook of Trin", FileShapes.phrasebook(AdminCenter())),
    ("labels", "The labels of a product in one language", FileShapes.labels(AdminCenter())),
    ("lexicon", "A lexicon of Trin", FileShapes.lexicon),
  ]

  @Test("say what Trin itself checks", arguments: all.map(\.name))
  func current(name: String) throws {
    let schema = try #require(Self.all.first { $0.name == name })
    let path = "\(Self.folder)/\(name).schema.json"
    let text = schema.shape.jsonSchema(title: schema.title)
    if ProcessInfo.processInfo.environment["RECORD_EXPECTATIONS"] != nil {
      try FileManager.default.createDirectory(atPath: Self.folder, withIntermediateDirectories: true)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(try String(decoding: Files.read(path), as: UTF8.self) == text, "record it anew with RECORD_EXPECTATIONS=1")
    #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any])
  }

  private static let checker = Shipped.root + "/.venv/bin/python"

  @Test(
    "allow the scenarios that are shipped, and refuse them with a key misspelled",
    .enabled(if: FileManager.default.isExecutableFile(atPath: checker), "jsonschema is not here: run .ci/setup"))
  func shipped() throws {
    let script = """
      import json, sys, yaml, jsonschema
      schema = json.load(open(sys.argv[1]))
      for path in sys.argv[2:]:
          value = yaml.safe_load(open(path))
          jsonschema.validate(value, schema)
          try:
              jsonschema.validate({**value, "procedurs": {}}, schema)
          except jsonschema.ValidationError:
              continue
          raise SystemExit(path + " takes any key")
      """
    let scenarios = try FileTree(of: Shipped.root + "/Content/scenarios").files.map {
      "\(Shipped.root)/Content/scenarios/\($0)"
    }
    let process = try ChildProcess.run(
      URL(filePath: Self.checker), arguments: ["-c", script, "\(Self.folder)/scenario.schema.json"] + scenarios)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
