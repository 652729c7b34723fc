/// Where the handbook is published, which explains every code.
package enum Handbook {
  /// The page of codes, at `base-url` of the site that the handbook is a part of.
  package static let codes = "https://trin.example/en-us/handbook/finding-codes.html"

  /// The address of the section about a code; nil for a code that the handbook does not have.
  package static func address(ofCode code: String) -> String? {
    DiagnosticRule.named(code) == nil ? nil : "\(codes)#\(code)"
  }
}
