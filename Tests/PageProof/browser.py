"""A headless Chromium, by the WebDriver protocol, without a package."""
import base64
import json
import subprocess
import urllib.request


class Browser:
    def __init__(self):
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for line in self.driver.stdout:
            if b"started successfully on port" in line:
                self.address = "http://127.0.0.1:" + line.decode().split()[-1].rstrip(".")
                break
        # As root Chromium has no sandbox of its own; what it opens here are files that Trin wrote.
        options = {"args": ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]}
        answer = self.send("/session", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}})
        self.address += "/session/" + answer["sessionId"]
        self.send("/timeouts", {"script": 100_000, "pageLoad": 100_000})

    def send(self, path, body=None):
        request = urllib.request.Request(
            self.address + path, data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)["value"]

    def tools(self, command, **parameters):
        return self.send("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, path, width, theme):
        """Opens a file as a window of this width would show it, in `light` or `dark`."""
        self.tools("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.tools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": theme}])
        self.send("/url", {"url": "file://" + urllib.request.pathname2url(path)})

    def run(self, script):
        return self.send("/execute/sync", {"script": script, "args": []})

    def wait(self, script):
        """What the script gives to `done`."""
        return self.send("/execute/async", {"script": "const done = arguments[0];" + script, "args": []})

    def picture(self, path, height):
        self.tools("Emulation.setDeviceMetricsOverride", width=self.run("return innerWidth"), height=height,
                   deviceScaleFactor=1, mobile=False)
        data = self.tools("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def messages(self):
        return [entry["message"] for entry in self.send("/se/log", {"type": "browser"})]

    def close(self):
        # The driver's end alone leaves Chromium running.
        try:
            urllib.request.urlopen(urllib.request.Request(self.address, method="DELETE"), timeout=20).close()
        except OSError:
            pass
        self.driver.terminate()
        self.driver.wait()
