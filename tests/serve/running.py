"""A page at the desk that really runs, on a free port of this process, and how a browser would ask it."""

from __future__ import annotations

import http.client
import re
import secrets
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import uvicorn
from starlette.types import ASGIApp

from linter.serve.app import Desk
from linter.serve.review import Reviewers

# what a reviewer says that is none: quick, and always the same
ANSWER = """
import sys, msgspec
from linter.serve.task import Answer, Made, Task
task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Task)
files = (Made("checklist", task.name + ".csv", "表", task.data), Made("mended", "x", "改不了"))
page = "<p>" + repr(task.choices)
"""
SAY = "sys.stdout.buffer.write(msgspec.msgpack.encode(Answer(whose=task.name, tally=str(len(task.data)), page=page, files=files)))"


def standing_in(script: str = "") -> list[str]:
    """The command of a reviewer that does what `script` says before it answers."""
    path = str(Path(__file__).parents[2])
    return [sys.executable, "-c", f"import sys; sys.path.insert(0, {path!r}){ANSWER}{script}\n{SAY}"]


@dataclass(frozen=True)
class Answered:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def fault(self) -> str:
        """The sentence that the page puts first."""
        return re.sub("<[^>]*>", "", re.search('<p class="fault".*?</p>', self.text)[0])  # type: ignore[index]


@dataclass
class Running:
    port: int
    ticket: str

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes | Iterator[bytes] | None = None, **headers: str | None) -> Answered:
        """One request; a header that is null is left out."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        ours = {"host": f"127.0.0.1:{self.port}", **({"origin": self.origin} if method == "POST" else {})}
        sent = {name.replace("_", "-"): value for name, value in {**ours, **headers}.items() if value is not None}
        connection.request(method, path, body, sent, encode_chunked=isinstance(body, Iterator))
        answer = connection.getresponse()
        try:
            return Answered(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str | None) -> Answered:
        return self.ask("GET", path, **headers)

    def post(self, path: str, name: str | None = None, data: bytes = b"", fields: dict[str, str] | None = None, **headers: str | None) -> Answered:
        """A form as a browser sends it."""
        kind, body = encoded(name, data, fields or {})
        return self.ask("POST", f"{path}?ticket={self.ticket}", body, **{"content_type": kind, **headers})

    def say(self, path: str, fields: dict[str, str], **headers: str | None) -> Answered:
        """A form without a file, as a browser sends it."""
        sent = {"content_type": "application/x-www-form-urlencoded", **headers}
        return self.ask("POST", f"{path}?ticket={self.ticket}", urlencode(fields).encode(), **sent)

    def check(self, name: str, data: bytes, fields: dict[str, str] | None = None) -> str:
        """Where the result of a report lies."""
        answer = self.post("/check", name, data, fields)
        assert answer.status == 303, answer.fault
        return answer.headers["location"]


def encoded(name: str | None, data: bytes, fields: dict[str, str]) -> tuple[str, bytes]:
    mark = secrets.token_hex(8)
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in fields.items()]
    if name is not None:
        quoted = name.replace("\\", "\\\\").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="report"; filename="{quoted}"\r\n\r\n'.encode() + data + b"\r\n")
    return f"multipart/form-data; boundary={mark}", b"".join(parts) + f"--{mark}--\r\n".encode()


@contextmanager
def running(reviewers: Reviewers | None = None) -> Iterator[Running]:
    desk = Desk(reviewers or Reviewers(running=2, waiting=8, seconds=60))
    with serving(desk.asgi, desk.ticket) as page:
        yield page


@contextmanager
def serving(asgi: Callable[[int], ASGIApp], ticket: str) -> Iterator[Running]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(asgi(port), log_config=None, log_level="critical", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            yield Running(port, ticket)
        finally:
            server.should_exit = True
            thread.join(20)
            assert not thread.is_alive()
