/// The theme of `Site/`, compiled in: a program that is copied alone builds the same pages.
package enum DefaultTheme {
  /// The files by their paths in the theme's folder.
  package static let files: [String: [UInt8]] = [
    "templates/page.mustache": PackageResources.page_mustache,
    "templates/nav.mustache": PackageResources.nav_mustache,
    "templates/languages.mustache": PackageResources.languages_mustache,
    "templates/contents.mustache": PackageResources.contents_mustache,
    "templates/nav-item.mustache": PackageResources.nav_item_mustache,
    "templates/language.mustache": PackageResources.language_mustache,
    "templates/alternate.mustache": PackageResources.alternate_mustache,
    "templates/breadcrumb.mustache": PackageResources.breadcrumb_mustache,
    "templates/toc-item.mustache": PackageResources.toc_item_mustache,
    "templates/not-found.mustache": PackageResources.not_found_mustache,
    "templates/redirect.mustache": PackageResources.redirect_mustache,
    "templates/moniker.mustache": PackageResources.moniker_mustache,
    "templates/changed-section.mustache": PackageResources.changed_section_mustache,
    "templates/policy.mustache": PackageResources.policy_mustache,
    "assets/trin.css": PackageResources.trin_css,
    "assets/print.css": PackageResources.print_css,
    "assets/reading.css": PackageResources.reading_css,
    "assets/trin.js": PackageResources.trin_js,
    "assets/contents.js": PackageResources.contents_js,
    "assets/reading.js": PackageResources.reading_js,
    "assets/theme.js": PackageResources.theme_js,
    "assets/search.js": PackageResources.search_js,
    "assets/search.css": PackageResources.search_css,
    "assets/icon.svg": PackageResources.icon_svg,
    "strings/en-US.yml": PackageResources.en_US_yml,
    "strings/da-DK.yml": PackageResources.da_DK_yml,
  ]
}
