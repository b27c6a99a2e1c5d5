"""A run that is killed leaves originals, results, baselines and caches whole: as they were before, or as they are when it ends.

The command ends itself without a word before its n-th change of the disk, for every n, and is killed from outside at random moments.
What a failed write leaves is in tests/cli/test_fix.py.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support import ROOT, SEEDS, TINY

_GONE = 137
_KILLED = """
import os, sys
left = int(sys.argv.pop(1))

def watch(event, arguments):
    global left
    if event in ("os.rename", "os.remove", "os.mkdir", "os.chmod") or event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR):
        if os.devnull in map(str, arguments):
            return
        left -= 1
        if left < 0:
            os._exit(137)

sys.dont_write_bytecode = True
from linter.cli import main
sys.addaudithook(watch)
main()
"""
FIX = ("fix", "--unsafe", "--no-config", "--ruleset", "./tiny.yaml", "报告.txt")
BASELINE = ("check", "--no-config", "--ruleset", "./tiny.yaml", "--write-baseline", "旧.jsonl", "报告.txt")
OUTPUT = ("check", "--no-config", "--ruleset", "./tiny.yaml", "--format", "json", "--output", "出.json", "报告.txt")


def desk(folder: Path) -> Path:
    """Something of everything that is written over."""
    folder.mkdir()
    shutil.copy(TINY, folder / "tiny.yaml")
    (folder / "报告.txt").write_text("某区水务局2024年度法治政府建设情况报告\n一、主要做法\n有甲错、乙错和丙错。\n", encoding="utf-8")
    (folder / "旧.jsonl").write_text('{"schema": "fazhi-lint/baseline@1"}\n', encoding="utf-8")
    (folder / "出.json").write_text("{}\n", encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """What a user sees: the remains of a killed run are hidden files, which nobody reads."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and not path.name.startswith(".fazhi-lint-")}


def started(folder: Path, command: tuple[str, ...], left: int, cache: str = "off") -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "FAZHI_LINT_CACHE": cache, "CI": ""}
    return subprocess.Popen([sys.executable, "-c", _KILLED, str(left), *command], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.long
@pytest.mark.parametrize("command", [FIX, BASELINE, OUTPUT], ids=("fix", "baseline", "output"))
def test_before_each_change_of_the_disk(command: tuple[str, ...], tmp_path: Path) -> None:
    folder = desk(tmp_path / "完")
    before = contents(folder)
    started(folder, command, 1_000).communicate(timeout=120)
    after = contents(folder)
    assert after != before
    for changes in range(100):
        folder = desk(tmp_path / str(changes))
        run = started(folder, command, changes)
        said = run.communicate(timeout=120)
        assert contents(folder) in (before, after)
        if run.returncode != _GONE:
            break
        assert changes or not list(folder.glob(".fazhi-lint-*"))
    assert 2 <= changes < 99, said
    assert contents(folder) == after


@pytest.mark.long
def test_at_random_moments(tmp_path: Path) -> None:
    chance = random.Random(20250310)
    for command in (FIX, BASELINE, OUTPUT):
        folder = desk(tmp_path / f"{command[0]}{len(command)}")
        before = contents(folder)
        begun = time.monotonic()
        started(folder, command, 1_000).communicate(timeout=120)
        took, after = time.monotonic() - begun, contents(folder)
        for number in range(12):
            folder = desk(tmp_path / f"{command[0]}{len(command)}-{number}")
            run = started(folder, command, 1_000)
            time.sleep(took * chance.uniform(0.3, 1.1))
            run.kill()
            run.communicate(timeout=120)
            assert contents(folder) in (before, after)


@pytest.mark.long
def test_a_cache_is_whole_or_not_there(tmp_path: Path) -> None:
    folder = desk(tmp_path / "查")
    shutil.copy(SEEDS[0], folder / "种.txt")
    command = ("check", "--no-config", "--format", "json", "--today", "2026-01-01", "种.txt")
    right = started(folder, command, 1_000).communicate(timeout=120)[0]
    for changes in range(100):
        cache = str(tmp_path / f"存{changes}")
        ran = started(folder, command, changes, cache)
        ran.communicate(timeout=120)
        assert started(folder, command, 1_000, cache).communicate(timeout=120)[0] == right
        if ran.returncode != _GONE:
            break
    assert 4 <= changes < 99
