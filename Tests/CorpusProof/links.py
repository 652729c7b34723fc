"""Compares what lychee finds broken in a built site with what `trin check` reported.

    links.py SITE FINDINGS DOCSET LYCHEE

SITE is the built site, FINDINGS the JSON lines of `trin check`, DOCSET the folder of the docset, all of one docset that
is its own source language, so that every missing image is a finding of its own. LYCHEE is the JSON of lychee.

Both sides are sets of (page, target). The findings of an included file belong to every page that shows it: such a
finding is answered by any page with that target, and so are those about the bookmarks of redirections, which are pages.
Tables of contents, and redirections to nothing, are left out: the site makes no link of them. So are links that give a
page another ending than its file has; in the site, both become the same address.
"""

import json
import re
import sys
from pathlib import Path
from urllib.parse import unquote

IN_FILE = re.compile(r"^The target of the (?:link|image|include) `.*?` is not there: the docset has no `(.*?)`\.")
NO_PAGE = re.compile(r"^The target of the (?:link|image) `.*?` becomes no page: `(.*?)` is")
NO_BOOKMARK = re.compile(r"^The page that `.*` leads to has no bookmark `#(.*?)`")
OUTSIDE = re.compile(r"leads out of the folder of this docset|is a path on one computer")


def without_ending(path):
    return re.sub(r"\.(md|yml|html)$", "", path)


def broken_links(site, lychee):
    """(page, target) for each link that lychee could not follow; the target of a missing bookmark is `#bookmark`."""
    pages = next(p for p in Path(site).rglob("index.html") if p.parent != Path(site)).relative_to(site).parts[:2]
    root = f"{Path(site).resolve()}/{'/'.join(pages)}/"
    result = set()
    for page, errors in json.load(open(lychee))["error_map"].items():
        page = without_ending(str(Path(page).resolve()).removeprefix(root))
        for error in errors:
            address, _, fragment = unquote(error["url"]).partition("#")
            path = address.removeprefix("file://").partition("?")[0]
            if "fragment" in error["status"]["text"]:
                result.add((page, "#" + fragment))
            elif path.startswith(root):
                result.add((page, without_ending(path.removeprefix(root))))
            else:
                result.add((page, path.removeprefix(str(Path(site).resolve()))))
    return result


def reported_links(findings, docset):
    """The same for the findings about articles; the second set is that of included files, without their page."""
    shown = docset.rstrip("/") + "/"
    of_pages, of_includes, pages = set(), set(), set()
    stems = set()
    folder = Path(docset).resolve()
    for path in folder.rglob("*"):
        if path.suffix in (".md", ".yml") and "includes" not in path.parts:
            pages.add(str(path.relative_to(folder)))
            stems.add(without_ending(str(path.relative_to(folder))))
    for line in open(findings):
        finding = json.loads(line)
        if not finding["file"].startswith(shown):
            if "redirection" in finding["file"] and (match := NO_BOOKMARK.search(finding["message"])):
                of_includes.add("#" + match[1])
            continue
        file = finding["file"].removeprefix(shown)
        if Path(file).stem.lower() == "toc" or finding.get("fixable"):
            continue
        message = finding["message"]
        if match := IN_FILE.search(message) or NO_PAGE.search(message):
            target = without_ending(match[1])
            if target in stems and target != match[1]:
                continue
        elif match := NO_BOOKMARK.search(message):
            target = "#" + match[1]
        elif OUTSIDE.search(message):
            target = "outside"
        else:
            continue
        if file in pages:
            of_pages.add((without_ending(file), target))
        else:
            of_includes.add(target)
    return of_pages, of_includes


def main(site, findings, docset, lychee):
    broken = broken_links(site, lychee)
    of_pages, of_includes = reported_links(findings, docset)
    unreported = sorted(b for b in broken if b not in of_pages and b[1] not in of_includes)
    targets = {target for _, target in broken}
    unbroken = sorted(r for r in of_pages if r not in broken) + sorted(
        ("an include", target) for target in of_includes if target not in targets
    )
    print(f"{len(broken)} broken links by lychee, {len(of_pages)} reported in pages, {len(of_includes)} in included files and redirections")
    for page, target in unreported:
        print(f"broken, not reported: {page}: {target}")
    for page, target in unbroken:
        print(f"reported, not broken: {page}: {target}")
    print(f"{len(unreported)} broken and not reported, {len(unbroken)} reported and not broken")
    return 1 if unreported or unbroken else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
