/// A list of users as CSV (RFC 4180): a first line with the names of the columns, then one user a line.
///
/// Columns, in any order: `userPrincipalName` (needed), `displayName`, `givenName`, `surname`, `locale`,
/// `alternateEmail`, `mobile`, `roles` (separated by spaces). There is no column for passwords: whoever is imported
/// gets the first one by a reset. What spreadsheets make of such a list is read, too: semicolons or tabs, a first line
/// `sep=;`, UTF-16, headings in another case or in Danish, blank rows, blanks around fields.
package struct UserList {
  /// So that a file given by mistake is refused before it fills the memory; some three million users.
  package static let largest = 256 << 20

  package private(set) var users: [(line: Int, user: NewUser)] = []
  package private(set) var faults: [UserFault] = []
  /// What is taken, and was likely not meant.
  package private(set) var warnings: [UserFault] = []

  package init(csv bytes: [UInt8]) { read(bytes) }

  private mutating func read(_ bytes: [UInt8]) {
    guard bytes.count <= Self.largest else { return faults = [UserFault(line: 1, reason: "the list is over 256 MiB")] }
    switch ListText.decoded(bytes) {
    case .failure(let fault): faults = [fault]
    case .success(let text):
      let named = ListText.named(text)
      read(
        CSVRows(
          text, separator: named?.separator ?? ListText.separator(text), start: named?.start ?? 0,
          line: named == nil ? 1 : 2))
    }
  }

  private mutating func read(_ rows: CSVRows) {
    var rows = rows
    var header: CSVRows.Row?
    repeat { header = rows.next() } while header?.isBlank == true
    guard let header else { return faults = [UserFault(line: 1, reason: "the list is empty")] }
    let columns = columns(header)
    guard faults.isEmpty else { return }
    var lines: [String: Int] = [:]
    while let row = rows.next() {
      if row.isBlank { continue }
      if row.isBroken {
        faults.append(UserFault(line: row.line, reason: "a quotation mark is not closed or stands alone"))
      } else if row.fields.count < columns.count || row.fields.dropFirst(columns.count).contains(where: { !$0.isEmpty })
      {
        faults.append(
          UserFault(
            line: row.line, reason: "it has \(row.fields.count) fields where the first line has \(columns.count)"))
      } else {
        read(row, columns, &lines)
      }
    }
  }

  /// The columns of the first line; nothing for one that is no column, which is a fault.
  private mutating func columns(_ header: CSVRows.Row) -> [ListColumn?] {
    func refuse(_ reason: String) { faults.append(UserFault(line: header.line, reason: reason)) }
    if header.isBroken { refuse("a quotation mark is not closed or stands alone") }
    // A separator at the end of each line makes a column without a name.
    var headings = header.fields
    while headings.last?.isEmpty == true { headings.removeLast() }
    let columns = headings.map { ListColumn(heading: $0) }
    for (heading, column) in zip(headings, columns) where column == nil {
      let meant = ListColumn.meant(by: heading).map { "; did you mean \"\($0.rawValue)\"?" }
      let known = ListColumn.allCases.map(\.rawValue).joined(separator: ", ")
      refuse("there is no column \"\(ForeignText.shown(heading))\"\(meant ?? "; there are \(known)")")
    }
    let named = columns.compactMap { $0 }
    if Set(named).count < named.count { refuse("a column comes twice") }
    if !named.contains(.userPrincipalName) { refuse("the column userPrincipalName is missing") }
    return columns
  }

  private mutating func read(_ row: CSVRows.Row, _ columns: [ListColumn?], _ lines: inout [String: Int]) {
    func field(_ column: ListColumn) -> String? {
      columns.firstIndex(of: column).flatMap { row.fields[$0].isEmpty ? nil : row.fields[$0] }
    }
    var locale: MessageLocale?
    if let name = field(.locale) {
      locale = MessageLocale.allCases.first { $0.rawValue.lowercased() == name.lowercased() }
      if locale == nil {
        return faults.append(UserFault(line: row.line, reason: "the locale is neither en-US nor da-DK"))
      }
    }
    let name = field(.userPrincipalName) ?? ""
    if let first = lines.updateValue(row.line, forKey: UserName.canonical(name)), !name.isEmpty {
      return faults.append(
        UserFault(
          line: row.line,
          reason: "the user name \(ForeignText.shown(UserName.canonical(name))) is taken: it stands on line \(first)"))
    }
    let roles = roles(field(.roles) ?? "", line: row.line)
    users.append(
      (
        row.line,
        NewUser(
          name, displayName: field(.displayName), givenName: field(.givenName) ?? "", surname: field(.surname) ?? "",
          locale: locale, alternateEmail: field(.alternateEmail), mobile: field(.mobile), roles: roles)
      ))
  }

  /// A role may be new, and so is no fault where nobody knows it.
  private mutating func roles(_ field: String, line: Int) -> Set<Role> {
    // A role as people call it, such as "Password Administrator", is more than one word.
    let whole = Role(rawValue: field)
    if !whole.isWellFormed, let meant = whole.meant, meant.rawValue.contains("-"), field.contains(" "),
      field.lowercased().replacing(" ", with: "-") == meant.rawValue
    {
      faults.append(UserFault(line: line, reason: "role: \(whole.refusal)"))
      return []
    }
    let roles = Set(field.split(separator: " ").map { Role(rawValue: String($0)) })
    for role in roles.sorted() where role.isWellFormed && !Role.known.contains(role) {
      let meant = role.meant.map { "did you mean \"\($0)\"?" } ?? "it is kept, and allows nothing"
      warnings.append(UserFault(line: line, reason: "no role is known as \"\(role)\"; \(meant)"))
    }
    return roles
  }
}
