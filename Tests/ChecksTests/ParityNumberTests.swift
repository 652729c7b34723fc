import Diagnostics
import Docset
import Testing

@Suite("The numbers of a translated step")
struct ParityNumberTests {
  private func numbers(_ translation: String, of source: String) async throws -> [String] {
    try await ParityPair("1. " + translation, of: "1. " + source).findings()
      .filter { $0.code == "parity-numbers" }.map(\.message)
  }

  @Test(
    "are those of the source in the words and the forms of the language",
    arguments: [
      ("Wait ten minutes.", "Vent 10 minutter."), ("Wait 15 minutes.", "Vent femten minutter."),
      ("Pick 21 days.", "Vælg enogtyve dage."), ("Repeat this for the 2 users.", "Gentag det for begge brugere."),
      ("Begin at 3 PM.", "Begynd kl. 15.00."), ("Begin at 9:30 a.m.", "Begynd kl. 9.30."),
      ("Begin at 12 AM.", "Begynd kl. 00.00."), ("It ends on 6/16/2017.", "Det slutter den 16-06-2017."),
      ("It ends on June 5, 2020.", "Det slutter den 05.06.2020."),
      ("It ends on 6/5/17.", "Det slutter den 5. juni 2017."),
      ("Pick 10,000 rows.", "Vælg 10 000 rækker."), ("Pick 10000 rows.", "Vælg 10.000 rækker."),
      ("Pick 1,000,000 rows.", "Vælg 1 000 000 rækker."), ("Type 7.", "Skriv 07."),
      ("From .25 inches.", "Fra 0,25 tommer."), ("Get 1,073,741,824 bytes.", "Hent 1.073.741.824 byte."),
      ("Enter ICP0222 or SHA-256.", "Indtast koden."), ("Use 2.5 GB.", "Brug 2,5 GB."),
      ("Office 365 has it. Open it.", "Office 365 har det. Åbn Office 365."),
      ("Use 2-step sign-in with a 3rd party.", "Brug totrinslogon med en tredjepart."),
      ("Get up to 250K rows.", "Hent op til 250.000 rækker."),
      ("Open the Widget 365 center.", "Åbn centeret."),
      ("Type 00000002-0000-0ff1-ce00-000000000000 there.", "Skriv nøglen der."),
      ("Open https://example.org/a/12/b?c=34.", "Åbn https://example.org/a/12."),
    ])
  func same(source: String, translation: String) async throws {
    #expect(try await numbers(translation, of: source) == [])
  }

  @Test(
    "that differ are named, each as it is written",
    arguments: [
      ("Wait ten minutes.", "Vent 20 minutter.", "here is 20, there none of its own"),
      ("Wait 15 minutes.", "Vent fem minutter.", "here is none of its own, there 15"),
      ("Begin at 3 PM.", "Begynd kl. 14.00.", "here is 14, there 3"),
      ("It ends on 6/16/2017.", "Det slutter den 16-07-2017.", "here is 07, there 6"),
      ("Pick 10,000 rows.", "Vælg 1.000 rækker.", "here is 1.000, there 10,000"),
      ("Type 10.0.0.1 there.", "Skriv 10.0.1 der.", "here is 10, 0, 1, there 10.0.0.1"),
      ("Open the Widget 365 center.", "Åbn centeret til Widget 366.", "here is 366, there 365"),
      ("Use 30 GB in 14 days.", "Brug 30GB.", "here is none of its own, there 14"),
    ])
  func differs(source: String, translation: String, message: String) async throws {
    let found = try await numbers(translation, of: source)
    #expect(found.count == 1)
    #expect(found.first?.contains(message) == true, "\(found)")
  }
}
