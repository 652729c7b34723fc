// Five conveniences. Every page works without them.
(() => {
  "use strict";

  // The same place in another language: headings have the same names in all of them.
  const languages = document.querySelector(".languages");
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

  // An address may name the moniker that it is about.
  const view = new URLSearchParams(location.search).get("view");
  for (const radio of document.querySelectorAll('input[name="trin-moniker"]')) {
    if (radio.value === view) radio.checked = true;
  }

  // A moved page keeps the fragment of the old address; its refresh would drop it.
  if (document.body.classList.contains("moved") && location.hash) {
    const target = document.querySelector("main a");
    target.hash = location.hash;
    location.replace(target.href);
  }

  // The whole table of contents, read when it is asked for. Where it cannot be read, the link leads to it.
  const all = document.querySelector(".all-articles");
  all?.addEventListener("click", async (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    try {
      const response = await fetch(all.href);
      if (!response.ok) throw new Error(response.statusText);
      const list = new DOMParser().parseFromString(await response.text(), "text/html").querySelector(".contents");
      for (const link of list.querySelectorAll("a")) {
        const address = new URL(link.getAttribute("href"), response.url);
        link.href = address.href;
        if (address.pathname === location.pathname) link.setAttribute("aria-current", "page");
      }
      const first = document.querySelector(".site-nav ul");
      first.replaceWith(document.adoptNode(list));
      all.parentElement.remove();
      document.querySelector(".site-nav a")?.focus();
    } catch {
      location.assign(all.href);
    }
  });

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
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      return panels.findIndex((panel) => target && panel.contains(target));
    };
    select(Math.max(0, reveal()));
    addEventListener("hashchange", () => {
      const found = reveal();
      if (found >= 0) select(found);
    });
  }
})();
