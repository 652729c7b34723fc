"""A preview of a copy of a docset."""
import http.client
import json
import os
import queue
import re
import shutil
import subprocess
import tempfile
import threading
import time


class Preview:
    def __init__(self, trin, docset, source):
        self.folder = tempfile.mkdtemp(prefix="trin-desk-")
        self.docset = os.path.join(self.folder, "docset")
        shutil.copytree(docset, self.docset, symlinks=True, ignore=shutil.ignore_patterns(".git"))
        start = time.perf_counter()
        self.process = subprocess.Popen(
            [trin, "preview", self.docset, "--source", source, "--port", "0", "--explain"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.ready = time.perf_counter() - start
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)", line)[1])
        self.said = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.process.stderr:
            self.said.append(line.rstrip())

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def overview(self):
        """The addresses of the desk, the worst page first."""
        _, body = self.get("/_trin/overview")
        return re.findall(r'<tr data-state="(\w+)"><th scope="row"><a href="([^"]+)"', body.decode())

    def memory(self):
        """Of the process, in MB."""
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read())[1]) / 1024

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder)


class Events:
    """What an open page hears, each with the time at which it came."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        self.connection.request("GET", "/_trin/events")
        self.answer = self.connection.getresponse()
        self.heard = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.build = self.heard.get(timeout=60)[1]

    def _listen(self):
        # The body comes in chunks, whose lengths stand on lines of their own.
        for line in self.answer.fp:
            if line.startswith(b"data: "):
                self.heard.put((time.perf_counter(), json.loads(line[6:])["build"]))

    def next(self, start):
        """Seconds from `start` to the first word of a newer build than any before it."""
        while True:
            at, build = self.heard.get(timeout=60)
            if build > self.build:
                self.build = build
                if at > start:
                    return at - start

    def drain(self):
        """Forgets what came since."""
        while not self.heard.empty():
            self.build = max(self.build, self.heard.get()[1])
