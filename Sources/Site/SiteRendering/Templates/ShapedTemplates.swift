internal import LearnMarkdown
internal import Mustache
internal import Synchronization

/// The theme's templates for one docset, each rendered once for each shape that its values have.
///
/// Mustache walks a template, looks names up and escapes words anew for each page; a site has thousands of pages and a
/// handful of shapes (with a description or without, borrowed or not). So a template is rendered once a shape with
/// marks for the values, and a page is made of the bytes between the marks.
final class ShapedTemplates: Sendable {
  private struct Key: Hashable {
    var template: String
    var shape: UInt64

    // The name's length tells the templates well enough apart, and costs less than its letters.
    func hash(into hasher: inout Hasher) { hasher.combine(shape &+ UInt64(template.utf8.count) << 56) }
  }

  struct Shape: Sendable {
    /// What stands before, between and behind the values, as one: two tasks that count holders of the same many pieces
    /// would wait for each other.
    fileprivate var text: [UInt8] = []
    fileprivate var pieces: [(text: Range<Int>, value: TemplateKey?, isEscaped: Bool)] = []
  }

  private let library: MustacheLibrary
  /// The same on every page of the docset.
  private let constants: [String: any Sendable]
  private let shapes = Mutex<[Key: Shape]>([:])

  init(_ theme: Theme, words: [String: String], constants: [String: String]) {
    library = theme.templates
    var named: [String: any Sendable] = constants
    named["strings"] = Words(words: words)
    self.constants = named
  }

  /// Fills a template; where it has `content`, `body` writes.
  func fill(
    _ template: String, _ values: TemplateValues, into html: inout HTMLBytes, body: (inout HTMLBytes) -> Void = { _ in }
  ) {
    let shape = shape(template, values)
    for piece in shape.pieces {
      html.append(raw: shape.text.span.extracting(piece.text))
      guard let key = piece.value else { continue }
      switch (values[key], piece.isEscaped) {
      case (.text(let text)?, true): html.append(escaping: text)
      case (.text(let text)?, false): html.append(raw: text)
      // Addresses are bytes that are fit for an attribute; escaped once more, an `&amp;` would be `&amp;amp;`.
      case (.bytes(let bytes)?, _): html.append(raw: bytes)
      case (.flag?, _): if key == .content { body(&html) }
      case (nil, _): break
      }
    }
  }

  /// A template for entries of a list that all have these values, to be filled without a look for it each time.
  func shape(_ template: String, of keys: [TemplateKey]) -> Shape {
    var values = TemplateValues()
    for key in keys { values.set(key, "") }
    return shape(template, values)
  }

  /// Fills a template, each of its values written, and escaped, by `write`: two braces and three are the same here.
  func fill(_ shape: Shape, into html: inout HTMLBytes, _ write: (TemplateKey, inout HTMLBytes) -> Void) {
    for piece in shape.pieces {
      html.append(raw: shape.text.span.extracting(piece.text))
      if let key = piece.value { write(key, &html) }
    }
  }

  private func shape(_ template: String, _ values: TemplateValues) -> Shape {
    let key = Key(template: template, shape: values.shape)
    if let known = shapes.withLock({ $0[key] }) { return known }
    var named = constants
    for key in TemplateKey.allCases {
      switch values[key] {
      case .flag? where key != .content: named["\(key)"] = true
      case .some: named["\(key)"] = Mark(renderText: Self.mark(key))
      case nil: break
      }
    }
    let shape = Self.parse(Array((library.render(Names(values: named), withTemplate: template) ?? "").utf8))
    shapes.withLock { $0[key] = shape }
    return shape
  }

  /// Mustache turns the `<` into `&lt;` where the template has two braces: so the mark tells whether to escape.
  private static func mark(_ key: TemplateKey) -> String { "\u{1}<\(key.rawValue)\u{1}" }

  private static func parse(_ text: [UInt8]) -> Shape {
    var shape = Shape()
    let parts = text.split(separator: 1, omittingEmptySubsequences: false)
    for (number, part) in parts.enumerated() where number.isMultiple(of: 2) {
      var value: TemplateKey?
      var isEscaped = false
      if number + 1 < parts.count {
        let mark = parts[number + 1]
        isEscaped = mark.first == UInt8(ascii: "&")
        let digits = mark.drop { !Ascii.isDigit($0) }
        value = UInt8(String(decoding: digits, as: UTF8.self)).flatMap { TemplateKey(rawValue: $0) }
      }
      let start = shape.text.count
      shape.text += part
      shape.pieces.append((start..<shape.text.count, value, isEscaped))
    }
    return shape
  }
}

// Mustache would look into dictionaries, and for a name within a section into the text that the section is of, by
// reflection.

/// What a template finds by its names. The constants are texts, so that they can name a partial, too.
private struct Names: MustacheParent, Sendable {
  let values: [String: any Sendable]

  func child(named name: String) -> Any? { values[name] }
}

private struct Words: MustacheParent, MustacheTransformable, Sendable {
  let words: [String: String]

  func child(named name: String) -> Any? { words[name] }

  func transform(_ name: String) -> Any? { words.transform(name) }
}

/// Stands for a value.
private struct Mark: MustacheParent, MustacheCustomRenderable, MustacheTransformable, Sendable {
  let renderText: String
  let isNull = false

  func child(named: String) -> Any? { nil }

  func transform(_ name: String) -> Any? { renderText.transform(name) }
}
