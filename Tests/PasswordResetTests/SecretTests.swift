import PasswordReset
import Testing

@Suite("Secrets")
struct SecretTests {
  private static let planted = "Planted-9-password"

  @Test("print as <redacted>, however they are printed and wherever they lie")
  func printing() async throws {
    let secret = Secret(Self.planted)
    var dumped = ""
    dump(secret, to: &dumped)
    let texts = [
      "\(secret)", String(reflecting: secret), String(describing: secret), dumped, "\([secret])",
      "\(ResetChoice.created(secret))", "\(RecoveryGrant(token: secret))",
    ]
    for text in texts {
      #expect(text.contains("<redacted>") || text == dumped)
      #expect(!text.contains("Planted"))
    }
    let world = try await World()
    let session = try await world.signIn("ada")
    let mette = try await world.id("mette", as: session)
    let receipt = try await world.service.resetPassword(
      of: mette, deliverTo: ["a@privat.example"], as: session)
    try await world.service.deliver()
    let password = try #require(receipt.generated).reveal()
    dumped = ""
    dump((session, receipt, world.mailbox.messages), to: &dumped)
    #expect(!dumped.contains(password))
  }

  @Test("are equal when their bytes are")
  func equality() {
    #expect(Secret("abc") == Secret([0x61, 0x62, 0x63]))
    #expect(Secret("abc") != Secret("abd"))
    #expect(Secret("abc") != Secret("ab"))
    #expect(Secret("") == Secret([UInt8]()))
    #expect(Secret("b\u{E5}") != Secret("ba\u{30A}"), "bytes, not characters")
  }

  @Test("are not in any error that the library throws over them")
  func errors() async throws {
    let world = try await World()
    let session = try await world.signIn("mette")
    for password in [Self.planted, "Planted", "planted-password-without", "Planted-9-pässword"] {
      do {
        try await world.service.changeOwnPassword(from: Secret(password), to: Secret(password), as: session)
        Issue.record("a wrong password was taken")
      } catch {
        #expect(!"\(error) \(String(reflecting: error))".contains("lanted"))
      }
      do {
        try await world.service.changeOwnPassword(from: Secret(World.initial), to: Secret("Planted"), as: session)
        Issue.record("a short password was taken")
      } catch {
        #expect(!"\(error) \(String(reflecting: error))".contains("lanted"))
      }
    }
  }
}

@Suite("A master key")
struct MasterKeyTests {
  @Test("is 64 hexadecimal digits, and another each time")
  func made() throws {
    let key = KeyRing.makeMaster()
    #expect(key.count == 64)
    #expect(key != KeyRing.makeMaster())
    _ = try KeyRing(hexadecimal: key)
  }

  @Test("is refused in any other spelling", arguments: ["", "00", String(repeating: "g", count: 64)])
  func malformed(text: String) {
    #expect(throws: ResetError.invalidInput(field: "master key", reason: "it is not 64 hexadecimal digits")) {
      try KeyRing(hexadecimal: Secret(text))
    }
  }
}
