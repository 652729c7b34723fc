"""Finds marks of the Learn dialect, and front matter, that a built site shows as text.

    marks.py SITE FINDINGS DOCSET

A mark that its author may have meant so is named by a finding `markup-misplaced` about the page's file; every other one
fails. Text in <code> and <pre> is left out.
"""

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

MARK = re.compile(r"\[!|:::|\|\s*:?-{2,}:?\s*\||^---\s*$", re.MULTILINE)


class ShownText(HTMLParser):
    """The text of a page outside of code."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.hidden = [], 0

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in ("code", "pre", "script", "style")

    def handle_endtag(self, tag):
        if tag in ("code", "pre", "script", "style") and self.hidden:
            self.hidden -= 1

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def main(site, findings, docset):
    named = set()
    for line in open(findings):
        finding = json.loads(line)
        if finding["code"] == "markup-misplaced":
            named.add(re.sub(r"\.(md|yml)$", "", finding["file"].split(f"{Path(docset).name}/", 1)[-1]))
    pages = marks = unnamed = 0
    for path in sorted(Path(site).rglob("*.html")):
        reader = ShownText()
        reader.feed(path.read_text(encoding="utf-8"))
        text = "".join(reader.parts)
        pages += 1
        for match in MARK.finditer(text):
            marks += 1
            name = str(path.relative_to(site)).removesuffix(".html").split("/")
            if any("/".join(name[start:]) in named for start in range(len(name))):
                continue
            unnamed += 1
            print(f"{path.relative_to(site)}: {text[max(0, match.start() - 40) : match.end() + 40]!r}")
    print(f"{pages} pages, {marks} marks shown as text, {unnamed} of them without a finding")
    return 1 if unnamed or not pages else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
