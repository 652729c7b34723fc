internal import BrowserProduct
package import Diagnostics
internal import Scenarios

/// Why a product file is not used. Nothing of it was done.
package struct ProductFileError: Error, Sendable, CustomStringConvertible {
  package let findings: [Diagnostic]

  package init(findings: [Diagnostic]) { self.findings = findings }

  package var description: String {
    findings.map { finding in
      "\(finding.place.file):\(finding.place.line):\(finding.place.column): \(finding.message)"
        + (finding.suggestion.map { " Did you mean `\($0)`?" } ?? "")
    }.joined(separator: "\n")
  }
}

/// Whether the commands of a product file may be started.
package enum CommandPermission: Sendable, Hashable {
  /// The file lies outside of the docset, or somebody on this machine said so: `--allow-commands`.
  case granted
  /// The file may have come with a pull request of a stranger.
  case none
}

extension ProductFile {
  /// - Parameters:
  ///   - file: As findings show it.
  ///   - folder: Of the file.
  package init(yaml: String, file: String, folder: String) throws(ProductFileError) {
    let shaped = ShapedFile(
      yaml: yaml, file: file, code: "product-file-invalid", shape: Self.shape(of:))
    guard let root = shaped.root, shaped.findings.isEmpty else { throw ProductFileError(findings: shaped.findings) }
    var reading = Reading(file: file)
    self = reading.read(root)
    self.folder = folder
    self.file = file
    guard reading.findings.isEmpty else { throw ProductFileError(findings: reading.findings) }
  }

  /// Adds what an adapter says of its product.
  mutating func describe(_ answer: ScenarioValue) {
    Reading(file: "").readDescription(answer, into: &self)
  }

  /// To be asked before steps are run.
  ///
  /// - Throws: Where the file only says what the product's texts are.
  package func requireProduct() throws(ProductFileError) {
    guard isOfLabelsOnly else { return }
    throw ProductFileError(findings: [
      Diagnostic(
        .error, "product-file-invalid",
        "Steps are run on a product with an `address` or an `adapter`; the product file has only `labels`.",
        at: SourcePlace(file: file))
    ])
  }

  /// To be asked before anything is run: a file that may start nothing is of use to checks only.
  package func requireCommands(_ permission: CommandPermission) throws(ProductFileError) {
    if permission == .none, let first = calls.first {
      throw ProductFileError(findings: [
        Diagnostic(
          .error, "product-file-command",
          "The product file lies in the docset and would start `\(first.text)`. "
            + "Nothing was started. Read its commands, then allow them with --allow-commands.",
          at: first.place)
      ])
    }
  }

  /// Reads what has the right shape, and says what a shape cannot.
  private struct Reading {
    let file: String
    var findings: [Diagnostic] = []

    init(file: String) { self.file = file }

    mutating func read(_ root: ScenarioValue) -> ProductFile {
      var product = ProductFile()
      product.address = root["address"]?.text ?? ""
      product.addresses = texts(root["address"])
      for value in [root["address"]].compactMap(\.self) { checkAddresses(value) }
      product.codes = texts(root["language"]?["codes"])
      switch root["language"]?["by"]?.text {
      case "address": product.language = .address
      case "cookie", "local-storage":
        let isCookie = root["language"]?["by"]?.text == "cookie"
        if let name = root["language"]?["name"]?.text, !name.isEmpty {
          product.language = isCookie ? .cookie(name) : .localStorage(name)
        } else if let language = root["language"] {
          report(
            isCookie
              ? "A language that is told by cookie needs the cookie's `name`."
              : "A language that is told by local storage needs the `name` that it is kept by.", language)
        }
      default: product.language = .header
      }
      if let start = root["start"], let command = command(start) {
        product.start = Start(
          command: command, ready: start["ready"]?.text, limit: .seconds(number(start["seconds"], 1...600) ?? 30))
      }
      product.world = root["world"].flatMap { call($0, ["command", "post"]) }
      if let mail = root["mail"] { readMail(mail, into: &product) }
      product.adapter = root["adapter"].flatMap { command($0) }
      readDescription(root, into: &product)
      let roles = root["roles"]?.entries ?? []
      if let signIn = root["sign-in"] {
        let fields = roles.map { role in
          let entries = role.value["sign-in"]?.entries ?? []
          return (role.key, entries.map { SignIn.Field(name: $0.key, text: $0.value.text ?? "") })
        }
        product.signIn = SignIn(
          page: signIn["page"]?.text ?? "", fields: Dictionary(fields, uniquingKeysWith: { $1 }))
      } else if let role = roles.first(where: { $0.value["sign-in"] != nil }), let value = role.value["sign-in"] {
        report("The role '\(role.key)' signs in, but the file has no `sign-in` with the page for it.", value)
      }
      for entry in root["checks"]?.entries ?? [] {
        product.checks[entry.key] = call(entry.value, ["command", "post", "get"])
      }
      if let seconds = number(root["limits"]?["step-seconds"], 1...600) { product.limits.longest = .seconds(seconds) }
      product.isOfLabelsOnly = ProductFile.isOfLabelsOnly(root)
      product.worlds = number(root["limits"]?["worlds"], 1...64)
      return product
    }

    /// Says who uses the product and what it is made of; what is said already stands.
    func readDescription(_ root: ScenarioValue, into product: inout ProductFile) {
      if product.roles.isEmpty {
        product.roles = (root["roles"]?.entries ?? []).map {
          ProductRole(id: $0.key, names: lists($0.value["names"]))
        }
      }
      if product.controls.isEmpty {
        product.controls = (root["controls"]?.entries ?? []).map { entry in
          NamedControl(
            control: Control(
              id: entry.key, kind: Control.Kind(rawValue: entry.value["kind"]?.text ?? "") ?? .button),
            labels: lists(entry.value["labels"]), text: text(entry.value), address: entry.value["address"]?.text,
            link: entry.value["link"]?.text)
        }
      }
      product.given += root["given"]?.list?.compactMap(\.text) ?? []
      product.values += root["values"]?.list?.compactMap(\.text) ?? []
    }

    private func text(_ control: ScenarioValue) -> Text? {
      guard let text = control["text"], let name = text.text else { return nil }
      let inOrder = (control["with"]?.list ?? []).compactMap(\.text).enumerated().map { ("#\($0)", $1) }
      return Text(
        name: name, fillings: texts(control["with"]).merging(inOrder) { $1 },
        place: ShapedFile.place(of: text, in: file))
    }

    /// Exactly one of the ways to do it.
    private mutating func call(_ value: ScenarioValue, _ ways: [String]) -> Call? {
      let named = value.entries.filter { ways.contains($0.key) }
      guard named.count == 1, let way = named.first else {
        report("This has exactly one of \(ways.map { "`\($0)`" }.joined(separator: ", ")).", value)
        return nil
      }
      guard let method = Request.Method(rawValue: way.key) else { return command(value).map(Call.command) }
      let address = way.value.text ?? ""
      if !address.hasPrefix("/") { checkAddresses(way.value) }
      return .request(
        Request(
          method: method, address: address, status: number(value["status"], 100...599), text: value["shows"]?.text,
          place: ShapedFile.place(of: way.value, in: file)))
    }

    private mutating func readMail(_ value: ScenarioValue, into product: inout ProductFile) {
      if value["by"]?.text == "smtp" {
        product.mail = .smtp
      } else if let folder = value["folder"]?.text, !folder.isEmpty, !folder.hasPrefix("/"),
        !folder.split(separator: "/").contains("..")
      {
        product.mail = .folder(folder)
      } else {
        report("Mail that arrives in a folder needs the `folder`, below that of the world, such as `mail`.", value)
      }
      for entry in value["values"]?.entries ?? [] {
        let pattern = entry.value.text ?? ""
        if (try? Regex(pattern)) == nil { report("This is no regular expression: '\(pattern)'.", entry.value) }
        product.mailValues[entry.key] = pattern
      }
    }

    private mutating func command(_ value: ScenarioValue) -> Command? {
      guard let list = value["command"] else { return nil }
      let words = list.list?.compactMap(\.text) ?? []
      guard let program = words.first, !program.isEmpty, words.count == list.list?.count else {
        report("A command is a list of texts that begins with a program, such as [python3, world.py].", list)
        return nil
      }
      return Command(words: words, place: ShapedFile.place(of: list, in: file))
    }

    private mutating func checkAddresses(_ value: ScenarioValue) {
      for address in value.text != nil ? [value] : value.entries.map(\.value) {
        let text = address.text ?? ""
        if !text.hasPrefix("http://"), !text.hasPrefix("https://") {
          report("The address of a web product begins with http:// or https://; '\(text)' does not.", address)
        }
      }
    }

    private mutating func number(_ value: ScenarioValue?, _ range: ClosedRange<Int>) -> Int? {
      guard let value else { return nil }
      guard let number = Int(value.text ?? ""), range.contains(number) else {
        report("This is a number from \(range.lowerBound) to \(range.upperBound), not '\(value.text ?? "")'.", value)
        return nil
      }
      return number
    }

    private func texts(_ value: ScenarioValue?) -> [String: String] {
      (value?.entries ?? []).reduce(into: [:]) { $0[$1.key] = $1.value.text }
    }

    private func lists(_ value: ScenarioValue?) -> [String: [String]] {
      (value?.entries ?? []).reduce(into: [:]) { $0[$1.key] = $1.value.list?.compactMap(\.text) }
    }

    private mutating func report(_ message: String, _ value: ScenarioValue) {
      findings.append(
        Diagnostic(.error, "product-file-invalid", message, at: ShapedFile.place(of: value, in: file)))
    }
  }
}
