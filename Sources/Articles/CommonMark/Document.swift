// Public, as what is inlined elsewhere must be: ``Node`` asks libcmark where trees are walked.
public import CCMark

/// A parsed CommonMark text. Owns libcmark's tree, which goes with the arena that it lies in.
@safe package struct Document: ~Copyable {
  private let tree: OpaquePointer
  private let arena: NodeArena

  /// Parses `bytes` with source positions. libcmark replaces NUL by U+FFFD.
  /// - Parameter isValid: Whether the bytes are UTF-8; where they are not, U+FFFD stands for what is wrong, and the
  ///   columns behind it on its line move.
  package init(parsing bytes: Span<UInt8>, isValid: Bool = true) {
    let options = CMARK_OPT_SOURCEPOS | (isValid ? 0 : CMARK_OPT_VALIDATE_UTF8)
    let arena = NodeArena(textSize: bytes.count)
    self.arena = arena
    unsafe tree = bytes.withUnsafeBufferPointer { buffer in
      // libcmark takes no null pointer, which an empty buffer may have.
      guard let start = buffer.baseAddress else { return unsafe Self.parse("", 0, options, in: arena) }
      return unsafe start.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
        unsafe Self.parse($0, buffer.count, options, in: arena)
      }
    }
  }

  private static func parse(
    _ text: UnsafePointer<CChar>, _ count: Int, _ options: Int32, in arena: NodeArena
  ) -> OpaquePointer {
    unsafe arena.use { memory in
      guard let parser = unsafe cmark_parser_new_with_mem(options, memory) else {
        preconditionFailure("libcmark gives a parser for all options")
      }
      unsafe cmark_parser_feed(parser, text, count)
      guard let tree = unsafe cmark_parser_finish(parser) else {
        preconditionFailure("libcmark gives a document for every text")
      }
      unsafe cmark_parser_free(parser)
      return unsafe tree
    }
  }

  /// The document node. It and all that is reached from it must not outlive this value.
  package var root: Node { unsafe Node(tree) }
}

/// A node of a ``Document``, borrowed from it: never keep one past the document's life.
///
/// Inlinable: an article has hundreds of nodes, and each is asked for its kind, its text and its neighbours.
@safe @frozen @usableFromInline package struct Node {
  @usableFromInline let pointer: OpaquePointer

  @inlinable init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

  @inlinable init?(_ pointer: OpaquePointer?) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.pointer = pointer
  }

  /// The numbers are libcmark's own, so that telling a kind costs one comparison.
  @frozen @usableFromInline package enum Kind: UInt32 {
    case none = 0
    case document, blockQuote, list, item, codeBlock, htmlBlock, customBlock, paragraph, heading, thematicBreak
    case text, softBreak, lineBreak, code, htmlInline, customInline, emphasis, strong, link, image
  }

  @inlinable package var kind: Kind { Kind(rawValue: unsafe cmark_node_get_type(pointer).rawValue) ?? .none }
  @inlinable package var parent: Node? { unsafe Node(cmark_node_parent(pointer)) }
  @inlinable package var firstChild: Node? { unsafe Node(cmark_node_first_child(pointer)) }
  @inlinable package var lastChild: Node? { unsafe Node(cmark_node_last_child(pointer)) }
  @inlinable package var next: Node? { unsafe Node(cmark_node_next(pointer)) }
  @inlinable package var previous: Node? { unsafe Node(cmark_node_previous(pointer)) }

  /// 1-based, in the parsed text. Columns count bytes; `endColumn` is that of the last byte.
  @inlinable package var startLine: Int { Int(unsafe cmark_node_get_start_line(pointer)) }
  @inlinable package var startColumn: Int { Int(unsafe cmark_node_get_start_column(pointer)) }
  @inlinable package var endLine: Int { Int(unsafe cmark_node_get_end_line(pointer)) }
  @inlinable package var endColumn: Int { Int(unsafe cmark_node_get_end_column(pointer)) }

  @inlinable package var headingLevel: Int { Int(unsafe cmark_node_get_heading_level(pointer)) }
  @inlinable package var isOrderedList: Bool { unsafe cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
  @inlinable package var listStart: Int { Int(unsafe cmark_node_get_list_start(pointer)) }
  @inlinable package var isTightList: Bool { unsafe cmark_node_get_list_tight(pointer) != 0 }

  /// The text of a text, code or HTML node; empty for other kinds.
  @inlinable package var literal: Bytes { unsafe Bytes(cString: cmark_node_get_literal(pointer)) }
  /// What follows the opening fence of a code block.
  @inlinable package var fenceInfo: Bytes { unsafe Bytes(cString: cmark_node_get_fence_info(pointer)) }
  /// The destination of a link or image, unescaped.
  @inlinable package var destination: Bytes { unsafe Bytes(cString: cmark_node_get_url(pointer)) }
  @inlinable package var title: Bytes { unsafe Bytes(cString: cmark_node_get_title(pointer)) }
}

extension Node: Equatable {
  @inlinable package static func == (a: Node, b: Node) -> Bool { unsafe a.pointer == b.pointer }
}
