import Foundation
import Testing

@Suite("trin check --since", .enabled(if: Program.isBuilt, "trin is not built"))
struct SinceTests {
  /// Code, file and line of each finding, in the order in which they were printed.
  private func found(_ output: String) throws -> [String] {
    try output.split(separator: "\n").map { line in
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      return "\(object["code"] ?? "") \(object["file"] ?? ""):\(object["line"] ?? "")"
    }
  }

  /// What the change of ``ChangedRepository`` brings, nothing of which was there before.
  static func brought(in docset: String) -> [String] {
    [
      "file-not-found \(docset)Content/en-US/stays.md:7",
      "redirection-missing \(docset)Content/en-US/gone.md:1",
      "redirection-missing \(docset)Content/en-US/longer.md:1",
      "toc-entry-missing \(docset)Content/en-US/longer.md:1",
      "file-not-found \(docset)Content/en-US/TOC.yml:5",
      "file-not-found \(docset)Content/en-US/TOC.yml:9",
      "file-not-found \(docset)Content/en-US/index.md:7",
      "file-not-found \(docset)Content/en-US/index.md:7",
    ]
  }

  @Test("reports exactly what a change brings, nearest first, and nothing that a renamed file had before")
  func committed() throws {
    let repository = try ChangedRepository()
    try repository.change()
    let run = try Program.run("check", "docs", "--since", "main", "--format", "json", in: repository.path)
    #expect(run.code == 1)
    #expect(try found(run.output) == Self.brought(in: "docs/"))
    // All of them are what was known, too, without what only a change has.
    let all = try Program.run("check", "docs", "--format", "json", in: repository.path)
    #expect(try found(all.output).count == 11 + Self.brought(in: "").count - 2)
    let text = try Program.run("check", "docs", "--since", "main", in: repository.path).output
    #expect(text.contains("On changed lines\n\ndocs/Content/en-US/stays.md:7:17: error file-not-found"))
    #expect(text.contains("Elsewhere in changed files\n\ndocs/Content/en-US/gone.md:1:1: warning redirection-missing"))
    #expect(text.contains("In other files\n\ndocs/Content/en-US/TOC.yml:5:"))
  }

  @Test("sees what is not committed yet: renamed without a word to git, deleted, edited and new")
  func uncommitted() throws {
    let repository = try ChangedRepository(docset: "")
    try repository.git("checkout", "--quiet", "-b", "change")
    try FileManager.default.moveItem(
      atPath: repository.path + "/Content/en-US/long.md", toPath: repository.path + "/Content/en-US/longer.md")
    try FileManager.default.removeItem(atPath: repository.path + "/Content/en-US/gone.md")
    try repository.write(
      ChangedRepository.article("Stays", "First line, æ 🙂 [new](new.md).\n\n[Old](old.md) link.\n"),
      to: "Content/en-US/stays.md")
    let run = try Program.run("check", "--since", "HEAD", "--format", "json", in: repository.path)
    #expect(try found(run.output) == Self.brought(in: ""))
  }

  @Test("takes a redirection for what it is, in Trin's own shape and in a Learn repository")
  func redirected() throws {
    let repository = try ChangedRepository()
    try repository.change()
    let site = """
      locales: [en-US]
      redirects:
        - {from: long.md, to: longer.md}
        - {from: gone.md, to: index.md}

      """
    try repository.write(site, to: "Site/site.yml")
    let run = try Program.run("check", "docs", "--since", "main", "--format", "json", in: repository.path)
    #expect(try found(run.output).allSatisfy { !$0.contains("redirection-missing") })

    let learn = try ChangedRepository(docset: "")
    try FileManager.default.removeItem(atPath: learn.path + "/Site")
    try learn.write(
      "{\"docsets_to_publish\":[{\"build_source_folder\":\"Content/en-US\",\"locale\":\"en-US\"}]}",
      to: ".openpublishing.publish.config.json")
    try learn.commit("as a Learn repository")
    try learn.change()
    let arguments = ["check", "--since", "main", "--format", "json"]
    #expect(try found(try Program.run(arguments, in: learn.path).output).count { $0.hasPrefix("redirection-m") } == 2)
    try learn.write(
      """
      {"redirections":[
        {"source_path":"Content/en-US/long.md","redirect_url":"/Content/en-US/longer"},
        {"source_path":"Content/en-US/gone.md","redirect_url":"/Content/en-US/"}]}
      """, to: ".openpublishing.redirection.json")
    #expect(try found(try Program.run(arguments, in: learn.path).output).count { $0.hasPrefix("redirection-m") } == 0)
  }

  @Test("a baseline knows the findings of a renamed file by the file's new name")
  func baseline() throws {
    let repository = try ChangedRepository()
    let known = try Program.run("check", "docs", "--write-baseline", "known.txt", in: repository.path)
    #expect(known.code == 0)
    try repository.commit("baseline")
    try repository.change()
    let run = try Program.run("check", "docs", "--baseline", "known.txt", "--format", "json", in: repository.path)
    let new = try found(run.output)
    #expect(new.allSatisfy { !$0.hasPrefix("file-not-found docs/Content/en-US/longer.md") })
    #expect(new.contains("file-not-found docs/Content/en-US/stays.md:7"))
  }

  @Test("says what to do where a revision is unknown, the clone is too shallow, or there is no repository")
  func unknown() throws {
    let repository = try ChangedRepository()
    try repository.change()
    let unknown = try Program.run("check", "docs", "--since", "origin/main", in: repository.path)
    #expect(unknown.code == 2)
    #expect(unknown.errors.contains("`git fetch origin main`"))
    #expect(try Program.run("check", "docs", "--since=--output=x", in: repository.path).code == 2)
    let shallow = try Scratch()
    try repository.git("checkout", "--quiet", "main")
    try repository.write("x", to: "more.txt")
    try repository.commit("goes on")
    try repository.git(
      "clone", "--quiet", "--depth", "1", "--no-single-branch", "file://\(repository.path)", shallow.path + "/clone")
    let cut = try Program.run("check", "clone/docs", "--since", "origin/change", in: shallow.path)
    #expect(cut.code == 2)
    #expect(cut.errors.contains("too shallow"), "\(cut.errors)")
    try FileManager.default.removeItem(atPath: repository.path + "/.git")
    let none = try Program.run("check", "docs", "--since", "main", in: repository.path)
    #expect(none.code == 2)
    #expect(none.errors.contains("no git repository"))
  }

  @Test("shows all findings as new where there was no docset before")
  func first() throws {
    let repository = try ChangedRepository()
    try repository.git("rm", "-r", "--quiet", "--cached", "docs")
    try repository.git("commit", "--quiet", "--allow-empty", "--message", "without")
    let run = try Program.run("check", "docs", "--since", "HEAD", "--format", "json", in: repository.path)
    #expect(run.errors.contains("could not be read as it was"))
    #expect(try found(run.output).count == 11)
  }
}

@Suite("What trin check is pointed at", .enabled(if: Program.isBuilt, "trin is not built"))
struct CheckTargetTests {
  private func files(_ arguments: [String], in folder: String) throws -> [String] {
    let run = try Program.run(["check", "--format", "json"] + arguments, in: folder)
    return try run.output.split(separator: "\n").map { line in
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      return object["file"] as? String ?? ""
    }
  }

  @Test("files and folders narrow the report, and the docset is the one that they lie in")
  func files() throws {
    let repository = try ChangedRepository()
    let (folder, stays) = (repository.path, "docs/Content/en-US/stays.md")
    #expect(try files([stays], in: folder) == [stays])
    #expect(try files([stays, "docs"], in: folder) == [stays])
    #expect(try Set(files([stays, "docs/Content/en-US/long.md"], in: folder)).count == 2)
    #expect(try Set(files(["docs/Content"], in: folder)) == Set(files(["docs"], in: folder)))
    // From within, without a word: the docset around the folder, its files as seen from there.
    #expect(try Set(files([], in: folder + "/docs/Content/en-US")) == ["long.md", "stays.md"])
    #expect(try files(["../Content/en-US/stays.md"], in: folder + "/docs/Site") == ["../Content/en-US/stays.md"])
    // However the docset is named, its files are called as seen from here.
    #expect(try Set(files([folder + "/docs"], in: folder)) == Set(files(["docs"], in: folder)))
    #expect(try Set(files(["./docs/../docs"], in: folder)) == Set(files(["docs"], in: folder)))
  }

  @Test("ends with 2 for a file that is not there or in no docset, and for two docsets; names what it did not read")
  func wrong() throws {
    let repository = try ChangedRepository()
    try repository.scratch.write("# Readme\n", to: "README.md")
    try repository.scratch.write("# Readme\n", to: "docs/README.md")
    let (other, folder) = (try ChangedRepository(), repository.path)
    let missing = try Program.run("check", "none.md", in: folder)
    #expect(missing.code == 2 && missing.errors.contains("There is no file or folder `none.md`."))
    let outside = try Program.run("check", "README.md", in: folder)
    #expect(outside.code == 2 && outside.errors.contains("lies in no docset"), "\(outside.errors)")
    #expect(try Program.run("check", "docs", other.path + "/docs", in: folder).code == 2)
    #expect(try Program.run("check", "README.md", "docs", in: folder).code == 2)
    let stranger = try Program.run("check", "docs/README.md", in: folder)
    #expect(stranger.code == 0)
    #expect(stranger.errors.contains("`docs/README.md` is no part of the docset's content"))
  }
}
