"""Holds the numbered lists of built pages against the steps that `trin test --list` reads.

  agreement.py SITE LISTING PREFIX    a folder of pages, the JSON of the listing, and what a page's path has before the
                                      article's path: da-dk/microsoft-365/

Every item of a numbered list on a page must be a step below the same heading, and the reverse. Left out on purpose, as
no procedure: lists in tables, in notes and quotations, and those within an item, which are parts of its step. Of zones
for a version, the default's are read. A page that is borrowed from the source language has its procedures there. Prints each heading that differs; exits with 1 where one does.
"""
import collections
import html.parser
import json
import pathlib
import sys

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LEFT_OUT = {"table", "blockquote", "aside"}


class Lists(html.parser.HTMLParser):
    """Counts the items of the outermost numbered lists, by the id of the heading above them."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.heading = ""
        self.counts = collections.Counter()
        self.default = None
        self.is_borrowed = False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = (attributes.get("class") or "").split()
        if tag == "input" and attributes.get("name", "").endswith("moniker") and "checked" in attributes:
            self.default = attributes["value"]
        if "fallback-notice" in classes:
            self.is_borrowed = True
        if not self.inside_article() and tag != "article":
            if tag not in VOID:
                self.open.append((tag, classes, attributes))
            return
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6") and attributes.get("id") and not self.is_hidden():
            self.heading = attributes["id"]
        if tag == "li" and self.is_step():
            self.counts[self.heading] += 1
        if tag not in VOID:
            self.open.append((tag, classes, attributes))

    def handle_endtag(self, tag):
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index][0] == tag:
                del self.open[index:]
                return

    def inside_article(self):
        return any(tag == "article" for tag, _, _ in self.open)

    def is_hidden(self):
        return any(
            "moniker" in classes and self.default not in (attributes.get("data-moniker") or "").split()
            for _, classes, attributes in self.open
        )

    def is_step(self):
        inner = self.open[next(i for i, (tag, _, _) in enumerate(self.open) if tag == "article"):]
        if not inner or inner[-1][0] != "ol" or self.is_hidden():
            return False
        if any(tag in LEFT_OUT or "alert" in classes for tag, classes, _ in inner):
            return False
        lists = [tag for tag, _, _ in inner[:-1] if tag in ("ol", "ul")]
        # A numbered list within bullets is a procedure of its own; one within a numbered list is part of its step.
        return "ol" not in lists


def steps(listing, locale):
    counts = collections.defaultdict(lambda: collections.defaultdict(set))
    for procedure in listing["procedures"]:
        if procedure["locale"] != locale:
            continue
        path, _, anchor = procedure["id"].partition("#")
        for step in procedure["steps"]:
            # Of a choice between tabs, the steps that all share are counted once.
            parts = anchor.split("/")
            number = next((part for part in parts[1:] if part.isdigit()), "")
            counts[path][parts[0]].add((number, step["line"], step["number"], step["text"]))
    return counts


def main():
    site, listing, prefix = pathlib.Path(sys.argv[1]), json.load(open(sys.argv[2])), sys.argv[3]
    locale = next(name for name in listing["locales"] if prefix.lower().startswith(name.lower()))
    read = steps(listing, locale)
    pages = with_lists = different = 0
    for file in sorted((site / prefix).rglob("*.html")):
        path = file.relative_to(site / prefix).as_posix()[: -len(".html")]
        parser = Lists()
        parser.feed(file.read_text(encoding="utf-8"))
        # The report of the runs is no article.
        if parser.is_borrowed or path == "verification":
            continue
        pages += 1
        there = {anchor: len(lines) for anchor, lines in read.get(path, {}).items()}
        here = dict(parser.counts)
        if here or there:
            with_lists += 1
        if here != there:
            different += 1
            for anchor in sorted(set(here) | set(there)):
                if here.get(anchor) != there.get(anchor):
                    print(f"{path}#{anchor}: {here.get(anchor, 0)} items on the page, {there.get(anchor, 0)} steps read")
    print(f"{pages} pages, {with_lists} with numbered lists, {different} of them differ")
    sys.exit(1 if different else 0)


main()
