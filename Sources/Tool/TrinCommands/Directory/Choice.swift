internal import ArgumentParser

/// Options whose values are names that a library gives, which knows no command line.
enum Choice {
  static func named<Value: RawRepresentable & CaseIterable>(_ name: String) throws -> Value
  where Value.RawValue == String {
    guard let value = Value(rawValue: name) else {
      let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("`\(name)` is none of \(names).")
    }
    return value
  }
}
