internal import ArgumentParser
internal import Docset
internal import Glibc
internal import PasswordReset
internal import PasswordResetPostgreSQL
internal import PasswordResetSQLite

/// Which directory a command works on.
struct DirectoryFiles: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The directory: a file, or postgresql://USER@HOST/DATABASE without a password.", valueName: "directory"))
  var directory = "directory.sqlite"

  @Option(
    help: ArgumentHelp("The file with the master key; best kept, and backed up, apart from it.", valueName: "file"))
  var key = "directory.key"

  @Option(
    help: ArgumentHelp(
      "A file with the password for a PostgreSQL directory; else libpq's own (PGPASSFILE) is asked.", valueName: "file")
  )
  var databasePasswordFile: String?

  var place: DirectoryPlace { DirectoryPlace(name: directory, passwordFile: databasePasswordFile) }

  /// Opens a directory that is set up, and makes sure that the key is its own.
  func open(sendingTo mail: any MessageTransport = NoMail()) async throws -> PasswordResetService {
    guard place.isThere else {
      throw CommandFailure.usage(
        "there is no directory \(directory). Name it with --directory, or make it with `trin directory init`.")
    }
    let service = try await open(keys(), mail, mayCreate: false)
    do throws(ResetError) {
      try await service.checkKey()
    } catch {
      guard case .unavailable(let reason, let remedy) = error else { throw error }
      throw CommandFailure.usage("\(directory) with \(key): \(reason). \(remedy)")
    }
    return service
  }

  /// Those of the file: the first line is written with, all are read with.
  func keys() throws(CommandFailure) -> KeyRing {
    let lines = try SecretFile.lines(key)
    return try keys(lines[0], others: Array(lines.dropFirst()))
  }

  func keys(_ secret: Secret, others: [Secret] = []) throws(CommandFailure) -> KeyRing {
    do throws(ResetError) {
      return try KeyRing(hexadecimal: secret, others: others)
    } catch {
      throw .usage("\(key): \(error.reason). \(error.remedy)")
    }
  }

  func open(
    _ keys: KeyRing, _ mail: any MessageTransport = NoMail(), mayCreate: Bool
  ) async throws -> PasswordResetService {
    PasswordResetService(store: try await place.open(mayCreate: mayCreate), keys: keys, mail: mail)
  }
}

/// Where a directory is kept.
struct DirectoryPlace {
  let name: String
  let passwordFile: String?

  var isDatabase: Bool { PostgreSQLLocation.isAddress(name) }

  /// Whether there is something to open; a server is asked when it is opened.
  var isThere: Bool { isDatabase || Files.exists(name) }

  func open(mayCreate: Bool) async throws -> any CopyableStore {
    guard isDatabase else {
      // Neither the database nor its write-ahead log is anybody else's.
      _ = umask(0o077)
      return try SQLiteResetStore(path: name, mayCreate: mayCreate)
    }
    let password = try passwordFile.map { path in try SecretFile.read(path) }
    return try await PostgreSQLResetStore(PostgreSQLLocation(name, password: password), mayCreate: mayCreate)
  }
}

/// For commands that send nothing: what they cause waits for the sender.
struct NoMail: MessageTransport {
  func send(_ message: OutgoingMessage) async throws(DeliveryFailure) {
    throw DeliveryFailure(
      isPermanent: false, reason: "this command sends no mail", remedy: "Run `trin directory deliver`.")
  }
}
