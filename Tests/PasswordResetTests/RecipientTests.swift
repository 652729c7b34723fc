import PasswordReset
import Testing

@Suite("Recipients")
struct RecipientTests {
  @Test(
    "are taken as mail carries them",
    arguments: [
      ("mette.holm@privat.example", "mette.holm@privat.example"),
      ("Mette.Holm@PRIVAT.Example", "Mette.Holm@privat.example"),
      ("o'neil+tag@a-b.example", "o'neil+tag@a-b.example"),
      ("post@rødgrød.example", "post@xn--rdgrd-vuad.example"),
      ("post@blåbærgrød.example", "post@xn--blbrgrd-fxak7p.example"),
      ("post@bücher.example", "post@xn--bcher-kva.example"),
      (String(repeating: "a", count: 64) + "@b.example", String(repeating: "a", count: 64) + "@b.example"),
    ])
  func good(text: String, wire: String) throws {
    #expect(try EmailAddress(text).wire == wire)
  }

  @Test(
    "are refused where they would inject a header, are too long, or read as somebody else",
    arguments: [
      ("", "has no at sign"),
      ("mette", "has no at sign"),
      ("@b.example", "has nothing before"),
      ("a@b@c.example", "more than one at sign"),
      ("a@example", "no complete domain"),
      ("a@b.example\r\nBcc: c@d.example", "more than one at sign"),
      ("a\r\nBcc: c@d.example", "a character before the at sign"),
      ("a@b.example\r\nX: y", "not spelled in ASCII"),
      ("a\u{0}@b.example", "a character before the at sign"),
      ("a b@c.example", "a character before the at sign"),
      ("\"a\"@c.example", "a character before the at sign"),
      ("<a@c.example>", "a character before the at sign"),
      ("mëtte@c.example", "a character before the at sign"),
      (".a@c.example", "a dot too many"),
      ("a..b@c.example", "a dot too many"),
      ("a@c..example", "not spelled in ASCII"),
      ("a@-c.example", "not spelled in ASCII"),
      ("a@c_d.example", "not spelled in ASCII"),
      ("a@127.0.0.1", "a number for its domain"),
      ("a@[127.0.0.1]", "not spelled in ASCII"),
      ("a@\u{441}\u{43E}ntoso.example", "not spelled in ASCII"),
      ("a@contos\u{3BF}.example", "not spelled in ASCII"),
      ("a@contoso\u{200D}.example", "not spelled in ASCII"),
      ("a@contoso\u{FF0E}example", "no complete domain"),
      ("a@xn--ntoso-jya5k.example", "not spelled in ASCII"),
      (String(repeating: "a", count: 65) + "@b.example", "more than 64"),
      ("a@" + String(repeating: "b", count: 64) + ".example", "not spelled in ASCII"),
      ("a@" + String(repeating: "b.", count: 130) + "example", "longer than 254"),
    ])
  func bad(text: String, reason: String) async throws {
    do {
      _ = try EmailAddress(text)
      Issue.record("\(text) was taken")
    } catch {
      #expect(error.code == "invalidRecipient")
      #expect(error.reason.contains(reason))
      #expect(!error.description.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }
  }

  @Test("that are refused leave the password as it was")
  func nothingHappens() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let mette = try await world.id("mette", as: ada)
    await #expect(throws: ResetError.self) {
      try await world.service.resetPassword(of: mette, deliverTo: ["a@b.example", "a\nb@c.example"], as: ada)
    }
    _ = try await world.signIn("mette")
  }
}
