/// What runs within the page.
enum PageScripts {
  /// Runs before the scripts of every page: counts what is asked of servers and not answered, and when the page changed.
  static let watching = """
    (() => {
      const key = Symbol.for("trin.page");
      if (window[key]) return;
      const page = { pending: 0, changed: performance.now(), leaving: false };
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
      // A form that is sent and a link that is followed lead away a moment later.
      const leave = () => { page.leaving = true; };
      const stay = () => { page.leaving = false; page.changed = performance.now(); };
      addEventListener("submit", (event) => queueMicrotask(() => {
        const target = event.submitter?.formTarget || event.target.target;
        if (!event.defaultPrevented && (!target || target === "_self") && event.target.method !== "dialog") leave();
      }));
      if (window.navigation) {
        navigation.addEventListener("navigate", (event) => {
          if (event.downloadRequest === null && !event.destination.sameDocument) leave();
        });
        // Such as for a file that is handed out: the page stays.
        navigation.addEventListener("navigateerror", stay);
        navigation.addEventListener("navigatesuccess", stay);
      }
      new MutationObserver(() => { page.changed = performance.now(); })
        .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    })();
    """

  /// Tells about the page, and why it is not still yet. The page is asked again and again, by short scripts: one that
  /// waits within the page is lost when the page gives way to the next.
  static let state = """
    const [quiet] = arguments;
    const page = window[Symbol.for("trin.page")] || { pending: 0, changed: 0, leaving: false };
    const busy = document.readyState !== "complete" ? "it is still loading"
      : page.leaving ? "the next page does not come"
      : page.pending > 0 ? "a request of it is not answered"
      : performance.now() - page.changed < quiet ? "it keeps changing" : "";
    if (busy) return { busy, address: location.href, leaving: page.leaving };
    // Names are told as style has them; what is written may differ in its case.
    const styled = [...document.querySelectorAll("a, button, summary, label, legend, caption, th, h1, h2, h3, h4, [role]")]
      .filter((element) => getComputedStyle(element).textTransform !== "none").map((element) => element.textContent);
    const loaded = performance.getEntriesByType("navigation")[0];
    return {
      busy, title: document.title, language: document.documentElement.lang, path: location.pathname,
      address: location.href, status: loaded ? loaded.responseStatus : 0, document: performance.timeOrigin, styled,
    };
    """

  static let staying = "window[Symbol.for('trin.page')].leaving = false;"

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
  static let texts = """
    const element = arguments[0];
    const isButton = element.matches("input[type=submit], input[type=button], input[type=reset]");
    return [element.textContent, element.innerText || (isButton ? element.value : "")];
    """

  static let outline = """
    const element = arguments[0];
    const box = element.matches("input[type=checkbox], input[type=radio]") && element.labels?.[0] || element;
    box.scrollIntoView({ block: "nearest" });
    const before = box.getAttribute("style");
    box.style.setProperty("outline", "4px solid #e6007a", "important");
    box.style.setProperty("outline-offset", "2px", "important");
    window[Symbol.for("trin.outline")] = () => before === null ? box.removeAttribute("style") : box.setAttribute("style", before);
    """

  static let withoutOutline = "window[Symbol.for('trin.outline')]?.();"
}
