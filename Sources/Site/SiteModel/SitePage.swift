/// A page of a docset, by its place in it.
package struct SitePage: Sendable, Hashable {
  /// Of the source file, relative to its docset.
  package let path: [UInt8]
  package let route: [UInt8]
  /// In the catalog that holds its text.
  package let number: Int
  /// Built from the source language's text under this locale's address.
  package let isFallback: Bool

  init(path: [UInt8], route: [UInt8], number: Int, isFallback: Bool) {
    self.path = path
    self.number = number
    self.isFallback = isFallback
    self.route = route
  }
}
