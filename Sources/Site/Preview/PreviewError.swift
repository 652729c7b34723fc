/// Why the preview cannot run. The description is one line that also says what to do.
package struct PreviewError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case portTaken = "port-taken"
    case portNotAllowed = "port-not-allowed"
    case portOutOfRange = "port-out-of-range"
    case folderNotReadable = "folder-not-readable"
    case watchLimitReached = "watch-limit-reached"
    case watchingFailed = "watching-failed"
  }

  package var code: Code
  package var reason: String
  package var advice: String

  package var description: String { "\(reason) \(advice)" }
}

extension PreviewError {
  static func portTaken(_ port: Int) -> PreviewError {
    PreviewError(
      code: .portTaken, reason: "Port \(port) is in use, perhaps by another preview.",
      advice:
        "Stop that program, or choose another port: --port \(port < 65535 ? port + 1 : port - 1), or --port 0 for any free one."
    )
  }

  static func portNotAllowed(_ port: Int) -> PreviewError {
    PreviewError(
      code: .portNotAllowed, reason: "The system does not let this user listen on port \(port).",
      advice: "Choose a port from 1024 on: --port 4000.")
  }

  static func portOutOfRange(_ port: Int) -> PreviewError {
    PreviewError(
      code: .portOutOfRange, reason: "\(port) is no port.",
      advice: "Choose one from 1 to 65535, or 0 for any free one.")
  }

  static func folderNotReadable(_ folder: String, _ why: String) -> PreviewError {
    PreviewError(
      code: .folderNotReadable, reason: "The folder \(folder) cannot be watched: \(why).",
      advice: "Check that it exists and may be read.")
  }

  static func watchLimitReached(_ limit: String) -> PreviewError {
    PreviewError(
      code: .watchLimitReached, reason: "The system's limit on watching folders is reached (\(limit)).",
      advice:
        "Raise it: sudo sysctl \(limit)=\(limit.hasSuffix("instances") ? 1024 : 524288), or stop other programs that "
        + "watch many folders.")
  }

  static func watchingFailed(_ why: String) -> PreviewError {
    PreviewError(
      code: .watchingFailed, reason: "The sources cannot be watched: \(why).",
      advice: "Build without watching instead: trin build.")
  }
}
