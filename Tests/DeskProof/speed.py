"""How fast the preview is."""
import os
import random
import re
import statistics
import sys
import time

from preview import Events, Preview


def milliseconds(values):
    values = sorted(values)
    return (f"{statistics.median(values):7.1f} ms median {values[int(len(values) * 0.95)]:7.1f} ms at 95 % "
            f"{values[-1]:7.1f} ms at most")


def save(events, path, text):
    """Seconds from the saved file to the event."""
    events.drain()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        start = time.perf_counter()
    took = events.next(start)
    # As nobody saves without a pause; of what comes at once, the preview waits for the end.
    time.sleep(0.2)
    return took


def articles(folder, of_includes):
    found = []
    for place, _, names in os.walk(folder):
        if ("/includes" in place + "/") == of_includes:
            found += [os.path.join(place, name) for name in names if name.endswith(".md")]
    return sorted(found)


def text_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def shown_most(docset):
    """The included file that most pages show, and how many do."""
    counts = {}
    for path in articles(docset, False):
        for name in re.findall(r"\[!INCLUDE[^\]]*\]\(([^)]+)\)", text_of(path), re.IGNORECASE):
            place = os.path.normpath(os.path.join(os.path.dirname(path), name))
            if os.path.isfile(place):
                counts[place] = counts.get(place, 0) + 1
    return max(counts.items(), key=lambda entry: entry[1]) if counts else (None, 0)


def main(trin, docset, source, edits=100):
    preview = Preview(trin, docset, source)
    try:
        print(f"ready after {preview.ready * 1000:.0f} ms, {preview.memory():.0f} MB")
        random.seed(1)
        pages = [address for state, address in preview.overview() if state != "missing"]
        times = []
        for address in random.sample(pages, min(100, len(pages))):
            start = time.perf_counter()
            status, _ = preview.get(address.removeprefix("/_trin/desk"))
            times.append((time.perf_counter() - start) * 1000)
            assert status == 200, address
        print(f"a page is served in    {milliseconds(times)}")
        events = Events(preview.port)
        files = articles(preview.docset, False)
        times = []
        for number in range(int(edits)):
            path = random.choice(files)
            text = text_of(path)
            # What people do to an article, most often first.
            change = random.choice(["text"] * 7 + ["heading"] * 2 + ["bold"])
            times.append(save(events, path, {
                "text": lambda: text + f"\nEndnu en linje {number}.\n",
                "heading": lambda: text + f"\n## Ny overskrift {number}\n",
                "bold": lambda: text + f"\nVælg **Gem {number}**.\n"}[change]()) * 1000)
        print(f"an edit is told in     {milliseconds(times)} ({len(times)} edits)")
        read = [float(found[1]) for line in preview.said if (found := re.search(r"reading took ([\d.]+) ms", line))]
        if read:
            print(f"of that, reading took  {milliseconds(read)}")
        whole = [line for line in preview.said if "all was read again" in line]
        print(f"all was read again {len(whole)} times" + "".join("\n  " + line for line in whole[:5]))
        include, shown = shown_most(preview.docset)
        if include:
            times = [save(events, include, text_of(include) + f"\nLinje {number}.\n") * 1000 for number in range(10)]
            print(f"an included file of {shown} {milliseconds(times)}")
        print(f"memory {preview.memory():.0f} MB")
    finally:
        preview.close()


main(*sys.argv[1:])
