"""Many reports in processes: the same bytes as one after another, and one that kills its process costs only itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.batch.many import KILLED, Ask
from linter.batch.pack import Packed, pack, unpack
from linter.config.options import Options
from linter.discovery import shown
from tests.support import COMMAND, ROOT, SEEDS, Ran, children

RUN = ("--no-config", "--ruleset", "./tiny.yaml")


def test_processes_give_the_same_bytes(desk: Path, cli: Callable[..., Ran]) -> None:
    (desk / "空.txt").write_bytes(b"")
    alone, together = (cli("check", ".", "没有.txt", "--format", "json", *RUN, "--jobs", jobs) for jobs in "12")
    assert together == alone
    assert together.out.count('"sha256"') == 6


def test_a_faulty_ruleset_is_said_as_ever(desk: Path, cli: Callable[..., Ran]) -> None:
    (desk / "faulty.yaml").write_text("schema: 1\nrules: 一", encoding="utf-8")
    alone, together = (cli("check", ".", "--no-config", "--ruleset", "./faulty.yaml", "--jobs", jobs) for jobs in "12")
    assert together == alone and together.code == 2


def test_a_result_comes_back_as_it_was(desk: Path) -> None:
    ask = Ask(Path("必改.txt"), Options("./tiny.yaml"))
    result = ask.here()
    packed = unpack(pack(Packed.of(result)))
    assert packed.result(ask.options, ask.path) == result
    assert result.review is not None
    assert unpack(pack(Packed.of(result, with_text=False))).result(ask.options, ask.path, result.review.document) == result


def test_a_report_that_kills_is_unchecked() -> None:
    result = Ask(SEEDS[0], Options()).result(None)
    assert (result.path, result.status, result.code) == (shown(SEEDS[0]), "unchecked", KILLED)
    assert "试了两次" in (result.message or "")


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="looks for the processes in /proc")
def test_a_process_killed_midway_costs_nothing(tmp_path: Path) -> None:
    for number in range(24):
        (tmp_path / f"{number:02}.txt").write_bytes(SEEDS[number % len(SEEDS)].read_bytes())
    command = [*COMMAND, "check", ".", "--no-config", "--format", "json", "--today", "2025-03-01", "--fail-on", "never", "--jobs"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    alone = subprocess.run([*command, "1"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, check=True).stdout
    running = subprocess.Popen([*command, "2"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE)
    killed = False
    while not killed and running.poll() is None:
        time.sleep(1)
        for child in children(running.pid)[:1]:
            os.kill(int(child), signal.SIGKILL)
            killed = True
    assert (running.communicate()[0], running.returncode, killed) == (alone, 0, True)
