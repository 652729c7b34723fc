/// What a docset says about following its external links: `external` in `site.yml` or `.trin.yml`.
package struct ExternalLists: Sendable {
  /// Statuses that are as good as 200.
  package var accepted: Set<Int> = []
  /// Patterns of addresses that are left alone.
  package var excluded: [Glob] = []

  package init() {}
}
