"""Makes queries for pages that are known, and asks the site's search in headless Chromium:

    measure.py REPOSITORY SITE COUNT

A query is made of the words of a page's title, of its description or of one of its headings, in turns: those that tell
it from other pages best, in another form than they stand there. Which pages, is decided by a hash of their paths.
"""
import hashlib
import html
import json
import math
import os
import re
import statistics
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Fixtures"))
import browser_harness

repository, site, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
here = os.path.dirname(os.path.abspath(__file__))
WORD = re.compile(r"[^\W\d_]{3,}")


def text_of(path):
    with open(os.path.join(site, path), encoding="utf-8", errors="replace") as file:
        return file.read()


def plain(markup):
    return html.unescape(re.sub(r"<[^>]*>", "", markup)).strip()


pages = {}
locales = set()
for folder, _, names in os.walk(site):
    for name in names:
        path = os.path.relpath(os.path.join(folder, name), site)
        if not name.endswith(".html") or path.startswith(("assets", "pagefind")) or "/" not in path:
            continue
        page = text_of(path)
        if 'rel="alternate" type="text/markdown"' not in page or "noindex" in page[:3000]:
            continue
        # Judged by what a reader sees; the index itself is made of the articles.
        title = plain(re.search(r"<title[^>]*>(.*?)</title>", page, re.S)[1]).rsplit(" – ", 1)[0]
        about = re.search(r'<meta name="description" content="([^"]*)"', page)
        article = page[page.find("<article"):]
        headings = [plain(found) for found in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", article, re.S)]
        pages[path] = (title, html.unescape(about[1]) if about else "", headings)
        locales.add(re.search(r'<html lang="([^"]*)"', page)[1])
locale = sorted(locales)[0]
danish = locale.startswith("da")


def inflected(word):
    """Another form of a word, by the commonest endings of its language."""
    if danish:
        for ending, other in (("erne", "er"), ("erne", "e"), ("ende", "e"), ("ede", "er"), ("er", "erne"), ("en", "er"), ("et", "ets"), ("e", "er"), ("s", "")):
            if word.endswith(ending) and len(word) > len(ending) + 3:
                return word[: -len(ending)] + other
        return word + "en"
    for ending, other in (("ies", "y"), ("ing", "e" if word[-4:-3] in "scgvt" else ""), ("ed", "es"), ("es", "e"), ("s", ""), ("y", "ies"), ("e", "es")):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)] + other
    return word + "s"


known = {}
for title, about, headings in pages.values():
    for word in set(WORD.findall(" ".join([title, about, *headings]).lower())):
        known[word] = known.get(word, 0) + 1
titles = {}
for path, (title, _, _) in pages.items():
    titles.setdefault(title.lower(), []).append(path)


def telling(text, most):
    words = list(dict.fromkeys(WORD.findall(text.lower())))
    best = sorted(words, key=lambda word: (known.get(word, 1), word))[:most]
    return [word for word in words if word in best]


queries = []
order = sorted(pages, key=lambda path: hashlib.sha256(path.encode()).digest())
for number, path in enumerate(order):
    title, about, headings = pages[path]
    # A title that many pages have is no known item.
    if len(titles[title.lower()]) > 3:
        continue
    kind = ("title", "description", "heading")[number % 3]
    heading = next((text for text in headings if len(telling(text, 3)) > 1), "")
    words = {
        "title": telling(title, 3),
        "description": telling(about, 4),
        "heading": telling(heading, 2) + [word for word in telling(title, 2) if word not in heading.lower()],
    }[kind]
    if len(words) < 2:
        continue
    query = " ".join(inflected(word) if place % 2 == 0 else word for place, word in enumerate(words))
    queries.append({"query": query, "kind": kind, "pages": titles[title.lower()]})
    if len(queries) == count:
        break

home = next(path for path in sorted(pages) if path.count("/") >= 1)
loaded = {}
current = ["start"]
lock = threading.Lock()


def answer(request):
    path = request.split("?")[0].lstrip("/")
    if path == "turn":
        with lock:
            current[0] = request.split("?")[1]
        return b""
    if path == "proof.html":
        with open(os.path.join(here, "harness.html"), encoding="utf-8") as file:
            body = file.read().replace("/* QUERIES */[]", json.dumps([entry["query"] for entry in queries]))
        return body.replace("/* ENGINES */[]", json.dumps(engines)).replace("HOME", home).encode()
    return None


def count_bytes(path):
    if not path.startswith(("assets/search", "pagefind")):
        return
    file = os.path.join(site, path)
    with lock:
        entry = loaded.setdefault(current[0], [0, 0])
        entry[0] += os.path.getsize(file) if os.path.exists(file) else 0
        entry[1] += 1


engines = ["trin"] + (["pagefind"] if os.path.isdir(os.path.join(site, "pagefind")) else [])
report = browser_harness.report(
    site, "proof.html", answer, 90000000, 1200, count_bytes, [("Cache-Control", "no-store")])
answers = json.loads(report)
print(f"{locale}: {len(pages)} pages, {len(queries)} queries")
for engine in engines:
    hits = {}
    missed = []
    for number, entry in enumerate(queries):
        first = answers[engine][number][:3]
        hit = any(path.lstrip("/") in entry["pages"] for path in first)
        hits.setdefault(entry["kind"], []).append(hit)
        if not hit:
            missed.append((entry["kind"], entry["query"], entry["pages"][0], first[:1]))
    every = [hit for kind in hits.values() for hit in kind]
    sizes = [loaded.get(f"{engine}-{number}", [0, 0])[0] for number in range(len(queries))]
    shares = ", ".join(f"{kind} {sum(of)}/{len(of)}" for kind, of in sorted(hits.items()))
    print(
        f"{engine}: {sum(every)} of {len(every)} in the first three ({100 * sum(every) / len(every):.0f} %): {shares}; "
        f"bytes a query: median {statistics.median(sizes):.0f}, most {max(sizes)}")
    if "-v" in sys.argv or os.environ.get("SHOW_MISSED"):
        for line in missed:
            print("  missed", *line)
