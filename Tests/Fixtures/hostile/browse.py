"""Opens every page of a site in headless Chromium and tells which of them ran a script:

    browse.py SITE with-policy|without-policy

Two more pages show that the browser runs scripts at all, and that the pages' own policy stops one: copies of the home
page with a script put into them, `control.html` and `control-without-policy.html`. Prints one object of JSON.
"""
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import browser_harness

site, keeps_policy = sys.argv[1], sys.argv[2] == "with-policy"
here = os.path.dirname(os.path.abspath(__file__))
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
pages = sorted(
    os.path.relpath(os.path.join(folder, name), site)
    for folder, _, names in os.walk(site) for name in names if name.endswith(".html"))
controls = ["en-us/control.html", "en-us/control-without-policy.html"]


def read(path):
    with open(os.path.join(site, path), "rb") as file:
        return file.read()


def answer(request):
    path = request.lstrip("/")
    if path == "harness.html":
        with open(os.path.join(here, "harness.html")) as file:
            return file.read().replace("/* PAGES */[]", json.dumps(pages + controls)).encode()
    if path in controls:
        body = read("en-us/index.html").replace(b"</body>", b"<script>top.postMessage('ran','*')</script></body>")
        return POLICY.sub(b"", body) if path == controls[1] else body
    if path.endswith(".html") and not keeps_policy and os.path.exists(os.path.join(site, path)):
        return POLICY.sub(b"", read(path))
    return None


print(browser_harness.report(site, "harness.html", answer, 900000, 240))
