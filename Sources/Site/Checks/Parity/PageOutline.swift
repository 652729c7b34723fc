/// What of a page must be the same in every language: its structure, without its words.
struct PageOutline: Sendable {
  /// What stands between one heading and the next.
  struct Section: Sendable {
    /// Empty before the first heading.
    var id: [UInt8] = []
    var level = 0
    var title = ""
    var line: Int
    var texts: [Text] = []
    var lists: [List] = []
    var tables: [Table] = []
    var codes: [Code] = []
    var marks: [Mark] = []
  }

  /// A run of text in one block: a paragraph, an item's own text, a cell.
  struct Text: Sendable {
    var line: Int
    var labels = 0
    /// The numbers outside of code, without separators, sorted.
    var numbers: [[UInt8]] = []
    /// The words outside of code and links, in lower case, one space between two.
    var words: [UInt8] = []
    var wordCount = 0
    /// In an item of a numbered list.
    var isStep = false
  }

  struct List: Sendable {
    var line: Int
    var isOrdered: Bool
    /// The lists in each item.
    var items: [[List]] = []

    /// Equal where the lists have the same items at the same depth.
    var shape: String {
      (isOrdered ? "#" : "*") + "(" + items.map { $0.map(\.shape).joined() }.joined(separator: ",") + ")"
    }
  }

  struct Table: Sendable {
    var line: Int
    var rows = 0
    var columns = 0
  }

  struct Code: Sendable {
    var line: Int
    var text: [UInt8] = []
  }

  /// An alert or a directive by its name.
  struct Mark: Sendable {
    var line: Int
    var name: String
  }

  var sections: [Section]
}
