internal import Mustache
internal import PasswordReset

/// The texts of the messages: one mustache template a kind, language and format, compiled into the program.
///
/// The first line of each text template is the subject. Text templates use `{{{…}}}`, since nothing is to be escaped in
/// them; HTML templates use `{{…}}`, so that a name with `<` in it stays a name.
struct MessageTemplates: Sendable {
  struct Content: Equatable {
    let subject: String
    let text: String
    let html: String
  }

  static let shared = MessageTemplates()

  private let english = Language(
    signInInformation: Pair(
      PackageResources.signInInformation_en_US_txt_mustache, PackageResources.signInInformation_en_US_html_mustache),
    resetNotice: Pair(
      PackageResources.resetNotice_en_US_txt_mustache, PackageResources.resetNotice_en_US_html_mustache),
    contactNotice: Pair(
      PackageResources.contactNotice_en_US_txt_mustache, PackageResources.contactNotice_en_US_html_mustache),
    recoveryCode: Pair(
      PackageResources.recoveryCode_en_US_txt_mustache, PackageResources.recoveryCode_en_US_html_mustache))

  private let danish = Language(
    signInInformation: Pair(
      PackageResources.signInInformation_da_DK_txt_mustache, PackageResources.signInInformation_da_DK_html_mustache),
    resetNotice: Pair(
      PackageResources.resetNotice_da_DK_txt_mustache, PackageResources.resetNotice_da_DK_html_mustache),
    contactNotice: Pair(
      PackageResources.contactNotice_da_DK_txt_mustache, PackageResources.contactNotice_da_DK_html_mustache),
    recoveryCode: Pair(
      PackageResources.recoveryCode_da_DK_txt_mustache, PackageResources.recoveryCode_da_DK_html_mustache))

  private struct Language {
    let signInInformation: Pair
    let resetNotice: Pair
    let contactNotice: Pair
    let recoveryCode: Pair
  }

  private struct Pair {
    let text: MustacheTemplate
    let html: MustacheTemplate

    init(_ text: [UInt8], _ html: [UInt8]) {
      self.text = Self.parse(text)
      self.html = Self.parse(html)
    }

    private static func parse(_ bytes: [UInt8]) -> MustacheTemplate {
      do {
        return try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
      } catch {
        preconditionFailure("a template of the library is no mustache: \(error)")
      }
    }
  }

  func render(_ message: OutgoingMessage) -> Content {
    let language =
      switch message.locale {
      case .enUS: english
      case .daDK: danish
      }
    var values: [String: Any] = [
      "tenantName": Self.line(message.tenantName), "displayName": Self.line(message.displayName),
      "userPrincipalName": Self.line(message.userPrincipalName),
    ]
    let pair: Pair
    switch message.content {
    case .signInInformation(let password, let temporary, let expires):
      pair = language.signInInformation
      values["secret"] = password.reveal()
      values["temporary"] = temporary
      values["expires"] = expires.map { Self.moment($0, message.locale) }
    case .resetNotice(let moment):
      pair = language.resetNotice
      values["at"] = Self.moment(moment, message.locale)
    case .contactNotice(let moment):
      pair = language.contactNotice
      values["at"] = Self.moment(moment, message.locale)
    case .recoveryCode(let code, let expires):
      pair = language.recoveryCode
      values["secret"] = code.reveal()
      values["expires"] = Self.moment(expires, message.locale)
    }
    let text = pair.text.render(values)
    let subjectEnd = text.firstIndex(of: "\n") ?? text.endIndex
    return Content(
      subject: String(text[..<subjectEnd]), text: String(text[subjectEnd...].drop { $0 == "\n" }),
      html: pair.html.render(values))
  }

  /// A name on one line, so that it is neither a line of the text nor the end of the subject.
  private static func line(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
  }

  /// To the minute, in UTC, which is said.
  static func moment(_ moment: Timestamp, _ locale: MessageLocale) -> String {
    let civil = moment.civil
    let hour = Timestamp.pad(civil.hour, 2)
    let minute = Timestamp.pad(civil.minute, 2)
    switch locale {
    case .enUS:
      let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
      ]
      return "\(months[civil.month - 1]) \(civil.day), \(civil.year) at \(hour):\(minute) UTC"
    case .daDK:
      let months = [
        "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
        "december",
      ]
      return "\(civil.day). \(months[civil.month - 1]) \(civil.year) kl. \(hour).\(minute) UTC"
    }
  }
}
