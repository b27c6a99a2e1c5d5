"""What docs/security.md promises, where no floor's own tests hold it, and that the page names tests that there are."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

from linter import batch
from linter.config.options import Options
from tests.support import BAD, ROOT, SEEDS, TINY, one_and

_PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
_NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", _PAGE)))

# the interpreter itself tells of every socket, process and file that is opened for writing; each ends the run
_WATCHED = """
import os, sys

def watch(event, arguments):
    if event.startswith("socket.") or event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.remove", "os.rename", "os.mkdir"):
        os.write(2, f"DID {event} {arguments}\\n".encode())
        os._exit(99)
    if event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        os.write(2, f"WROTE {arguments}\\n".encode())
        os._exit(99)

sys.dont_write_bytecode = True
from linter.cli import main
sys.addaudithook(watch)
main()
"""


def watched(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", _WATCHED, *map(str, arguments)], cwd=ROOT, capture_output=True, timeout=120, check=False)


@pytest.mark.parametrize("arguments", one_and(["check --all", "check --format html", "fix --diff"]))
def test_a_run_touches_no_network_and_writes_nothing(arguments: str) -> None:
    ran = watched(*arguments.split(), SEEDS[0])
    assert ran.returncode in (0, 1), ran.stderr.decode()
    assert ran.stdout


def test_the_watch_sees_what_it_is_to_see(tmp_path: Path) -> None:
    ran = watched("check", "--ruleset", TINY, SEEDS[0], "--output", tmp_path / "结果.txt")
    assert ran.returncode == 99 and b"WROTE" in ran.stderr


@pytest.mark.long  # two processes of the whole program; one is watched in every run
def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (watched("check", "--format", "json", "--today", "2026-01-01", SEEDS[0]).stdout for _ in range(2))
    assert first == second


def test_no_pattern_of_a_ruleset_can_hang_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern that a backtracking matcher would take years for, on a line made for it."""
    (tmp_path / "慢.yaml").write_text(
        "schema: 1\nversion: 0.0.1\nname: slow\nextends: base\nrules:\n- id: W901\n  name: slow\n  title: 慢\n  category: wording\n  severity: warning\n"
        "  check: pattern\n  with: {patterns: ['(甲+)+乙']}\n  basis: editorial\n  messages: 慢\n  examples: {bad: [【甲乙】。], good: [甲。]}\n  since: 0.1.0\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    started = time.process_time()
    result = batch.review_bytes(f"{BAD}{'甲' * 5000}\n".encode(), "a.txt", Options("./慢.yaml"))
    assert result.review is not None and not result.review.crashed
    assert time.process_time() - started < 30


def test_every_test_that_the_page_names_is_there() -> None:
    assert _NAMED and [(file, test) for file, test in _NAMED if test not in _tests(file)] == []


@cache
def _tests(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
