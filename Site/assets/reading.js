// What a reader does with an article: enlarge a picture, copy the page as Markdown, see the text it was translated from.
// Loaded by trin.js when one of them is asked for.
(() => {
  "use strict";

  const { copy, load } = window.trin;
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("reading.css", document.currentScript.src);
  document.head.append(style);
  const article = document.querySelector("main > article");

  // MARK: A picture

  // As large as fits, and by its button as large as it is. Escape and a click beside it close it.
  window.trin.picture = (link) => {
    const dialog = document.createElement("dialog");
    dialog.className = "picture fits";
    const picture = document.createElement("img");
    picture.src = link.href;
    picture.alt = link.querySelector("img")?.alt ?? "";
    dialog.setAttribute("aria-label", picture.alt || article.dataset.enlarge);
    const button = (text, action) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = text;
      made.addEventListener("click", action);
      return made;
    };
    const size = button(article.dataset.fullSize, () => {
      size.setAttribute("aria-pressed", String(!dialog.classList.toggle("fits")));
    });
    size.setAttribute("aria-pressed", "false");
    const row = document.createElement("p");
    row.append(size, button(article.dataset.close, () => dialog.close()));
    dialog.append(row, picture);
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      link.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  };

  // MARK: The page as Markdown

  window.trin.markdown = async (button) => {
    const response = await fetch(button.dataset.href);
    if (!response.ok) throw new Error(response.statusText);
    await copy(await response.text());
    button.focus();
    button.setAttribute("aria-live", "polite");
    const text = (button.dataset.text ??= button.textContent);
    button.textContent = article.dataset.copied;
    setTimeout(() => (button.textContent = text), 2000);
  };

  // MARK: The source's text

  // What is held against its counterpart; of two that lie in each other, the inner one.
  const blocks = "h1, h2, h3, h4, h5, h6, p, li, td, th, dt, dd, figcaption, summary";
  const own = (root) =>
    [...root.querySelectorAll(blocks)].filter(
      (block) => !block.querySelector(blocks) && block.textContent.trim() && !block.closest(".source-text, .fallback-notice, .page-notice"),
    );
  const isHeading = (block) => /^H[1-6]$/.test(block.tagName);

  // The blocks below each heading, itself first.
  const sections = (root) => {
    const found = [[]];
    for (const block of own(root)) {
      if (isHeading(block)) found.push([]);
      found.at(-1).push(block);
    }
    return found;
  };
  const shape = (section) => section.map((block) => block.tagName).join();

  // The pairs of blocks that stand for each other: by their place, where the sections have one shape; of sections that
  // differ, the whole section is held against the heading's.
  const pairs = (page, source) => {
    const ours = sections(page);
    const theirs = sections(source);
    const found = [];
    const pair = (mine, other) => {
      if (shape(mine) === shape(other)) return mine.forEach((block, place) => found.push([block, [other[place]]]));
      if (mine.length && other.length) found.push([mine[0], other]);
    };
    if (ours.length === theirs.length) {
      ours.forEach((section, number) => pair(section, theirs[number]));
      return found;
    }
    // A section was added or left out: those with a heading of one name go together, and so do those of the titles.
    const named = ([heading]) => (heading?.tagName === "H1" ? "H1" : heading?.id || heading?.querySelector("[id]")?.id);
    const known = new Map(theirs.filter(named).map((section) => [named(section), section]));
    for (const section of ours) if (known.has(named(section))) pair(section, known.get(named(section)));
    return found;
  };

  let given;
  window.trinSource = (content) => {
    given = content;
  };

  let shown;
  window.trin.source = async (button) => {
    if (!shown) {
      if (!given) await load(new URL(button.dataset.source, location.href));
      const source = new DOMParser().parseFromString(given.html, "text/html").body;
      shown = pairs(article, source).flatMap(([block, counterparts]) => {
        // In a list's entry or a cell the text stands within it; behind a paragraph or a heading else.
        const isInside = ["LI", "TD", "TH", "DT", "DD", "SUMMARY", "FIGCAPTION"].includes(block.tagName);
        const made = counterparts.map((counterpart) => {
          const text = document.createElement(isInside ? "span" : "p");
          text.className = "source-text";
          text.lang = given.lang;
          text.dir = given.dir;
          text.textContent = counterpart.textContent.trim().replace(/\s+/g, " ");
          return text;
        });
        if (isInside) block.append(...made);
        else (block.nextElementSibling?.matches(".permalink") ? block.nextElementSibling : block).after(...made);
        return made;
      });
    }
    const show = button.getAttribute("aria-pressed") !== "true";
    for (const text of shown) text.hidden = !show;
    button.setAttribute("aria-pressed", String(show));
  };
})();
