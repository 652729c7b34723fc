/// The product broke, or what drives it: nothing is said about the article.
public struct ProductFault: Error, Sendable, Hashable {
  public let message: String
  public init(_ message: String) { self.message = message }
}

/// Which step of which procedure is about to be done.
public struct StepName: Sendable, Hashable {
  public let procedure: String
  public let number: Int

  public init(procedure: String, number: Int) {
    self.procedure = procedure
    self.number = number
  }
}

/// What was to be seen when a step failed.
public struct StepEvidence: Sendable, Hashable {
  /// A picture of the product, as PNG.
  public let picture: [UInt8]
  /// What the product showed to assistive technology, one name a line.
  public let names: String

  public init(picture: [UInt8], names: String) {
    self.picture = picture
    self.names = names
  }
}

/// What is wrong with the product itself, such as a button that is called other than it reads.
public struct ProductRemark: Sendable, Hashable {
  public let code: String
  public let message: String

  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }
}

extension ProductWorld {
  public func begin(_ step: StepName) async {}
  public func fault() async -> ProductFault? { nil }
  public func evidence() async -> StepEvidence? { nil }
  public func remarks() async -> [ProductRemark] { [] }
  public func close() async {}
}
