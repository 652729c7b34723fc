import PasswordReset
import Testing

@Suite("A list of users as CSV")
struct ImportTests {
  @Test("creates users with roles, in any order of columns")
  func good() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let csv =
      "\u{FEFF}roles,userPrincipalName,displayName,locale,alternateEmail,mobile\r\n"
      + "helpdesk-administrator reports-reader,Tove@contoso.example,\"Bruun, \"\"Tove\"\"\",da-DK,t@privat.example,\r\n"
      + ",uwe@contoso.example,,,,+49 1234 5678\r\n"
    let users = try await world.service.importUsers(csv: Array(csv.utf8), as: ada).users
    #expect(users.map(\.userPrincipalName) == ["tove@contoso.example", "uwe@contoso.example"])
    #expect(users.map(\.displayName) == ["Bruun, \"Tove\"", "uwe@contoso.example"])
    #expect(users.map(\.mobile) == [nil, "+4912345678"])
    #expect(
      try await world.service.roles(of: users[0].id, as: ada) == [.helpdeskAdministrator, .reportsReader])
    await #expect(throws: ResetError.invalidCredentials) { try await world.signIn("tove", "") }
  }

  @Test("is taken whole or not at all, and names each bad row")
  func bad() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let csv = """
      userPrincipalName,alternateEmail,roles,locale
      tove@contoso.example,,,
      mette@contoso.example,,,
      "x
      y@contoso.example",,,
      a@contoso.example,no address,,
      b@contoso.example,,Not_A_Role,
      c@contoso.example,,,fr-FR
      d@contoso.example,
      tove@contoso.example,,,
      e@"contoso.example,,,
      """
    do {
      try await world.service.importUsers(csv: Array(csv.utf8), as: ada)
      Issue.record("a bad list was taken")
    } catch {
      #expect(
        error.reason == """
          line 3: the user name mette@contoso.example is taken; \
          line 4: user name: "x?y@contoso.example" has a character that user names do not have; \
          line 6: the address "no address" has no at sign; \
          line 7: role: "Not_A_Role" is not a role's name, which is of lower-case letters, digits and hyphens; \
          line 8: the locale is neither en-US nor da-DK; \
          line 9: it has 2 fields where the first line has 4; \
          line 10: the user name tove@contoso.example is taken: it stands on line 2; \
          line 11: a quotation mark is not closed or stands alone
          """)
    }
    #expect(try await world.service.users(as: ada).count == 4)
  }

  @Test(
    "is refused as a whole for a first line that is none",
    arguments: [
      ("", "line 1: the list is empty"),
      ("nam3\nx", "line 1: there is no column \"nam3\"; there are userPrincipalName, displayName"),
      ("userPrincipalName,userPrincipalName\na,b", "line 1: a column comes twice"),
      ("userPrincipalName,\"roles\na", "line 1: a quotation mark is not closed or stands alone"),
    ])
  func header(csv: String, reason: String) async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    do {
      try await world.service.importUsers(csv: Array(csv.utf8), as: ada)
      Issue.record("a bad list was taken")
    } catch {
      #expect(error.reason.hasPrefix(reason))
    }
    do {
      try await world.service.importUsers(csv: [0x75, 0xFF], as: ada)
      Issue.record("bytes that are no text were taken")
    } catch {
      #expect(error.reason.hasPrefix("line 1: the list is not UTF-8; spreadsheets write it as \"CSV UTF-8\""))
    }
  }

  @Test("is refused to who may not create users or give roles")
  func authorisation() async throws {
    let world = try await World()
    let pia = try await world.signIn("pia")
    await #expect(throws: ResetError.notAuthorized) {
      try await world.service.importUsers(csv: Array("userPrincipalName\nx@contoso.example".utf8), as: pia)
    }
  }
}
