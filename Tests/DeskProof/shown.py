"""Desk and overview in a real browser."""
import os
import sys

from preview import Preview

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "PageProof"))
from browser import Browser  # noqa: E402


def each_view(trin, docset, source, look):
    """Calls `look` with the browser and a name, at each width and theme."""
    preview = Preview(trin, docset, source)
    browser = Browser()
    try:
        damaged = next((address for state, address in preview.overview() if state == "damaged"), None)
        address = f"http://127.0.0.1:{preview.port}"
        views = [("overview", "/_trin/overview", None)]
        if damaged:
            views += [(f"desk-{view}", damaged, view) for view in ["beside", "page", "text", "phone"]]
        for width in [1440, 820]:
            for theme in ["light", "dark"]:
                browser.tools("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1,
                              mobile=False)
                browser.tools("Emulation.setEmulatedMedia",
                              features=[{"name": "prefers-color-scheme", "value": theme}])
                for name, path, view in views:
                    browser.send("/url", {"url": address + path})
                    if view:
                        browser.run(f"document.querySelector('input[value={view}]').click()")
                        browser.wait("setTimeout(done, 700)")
                    look(browser, f"{name}-{width}-{theme}")
    finally:
        browser.close()
        preview.close()
