/// How the letters of a label in an article differ from those in the files: style sheets and programs change them.
enum LetterCase: Sendable {
  case same
  /// "Users", of "users".
  case capitalized
  /// "USERS"
  case capitals

  func applied(to text: String) -> String {
    switch self {
    case .same: text
    case .capitalized: text.prefix(1).uppercased() + text.dropFirst()
    case .capitals: text.uppercased()
    }
  }
}

/// Values by label, found in the letters that a screen may show it in.
struct LabelTable<Value: Sendable>: Sendable {
  private var values: [String: Value] = [:]
  /// By their spelling in small letters, the first by its bytes.
  private var folded: [String: String] = [:]

  subscript(label: String) -> Value? {
    get { values[label] }
    set {
      values[label] = newValue
      let small = label.lowercased()
      if let other = folded[small], other <= label { return }
      folded[small] = label
    }
  }

  func find(_ label: String) -> (Value, LetterCase)? {
    if let value = values[label] { return (value, .same) }
    guard let first = label.first, first.isUppercase else { return nil }
    if let value = values[first.lowercased() + label.dropFirst()] { return (value, .capitalized) }
    // Short words in capitals are abbreviations.
    guard label.count >= 4, !label.contains(where: \.isLowercase), let other = folded[label.lowercased()],
      let value = values[other]
    else { return nil }
    return (value, .capitals)
  }
}
