/// A list of users as CSV (RFC 4180): a first line with the names of the columns, then one user a line.
///
/// Columns, in any order: `userPrincipalName` (needed), `displayName`, `givenName`, `surname`, `locale`,
/// `alternateEmail`, `mobile`, `roles` (separated by spaces). There is no column for passwords: whoever is imported
/// gets the first one by a reset.
package struct UserList {
  /// So that a file given by mistake is refused before it fills the memory.
  static let largest = 32 * 1024 * 1024
  private static let columns: Set<String> = [
    "userPrincipalName", "displayName", "givenName", "surname", "locale", "alternateEmail", "mobile", "roles",
  ]

  package private(set) var users: [(line: Int, user: NewUser)] = []
  package private(set) var faults: [UserFault] = []

  package init(csv bytes: [UInt8]) { read(bytes) }

  private mutating func read(_ bytes: [UInt8]) {
    guard bytes.count <= Self.largest else { return faults = [UserFault(line: 1, reason: "the list is over 32 MiB")] }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return faults = [UserFault(line: 1, reason: "the list is not UTF-8")]
    }
    var rows = CSVRows(text)
    guard let header = rows.next() else { return faults = [UserFault(line: 1, reason: "the list is empty")] }
    let names = header.fields
    let unknown = names.filter { !Self.columns.contains($0) }
    if header.isBroken { faults.append(UserFault(line: 1, reason: "a quotation mark is not closed or stands alone")) }
    if !unknown.isEmpty {
      faults.append(UserFault(line: 1, reason: "there is no column \"\(unknown[0].prefix(40))\""))
    }
    if Set(names).count < names.count { faults.append(UserFault(line: 1, reason: "a column comes twice")) }
    if !names.contains("userPrincipalName") {
      faults.append(UserFault(line: 1, reason: "the column userPrincipalName is missing"))
    }
    guard faults.isEmpty else { return }
    while let row = rows.next() {
      // A blank line, such as the last one, is no row.
      if row.fields == [""] { continue }
      if row.isBroken {
        faults.append(UserFault(line: row.line, reason: "a quotation mark is not closed or stands alone"))
      } else if row.fields.count != names.count {
        faults.append(
          UserFault(line: row.line, reason: "it has \(row.fields.count) fields where the first line has \(names.count)")
        )
      } else {
        read(Dictionary(uniqueKeysWithValues: zip(names, row.fields)), line: row.line)
      }
    }
  }

  private mutating func read(_ fields: [String: String], line: Int) {
    func optional(_ column: String) -> String? { fields[column].flatMap { $0.isEmpty ? nil : $0 } }
    var locale: MessageLocale?
    if let name = optional("locale") {
      locale = MessageLocale(rawValue: name)
      if locale == nil {
        return faults.append(UserFault(line: line, reason: "the locale is neither en-US nor da-DK"))
      }
    }
    let roles = fields["roles", default: ""].split(separator: " ").map { Role(rawValue: String($0)) }
    let user = NewUser(
      fields["userPrincipalName", default: ""], displayName: optional("displayName"),
      givenName: fields["givenName", default: ""], surname: fields["surname", default: ""], locale: locale,
      alternateEmail: optional("alternateEmail"), mobile: optional("mobile"), roles: Set(roles))
    users.append((line, user))
  }
}

/// The rows of a CSV text, each with the line on which it begins.
private struct CSVRows {
  struct Row {
    let line: Int
    var fields: [String]
    var isBroken = false
  }

  private let text: [UInt8]
  private var position = 0
  private var line = 1

  init(_ text: String) {
    let bytes = Array(text.utf8)
    // Spreadsheets begin UTF-8 with a byte order mark.
    self.text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  mutating func next() -> Row? {
    guard position < text.count else { return nil }
    var row = Row(line: line, fields: [])
    var field: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    while position < text.count {
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          field.append(byte)
        } else if position < text.count, text[position] == UInt8(ascii: "\"") {
          field.append(byte)
          position += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        if field.isEmpty, !wasQuoted { isQuoted = true } else { row.isBroken = true }
        wasQuoted = true
      case UInt8(ascii: ","):
        row.fields.append(String(decoding: field, as: UTF8.self))
        field = []
        wasQuoted = false
      case UInt8(ascii: "\n"):
        row.fields.append(String(decoding: field, as: UTF8.self))
        return row
      case UInt8(ascii: "\r") where position < text.count && text[position] == UInt8(ascii: "\n"): continue
      default:
        if wasQuoted { row.isBroken = true }
        field.append(byte)
      }
    }
    row.fields.append(String(decoding: field, as: UTF8.self))
    row.isBroken = row.isBroken || isQuoted
    return row
  }
}
