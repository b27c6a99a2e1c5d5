"""Headless Chromium for tests, driven over its own pipe: no driver, no library, no port.

`chromium` is None where none is installed; tests say so and are skipped.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
chromium = next((found for name in NAMES if (found := shutil.which(name))), None) if os.name == "posix" else None
MISSING = "没有 Chromium（apt-get install chromium），不试网页的行为"
# every element with words of its own: its colour against the nearest background that is painted
CONTRAST = """(() => {
  const part = c => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4 }
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
  const numbers = text => text.match(/[\\d.]+/g).map(Number)
  const low = []
  for (const e of document.body.querySelectorAll('*')) {
    if (!e.checkVisibility() || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue
    let ground = [255, 255, 255]
    for (let up = e; up; up = up.parentElement) {
      const c = numbers(getComputedStyle(up).backgroundColor)
      if (c.length === 3) { ground = c; break }
    }
    const [one, two] = [light(numbers(getComputedStyle(e).color)), light(ground)].sort((a, b) => b - a)
    if ((one + 0.05) / (two + 0.05) < 4.5) low.push(e.className + ' ' + e.textContent.slice(0, 20))
  }
  return low
})()"""
NARROW = "document.documentElement.scrollWidth <= innerWidth"
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe",
)
KEYS = {"Tab": 9, "Enter": 13, " ": 32}


class Page:
    """One page. `requests` are the addresses it asked for since it was opened, `refused` what its own policy refused."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._numbers = itertools.count(1)
        self._buffer = b""
        self._session: str | None = None
        self.requests: list[str] = []
        self.refused: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> Any:
        """The result of a command of the DevTools protocol; events that come in between are kept."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params, **({"sessionId": self._session} if self._session else {})}
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while (answer := self._read()).get("id") != number:
            pass
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def open(self, address: str) -> None:
        self.requests, self.refused = [], []
        self.call("Page.navigate", url=address)
        self.loaded()

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression."""
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result["exceptionDetails"]
        return result["result"].get("value")

    def click(self, selector: str) -> None:
        """A real click in the middle of the first line of an element, scrolled into view."""
        script = "(e => { e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2] })"
        x, y = self.run(f"{script}(document.querySelector({json.dumps(selector)}))")
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key: str) -> None:
        text = {"Enter": "\r", " ": " "}.get(key)
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=KEYS[key], **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=KEYS[key])

    def loaded(self) -> None:
        """Wait for the page that a click or a key led to."""
        self._wait("Page.loadEventFired")

    def size(self, width: int, height: int = 900) -> None:
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def script(self, allowed: bool) -> None:
        self.call("Emulation.setScriptExecutionDisabled", value=not allowed)

    def picture(self, target: Path, *, whole: bool = False) -> None:
        data = self.call("Page.captureScreenshot", captureBeyondViewport=whole)["data"]
        target.write_bytes(base64.b64decode(data))

    def pdf(self, target: Path) -> None:
        data = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"]
        target.write_bytes(base64.b64decode(data))

    def _wait(self, event: str) -> None:
        while self._read().get("method") != event:
            pass

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            part = os.read(self._back, 1 << 20)
            assert part, "Chromium 已退出"
            self._buffer += part
        line, self._buffer = self._buffer.split(b"\0", 1)
        message: dict[str, Any] = json.loads(line)
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
        if message.get("method") == "Log.entryAdded":
            self.refused.append(message["params"]["entry"]["text"])
        return message


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """A page of a Chromium with an empty profile in that folder; it ends with the block."""
    assert chromium is not None
    read_end, to = os.pipe()
    back, write_end = os.pipe()

    def wire() -> None:  # Chromium reads from 3 and writes to 4
        first, second = os.dup(read_end), os.dup(write_end)
        os.dup2(first, 3)
        os.dup2(second, 4)

    command = [chromium, *_FLAGS, f"--user-data-dir={profile}"]
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(command, preexec_fn=wire, close_fds=False, stdout=nothing, stderr=nothing)  # noqa: PLW1509  tests run no threads
    os.close(read_end)
    os.close(write_end)
    try:
        yield Page(to, back)
    finally:
        os.close(to)
        process.terminate()
        process.wait(10)
        os.close(back)


def readable(page: Page, origin: str, paths: Iterable[str]) -> None:
    """Every one of these pages, all of it unfolded, has enough contrast and no more width than there is, wide and narrow."""
    for path in paths:
        for width in (1280, 360):
            page.size(width)
            page.open(origin + path)
            page.run("document.querySelectorAll('details').forEach(e => { e.open = true })")
            assert page.run(CONTRAST) == []
            assert page.run(NARROW)
