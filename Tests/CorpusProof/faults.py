#!/usr/bin/env python3
"""Plants faults in an exact pair of source and translation, and prints which share of each kind `trin check` finds.

    faults.py TRIN SOURCE TRANSLATION [--seed N] [--each N] [--record FILE | --expect FILE]

Each fault stands in a page of its own, in a copy of the translation; found is one that brings its page a finding which
the page has not without it. Exits with 1 where a kind's share is less than FILE has.
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

BODY = re.compile(r"\A---\n.*?\n---\n", re.S)
LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\(([^()\s]+)\)")
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
STEP = re.compile(r"^\d+\. +\S")
PROSE = re.compile(r"^[A-ZÆØÅ][^|`<>{}]{60,}$")
CODE = re.compile(r"`[^`\n]+`")


def split(text):
    front = BODY.match(text)
    end = front.end() if front else 0
    return text[:end], text[end:].split("\n")


class Page:
    """A page whose lines are those of its source page: line by line, one is the translation of the other."""

    def __init__(self, name, source, translation):
        self.name = name
        _, self.theirs = split(source)
        self.front, self.lines = split(translation)
        self.isFenced = any(line.lstrip().startswith("```") for line in self.lines)

    def isAligned(self):
        return not self.isFenced and len(self.lines) == len(self.theirs) and all(
            (not mine.strip()) == (not theirs.strip()) for mine, theirs in zip(self.lines, self.theirs))

    def choose(self, chance, wanted):
        places = [number for number, line in enumerate(self.lines) if wanted(number, line)]
        return chance.choice(places) if places else None

    def numbers(self, pattern, number):
        """Numbers that both languages write alike, which are no part of a name."""
        found = re.findall(r"(?<![\w.,:/#-])(?<![A-Z]\w{2} )\d{1,3}(?![\w.,:/-])", pattern.sub("", self.lines[number], 1))
        theirs = self.theirs[number]
        return [one for one in found if re.search(rf"[a-z(] {one}(?!\w)", theirs) and theirs.count(one) == 1
                and self.lines[number].count(one) == 1]

    def replaced(self, number, line):
        lines = list(self.lines)
        lines[number:number + 1] = [] if line is None else [line]
        return self.front + "\n".join(lines)


def change_number(pattern, isStep):
    def plant(page, chance):
        number = page.choose(chance, lambda n, line: bool(STEP.match(line)) == isStep and not line.startswith("|")
                             and "](" not in line and page.numbers(pattern, n))
        if number is None:
            return None
        one = chance.choice(page.numbers(pattern, number))
        place = page.lines[number].rindex(one)
        changed = page.lines[number][:place] + str(int(one) + 17) + page.lines[number][place + len(one):]
        return page.replaced(number, changed)
    return plant


def swap_links(page, chance):
    number = page.choose(chance, lambda n, line: LINK.search(line))
    if number is None:
        return None
    other = page.choose(chance, lambda n, line: n != number and LINK.search(line)
                        and LINK.search(line)[2] != LINK.search(page.lines[number])[2])
    if other is None:
        return None
    a, b = LINK.search(page.lines[number])[2], LINK.search(page.lines[other])[2]
    lines = list(page.lines)
    lines[number] = lines[number].replace(f"({a})", f"({b})", 1)
    lines[other] = lines[other].replace(f"({b})", f"({a})", 1)
    return page.front + "\n".join(lines)


def edit(wanted, changed):
    """Changes one line that `wanted` takes."""
    def plant(page, chance):
        number = page.choose(chance, lambda n, line: wanted(line))
        return None if number is None else page.replaced(number, changed(page.lines[number], chance))
    return plant


def drop(wanted):
    return edit(wanted, lambda line, chance: None)


def leave_untranslated(page, chance):
    number = page.choose(chance, lambda n, line: PROSE.match(line) and line != page.theirs[n] and len(page.theirs[n].split()) > 8)
    return None if number is None else page.replaced(number, page.theirs[number])


def leave_sentence(page, chance):
    def sentences(n):
        theirs = re.split(r"(?<=[.!?]) ", page.theirs[n])
        mine = re.split(r"(?<=[.!?]) ", page.lines[n])
        return (mine, theirs) if len(mine) == len(theirs) > 1 else None
    def prose(sentence):
        return len(re.findall(r"\b[a-z]{2,}\b", sentence)) > 7 and not re.search(r"[*`\[<]", sentence)
    number = page.choose(chance, lambda n, line: sentences(n) and any(prose(s) for s in sentences(n)[1]))
    if number is None:
        return None
    mine, theirs = sentences(number)
    index = chance.choice([i for i, s in enumerate(theirs) if prose(s)])
    mine[index] = theirs[index]
    return page.replaced(number, " ".join(mine))


def leave_label(page, chance):
    def pairs(n):
        mine, theirs = BOLD.findall(page.lines[n]), BOLD.findall(page.theirs[n])
        return [(m, t) for m, t in zip(mine, theirs) if m != t] if len(mine) == len(theirs) else []
    number = page.choose(chance, lambda n, line: pairs(n))
    if number is None:
        return None
    mine, theirs = chance.choice(pairs(number))
    return page.replaced(number, page.lines[number].replace(f"**{mine}**", f"**{theirs}**", 1))


def double_word(line, chance):
    words = line.split(" ")
    places = [i for i, word in enumerate(words) if re.fullmatch(r"[a-zæøå]{3,}", word)]
    place = chance.choice(places)
    return " ".join(words[:place + 1] + words[place:])


def has_words(line):
    return PROSE.match(line) and len(re.findall(r" [a-zæøå]{3,}(?= )", line)) > 3


TERMS = {"subscription": "abonnement", "mailbox": "postkasse", "password": "adgangskode", "invoice": "faktura"}


def wrong_term(page, chance):
    """Another word in place of the glossary's."""
    def terms(n, line):
        return [(source, own) for source, own in TERMS.items()
                if not re.search(r"[*`\[<|]", line) and re.search(rf"(?<![\w-]){source}s?(?![\w-])", page.theirs[n])
                and re.search(own, line, re.I)]
    number = page.choose(chance, terms)
    if number is None:
        return None
    _, own = terms(number, page.lines[number])[0]
    return page.replaced(number, re.sub(rf"\w*{own}\w*", "ordning", page.lines[number], flags=re.I))


KINDS = {
    "number changed in a step": change_number(re.compile(r"^\d+\. "), True),
    "number changed in prose": change_number(re.compile(r"^\b$"), False),
    "links swapped": swap_links,
    "link lost": edit(LINK.search, lambda line, chance: LINK.sub(r"\1", line, count=1)),
    "step dropped": drop(STEP.match),
    "bullet dropped": drop(re.compile(r"^[-*] +\S").match),
    "paragraph dropped": drop(PROSE.match),
    "paragraph untranslated": leave_untranslated,
    "sentence untranslated": leave_sentence,
    "label's bold lost": edit(BOLD.search, lambda line, chance: BOLD.sub(r"\1", line, count=1)),
    "label untranslated": leave_label,
    "heading dropped": drop(re.compile(r"^##+ ").match),
    "heading's level changed": edit(re.compile(r"^##+ ").match, lambda line, chance: "#" + line),
    "image lost": edit(re.compile(r"!\[[^\]]*\]\([^)]*\)").search,
                       lambda line, chance: re.sub(r"!\[[^\]]*\]\([^)]*\)", "", line, count=1)),
    "row of a table dropped": drop(re.compile(r"^\|(?![-: |]+$).*\|.*\|").match),
    "code in a line changed": edit(CODE.search, lambda line, chance: CODE.sub(lambda m: m[0][:-2] + "x`" if m[0][-2] != "x" else m[0][:-2] + "y`", line, count=1)),
    "word doubled": edit(has_words, double_word),
    "bracket lost": edit(re.compile(r"^[^\[\]`|]*[a-zæøå] \([^()\[\]`]+\)[^\[\]`|]*$").match,
                         lambda line, chance: line.replace(")", "", 1)),
    "term replaced": wrong_term,
}


def findings(trin, source, translation):
    run = subprocess.run([trin, "check", "--quiet", "--source", source, "--format", "json", translation],
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if run.returncode > 1:
        sys.exit(f"{trin} check ended with {run.returncode}")
    found = {}
    for line in run.stdout.splitlines():
        finding = json.loads(line)
        page = finding["file"].split(str(translation))[-1].strip("/")
        found.setdefault(page, Counter())[finding["code"], finding["message"]] += 1
    return found


def main():
    parser = argparse.ArgumentParser()
    for name in ["trin", "source", "translation"]:
        parser.add_argument(name)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=12)
    parser.add_argument("--record")
    parser.add_argument("--expect")
    parser.add_argument("--missed", action="store_true", help="also print the line of each fault that is not found")
    options = parser.parse_args()
    source, translation = Path(options.source), Path(options.translation)
    chance = random.Random(options.seed)
    names = sorted(str(path.relative_to(translation)) for path in translation.rglob("*.md"))
    names = [name for name in names if (source / name).exists()]
    chance.shuffle(names)

    planted, lines = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        base, copy = (Path(folder) / part / translation.name for part in ["base", "copy"])
        for place in [base, copy]:
            shutil.copytree(translation, place)
            (place / "Content/glossary").mkdir(parents=True)
            (place / "Content/glossary/da-DK.yml").write_text(
                "".join(f"{source}: {{must: {own}}}\n" for source, own in TERMS.items()), "utf-8")
        counts = Counter()
        for name in names:
            page = Page(name, (source / name).read_text("utf-8"), (translation / name).read_text("utf-8"))
            if not page.isAligned():
                continue
            # The rarest kinds first: few pages have an image or a table.
            for kind in sorted(KINDS, key=lambda kind: counts[kind]):
                text = KINDS[kind](page, chance) if counts[kind] < options.each else None
                if text is not None and text != page.replaced(0, page.lines[0]):
                    (copy / name).write_text(text, "utf-8")
                    planted[name] = kind
                    old = (translation / name).read_text("utf-8").split("\n")
                    lines[name] = next((pair for pair in zip(old, text.split("\n")) if pair[0] != pair[1]), ("", ""))
                    counts[kind] += 1
                    break
        before = findings(options.trin, source, base)
        after = findings(options.trin, source, copy)

    # Line numbers of the source page move with what is dropped, and stand in messages.
    def kinds(found):
        return Counter({(code, re.sub(r" \(line \d+ of the source page\)", "", message)): count
                        for (code, message), count in found.items()})

    found, codes = Counter(), {}
    for name, kind in planted.items():
        new = kinds(after.get(name, {})) - kinds(before.get(name, {}))
        codes.setdefault(kind, Counter()).update({code for code, _ in new})
        if new:
            found[kind] += 1
        elif options.missed:
            print(f"missed: {kind} in {name}\n  was {lines[name][0]}\n  now {lines[name][1]}")
    shares = {}
    for kind in KINDS:
        if counts[kind] == 0:
            print(f"{kind:28}    no page has a place for it")
            continue
        shares[kind] = [found[kind], counts[kind]]
        by = ", ".join(f"{code} {count}" for code, count in codes[kind].most_common(4))
        print(f"{kind:28} {found[kind]:3} of {counts[kind]:3}  {by}")
    print(f"{'all':28} {sum(found.values()):3} of {len(planted):3}")
    if options.record:
        Path(options.record).write_text(json.dumps(shares, indent=2) + "\n")
    if options.expect:
        expected = json.loads(Path(options.expect).read_text())
        less = [kind for kind, (count, all) in expected.items()
                if kind not in shares or shares[kind][0] * all < count * shares[kind][1]]
        for kind in less:
            print(f"less than before: {kind}, {expected[kind][0]} of {expected[kind][1]} then")
        sys.exit(1 if less else 0)


if __name__ == "__main__":
    main()
