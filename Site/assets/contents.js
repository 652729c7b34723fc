// The whole table of contents in the place of the branch that a page has, read when it is asked for.
//
// Only words and addresses are taken over from the other page; the elements are made here.
(() => {
  "use strict";

  const { decodePath, opensPages } = window.trin;
  const samePage = (address) => decodePath(address.pathname) === decodePath(location.pathname);
  const entry = (item, base) => {
    const made = document.createElement("li");
    const written = item.querySelector(":scope > a, :scope > .nav-group");
    const address = written?.hasAttribute("href") ? new URL(written.getAttribute("href"), base) : null;
    const shown = document.createElement(address && (opensPages(address) || address.protocol === "mailto:") ? "a" : "span");
    shown.textContent = written?.textContent ?? "";
    if (shown.localName === "a") {
      shown.href = address.href;
      if (written.classList.contains("external")) shown.className = "external";
      if (samePage(address)) shown.setAttribute("aria-current", "page");
    } else {
      shown.className = "nav-group";
    }
    made.append(shown);
    const inner = item.querySelector(":scope > ul");
    if (inner) made.append(entries(inner, base));
    return made;
  };
  const entries = (list, base) => {
    const made = document.createElement("ul");
    for (const item of list.children) made.append(entry(item, base));
    return made;
  };
  window.trin.contents = async (all) => {
    const response = await fetch(all.href);
    if (!response.ok || new URL(response.url).origin !== location.origin) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const list = entries(page.querySelector("main > article > ul.contents"), response.url);
    const nav = all.closest(".site-nav");
    nav.querySelector("ul").replaceWith(list);
    all.parentElement.remove();
    nav.querySelector("a")?.focus();
  };
})();
