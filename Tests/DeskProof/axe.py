"""What axe-core says of desk and overview."""
import json
import os
import sys

from shown import each_view

AXE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".venv", "share", "axe.min.js")


def main(trin, docset, source):
    with open(AXE, encoding="utf-8") as file:
        axe = file.read()
    count = 0

    def look(browser, name):
        nonlocal count
        # Of thousands of rows that are alike, axe-core needs a minute for the contrast.
        browser.run("document.querySelectorAll('tr').forEach((row, number) => { if (number > 200) row.remove() })")
        browser.run(axe)
        # What is in the frame is a page of the site, which has a proof of its own.
        found = json.loads(browser.wait(
            "axe.run(document, {iframes: false}).then(result => done(JSON.stringify(result.violations.map("
            "found => [found.id, found.nodes.length, found.nodes[0].html, found.nodes[0].failureSummary]))))"))
        for violation in found:
            print(name, *violation, sep="\n  ")
        count += len(found)

    each_view(trin, docset, source, look)
    print(f"axe-core: {count} violations")
    sys.exit(1 if count else 0)


main(*sys.argv[1:])
