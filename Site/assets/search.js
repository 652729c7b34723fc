// Finds pages by their words, in files that the build made: see SearchShards.swift for how those are written.
//
// Each file is a script that calls trinSearch(name, content): scripts alone are loaded by a page on a disk, too. Only
// those that a query asks for are loaded: the one with the words that begin as its words do, and those with the pages
// that are shown. Nothing of an index is taken for HTML.
(() => {
  "use strict";

  const box = document.querySelector("body > .site-header > .site-search");
  const input = box?.querySelector("input");
  const status = box?.querySelector("[role=status]");
  if (!input || !status) return;
  const root = new URL(box.dataset.root, location.href).href;
  const folder = `${root}assets/search/${document.documentElement.lang.toLowerCase()}/`;

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = `${root}assets/search.css`;
  document.head.append(style);

  // MARK: Files

  const files = new Map();
  const given = {};
  window.trinSearch = (name, content) => {
    given[name] = content;
  };
  const load = (name) => {
    if (!files.has(name)) {
      files.set(
        name,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = `${folder}${name}.js`;
          script.onload = () => resolve(given[name]);
          script.onerror = () => {
            files.delete(name);
            reject(new Error(name));
          };
          document.head.append(script);
        }),
      );
    }
    return files.get(name);
  };

  // MARK: Reading

  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const values = Object.fromEntries([...digits].map((digit, value) => [digit, value]));
  const numbers = (text) => {
    const read = [];
    let number = 0;
    let shift = 0;
    for (const digit of text) {
      const value = values[digit];
      number |= (value & 31) << shift;
      shift += 5;
      if (value < 32) {
        read.push(number);
        number = shift = 0;
      }
    }
    return read;
  };

  // The groups of a shard: what their words begin with, the words, and where they stand, read when that is asked for.
  const shards = new Map();
  const groups = async (number) => {
    if (!shards.has(number)) {
      let before = "";
      const read = (await load(`w${number}`))
        .split("|")
        .slice(0, -1)
        .map((entry) => {
          const [start, endings, places] = entry.split(" ");
          const key = before.slice(0, values[start[0]]) + start.slice(1);
          before = key;
          return { key, words: endings.split(",").map((ending) => key + ending), places };
        });
      shards.set(number, read);
    }
    return shards.get(number);
  };

  let index;
  const open = async () => {
    if (index) return index;
    const read = await load("index");
    const pages = [];
    let section = 0;
    for (const number of numbers(read.pages)) {
      pages.push({ first: section, titleWords: (number >> 1) & 7, isOwn: !(number & 1) });
      section += (number >> 4) + 1;
    }
    const pageOf = new Uint32Array(section);
    pages.forEach((page, number) => pageOf.fill(number, page.first, pages[number + 1]?.first ?? section));
    index = { step: read.step, starts: read.shards.split(" "), pages, pageOf, sections: section };
    return index;
  };

  // MARK: Words

  const wordsOf = (text) => text.normalize("NFC").replaceAll("\u00AD", "").toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

  const shared = (a, b) => {
    let length = 0;
    while (length < a.length && a[length] === b[length]) length += 1;
    return length;
  };

  // Whether one letter more, less, other or changed with its neighbour makes one word the other.
  const isNear = (a, b) => {
    if (Math.abs(a.length - b.length) > 1) return false;
    const start = shared(a, b);
    const rest = (word, from) => word.slice(from);
    return (
      rest(a, start + 1) === rest(b, start + 1) ||
      rest(a, start + 1) === rest(b, start) ||
      rest(a, start) === rest(b, start + 1) ||
      (a[start] === b[start + 1] && a[start + 1] === b[start] && rest(a, start + 2) === rest(b, start + 2))
    );
  };

  // The shard that words with these first letters are in: the last that does not begin behind them.
  const shardOf = (word) => {
    const head = [...word].slice(0, 3).join("");
    let low = 0;
    let high = index.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (index.starts[middle] <= head) low = middle;
      else high = middle;
    }
    return low;
  };

  // How the words of a group may be meant by a word that was typed: 0 is not at all.
  const likeness = (word, group, isLast) => {
    if (group.words.includes(word)) return 1;
    let best = 0;
    for (const known of group.words) {
      // Still being typed, or the beginning of a compound.
      if (word.length >= 3 && known.startsWith(word)) best = Math.max(best, isLast ? 0.7 : 0.5);
    }
    return best;
  };

  // The groups that a word may mean, with how well each fits. A form that no page has is taken for another form of the
  // word with which it has most letters in common, and else for one with a letter's difference.
  const meanings = async (word, isLast) => {
    const near = (await groups(shardOf(word))).filter((group) => group.key[0] === word[0]);
    let found = near.map((group) => ({ group, fit: likeness(word, group, isLast) })).filter(({ fit }) => fit > 0);
    if (found.some(({ fit }) => fit === 1)) return found;
    if (word.length >= 4) {
      const alike = near.map((group) => ({ group, length: Math.max(...group.words.map((known) => shared(word, known))) }));
      // An ending of a few letters may differ on both sides.
      const least = Math.max(4, word.length - 4);
      const most = Math.max(0, ...alike.map(({ length }) => length));
      if (most >= least) {
        for (const { group, length } of alike) {
          const isForm = group.words.some((known) => shared(word, known) === most && known.length - most <= 3);
          if (length === most && isForm) found.push({ group, fit: 0.8 });
        }
      }
      for (const group of near) {
        if (group.words.some((known) => isNear(word, known))) found.push({ group, fit: 0.75 });
      }
    }
    return found;
  };

  // MARK: Ranking

  const weights = [1, 1.5, 4, 7];

  const find = async (query) => {
    await open();
    const words = [...new Set(wordsOf(query))].slice(0, 12);
    const isLast = (word) => word === words.at(-1) && !/\s$/.test(query);
    const meant = await Promise.all(words.map((word) => meanings(word, isLast(word))));
    const pages = new Map();
    const forms = new Set();
    const keys = [];
    words.forEach((word, number) => {
      // By section, the best of what the word may mean.
      const best = new Map();
      for (const { group, fit } of meant[number]) {
        for (const form of group.words) forms.add(form);
        // What a stem's words have in common is in its compounds, too.
        if (group.key.length >= 4 && !keys.includes(group.key)) keys.push(group.key);
        group.read ??= numbers(group.places);
        let section = 0;
        for (const place of group.read) {
          section += place >> 2;
          const score = fit * weights[place & 3];
          if (!(best.get(section) >= score)) best.set(section, score);
        }
      }
      const rarity = Math.log(1 + index.sections / (1 + best.size));
      for (const [section, score] of best) {
        const page = index.pageOf[section];
        if (!pages.has(page)) pages.set(page, { page, words: [], sections: new Map() });
        const found = pages.get(page);
        const own = (found.words[number] ??= { best: 0, count: 0, title: 0, rarity });
        own.best = Math.max(own.best, score);
        own.count += 1;
        if (section === index.pages[page].first && score >= 4) own.title = Math.max(own.title, score / weights[3]);
        found.sections.set(section, (found.sections.get(section) ?? 0) + score * rarity);
      }
    });
    const rarities = words.map((_, number) => Math.log(1 + index.sections / (1 + (meant[number].length ? 1 : index.sections))));
    const whole = rarities.reduce((sum, rarity) => sum + rarity, 0) || 1;
    const ranked = [...pages.values()];
    for (const found of ranked) {
      const { titleWords, isOwn } = index.pages[found.page];
      let score = 0;
      let covered = 0;
      let title = 0;
      found.words.forEach((word) => {
        score += word.rarity * (word.best + 0.3 * Math.log(word.count));
        covered += 1;
        title += word.title;
      });
      const together = Math.max(...found.sections.values());
      const share = covered / words.length;
      const titleShare = (2 * title) / (words.length + Math.max(titleWords, 1));
      found.score = (score + together) * share * share * (1 + titleShare) * (isOwn ? 1 : 0.8) / whole;
    }
    ranked.sort((a, b) => b.score - a.score || a.page - b.page);
    return { words, forms, keys, ranked };
  };

  // MARK: Showing

  const list = document.createElement("div");
  list.className = "search-results";
  list.hidden = true;
  box.append(list);

  // A text with the words that were looked for marked, those at the end of a compound too.
  const marked = (text, { words, forms, keys }) => {
    const made = document.createDocumentFragment();
    let last = 0;
    for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      const word = match[0].normalize("NFC").toLowerCase();
      const isMeant =
        forms.has(word) ||
        words.some((asked) => asked.length >= 3 && word.startsWith(asked)) ||
        keys.some((key) => word.includes(key));
      if (!isMeant) continue;
      const mark = document.createElement("mark");
      mark.textContent = match[0];
      made.append(text.slice(last, match.index), mark);
      last = match.index + match[0].length;
    }
    made.append(text.slice(last));
    return made;
  };

  const link = (address, text, result) => {
    const made = document.createElement("a");
    made.href = address;
    made.append(marked(text, result));
    return made;
  };

  const shownAtOnce = 8;
  const entry = async (found, result) => {
    const content = await load(`p${Math.floor(found.page / index.step)}`);
    const [route, title, about, lang, headings] = content[found.page % index.step];
    const item = document.createElement("li");
    if (lang) item.lang = lang;
    const head = link(root + route, title, result);
    head.className = "search-page";
    item.append(head);
    if (about) {
      const text = document.createElement("p");
      text.append(marked(about, result));
      item.append(text);
    }
    const first = index.pages[found.page].first;
    const sections = [...found.sections]
      .filter(([section]) => section > first)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, 3)
      .sort((a, b) => a[0] - b[0]);
    if (sections.length) {
      const inner = document.createElement("ul");
      for (const [section] of sections) {
        const number = 2 * (section - first - 1);
        const line = document.createElement("li");
        line.append(link(`${root}${route}#${encodeURIComponent(headings[number])}`, headings[number + 1], result));
        inner.append(line);
      }
      item.append(inner);
    }
    return item;
  };

  const show = async (result, from, isCurrent) => {
    const items = await Promise.all(result.ranked.slice(from, from + shownAtOnce).map((found) => entry(found, result)));
    if (!isCurrent()) return;
    const made = from ? list.querySelector("ol") : document.createElement("ol");
    made.append(...items);
    if (!from) list.replaceChildren(...(items.length ? [made] : []));
    list.querySelector(":scope > button")?.remove();
    const next = from + shownAtOnce;
    if (next < result.ranked.length && next < 40) {
      const more = document.createElement("button");
      more.type = "button";
      more.textContent = box.dataset.more;
      more.addEventListener("click", () => {
        show(result, next, isCurrent).then(() => made.children[next]?.querySelector("a").focus(), fail);
      });
      list.append(more);
    }
  };

  const say = (text) => {
    status.textContent = text;
  };
  const fail = () => {
    list.hidden = false;
    const text = document.createElement("p");
    text.textContent = box.dataset.failed;
    list.replaceChildren(text);
    say(box.dataset.failed);
  };

  let turn = 0;
  const search = async () => {
    turn += 1;
    const own = turn;
    const isCurrent = () => own === turn;
    const query = input.value;
    if (!wordsOf(query).length) {
      list.hidden = true;
      list.replaceChildren();
      say("");
      return;
    }
    try {
      const result = await find(query);
      if (!isCurrent()) return;
      await show(result, 0, isCurrent);
      if (!isCurrent()) return;
      const none = result.ranked.length === 0;
      if (none) {
        const text = document.createElement("p");
        text.textContent = box.dataset.none;
        list.replaceChildren(text);
      }
      list.hidden = false;
      list.scrollTop = 0;
      say(none ? box.dataset.none : `${box.dataset.found} ${result.ranked.length}`);
    } catch {
      if (isCurrent()) fail();
    }
  };

  // MARK: Keys

  let wait;
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(search, 120);
  });
  const close = () => {
    list.hidden = true;
  };
  input.addEventListener("focus", () => {
    if (list.childElementCount) list.hidden = false;
  });
  addEventListener("click", (event) => {
    if (!box.contains(event.target)) close();
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) close();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
      input.focus();
      close();
      return;
    }
    const links = list.hidden ? [] : [...list.querySelectorAll("a, button")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Enter" && document.activeElement === input) {
      event.preventDefault();
      clearTimeout(wait);
      search();
    } else if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? input).focus();
    } else if (event.key === "Home" && at >= 0) {
      event.preventDefault();
      links[0].focus();
    } else if (event.key === "End" && at >= 0) {
      event.preventDefault();
      links.at(-1).focus();
    }
  });

  // The files are asked for while the first letters are typed.
  open().then(() => input.value && search(), fail);
})();
