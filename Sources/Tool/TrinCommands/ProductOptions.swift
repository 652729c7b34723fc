internal import AdminCenter
internal import AdminSiteProduct
internal import ArgumentParser
internal import BrowserProduct
internal import Diagnostics
internal import Docset
internal import ProductFiles
internal import Scenarios
internal import SiteBuilding
internal import SiteModel
internal import WebDriver

/// Which product the articles describe, and whether its file may start programs.
struct ProductOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The file that tells of the product, in place of the docset's own.", valueName: "file"))
  var product: String?

  @Flag(help: "Let the product file of the docset start the programs that it names.")
  var allowCommands = false

  /// - Parameter willRun: Whether steps are run, not only compared with the product's labels.
  func chosen(_ loaded: LoadedSite, willRun: Bool) async throws -> ChosenProduct {
    do {
      guard case (var file, let isOfDocset)? = try read(loaded) else { return .adminCenter }
      let permission: CommandPermission = isOfDocset && !allowCommands ? .none : .granted
      if willRun { try file.requireCommands(permission) }
      guard try file.takeLabels(of: loaded.texts, willRun: willRun) else { return .unknown }
      guard file.adapter != nil else { return .application(FileApplication(file)) }
      guard permission == .granted else {
        Console.error(
          "trin: What the articles name is not compared with the product: its adapter is started only with --allow-commands."
        )
        return .unknown
      }
      return .adapter(try await AdapterProduct(file), worlds: file.worlds)
    } catch {
      Console.error("trin: \((error as? ProductFault).map { "The product broke: \($0.message)." } ?? "\(error)")")
      throw Outcome.usage
    }
  }

  /// How the translation files are read that the product file names.
  func labels(of docset: String, from: String? = nil) -> LabelOptions {
    let isOfDocset = product.map { Self.comes(Files.realPath($0) ?? $0, with: docset) } ?? true
    return LabelOptions(productFile: product, allowsCommands: allowCommands || !isOfDocset, from: from)
  }

  /// The file, and whether a change of the docset can have brought it.
  private func read(_ loaded: LoadedSite) throws -> (ProductFile, isOfDocset: Bool)? {
    guard let source = try ProductFileSource(of: loaded.workspace, product) else { return nil }
    let file = try ProductFile(
      yaml: String(decoding: source.bytes, as: UTF8.self), file: source.shown, folder: source.realFolder)
    return (file, Self.comes(source.path, with: loaded.workspace.root.path))
  }

  /// Whether a file lies in the docset or in the repository around it, and so may have come with a pull request.
  private static func comes(_ file: String, with docset: String) -> Bool {
    var root = Files.realPath(docset) ?? docset
    var above = root
    while !above.isEmpty {
      if Files.exists(above + "/.git") { root = above }
      above = String(above[..<(above.lastIndex(of: "/") ?? above.startIndex)])
    }
    return file.hasPrefix(root + "/")
  }
}

extension ProductFile {
  /// - Returns: Whether it is known what the product's controls are called.
  fileprivate mutating func takeLabels(of texts: ProductTexts?, willRun: Bool) throws(ProductFileError) -> Bool {
    do throws(ProductFileError) {
      if willRun { try requireProduct() }
      try use(texts?.catalogs)
    } catch {
      // What is wrong with the translation files themselves says more, and checks say it anyway.
      guard let finding = texts?.findings.first(where: { $0.severity > .suggestion }) else { throw error }
      if willRun { throw ProductFileError(findings: [finding]) }
      return false
    }
    return !isOfLabelsOnly
  }
}

/// What the steps of a docset are run on: the one place of the tool that knows which products there are.
enum ChosenProduct {
  case adminCenter
  case application(FileApplication)
  case adapter(AdapterProduct, worlds: Int?)
  /// Nobody may ask what it is.
  case unknown

  /// Says what there is and what it is called. Worlds of a web application need ``run(_:inBrowser:pictures:)``.
  var model: (any ProductModel)? {
    switch self {
    case .adminCenter: AdminCenter()
    case .application(let application):
      BrowserProduct(application, pool: BrowserPool(most: 1, limits: application.limits))
    case .adapter(let product, _): product
    case .unknown: nil
    }
  }

  func run(_ request: TestRequest, inBrowser: Bool, pictures: PictureFolder? = nil) async throws -> TestReport {
    var request = request
    let shown: any WebApplication
    switch self {
    case .adminCenter:
      if !inBrowser || request.isListing { return await test(request, on: AdminCenter()) }
      shown = AdminSiteApplication()
    case .application(let application):
      shown = application
      request.jobs = min(request.jobs, application.file.worlds ?? .max)
    case .adapter(let product, let worlds):
      request.jobs = min(request.jobs, worlds ?? .max)
      return await test(request, on: product)
    case .unknown:
      preconditionFailure("whoever runs steps asks for the permission first")
    }
    guard DriverProcess.isInstalled else {
      Console.error("trin: \(DriverProcess.advice)")
      throw Outcome.usage
    }
    // Of the admin center that is told by the model, for every role, in a hundredth of the time.
    request.triesUnnamedRoles = false
    let pool = BrowserPool(most: request.jobs, limits: shown.limits)
    let report = await test(request, on: BrowserProduct(shown, pool: pool, pictures: pictures))
    await pool.close()
    return report
  }
}
