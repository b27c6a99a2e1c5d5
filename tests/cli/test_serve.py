"""`fazhi-lint serve`: reached from this machine alone, ended by Ctrl+C, one sentence where it cannot begin."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator

import pytest

from linter.cli import local_page
from tests.support import COMMAND, ROOT, Ran


@pytest.fixture
def started() -> Iterator[subprocess.Popen[str]]:
    pytest.importorskip("uvicorn", reason="the serve extra brings it")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if os.name == "nt" else {}
    command = [*COMMAND, "serve", "--port", "0", "--no-open"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, encoding="utf-8", **group) as process:  # type: ignore[call-overload]
        yield process
        process.kill()


def test_it_says_where_answers_there_alone_and_ends_clean(started: subprocess.Popen[str]) -> None:
    assert started.stderr is not None
    said = started.stderr.readline()
    port = int(re.search(r"http://127\.0\.0\.1:(\d+)/，只有这台电脑能用", said)[1])  # type: ignore[index]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/")
    assert connection.getresponse().status == 200
    for other in {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None)} - {"127.0.0.1"} | {"127.0.0.2"}:
        with pytest.raises(OSError):
            socket.create_connection((str(other), port), timeout=5)
    started.send_signal(signal.CTRL_BREAK_EVENT if os.name == "nt" else signal.SIGINT)
    assert started.stderr.read() == "已结束，内存里的文件和结果都没有了\n"
    assert started.wait(20) == 0 or os.name == "nt"  # Ctrl+Break, the one signal that can be sent there, ends Python in its own way


def test_a_port_that_is_taken_is_one_sentence(cli: Callable[..., Ran]) -> None:
    pytest.importorskip("uvicorn", reason="the serve extra brings it")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ran = cli("serve", "--no-open", "--port", str(port))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"错误：端口 {port} 已被别的程序占用")


def test_a_missing_part_is_one_sentence(cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_page, "find_spec", lambda name: None)
    ran = cli("serve")
    assert (ran.code, "pip install 'fazhi-lint[serve]'" in ran.err) == (2, True)


def test_a_program_that_is_none_is_said_before_anything(cli: Callable[..., Ran]) -> None:
    pytest.importorskip("uvicorn", reason="the serve extra brings it")
    assert "不是可以运行的程序" in cli("serve", "--soffice", "/没有").err


def test_a_port_that_browsers_leave_out_of_host_is_refused(cli: Callable[..., Ran]) -> None:
    for port in ("80", "443", "1023"):
        ran = cli("serve", "--no-open", "--port", port)
        assert (ran.code, ran.err) == (2, f"错误：--port {port} 不能用，1024 以下的留给系统；请写 1024 到 65535，或写 0 自己找空的\n")
