"""A web server with good, slow, looping, failing and lying answers.

Prints its port, then each request line; ends when its standard input does. The first argument, where there is one, is
the port of another server that /elsewhere leads to.
"""

import http.server
import os
import sys
import threading
import time

counts = {}
lock = threading.Lock()
running = {"now": 0, "most": 0, "floods": 0}


class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, headers=(), body=b"text"):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle_any(self):
        with lock:
            key = (self.command, self.path)
            counts[key] = counts.get(key, 0) + 1
            running["now"] += 1
            running["most"] = max(running["most"], running["now"])
            times = counts[key]
            print(self.command, self.path, flush=True)
        try:
            self.reply(self.path, times)
        finally:
            with lock:
                running["now"] -= 1

    def reply(self, path, times):
        head = self.command == "HEAD"
        if path.startswith("/ok"):
            self.answer(200)
        elif path.startswith("/polite"):
            time.sleep(0.05)
            self.answer(200)
        elif path == "/most":
            self.answer(200, [("X-Most", str(running["most"]))], str(running["most"]).encode())
        elif path == "/moved":
            self.answer(301, [("Location", "/ok")])
        elif path == "/loop":
            self.answer(302, [("Location", "/loop")])
        elif path == "/elsewhere":
            self.answer(302, [("Location", f"http://127.0.0.1:{sys.argv[1]}/ok")])
        elif path == "/to-file":
            self.answer(302, [("Location", "file:///etc/passwd")])
        elif path == "/no-head":
            self.answer(405 if head else 200)
        elif path == "/lying-head":
            self.answer(404 if head else 200)
        elif path == "/busy-once":
            self.answer(503 if times == 1 else 200, [("Retry-After", "1")])
        elif path == "/limited":
            self.answer(429)
        elif path == "/forbidden":
            self.answer(403)
        elif path == "/broken":
            self.answer(500)
        elif path == "/gone":
            self.answer(410)
        elif path == "/flood":
            self.send_response(405 if head else 302)
            self.send_header("Location", "/ok")
            self.send_header("Content-Length", "0" if head else "1000000000000")
            self.end_headers()
            sent = 0
            running["floods"] += 1
            try:
                while not head:
                    sent += self.connection.send(b"x" * 65536)
            except OSError:
                self.close_connection = True
                print("sent", sent, flush=True)
            running["floods"] -= 1
        elif path.startswith("/slow"):
            time.sleep(3)
            self.answer(200)
        elif path == "/cut":
            self.close_connection = True
            self.connection.close()
        elif path == "/garbage":
            self.wfile.write(b"\x00\x01 not a word of HTTP\r\n\r\n")
            self.close_connection = True
        elif path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            self.close_connection = True
        elif path == "/endless":
            self.send_response(405 if head else 200)
            self.send_header("Content-Length", "0" if head else "1000000000000")
            self.end_headers()
            try:
                while not head:
                    self.wfile.write(b"x" * 65536)
            except OSError:
                self.close_connection = True
        else:
            self.answer(404)

    do_GET = do_HEAD = handle_any

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        pass


server = Server(("127.0.0.1", 0), Answers)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
while running["floods"]:
    time.sleep(0.01)
print("most", running["most"], flush=True)
os._exit(0)
