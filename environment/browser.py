"""A headless Chromium without network, driven over its DevTools protocol with the libraries that Jupyter installs."""

import asyncio
import base64
import json
import os
import subprocess
import tempfile
import time

from tornado.httpclient import AsyncHTTPClient
from tornado.websocket import websocket_connect

OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--remote-debugging-port=0",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9",
]


class Late(Exception):
    """A condition was not met in time."""


class Browser:
    """One tab. Its log since the last page was opened: `requests`, and `errors` as text."""

    def __init__(self, command):
        self.command = command
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.requests, self.errors = [], []
        self.waiting, self.asked = {}, 0

    async def __aenter__(self):
        self.process = subprocess.Popen(
            [self.command, *OPTIONS, "--user-data-dir=" + self.profile.name, "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        where = os.path.join(self.profile.name, "DevToolsActivePort")
        await self.until(lambda: os.path.exists(where) and open(where).read().count("\n"), "the browser started")
        port = open(where).read().split()[0]
        tabs = await AsyncHTTPClient().fetch("http://127.0.0.1:%s/json/list" % port)
        tab = next(t for t in json.loads(tabs.body) if t["type"] == "page")
        self.socket = await websocket_connect(tab["webSocketDebuggerUrl"], max_message_size=1 << 28)
        self.reader = asyncio.ensure_future(self.read())
        for part in ("Page", "Network", "Runtime", "Log"):
            await self.ask(part + ".enable")
        return self

    async def __aexit__(self, *_):
        self.process.terminate()
        self.process.wait(20)
        self.reader.cancel()
        self.profile.cleanup()

    async def read(self):
        while True:
            text = await self.socket.read_message()
            if text is None:
                for answer in self.waiting.values():
                    answer.set_exception(ConnectionError("the browser ended"))
                return
            message = json.loads(text)
            if "id" in message:
                self.waiting.pop(message["id"]).set_result(message)
            else:
                self.event(message["method"], message["params"])

    def event(self, kind, about):
        if kind == "Network.requestWillBeSent":
            self.requests.append(about["request"]["url"])
        elif kind == "Network.webSocketCreated":
            self.requests.append(about["url"])
        elif kind == "Runtime.exceptionThrown":
            thrown = about["exceptionDetails"]
            # When a pause interrupts an animation, Plotly rejects a promise without a reason.
            if thrown.get("exception", {}).get("type") != "undefined":
                self.errors.append(thrown.get("exception", {}).get("description", thrown["text"]))
        elif kind == "Runtime.consoleAPICalled" and about["type"] in ("error", "assert"):
            self.errors.append(" ".join(str(a.get("value", a.get("description"))) for a in about["args"]))
        elif kind == "Log.entryAdded" and about["entry"]["level"] == "error":
            self.errors.append(about["entry"]["text"])
        elif kind == "Page.javascriptDialogOpening":
            self.errors.append("a dialog: " + about["message"])
            self.send("Page.handleJavaScriptDialog", accept=True)

    def send(self, method, **parameters):
        self.asked += 1
        answer = self.waiting[self.asked] = asyncio.get_running_loop().create_future()
        self.socket.write_message(json.dumps({"id": self.asked, "method": method, "params": parameters}))
        return answer

    async def ask(self, method, **parameters):
        answer = await asyncio.wait_for(self.send(method, **parameters), 60)
        if "error" in answer:
            raise RuntimeError("%s: %s" % (method, answer["error"]["message"]))
        return answer["result"]

    async def run(self, script):
        """The value of an expression in the page; promises are awaited."""
        done = await self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in done:
            raise RuntimeError("%s in %s" % (done["result"].get("description"), script[:80]))
        return done["result"].get("value")

    async def until(self, what, words, seconds=15):
        """Waits for a condition, an expression in the page or a function, and returns its value."""
        end = time.monotonic() + seconds
        while True:
            value = what() if callable(what) else await self.run(what)
            if value:
                return value
            if time.monotonic() > end:
                raise Late("waited %d s in vain until %s" % (seconds, words))
            await asyncio.sleep(0.02)

    async def open(self, page):
        self.requests.clear()
        self.errors.clear()
        await self.ask("Page.navigate", url="file://" + os.path.abspath(page))
        await self.until("document.readyState === 'complete' && location.protocol === 'file:'", "the page was read")

    async def resize(self, width, height=900):
        await self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    async def mouse(self, x, y, kind="mouseMoved", held=False):
        await self.ask(
            "Input.dispatchMouseEvent", type=kind, x=x, y=y, clickCount=0 if kind == "mouseMoved" else 1,
            button="none" if kind == "mouseMoved" and not held else "left", buttons=1 if held else 0)

    async def click(self, x, y):
        await self.mouse(x, y)
        await self.mouse(x, y, "mousePressed", True)
        await self.mouse(x, y, "mouseReleased")

    async def drag(self, start, end):
        await self.mouse(*start)
        await self.mouse(*start, "mousePressed", True)
        await self.mouse((start[0] + end[0]) / 2, end[1], held=True)
        await self.mouse(*end, held=True)
        await self.mouse(*end, "mouseReleased")

    async def screenshot(self, path):
        size = (await self.ask("Page.getLayoutMetrics"))["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        picture = await self.ask("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        with open(path, "wb") as f:
            f.write(base64.b64decode(picture["data"]))
