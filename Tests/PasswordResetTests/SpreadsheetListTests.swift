import Foundation
import PasswordReset
import Testing

/// Lists as spreadsheets and people make them, in our own words; each of a kind that was met.
@Suite("A list out of a spreadsheet")
struct SpreadsheetListTests {
  private func read(_ bytes: [UInt8]) async throws -> (users: [User], warnings: [String]) {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let result = try await world.service.importUsers(csv: bytes, as: ada)
    return (result.users, result.warnings.map(\.description))
  }

  static let readable: [(String, String)] = [
    ("semicolons", "userPrincipalName;displayName\r\nuwe@contoso.example;Uwe Berg\r\n"),
    ("tabs", "userPrincipalName\tdisplayName\nuwe@contoso.example\tUwe Berg"),
    ("a first line that names the separator", "sep=;\r\nuserPrincipalName;displayName\r\nuwe@contoso.example;Uwe Berg"),
    ("that line in quotes", "\"sep=|\"\nuserPrincipalName|displayName\nuwe@contoso.example|Uwe Berg"),
    ("headings in another case", "USERPRINCIPALNAME,Display Name\nuwe@contoso.example,Uwe Berg"),
    ("Danish headings", "Brugernavn;Vist navn;Alternativ mail\nuwe@contoso.example;Uwe Berg;"),
    (
      "the headings of Entra's own list",
      "Name [displayName] Required,User name [userPrincipalName] Required\nUwe Berg,uwe@contoso.example"
    ),
    ("blank rows", "\nuserPrincipalName,displayName\n\n,\n   ,  \nuwe@contoso.example,Uwe Berg\n,,\n\n"),
    ("blanks around fields", "userPrincipalName , displayName\nuwe@contoso.example , Uwe Berg "),
    ("a blank before a quoted field", "userPrincipalName, displayName\nuwe@contoso.example, \"Uwe Berg\" \n"),
    ("line ends of an old Mac", "userPrincipalName,displayName\ruwe@contoso.example,Uwe Berg\r"),
    ("a line break in a cell", "userPrincipalName,displayName\r\nuwe@contoso.example,\"Uwe\r\nBerg\"\r\n"),
    ("separators at the ends of lines", "userPrincipalName;displayName;;\nuwe@contoso.example;Uwe Berg;;\n"),
  ]

  @Test("is read, with", arguments: readable)
  func read(kind: String, csv: String) async throws {
    for bytes in [Array(csv.utf8), [0xEF, 0xBB, 0xBF] + Array(csv.utf8)] {
      let users = try await read(bytes).users
      #expect(users.map(\.userPrincipalName) == ["uwe@contoso.example"])
      #expect(users.map(\.displayName) == ["Uwe Berg"])
    }
  }

  @Test("is read as UTF-16 in either order", arguments: [true, false])
  func utf16(isLittle: Bool) async throws {
    let units = Array("\u{FEFF}userPrincipalName;displayName\r\nuwe@contoso.example;Øjvind 😀\r\n".utf16)
    let bytes = units.flatMap { unit in
      isLittle ? [UInt8(unit & 255), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 255)]
    }
    #expect(try await read(bytes).users.map(\.displayName) == ["Øjvind 😀"])
    await #expect(throws: ResetError.self) { try await read(Array(bytes.dropLast())) }
  }

  static let refused: [([UInt8], String)] = [
    (
      Array("userPrincipalName;displayName\nuwe@contoso.example;P".utf8) + [0xE6],
      "spreadsheets write it as \"CSV UTF-8\""
    ),
    (Array("userPrincipalName,displayNam\nx,y".utf8), "no column \"displayNam\"; did you mean \"displayName\"?"),
    (
      Array("userPrincipalName,Job title\nx,y".utf8),
      "no column \"Job title\"; there are userPrincipalName, displayName"
    ),
    (
      Array("\u{1B}]0;owned\u{7}\u{1B}[31mX,userPrincipalName\nq,pia2@contoso.example".utf8),
      "no column \"?]0;owned??[31mX\""
    ),
    (Array("userPrincipalName,roles\nuwe@contoso.example,\u{1B}[31mred\u{1B}[0m".utf8), "role: \"?[31mred?[0m\""),
    (
      Array("userPrincipalName,roles\nuwe@contoso.example,Password Administrator".utf8),
      "did you mean \"password-administrator\"?"
    ),
    (
      Array("userPrincipalName\nUwe@contoso.example\n\nuwe@CONTOSO.example".utf8),
      "line 4: the user name uwe@contoso.example is taken: it stands on line 2"
    ),
    (Array("userPrincipalName,displayName\nuwe@contoso.example,Uwe,Berg".utf8), "line 2: it has 3 fields"),
    (Array("\r\n \r\n".utf8), "the list is empty"),
    (Array("userPrincipalName\nu\0we@contoso.example".utf8), "NUL"),
  ]

  @Test("is refused in words that help and that no terminal obeys", arguments: refused)
  func refuse(csv: [UInt8], words: String) async throws {
    do {
      _ = try await read(csv)
      Issue.record("the list was taken")
    } catch let error as ResetError {
      #expect(error.reason.contains(words))
      #expect(!error.reason.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
    }
  }

  @Test("warns of a role that nobody knows, with what was meant, and takes the user")
  func unknownRole() async throws {
    let result = try await read(
      Array("userPrincipalName,roles\nuwe@contoso.example,passwrod-administrator reports-reader\n".utf8))
    #expect(result.users.count == 1)
    #expect(
      result.warnings == [
        "line 2: no role is known as \"passwrod-administrator\"; did you mean \"password-administrator\"?"
      ])
    let new = try await read(Array("userPrincipalName,roles\nuwe@contoso.example,bee-keeper\n".utf8))
    #expect(new.warnings == ["line 2: no role is known as \"bee-keeper\"; it is kept, and allows nothing"])
  }
}
