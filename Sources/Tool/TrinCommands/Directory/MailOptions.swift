internal import ArgumentParser
internal import Docset
internal import PasswordReset
internal import PasswordResetMail

/// How mail is handed to its server.
struct MailOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The address that the mail is from.", valueName: "address"))
  var from: String?

  @Option(help: ArgumentHelp("The user name at the mail server.", valueName: "user"))
  var smtpUser: String?

  @Option(help: ArgumentHelp("A file with the password at the mail server.", valueName: "file"))
  var smtpPasswordFile: String?

  @Option(
    name: .customLong("ca-file"),
    help: ArgumentHelp("Trust these certificate authorities (PEM), not the system's.", valueName: "file"))
  var authorities: String?

  @Flag(help: "Require encryption towards this machine, too.")
  var requireEncryption = false

  func validate() throws {
    if (smtpUser == nil) != (smtpPasswordFile == nil) {
      throw ValidationError("--smtp-user and --smtp-password-file go together.")
    }
  }

  func transport(to server: String) throws -> SMTPTransport {
    guard let from else { throw CommandFailure.usage("say with --from which address the mail is from.") }
    let password = try smtpPasswordFile.map { path in try SecretFile.read(path) }
    if let authorities, !Files.exists(authorities) {
      throw CommandFailure.usage("\(authorities): there is no such file.")
    }
    do throws(ResetError) {
      return SMTPTransport(
        try SMTPConfiguration(
          url: server, sender: from, user: smtpUser, password: password,
          security: requireEncryption ? .required : .automatic, authorities: authorities))
    } catch {
      throw CommandFailure.usage("\(error.reason). \(error.remedy)")
    }
  }
}
