package import Docset

/// What the owner of a site adds to the frame of its pages by files: read, and ready to be shown.
package struct PageFrame: Sendable {
  package struct Logo: Sendable {
    /// Below the site's root.
    package var path: String
    package var bytes: [UInt8]
    package var size: ImageSize

    package init(path: String, bytes: [UInt8], size: ImageSize) {
      self.path = path
      self.bytes = bytes
      self.size = size
    }

    /// As large as the header has room for.
    var shownSize: ImageSize {
      let (height, mostWidth) = (28, 240)
      let width = max(1, (size.width * height + size.height / 2) / size.height)
      guard width > mostWidth else { return ImageSize(width: width, height: height) }
      return ImageSize(width: mostWidth, height: max(1, size.height * mostWidth / size.width))
    }
  }

  /// HTML that counts visits, and what of other sites it needs.
  package struct Analytics: Sendable {
    package var html: String
    /// Sources of the content security policy, fit for an attribute.
    package var scriptSources: [String]
    package var connectSources: [String]

    package init(html: String, scriptSources: [String], connectSources: [String]) {
      self.html = html
      self.scriptSources = scriptSources
      self.connectSources = connectSources
    }
  }

  package var logo: Logo?
  package var analytics: Analytics?

  package init() {}

  /// What templates show of it and of the configuration, the same on every page of a language; by name.
  func constants(_ configuration: SiteConfiguration, locale: String) -> [String: String] {
    var constants: [String: String] = [:]
    if let logo {
      constants["logo"] = logo.path
      constants["logoWidth"] = "\(logo.shownSize.width)"
      constants["logoHeight"] = "\(logo.shownSize.height)"
    }
    if let footer = configuration.frame.footers[locale] ?? configuration.frame.footer, !footer.isEmpty {
      constants["footer"] = String(decoding: footer, as: UTF8.self)
    }
    if let link = configuration.frame.helpfulLink { constants["formSource"] = link.origin.origin }
    if let analytics {
      constants["analytics"] = analytics.html
      if !analytics.scriptSources.isEmpty {
        constants["scriptSources"] = analytics.scriptSources.joined(separator: " ")
      }
      if !analytics.connectSources.isEmpty {
        constants["connectSources"] = analytics.connectSources.joined(separator: " ")
      }
    }
    return constants
  }

  /// The names of ``constants(_:locale:)``, and what each is for those who write templates.
  static let names: [(name: String, meaning: String)] = [
    ("logo", "the address of the site's logo, below `root`; only where `logo` names one"),
    ("logoWidth", "how wide it is shown"), ("logoHeight", "how high it is shown"),
    ("footer", "HTML: the text of `footer`; only where there is one"),
    ("analytics", "HTML: the snippet of `analytics`; only where there is one"),
    ("scriptSources", "what of other sites the snippet runs, for `script-src` of the policy"),
    ("connectSources", "what of other sites it sends to, for `connect-src`"),
    ("formSource", "the site that is told whether a page helped, for `form-action`; only with `helpful-link`"),
  ]
}
