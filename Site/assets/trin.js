// Conveniences. Every page works without them.
//
// Nothing that stands in an article is taken for a part of the frame: each part is looked for where the theme puts it.
(() => {
  "use strict";

  // Where a page may lead by itself: an address of the web, or of the disk that the site was opened from.
  const opensPages = (address) => ["http:", "https:", "file:"].includes(address.protocol);

  const decodePath = (path) => {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  };

  const load = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });

  // The same place in another language: headings have the same names in all of them.
  const languages = document.querySelector("body > .site-header > .languages");
  if (languages) {
    const follow = () => {
      for (const link of languages.querySelectorAll("a")) link.hash = location.hash;
    };
    addEventListener("hashchange", follow);
    follow();
    const close = () => languages.removeAttribute("open");
    addEventListener("click", (event) => {
      if (!languages.contains(event.target)) close();
    });
    languages.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      close();
      languages.querySelector("summary").focus();
    });
  }

  // The start page leads on to the language that was chosen last, or else to the first that the browser asks for and
  // the site has. Where nothing can be kept, as on some disks, nothing is.
  const chosen = "trin-language";
  const kept = (action) => {
    try {
      return action();
    } catch {
      return null;
    }
  };
  languages?.addEventListener("click", (event) => {
    const link = event.target.closest("a[lang]");
    if (link) kept(() => localStorage.setItem(chosen, link.lang));
  });
  const homes = [...document.querySelectorAll("body.start > ul > li > a[lang]")];
  if (homes.length > 1) {
    const language = (name) => name.toLowerCase().split("-")[0];
    const last = kept(() => localStorage.getItem(chosen));
    const home =
      homes.find((link) => link.lang === last) ??
      (navigator.languages ?? [])
        .map(
          (name) =>
            homes.find((link) => link.lang.toLowerCase() === name.toLowerCase()) ??
            homes.find((link) => language(link.lang) === language(name)),
        )
        .find((link) => link) ??
      homes[0];
    location.replace(home.href);
  }

  // Light or dark, as the system has it, or as it was chosen here; theme.js knows of the choice before the page is shown.
  const themeSwitch = document.querySelector("body > .site-header > .theme-switch");
  if (themeSwitch) {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const page = document.documentElement;
    const isDark = () => (page.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
    const tell = () => themeSwitch.setAttribute("aria-pressed", String(isDark()));
    themeSwitch.addEventListener("click", () => {
      const dark = !isDark();
      if (dark === system.matches) {
        delete page.dataset.theme;
        kept(() => localStorage.removeItem("trin-theme"));
      } else {
        page.dataset.theme = dark ? "dark" : "light";
        kept(() => localStorage.setItem("trin-theme", page.dataset.theme));
      }
      tell();
    });
    system.addEventListener("change", tell);
    tell();
    themeSwitch.hidden = false;
  }

  // A wide screen shows both lists; closed, they would be shown and yet be nothing to a keyboard or a screen reader.
  for (const [list, width] of [["body > .page > .site-nav", 60], ["main > .toc", 80]]) {
    const details = document.querySelector(`${list} > details`);
    const wide = matchMedia(`(min-width: ${width}rem)`);
    const fold = () => {
      if (details) details.open = wide.matches;
    };
    wide.addEventListener("change", fold);
    fold();
  }

  const article = document.querySelector("main > article");

  // Code is copied by a button. Where pages are not trusted with the clipboard, the selection is copied.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  };
  for (const pre of article?.dataset.copy ? article.querySelectorAll("pre") : []) {
    const box = document.createElement("div");
    const button = document.createElement("button");
    box.className = "code-box";
    button.className = "copy";
    button.type = "button";
    button.textContent = article.dataset.copy;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await copy(pre.textContent.replace(/\n$/, ""));
      button.focus();
      button.textContent = article.dataset.copied;
      setTimeout(() => (button.textContent = article.dataset.copy), 2000);
    });
    pre.before(box);
    box.append(button, pre);
    if (pre.scrollWidth > pre.clientWidth) pre.tabIndex = 0;
  }

  // A picture that the page shows smaller than it is can be enlarged.
  for (const picture of article?.dataset.enlarge ? article.querySelectorAll("img[width]:not(a *, .icon)") : []) {
    if (picture.getAttribute("width") <= 1.1 * picture.clientWidth || !picture.clientWidth) continue;
    const link = document.createElement("a");
    link.className = "lightbox";
    link.href = picture.src;
    link.setAttribute("aria-label", `${article.dataset.enlarge}: ${picture.alt}`);
    picture.replaceWith(link);
    link.append(picture);
  }

  // What is done when it is asked for is loaded then, by a script that gives a function of that name to `trin`. A link
  // is followed where that cannot be, as to another file on a disk.
  const assets = document.currentScript.src;
  const tools = {
    contents: "body > .page > .site-nav .all-articles",
    picture: "main > article a.lightbox",
    source: "main > .page-tools > .source",
    markdown: "main > .page-tools > .markdown",
  };
  for (const tool of document.querySelectorAll("main > .page-tools > button")) {
    tool.hidden = tool.matches(".markdown") && location.protocol === "file:";
  }
  const trin = (window.trin = { copy, decodePath, load, opensPages });
  addEventListener("click", async (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const name = Object.keys(tools).find((name) => event.target.closest?.(tools[name]));
    const tool = name && event.target.closest(tools[name]);
    if (!tool || (name === "contents" && (location.protocol === "file:" || new URL(tool.href).origin !== location.origin))) return;
    event.preventDefault();
    try {
      if (!trin[name]) await load(new URL(name === "contents" ? "contents.js" : "reading.js", assets));
      await trin[name](tool);
    } catch {
      if (tool.href ?? tool.dataset.href) location.assign(tool.href ?? tool.dataset.href);
    }
  });

  // A heading's address stands beside it, not in it, so that the heading is called by its words alone.
  for (const heading of article?.dataset.permalink ? article.querySelectorAll(":is(h2, h3, h4)[id]") : []) {
    const link = document.createElement("a");
    link.className = "permalink";
    link.href = `#${encodeURIComponent(heading.id)}`;
    link.textContent = "#";
    link.setAttribute("aria-label", `${article.dataset.permalink}: ${heading.textContent.trim()}`);
    heading.after(link);
  }

  // A day that the theme's language has no form for is written as browsers write it in that language.
  for (const time of document.querySelectorAll("main > .page-notes time")) {
    if (time.textContent !== time.dateTime) continue;
    const form = { dateStyle: "long", timeZone: "UTC" };
    time.textContent = new Date(time.dateTime).toLocaleDateString(document.documentElement.lang, form);
  }

  // The search is loaded when it is first gone to. A stroke leads to it, as on most sites.
  const searchBox = document.querySelector("body > .site-header > .site-search");
  const searchInput = searchBox?.querySelector("input");
  if (searchInput) {
    searchBox.hidden = false;
    searchInput.addEventListener(
      "focus",
      () => load(new URL("search.js", assets)),
      { once: true },
    );
    addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
      event.preventDefault();
      searchInput.focus();
    });
  }

  // An address may name the moniker that it is about.
  const view = new URLSearchParams(location.search).get("view");
  for (const radio of document.querySelectorAll('main > article > input[name="trin-moniker"]')) {
    if (radio.value === view) radio.checked = true;
  }

  // A moved page keeps the fragment of the old address; its refresh would drop it.
  const moved = document.querySelector("body.moved > main > p > a");
  if (moved && location.hash) {
    const target = new URL(moved.href);
    target.hash = location.hash;
    if (opensPages(target)) location.replace(target.href);
  }

  // Sections become tabs.
  for (const tabs of document.querySelectorAll(".tabs")) {
    const panels = [...tabs.children].filter((child) => child.matches(".tab"));
    if (panels.length < 2) continue;
    const list = document.createElement("div");
    list.className = "tab-list";
    list.setAttribute("role", "tablist");
    const buttons = panels.map((panel, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.id = `${panel.id}-button`;
      button.textContent = panel.querySelector(".tab-title").textContent;
      button.setAttribute("role", "tab");
      button.setAttribute("aria-controls", panel.id);
      button.addEventListener("click", () => select(index));
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", button.id);
      list.append(button);
      return button;
    });
    const select = (chosen) => {
      buttons.forEach((button, index) => {
        button.setAttribute("aria-selected", String(index === chosen));
        button.tabIndex = index === chosen ? 0 : -1;
        panels[index].hidden = index !== chosen;
      });
    };
    list.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length;
      select(next);
      buttons[next].focus();
    });
    tabs.prepend(list);
    const reveal = () => {
      const target = location.hash && document.getElementById(decodePath(location.hash.slice(1)));
      return panels.findIndex((panel) => target && panel.contains(target));
    };
    select(Math.max(0, reveal()));
    addEventListener("hashchange", () => {
      const found = reveal();
      if (found >= 0) select(found);
    });
  }
})();
