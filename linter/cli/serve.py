"""`fazhi-lint serve`: the page at the desk, on this machine alone."""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
import webbrowser
from contextlib import suppress
from importlib.util import find_spec

import click

from linter.cli import run
from linter.cli.terminal import fail, note

_HOST = "127.0.0.1"  # never another: whoever can reach the page can have reports checked on this machine
_NEEDED = ("starlette", "uvicorn", "python_multipart")
_SECONDS = 180  # for one report, all its files and fixes; one of thirty pages takes five


def _port(_: click.Context, __: click.Parameter, value: int) -> int:
    """Not port 80, which browsers leave out of `Host`, nor the others below 1024, which belong to the system."""
    if 0 < value < 1024:
        fail(f"--port {value} 不能用，1024 以下的留给系统；请写 1024 到 65535，或写 0 自己找空的")
    return value


@click.command(name="serve")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8117, show_default=True, callback=_port, metavar="端口", help="用哪个端口，1024 以上；0 是随便找一个空的。",
)
@click.option("--open/--no-open", "opens", default=True, help="开不开浏览器。")
@click.option("--soffice", metavar="路径", callback=run.program, help="LibreOffice 的 soffice 在哪里，读 .doc、.wps 等要用；不给则在常见位置找。")
def command(port: int, opens: bool, soffice: str | None) -> None:
    """在本机开一个网页：拖进报告，得到标注网页、对照表、带批注的 Word 和改好的报告。

    只有这台电脑能打开；不联网，不留文件。按 Ctrl+C 结束。
    """
    if any(find_spec(name) is None for name in _NEEDED):
        fail("开网页要用的部件还没有安装；请运行 pip install 'fazhi-lint[serve]'")
    with _listening(port) as door:
        _serve(door, soffice, opens)


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


def _serve(door: socket.socket, soffice: str | None, opens: bool) -> None:
    import uvicorn  # noqa: PLC0415  only this command needs the server

    from linter.serve.app import Desk  # noqa: PLC0415
    from linter.serve.review import Reviewers  # noqa: PLC0415

    port = door.getsockname()[1]
    address = f"http://{_HOST}:{port}/"
    cores = os.cpu_count() or 1
    desk = Desk(Reviewers(running=max(1, min(4, cores - 1)), waiting=8, seconds=_SECONDS), soffice)
    config = uvicorn.Config(
        desk.asgi(port), ws="none", limit_concurrency=200, timeout_graceful_shutdown=1, server_header=False,
        log_config=None, log_level="critical", access_log=False,  # nothing of what is asked is written anywhere
    )
    note(f"已打开 {address}，只有这台电脑能用；按 Ctrl+C 结束")
    if opens and _has_windows():
        threading.Timer(0.5, webbrowser.open, [address]).start()  # once the server answers
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[door])
    note("已结束，内存里的文件和结果都没有了")


def _has_windows() -> bool:
    """Whether a browser can show itself; without, Python would start one of text in this terminal."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
