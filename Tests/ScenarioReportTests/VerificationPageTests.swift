internal import AdminCenter
internal import Docset
internal import Foundation
internal import LearnMarkdown
internal import ProcedureTesting
internal import Scenarios
internal import SiteBuilding
internal import SiteModel
internal import SiteRendering
internal import Testing

@Suite("The pages of a site whose steps were run")
struct VerificationPageTests {
  /// Builds the site with what running the steps showed, and returns its pages by their path.
  private func build(_ report: TestReport, pictures: PictureSource? = nil) async throws -> [String: String] {
    let loaded = try await SitePipeline.load(PipelineOptions(docset: Reports.root.path, jobs: 2))
    let output = FileManager.default.temporaryDirectory.appending(path: "trin-verified-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: output) }
    try await SitePipeline.write(
      loaded, to: output,
      verifications: SitePipeline.verifications(of: report, by: AdminCenter(), pictures: pictures, in: loaded), jobs: 2)
    var pages: [String: String] = [:]
    for path in try FileTree(of: output).files where path.hasSuffix(".html") || path.contains("/verification/") {
      pages[path] = String(decoding: try Files.read("\(output)/\(path)"), as: UTF8.self)
    }
    return pages
  }

  /// The heading of a page with what stands in it.
  private func heading(_ id: String, _ page: String) throws -> Substring {
    let start = try #require(page.firstRange(of: "<h2 id=\"\(id)\">"))
    let end = try #require(page[start.upperBound...].firstRange(of: "</h2>"))
    return page[start.lowerBound..<end.lowerBound]
  }

  @Test("mark a proven heading with a link to what was run, and one that is proven in part in other words")
  func marks() async throws {
    let pages = try await build(try await Reports.shipped().report)
    let page = try #require(pages["en-us/admin/add-users/reset-passwords.html"])
    let whole = try heading("reset-my-admin-password", page)
    #expect(
      whole.contains("href=\"../../verification.html#admin/add-users/reset-passwords/reset-my-admin-password\""))
    #expect(whole.contains(">Steps proven</a>"))
    let part = try heading("steps-reset-a-business-password-for-a-user", page)
    #expect(part.contains(">Steps proven in part</a>"))
    #expect(try !heading("before-you-begin", page).contains("proven"))
    let danish = try #require(pages["da-dk/admin/add-users/reset-passwords.html"])
    #expect(try heading("reset-my-admin-password", danish).contains(">Trinnene er afprøvet</a>"))
  }

  @Test("lead to a report that names procedures, variants and roles in the page's language")
  func report() async throws {
    let pages = try await build(try await Reports.shipped().report)
    let page = try #require(pages["da-dk/verification.html"])
    #expect(page.contains("<h2 id=\"admin/add-users/resend-user-password/resend-user-password\">"))
    #expect(page.contains("<th scope=\"col\">Opret automatisk en adgangskode</th>"))
    #expect(page.contains("<th scope=\"col\">Lad mig oprette adgangskoden</th>"))
    #expect(page.contains("<th scope=\"row\">Adgangskodeadministrator</th><td class=\"passed\">Virker</td>"))
    #expect(page.contains("<th scope=\"row\">Rapportlæser</th><td class=\"passed\">Afvist, som den skal</td>"))
    #expect(page.contains("Af et menneske: Følg op over for brugeren"))
    #expect(try #require(pages["da-dk/index.html"]).contains("<a href=\"verification.html\">"))
  }

  @Test("mark no heading whose steps failed or were not run, and say so in the report")
  func failed() async throws {
    var request = try await Reports.request(
      editing: "da-DK/admin/add-users/resend-user-password.md", "**Nulstil adgangskode**.", "**Nulstil <kodeord**.")
    request.scenarios.removeAll { $0.name.hasSuffix("set-password-expiration-policy") }
    let pages = try await build(await Reports.report(request))
    let resend = try #require(pages["da-dk/admin/add-users/resend-user-password.html"])
    #expect(!resend.contains("class=\"proven"))
    let policy = try #require(pages["da-dk/admin/manage/set-password-expiration-policy.html"])
    #expect(!policy.contains("class=\"proven"))
    let report = try #require(pages["da-dk/verification.html"])
    #expect(report.contains("<h2 id=\"uncovered\">Uden scenarie</h2>"))
    #expect(report.contains("<td class=\"failed\">Fejlet</td>"))
    #expect(report.contains("step-label-unknown: The product shows no **Nulstil &lt;kodeord**"))
  }

  @Test("show the picture of a step, but none of what the step said before, and no file from elsewhere")
  func pictures() async throws {
    let report = try await Reports.shipped().report
    let id = "admin/manage/set-password-expiration-policy#set-password-expiration-policy"
    let steps = try #require(report.procedures.first { $0.id == id && $0.locale == "da-DK" }).steps
    let folder = FileManager.default.temporaryDirectory.appending(path: "trin-pictures-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // The beginning of a picture of 640 to 480 pixels.
    let png: [UInt8] =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
      + [0, 0, 2, 128, 0, 0, 1, 224, 8, 2, 0, 0, 0]
    for name in ["one.png", "two.png"] { try Data(png).write(to: folder.appending(path: name)) }
    try Data("no picture".utf8).write(to: folder.appending(path: "four.png"))
    func entry(_ file: String, _ step: Int, _ text: String) -> [String: Any] {
      [
        "file": file, "procedure": id, "locale": "da-DK", "role": "global-administrator", "step": step, "text": text,
      ]
    }
    let list = [
      entry("one.png", 1, steps[0].text), entry("two.png", 2, "Vælg noget andet."),
      entry("../\(folder.lastPathComponent)/one.png", 3, steps[2].text), entry("four.png", 4, steps[3].text),
    ]
    try JSONSerialization.data(withJSONObject: ["pictures": list]).write(to: folder.appending(path: "pictures.json"))
    let pages = try await build(report, pictures: try PictureSource(folder.path))
    let page = try #require(pages["da-dk/verification.html"])
    #expect(
      page.contains("<img loading=\"lazy\" src=\"verification/one.png\" width=\"640\" height=\"480\" alt=\"Skærmen"))
    #expect(page.split(separator: "<img loading").count == 2)
    #expect(pages.keys.filter { $0.contains("/verification/") } == ["da-dk/verification/one.png"])
    #expect(try !#require(pages["en-us/verification.html"]).contains("<img loading"))
  }

  @Test("say which command takes the pictures where a folder has none")
  func noPictures() {
    #expect {
      try PictureSource("/nowhere")
    } throws: { error in
      "\(error)".contains("There is no `/nowhere/pictures.json`. `trin test --browser --pictures /nowhere` takes")
    }
  }

  @Test("tell search engines of what was proven to the last step, and of nothing else")
  func howTo() async throws {
    let pages = try await build(try await Reports.shipped().report)
    func data(_ path: String) throws -> Any? {
      let page = try #require(pages[path])
      let scripts = page.split(separator: "<script type=\"application/ld+json\">").dropFirst()
      guard let script = scripts.first(where: { $0.contains("\"HowTo\"") }) else { return nil }
      let end = try #require(script.firstRange(of: "</script>"))
      return try JSONSerialization.jsonObject(with: Data(script[..<end.lowerBound].utf8))
    }
    #expect(try data("en-us/admin/add-users/resend-user-password.html") == nil)
    #expect(try data("en-us/admin/add-users/let-users-reset-passwords.html") == nil)
    let policy = try #require(
      try data("en-us/admin/manage/set-password-expiration-policy.html") as? [String: Any])
    #expect(policy["@type"] as? String == "HowTo")
    #expect(policy["name"] as? String == "Set password expiration policy")
    #expect((policy["step"] as? [Any])?.count == 4)
    let two = try #require(
      try data("da-dk/admin/add-users/remove-former-employee-step-1.html") as? [[String: Any]])
    #expect(two.map { $0["inLanguage"] as? String } == ["da-DK", "da-DK"])
  }

  @Test(
    "mark nothing and tell search engines of nothing where a single sentence was not understood",
    arguments: [
      "Wiggle **Save**.", "Quite merrily, select **Save**.", "Select and wait.", "Select **Users** **Roles**.",
      "Select **Users** twice.", "Select **Users** and **Roles** or **Settings**.",
      "Select **Users**, or, if the list is empty, select **Roles**.", "The next thing is **Save**.",
      "Select **Save**, but first select **Users**.", "On the Confetti page, select **Save**.", "Select \"Users\".",
      "**Select Users**.", "Then **Save** is clicked.", "Select **…** and then **Users**.",
      "The **Confetti** page lists the policies.", "You should see **Confetti**.", "Select the usual thing.",
      "Select **Users** for each person.", "Select **Users**, clearing **Roles**.", "Select only **Users**.",
      "By selecting **Users**, you open **Roles**.", "With **Users** selected, select **Roles**.",
      "Turn **Users** on and **Roles** off.", "Select **Users** (then **Roles**).",
      "Select **Users** to open **Roles** and select **Settings**.", "Choose between **Users** and **Roles**.",
      "Select **Users** – wiggle **Roles**.",
    ])
  func silence(sentence: String) async throws {
    let request = try await Reports.request(
      of: "set-password-expiration-policy", editing: "en-US/admin/manage/set-password-expiration-policy.md",
      "2. Select **Password expiration policy**.", "2. Select **Password expiration policy**. \(sentence)")
    let report = await Reports.report(request)
    #expect(report.hasFailed)
    let procedure = try #require(report.procedures.first { $0.locale == "en-US" })
    #expect(!procedure.isWhollyProven)
    let page = try #require(try await build(report)["en-us/admin/manage/set-password-expiration-policy.html"])
    #expect(!page.contains("class=\"proven"))
    #expect(!page.contains("\"HowTo\""))
  }

  @Test("end no script early, whatever a step says")
  func script() async throws {
    let step = SiteVerification.Step(number: 1, text: "</script><!-- & >", result: .run, manual: [])
    let path = Array("admin/manage/set-password-expiration-policy.md".utf8)
    let procedure = SiteVerification.Procedure(
      path: path, anchor: Array("set-password-expiration-policy".utf8), result: .proven, steps: [step], variants: [""],
      roles: [], faults: [])
    let loaded = try await SitePipeline.load(PipelineOptions(docset: Reports.root.path, jobs: 2))
    let docset = try #require(loaded.site.docsets.first { $0.locale == "en-US" })
    let renderer = PageRenderer(
      loaded.site, docset, theme: loaded.theme, verification: SiteVerification(procedures: [procedure]))
    var page = HTMLBytes()
    _ = renderer.render(try #require(docset.page(path)), into: &page)
    let html = String(decoding: page.bytes, as: UTF8.self)
    let start = try #require(html.firstRange(of: "<script type=\"application/ld+json\">"))
    let end = try #require(html[start.upperBound...].firstRange(of: "</script>"))
    let json = html[start.upperBound..<end.lowerBound]
    #expect(!json.contains("<") && !json.contains("&") && !json.contains(">"))
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let steps = object?["step"] as? [[String: Any]]
    #expect(steps?.first?["text"] as? String == "</script><!-- & >")
  }
}
