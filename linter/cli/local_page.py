"""A page of this program in the browser of this machine: where it listens, how it begins and ends."""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import click

from linter.cli.terminal import fail, note

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_HOST = "127.0.0.1"  # never another: whoever can reach the page can have this machine work for him
_NEEDED = ("starlette", "uvicorn", "python_multipart")


def options(usual: int) -> Callable[[Any], Any]:
    """Gives a command `port`, usually this one, and `opens`."""
    port = click.option(
        "--port", type=click.IntRange(0, 65535), default=usual, show_default=True, callback=_port, metavar="端口", help="网页用哪个端口，1024 以上；0 是随便找一个空的。",
    )
    opens = click.option("--open/--no-open", "opens", default=True, help="开不开浏览器。")
    return lambda command: port(opens(command))


def _port(_: click.Context, __: click.Parameter, value: int) -> int:
    """Not port 80, which browsers leave out of `Host`, nor the others below 1024, which belong to the system."""
    if 0 < value < 1024:
        fail(f"--port {value} 不能用，1024 以下的留给系统；请写 1024 到 65535，或写 0 自己找空的")
    return value


def ready() -> None:
    """Ends the run where a part is missing."""
    if any(find_spec(name) is None for name in _NEEDED):
        fail("开网页要用的部件还没有安装；请运行 pip install 'fazhi-lint[serve]'")


def run(asgi: Callable[[int], ASGIApp], port: int, opens: bool) -> None:
    """Answer until Ctrl+C with what `asgi` makes for the port; `ready` comes first."""
    import uvicorn  # noqa: PLC0415  only a page needs the server

    with _listening(port) as door:
        port = door.getsockname()[1]
        address = f"http://{_HOST}:{port}/"
        config = uvicorn.Config(
            asgi(port), ws="none", limit_concurrency=200, timeout_graceful_shutdown=1, server_header=False,
            log_config=None, log_level="critical", access_log=False,  # nothing of what is asked is written anywhere
        )
        note(f"已打开 {address}，只有这台电脑能用；按 Ctrl+C 结束")
        if opens and _has_windows():
            threading.Timer(0.5, webbrowser.open, [address]).start()  # once the server answers
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[door])


def _listening(port: int) -> socket.socket:
    door = socket.socket()
    if sys.platform == "win32":
        door.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)  # elsewhere no other program can share a port unasked
    else:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # or a port just left would stay taken for a minute
    try:
        door.bind((_HOST, port))
        door.listen()
    except OSError as error:
        taken = error.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", None))
        fail(f"端口 {port} {'已被别的程序占用（也许已经开着一个）' if taken else '用不了'}；请换一个，或写 --port 0 自己找空的")
    return door


def _has_windows() -> bool:
    """Whether a browser can show itself; without, Python would start one of text in this terminal."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
