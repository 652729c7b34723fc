internal import PasswordReset

/// What stands around the content of every page.
struct PageFrame {
  let visit: Visit
  let heading: String
  var notice: String?
  var error: ResetError?

  /// What every template may use: the labels as `l`, the prose as `t`, the token of forms.
  static func shared(_ visit: Visit) -> [String: Any] {
    ["l": visit.texts.labelsForTemplates, "t": visit.texts.forTemplates, "csrf": visit.formToken]
  }

  var values: [String: Any] {
    var values = Self.shared(visit)
    values["lang"] = visit.texts.locale.rawValue
    values["heading"] = heading
    if let notice = notice ?? doneNotice { values["notice"] = notice }
    if let error { values["alert"] = ["sentences": visit.texts.sentences(for: error)] }
    let path = "/" + visit.path.map(Form.encode).joined(separator: "/")
    values["languages"] = MessageLocale.allCases.map { locale in
      [
        // A page that answers a form is none to come back to.
        "href": (visit.isPost ? "/" : path) + "?lang=" + locale.rawValue,
        "lang": String(locale.rawValue.prefix { $0 != "-" }), "name": Texts(locale)["language"],
      ]
    }
    return values
  }

  /// What the page before did, as the address tells; only what there are words for.
  private var doneNotice: String? {
    guard !visit.isPost, let done = visit.query["done"] else { return nil }
    let text = visit.texts["notice.\(done)"]
    return text == "notice.\(done)" ? nil : text
  }
}
