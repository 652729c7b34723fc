"""Pictures of the kinds of page that a site has: see `run`."""
import os
import re
import sys

from browser import Browser

site, folder = os.path.realpath(sys.argv[1]), sys.argv[2]

# What tells a page of each kind.
KINDS = {
    "steps": re.compile(r"<ol>\n(<li>(?:(?!</?[ou]l>).)*?</li>\s*){4}", re.S),
    "table": re.compile(r"(<tr>.*?</tr>\s*){12}", re.S),
    "code": re.compile(r'<span class="[csk]">'),
    "landing": re.compile(r'class="cards"'),
    "faq": re.compile(r'class="answer"'),
    "fallback": re.compile(r'class="fallback-notice"'),
}

found = {}
paths = []
for top, _, names in os.walk(site):
    paths += [os.path.join(top, name) for name in names if name.endswith(".html")]
for path in sorted(paths):
    with open(path, encoding="utf-8") as file:
        page = file.read()
    for kind, mark in KINDS.items():
        is_borrowed = bool(KINDS["fallback"].search(page))
        if kind in found or 'type="text/markdown"' not in page or is_borrowed != (kind == "fallback"):
            continue
        if mark.search(page):
            found[kind] = path
os.makedirs(folder, exist_ok=True)
browser = Browser()
try:
    for kind, path in found.items():
        for width in (390, 820, 1440):
            for theme in ("light", "dark"):
                browser.open(path, width, theme)
                wide = browser.run("return document.documentElement.scrollWidth")
                if wide > width:
                    print(f"{kind} at {width}: {wide} pixels wide")
                browser.picture(f"{folder}/{kind}-{width}-{theme}.png", 1400 if width < 800 else 1000)
        print(f"{kind}: {os.path.relpath(path, site)}")
finally:
    browser.close()
for kind in KINDS.keys() - found.keys():
    print(f"{kind}: no such page")
