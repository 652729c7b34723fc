"""Opens every page of a site in headless Chromium and tells which of them ran a script:

    browse.py SITE with-policy|without-policy

Two more pages show that the browser runs scripts at all, and that the pages' own policy stops one: copies of the home
page with a script put into them, `control.html` and `control-without-policy.html`. Prints one object of JSON.
"""
import html
import http.server
import json
import os
import re
import subprocess
import sys
import threading

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


class Server(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments, **named):
        super().__init__(*arguments, directory=site, **named)

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        path = self.path.lstrip("/")
        if path == "harness.html":
            with open(os.path.join(here, "harness.html")) as file:
                body = file.read().replace("/* PAGES */[]", json.dumps(pages + controls)).encode()
        elif path in controls:
            body = read("en-us/index.html").replace(b"</body>", b"<script>top.postMessage('ran','*')</script></body>")
            if path == controls[1]:
                body = POLICY.sub(b"", body)
        elif path.endswith(".html") and not keeps_policy and os.path.exists(os.path.join(site, path)):
            body = POLICY.sub(b"", read(path))
        else:
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
# As root Chromium has no sandbox of its own; what it opens here is this server alone.
dom = subprocess.run(
    ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=900000", "--timeout=240000",
     "--dump-dom", f"http://127.0.0.1:{server.server_port}/harness.html"],
    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=280, check=True).stdout.decode()
report = re.search(r'<pre id="report">(.*?)</pre>', dom, re.DOTALL)
if not report:
    sys.exit("the browser did not come to the end:\n" + dom[-2000:])
print(html.unescape(report[1]))
