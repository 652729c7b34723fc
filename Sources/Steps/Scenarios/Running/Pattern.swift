/// A part of a name, where `*` stands for anything.
struct Pattern {
  private let parts: [Substring]

  init(_ text: String) { parts = text.split(separator: "*") }

  func matches(_ name: String) -> Bool {
    var rest = name[...]
    for part in parts {
      guard let start = rest.indices.first(where: { rest[$0...].hasPrefix(part) }) else { return false }
      rest = rest[start...].dropFirst(part.count)
    }
    return true
  }
}
