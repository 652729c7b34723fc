internal import LearnMarkdown

/// The `git` of the machine, asked about the repository that a folder lies in.
enum Git {
  /// What git prints about as many commits as the largest documentation repositories have (bytes).
  static let outputLimit = 512 << 20

  /// Whether a folder or one above it holds `.git`: looked for first, so that nothing is run elsewhere.
  static func isInRepository(_ folder: String) -> Bool {
    var folder = folder[...]
    while true {
      if Files.exists(folder + "/.git") { return true }
      guard let slash = folder.lastIndex(of: "/") else { return false }
      folder = folder[..<slash]
    }
  }

  /// Variables such as `GIT_DIR`, which git sets for its hooks, would lead to another repository; and nothing is
  /// fetched or asked of the user.
  static func run(
    _ arguments: [String], in folder: String, input: [UInt8] = [], errors: ProgramRun.Errors
  ) throws(ProgramRun.Failure) -> ProgramRun {
    try ProgramRun.run(
      ["git", "--no-pager", "-C", folder] + arguments,
      environment: ["LC_ALL=C", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0"],
      without: "GIT_", input: input, errors: errors, limit: outputLimit)
  }

  /// What git said instead of an answer.
  struct Refusal: Error {
    let text: String
  }

  /// Whether the repository holds the newest commits only.
  static func isShallow(_ folder: String) throws(ProgramRun.Failure) -> Result<Bool, Refusal> {
    let question = try run(["rev-parse", "--is-shallow-repository", "HEAD"], in: folder, errors: .merged)
    let answer = question.output.utf8String.split(separator: "\n")
    guard question.status == 0, let shallow = answer.first else {
      return .failure(Refusal(text: String(answer.first { $0.hasPrefix("fatal:") } ?? "nothing")))
    }
    return .success(shallow == "true")
  }
}
