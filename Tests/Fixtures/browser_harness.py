"""Opens one page in headless Chromium, of a server that is there as long as the page needs, and gives its report."""
import html
import http.server
import re
import subprocess
import sys
import threading


def report(folder, page, answer, virtual_milliseconds, seconds, served=lambda path: None, headers=()):
    """The text of the page's `<pre id="report">`; ends the program where there is none.

    answer(request) gives the bytes of a page of HTML, or None for a file of `folder`, of which `served` is told.
    `seconds` are the most that the browser may take.
    """

    class Server(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments, **named):
            super().__init__(*arguments, directory=folder, **named)

        def log_message(self, *arguments):
            pass

        def end_headers(self):
            for name, value in headers:
                self.send_header(name, value)
            super().end_headers()

        def do_GET(self):
            body = answer(self.path)
            if body is None:
                served(self.path.split("?")[0].lstrip("/"))
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
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--virtual-time-budget={virtual_milliseconds}",
         f"--timeout={seconds * 1000}", "--dump-dom", f"http://127.0.0.1:{server.server_port}/{page}"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds + 40, check=True).stdout.decode()
    found = re.search(r'<pre id="report">(.*?)</pre>', dom, re.DOTALL)
    if not found:
        sys.exit("the browser did not come to the end:\n" + dom[-2000:])
    return html.unescape(found[1])
