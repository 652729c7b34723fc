/// What runs within the page.
enum PageScripts {
  /// Runs before the scripts of every page: counts what is asked of servers and not answered, and when the page changed.
  static let watching = """
    (() => {
      const key = Symbol.for("trin.page");
      if (window[key]) return;
      const page = { pending: 0, changed: performance.now() };
      Object.defineProperty(window, key, { value: page });
      const begin = () => { page.pending += 1; page.changed = performance.now(); };
      const end = () => { page.pending -= 1; page.changed = performance.now(); };
      const { fetch } = window;
      window.fetch = function (...request) {
        begin();
        const answer = fetch.apply(this, request);
        answer.then(end, end);
        return answer;
      };
      const { send } = XMLHttpRequest.prototype;
      XMLHttpRequest.prototype.send = function (...body) {
        begin();
        this.addEventListener("loadend", end, { once: true });
        return send.apply(this, body);
      };
      new MutationObserver(() => { page.changed = performance.now(); })
        .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    })();
    """

  /// Waits until the page is still, or the limit has passed; then tells about it.
  static let stillness = """
    const [quiet, limit, done] = arguments;
    const begun = performance.now();
    const page = window[Symbol.for("trin.page")] || { pending: 0, changed: begun };
    const check = () => {
      const now = performance.now();
      const busy = document.readyState !== "complete" ? "it is still loading"
        : page.pending > 0 ? "a request of it is not answered"
        : now - page.changed < quiet ? "it keeps changing" : "";
      if (busy && now - begun < limit) return setTimeout(check, 5);
      const loaded = performance.getEntriesByType("navigation")[0];
      done({
        busy, title: document.title, language: document.documentElement.lang,
        path: location.pathname, address: location.href, status: loaded ? loaded.responseStatus : 0,
        document: performance.timeOrigin,
      });
    };
    check();
    """

  /// The name of the button that would send the first form with something entered and not sent. Selecting rows and
  /// typing into a search field is no entry.
  static let unsaved = """
    for (const form of document.forms) {
      const changed = [...form.elements].some((field) => {
        if (!field.checkVisibility() || field.type === "search") return false;
        if (field.type === "checkbox" && field.closest("tr")) return false;
        if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
        if (field instanceof HTMLSelectElement) return [...field.options].some((o) => o.selected !== o.defaultSelected);
        return "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue;
      });
      if (!changed) continue;
      const button = [...form.elements].find((field) => field.type === "submit" && field.checkVisibility());
      return button ? (button.innerText || button.value || button.ariaLabel || "") : "";
    }
    return null;
    """

  /// The text as it is written and as it is seen.
  static let texts = "return [arguments[0].textContent, arguments[0].innerText || arguments[0].value || ''];"

  static let outline = """
    const element = arguments[0];
    const box = element.matches("input[type=checkbox], input[type=radio]") && element.labels?.[0] || element;
    box.scrollIntoView({ block: "nearest" });
    const before = box.getAttribute("style");
    box.style.setProperty("outline", "3px solid #d4380d", "important");
    box.style.setProperty("outline-offset", "2px", "important");
    window[Symbol.for("trin.outline")] = () => before === null ? box.removeAttribute("style") : box.setAttribute("style", before);
    """

  static let withoutOutline = "window[Symbol.for('trin.outline')]?.();"
}
