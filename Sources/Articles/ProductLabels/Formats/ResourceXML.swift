internal import Diagnostics

/// Reads `.resx` and `.resw`: the texts among its `data`; what has a type is a picture or a number.
enum ResourceXML {
  static func read(_ source: LabelSource) throws(LabelFailure) -> [LabelEntry] {
    let root = try PlainXML.read(source)
    guard root.name == "root" else {
      throw source.wrong(root.offset, "A `.resx` or `.resw` file has `<root>` around all; this has `<\(root.name)>`.")
    }
    var entries: [LabelEntry] = []
    for data in root.elements where data.name == "data" {
      guard let name = data.attributes["name"], !name.isEmpty else {
        throw source.wrong(data.offset, "A `<data>` has a `name`; this has none.")
      }
      if data.attributes["type"] != nil || data.attributes["mimetype"] != nil { continue }
      guard let value = data.first("value") else {
        throw source.wrong(data.offset, "A `<data>` has a `<value>`; `\(name)` has none.")
      }
      let text = value.text
      entries.append(LabelEntry(key: name, text: text.isEmpty ? nil : text, place: source.place(value.offset)))
    }
    return entries
  }
}
