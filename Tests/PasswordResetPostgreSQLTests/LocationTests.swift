import PasswordReset
import PasswordResetPostgreSQL
import PostgreSQLServers
import Testing

@Suite("The address of a database", isInstalled)
struct LocationTests {
  @Test(
    "is refused where it would give a password away, or send one in the clear",
    arguments: [
      ("postgresql://ada:Planted-1@db.example/trin", "it holds a password"),
      ("postgresql://ada@db.example/trin?password=Planted-1", "it holds a password"),
      ("postgresql://ada@db.example/trin?sslmode=disable", "shows a certificate that is checked"),
      ("postgresql://ada@db.example/trin?sslmode=require", "shows a certificate that is checked"),
      ("postgresql://ada@localhost,db.example/trin?sslmode=prefer", "shows a certificate that is checked"),
      ("postgresql://ada@localhost/trin?hostaddr=192.0.2.1&sslmode=disable", "shows a certificate that is checked"),
      ("postgresql://ada@localhost/trin?options=-c%20fsync%3Doff", "options cannot be set"),
      ("postgresql://ada@localhost/", "it names no database"),
      ("postgresql://ada@localhost:port:/x?y", "is not of the form"),
      ("mysql://ada@localhost/trin", "does not begin with postgresql://"),
    ])
  func refused(address: String, reason: String) {
    do {
      _ = try PostgreSQLLocation(address)
      Issue.record("\(address) was taken")
    } catch {
      #expect(error.reason.contains(reason))
      #expect(!"\(error)".contains("Planted"))
    }
  }

  @Test("is named to people without the user, a setting or a password")
  func description() throws {
    let location = try PostgreSQLLocation(
      "postgresql://ada@a.example,b.example/trin?sslmode=verify-full", password: Secret("Planted-1"))
    #expect(location.description == "the database trin on a.example,b.example")
    #expect(!"\(location)".contains("Planted"))
  }

  @Test("of a server that is not there is told as that, within the time limit")
  func absent() async throws {
    do {
      _ = try await PostgreSQLResetStore(PostgreSQLLocation("postgresql://ada@/trin?host=/nowhere"))
      Issue.record("there is a server in /nowhere")
    } catch {
      #expect(error.reason.contains("does not answer"))
    }
  }
}
