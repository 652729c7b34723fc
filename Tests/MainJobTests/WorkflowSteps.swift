import ChildProcesses
import Foundation
import Testing
import Yams

/// The steps of a composite action, run as GitHub's runner does: each `run` by bash, with the environment of its own.
struct WorkflowSteps {
  struct Result {
    var name: String
    /// Nil for a step that was left out by its condition, or is an action of somebody else's.
    var code: Int32?
    var output = ""
  }

  private let action: Node
  let inputs: [String: String]
  let github: [String: String]

  /// - Parameters:
  ///   - path: Of `action.yml`.
  ///   - given: What the workflow gives under `with`.
  init(_ path: String, given: [String: String], github: [String: String]) throws {
    let text = String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
    action = try #require(try Yams.compose(yaml: text))
    var inputs: [String: String] = [:]
    for (name, input) in action["inputs"]?.mapping ?? [:] { inputs[name.string ?? ""] = input["default"]?.string ?? "" }
    for name in given.keys { try #require(inputs[name] != nil, "the action has no input \(name)") }
    self.inputs = inputs.merging(given) { $1 }
    self.github = github
  }

  /// Runs one step after the other; after one that fails, only those that say `always()`.
  func run(in folder: String, environment: [String: String]) throws -> [Result] {
    var hasFailed = false
    return try (action["runs"]?["steps"]?.array() ?? []).map { step in
      let condition = step["if"]?.string ?? "true"
      var result = Result(name: step["name"]?.string ?? "")
      guard let script = step["run"]?.string, try !isFalse(filled(condition)),
        !hasFailed || condition.contains("always()")
      else { return result }
      var variables = environment
      for (name, value) in step["env"]?.mapping ?? [:] {
        variables[name.string ?? ""] = try filled(value.string ?? "")
      }
      try #require(step["shell"]?.string == "bash")
      let process = ChildProcess()
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["--noprofile", "--norc", "-eo", "pipefail", "-c", try filled(script)]
      process.currentDirectoryURL = URL(fileURLWithPath: folder)
      process.environment = variables
      let pipe = Pipe()
      process.standardOutput = .pipe(pipe)
      process.standardError = .nothing
      try process.run()
      result.output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      result.code = process.terminationStatus
      hasFailed = hasFailed || result.code != 0
      return result
    }
  }

  private func isFalse(_ value: String) -> Bool { ["", "false"].contains(value) }

  /// The text with the values of its expressions in their places.
  private func filled(_ text: String) throws -> String {
    try text.replacing(/\$\{\{(.*?)\}\}/) { try value(of: String($0.output.1)) }
  }

  /// `a || b`, `a && b`, `a == b`, `a != b`, names, texts in quotes and `always()`.
  private func value(of expression: String) throws -> String {
    let text = expression.trimmingCharacters(in: .whitespaces)
    if let cut = text.firstRange(of: "||") {
      let left = try value(of: String(text[..<cut.lowerBound]))
      return try isFalse(left) ? value(of: String(text[cut.upperBound...])) : left
    }
    if let cut = text.firstRange(of: "&&") {
      let left = try value(of: String(text[..<cut.lowerBound]))
      return try isFalse(left) ? left : value(of: String(text[cut.upperBound...]))
    }
    for (sign, isEqual) in [("==", true), ("!=", false)] {
      guard let cut = text.firstRange(of: sign) else { continue }
      let sides = try [text[..<cut.lowerBound], text[cut.upperBound...]].map { try value(of: String($0)) }
      return (sides[0] == sides[1]) == isEqual ? "true" : "false"
    }
    if text == "always()" { return "true" }
    if text.hasPrefix("'") { return String(text.dropFirst().dropLast()) }
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    try #require(parts.count == 2, "\(text)")
    if parts[0] == "inputs" { return try #require(inputs[parts[1]], "the action has no input \(parts[1])") }
    return github[parts[1]] ?? ""
  }
}
