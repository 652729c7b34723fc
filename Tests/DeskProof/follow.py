"""Whether the desk follows what editors, git and people do to files."""
import os
import random
import subprocess
import sys
import time

from preview import Events, Preview

CHANGED = 500


def text_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def git(folder, *arguments):
    subprocess.run(["git", "-C", folder, "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], check=True,
                   stdout=subprocess.DEVNULL)


class Follower:
    def __init__(self, preview):
        self.preview = preview
        self.failures = 0

    def shows(self, address, text, wanted=True):
        """Whether page and desk have a text, or not, within ten seconds."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            answers = [self.preview.get(address), self.preview.get("/_trin/desk" + address)]
            if all(status == 200 and (text.encode() in body) == wanted for status, body in answers):
                return True
            time.sleep(0.1)
        return False

    def expect(self, what, holds):
        print(f"{'ok  ' if holds else 'FAIL'} {what}")
        self.failures += not holds


def main(trin, docset, source):
    preview = Preview(trin, docset, source)
    follower = Follower(preview)
    try:
        listing = {}
        # Of a page with an error the preview shows the last one without, and says so.
        for state, address in preview.overview():
            if state in ("fine", "behind"):
                listing[address.removeprefix("/_trin/desk")] = None
        # Of each page, its file: the address is the path below the locale, with another ending.
        files = {}
        for folder, _, names in os.walk(preview.docset):
            for name in names:
                if name.endswith(".md"):
                    path = os.path.join(folder, name)
                    files[os.path.relpath(path, preview.docset)[:-3]] = path
        pages = [(address, files[address.split("/", 2)[2][:-5]]) for address in listing
                 if address.split("/", 2)[2][:-5] in files]
        random.seed(2)
        first, second, third = random.sample(pages, 3)
        browsers = [Events(preview.port), Events(preview.port)]

        path = first[1]
        start = time.perf_counter()
        write(path + ".new", text_of(path) + "\nGemt ved omdøbning.\n")
        os.replace(path + ".new", path)
        follower.expect("an editor that saves by renaming", follower.shows(first[0], "Gemt ved omdøbning."))
        follower.expect("two browsers are both told", all(events.next(start) > 0 for events in browsers))

        path = second[1]
        text = text_of(path)
        with open(path, "w", encoding="utf-8") as file:
            file.flush()
            time.sleep(0.02)
            file.write(text + "\nGemt efter tømning.\n")
        follower.expect("one that empties the file and writes", follower.shows(second[0], "Gemt efter tømning."))

        path = third[1]
        text = text_of(path)
        os.remove(path)
        end = time.monotonic() + 10
        gone = False
        while time.monotonic() < end and not gone:
            status, body = preview.get("/_trin/desk" + third[0])
            gone = status == 404 or b"This page is not translated" in body
            time.sleep(0.1)
        follower.expect("a file that is deleted while its page is open", gone)
        write(path, text + "\nEr der igen.\n")
        follower.expect("and that is back", follower.shows(third[0], "Er der igen."))

        git(preview.docset, "init", "--quiet", "--initial-branch", "main")
        git(preview.docset, "add", ".")
        git(preview.docset, "commit", "--quiet", "--message", "All")
        git(preview.docset, "checkout", "--quiet", "-b", "other")
        changed = random.sample(pages, min(CHANGED, len(pages)))
        for number, (_, path) in enumerate(changed):
            write(path, text_of(path) + f"\nGren nummer {number}.\n")
        git(preview.docset, "commit", "--quiet", "--all", "--message", "Other")
        git(preview.docset, "checkout", "--quiet", "main")
        some = random.sample(list(enumerate(changed)), 20)
        follower.expect(
            "before the checkout, no page has the other branch's text",
            all(follower.shows(page[0], f"Gren nummer {number}.", wanted=False) for number, page in some))
        git(preview.docset, "checkout", "--quiet", "other")
        follower.expect(
            f"a checkout of a branch with {len(changed)} changed files",
            all(follower.shows(page[0], f"Gren nummer {number}.") for number, page in some))
        git(preview.docset, "checkout", "--quiet", "main")
        follower.expect(
            "and of the one before",
            all(follower.shows(page[0], f"Gren nummer {number}.", wanted=False) for number, page in some))
        follower.expect("the preview still runs", preview.process.poll() is None)
    finally:
        preview.close()
    sys.exit(1 if follower.failures else 0)


main(*sys.argv[1:])
