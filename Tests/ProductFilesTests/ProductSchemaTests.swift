internal import ChildProcesses
internal import Docset
internal import Foundation
internal import ProductFiles
internal import Scenarios
internal import Testing

@Suite("The JSON Schema of product files")
struct ProductSchemaTests {
  private static let path = TrinProgram.repository + "/Content/en-US/handbook/schemas/product.schema.json"

  @Test("says what Trin itself checks")
  func current() throws {
    let text = ProductFile.shape.jsonSchema(title: "A product file of Trin")
    if ProcessInfo.processInfo.environment["RECORD_EXPECTATIONS"] != nil {
      try text.write(toFile: Self.path, atomically: true, encoding: .utf8)
    }
    #expect(try String(decoding: Files.read(Self.path), as: UTF8.self) == text, "record it with RECORD_EXPECTATIONS=1")
  }

  private static let checker = TrinProgram.repository + "/.venv/bin/python"

  @Test(
    "allows the files of the test docsets, and refuses them with a key misspelled",
    .enabled(if: FileManager.default.isExecutableFile(atPath: checker), "jsonschema is not here: run .ci/setup"))
  func shipped() async throws {
    let script = """
      import glob, json, sys, yaml, jsonschema
      schema = json.load(open(sys.argv[1]))
      files = glob.glob(sys.argv[2] + "/*/product.yml")
      assert files
      for path in files:
          value = yaml.safe_load(open(path))
          jsonschema.validate(value, schema)
          try:
              jsonschema.validate({**value, "adress": "x"}, schema)
          except jsonschema.ValidationError:
              continue
          raise SystemExit(path + " takes any key")
      """
    let process = try ChildProcess.run(
      URL(filePath: Self.checker),
      arguments: ["-c", script, Self.path, TrinProgram.repository + "/Tests/ProductDocsets"])
    while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    #expect(process.terminationStatus == 0)
  }
}
