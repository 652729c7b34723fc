internal import PasswordReset

/// One request, read: where to, with what, by whom.
struct Visit: Sendable {
  let path: [String]
  let isPost: Bool
  let query: Form
  let form: Form
  let cookies: SiteCookies
  let texts: Texts
  var session: Session?

  init(path: [String], isPost: Bool, query: Form, form: Form, cookies: SiteCookies, texts: Texts) {
    self.path = path
    self.isPost = isPost
    self.query = query
    self.form = form
    self.cookies = cookies
    self.texts = texts
    formToken = cookies[.formToken] ?? SiteCookies.newToken()
  }

  /// Goes into every form, and into a cookie; a form counts only where both are equal.
  var formToken: String

  /// Whether a password or a code is tried, which is counted by network address.
  var isAttempt: Bool {
    switch path.first {
    case "sign-in": path.count > 1
    case "recovery", "password": true
    default: false
    }
  }
}
