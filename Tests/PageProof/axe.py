"""Asks axe-core about pages of a site: see `run`."""
import collections
import hashlib
import os
import sys

from browser import Browser

site = os.path.realpath(sys.argv[1])
count = int(sys.argv[2]) if len(sys.argv) > 2 else 100
here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "../../.venv/share/axe.min.js"), encoding="utf-8") as file:
    axe = file.read()

# What only the words of an article can mend, each told by a finding of `trin check`: a picture, a link or a heading
# without words, headings that leave a level out or stand twice, a table's empty header.
OF_ARTICLES = {
    "image-alt", "link-name", "empty-heading", "heading-order", "page-has-heading-one", "empty-table-header",
    "label-title-only", "link-in-text-block", "svg-img-alt", "image-redundant-alt",
}



def leads_on(path):
    """Whether a page is left as soon as it is opened: what moved."""
    with open(path, encoding="utf-8") as file:
        return 'http-equiv="refresh"' in file.read(4000)


paths = []
for top, _, names in os.walk(site):
    # A page for addresses that do not exist has all of its own from the server's root, which a disk has not.
    paths += [os.path.join(top, name) for name in names if name.endswith(".html") and name != "404.html" and top != site]
paths.sort(key=lambda path: hashlib.sha256(os.path.relpath(path, site).encode()).digest())
rules = collections.Counter()
examples = {}
paths = [path for path in paths if not leads_on(path)][:count]
browser = Browser()
try:
    for path in paths:
        for width in (390, 1440):
            for theme in ("light", "dark"):
                browser.open(path, width, theme)
                browser.run(axe)
                found = browser.wait(
                    "axe.run().then((result) => done(result.violations.flatMap((rule) => rule.nodes.map((node) =>"
                    " [rule.id, node.target.join(' '), !!document.querySelector(node.target[0])?.closest('article')]))))")
                for rule, target, is_inside in found:
                    kind = (rule, "article" if is_inside and rule in OF_ARTICLES else "frame")
                    rules[kind] += 1
                    examples.setdefault(kind, f"{os.path.relpath(path, site)} at {width}, {theme}: {target}")
finally:
    browser.close()
print(f"{len(paths)} pages, each at 390 and 1440, light and dark")
for (rule, where), number in sorted(rules.items()):
    print(f"  {rule} ({where}): {number}, first {examples[rule, where]}")
sys.exit(1 if any(where == "frame" for _, where in rules) else 0)
