#!/usr/bin/env python3
"""Holds the findings about pairs of source and translation against what people said of them.

    verdicts.py TRIN NAME=FOLDER… [--new] [--precision FILE]

FOLDER holds the pair, in the folders en-US and da-DK. verdicts.tsv has a line for each finding that was looked at: the
name of the pair, code, page, line, and `true`, `false` or `unclear`. No text of the pair stands in it. Prints how many
findings of each code are which; ends with 1 where one that was called true is gone, or where of a code that warns more
than one in twenty is false. `--new` also lists the places that nobody has looked at. `--precision` writes the counts
of what is still found, which the HTML report shows.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

VERDICTS = Path(__file__).with_name("verdicts.tsv")


def verdicts():
    for line in VERDICTS.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            corpus, code, page, number, verdict = line.split("\t")
            yield corpus, (code, page, int(number)), verdict


def findings(trin, folder):
    translation = str(Path(folder) / "da-DK")
    run = subprocess.run(
        [trin, "check", "--quiet", "--source", str(Path(folder) / "en-US"), "--format", "json", translation],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if run.returncode > 1:
        sys.exit(f"{trin} check ended with {run.returncode}")
    for line in run.stdout.splitlines():
        finding = json.loads(line)
        page = finding["file"].split(translation + "/")[-1]
        yield (finding["code"], page, finding["line"]), finding["message_severity"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("trin")
    parser.add_argument("pairs", nargs="+", metavar="NAME=FOLDER")
    parser.add_argument("--new", action="store_true")
    parser.add_argument("--precision")
    options = parser.parse_args()
    counts, warned, gone = defaultdict(Counter), defaultdict(Counter), []
    for pair in options.pairs:
        name, folder = pair.split("=", 1)
        known = {place: verdict for corpus, place, verdict in verdicts() if corpus == name}
        codes = {code for code, _, _ in known}
        found = {}
        for place, severity in findings(options.trin, folder):
            if place[0] in codes:
                found[place] = severity
        for place, severity in sorted(found.items()):
            verdict = known.get(place, "new")
            counts[place[0]][verdict] += 1
            if severity in ("warning", "error"):
                warned[place[0]][verdict] += 1
            if verdict == "false" or (verdict == "new" and options.new):
                print(f"{verdict}: {place[0]} {name} {place[1]}:{place[2]}")
        gone += [(name, place) for place, verdict in known.items() if verdict == "true" and place not in found]
    for name, (code, page, line) in sorted(gone):
        print(f"true, and gone: {code} {name} {page}:{line}")
    for code, count in sorted(counts.items()):
        print(f"{code:28}" + "".join(f"{count[kind]:6} {kind}" for kind in ["true", "false", "unclear", "new"]))
    doubtful = [code for code, count in sorted(warned.items())
                if count["false"] * 20 > count["true"] + count["false"]]
    for code in doubtful:
        print(f"warns, and is false too often: {code}")
    if options.precision:
        lines = [f"{code} {count['true']} {count['false']} {count['unclear']}" for code, count in sorted(counts.items())
                 if count["true"] + count["false"]]
        Path(options.precision).write_text("\n".join(lines) + "\n")
    sys.exit(1 if gone or doubtful else 0)


if __name__ == "__main__":
    main()
