internal import ArgumentParser
internal import Docset
internal import Glibc
internal import PasswordReset
internal import PasswordResetSQLite

/// Which directory a command works on.
struct DirectoryFiles: ParsableArguments {
  @Option(help: ArgumentHelp("The database of the directory.", valueName: "file"))
  var directory = "directory.sqlite"

  @Option(
    help: ArgumentHelp("The file with the master key; best kept, and backed up, apart from it.", valueName: "file"))
  var key = "directory.key"

  /// Opens a directory that is set up, and makes sure that the key is its own.
  func open(sendingTo mail: any MessageTransport = NoMail()) async throws -> PasswordResetService {
    guard Files.exists(directory) else {
      throw CommandFailure.usage(
        "there is no directory \(directory). Name it with --directory, or make it with `trin directory init`.")
    }
    let keys = try KeyRing(hexadecimal: SecretFile.read(key))
    let service = try open(keys, mail)
    try await service.checkKey()
    return service
  }

  func open(_ keys: KeyRing, _ mail: any MessageTransport = NoMail()) throws -> PasswordResetService {
    // Neither the database nor its write-ahead log is anybody else's.
    _ = umask(0o077)
    return PasswordResetService(store: try SQLiteResetStore(path: directory), keys: keys, mail: mail)
  }
}

/// For commands that send nothing: what they cause waits for the sender.
struct NoMail: MessageTransport {
  func send(_ message: OutgoingMessage) async throws(DeliveryFailure) {
    throw DeliveryFailure(
      isPermanent: false, reason: "this command sends no mail", remedy: "Run `trin directory deliver`.")
  }
}
