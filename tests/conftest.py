from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from linter import cache, garbage
from linter.cli import main
from tests.support import BAD, CLEAN, COMMAND, NOTED, ROOT, TINY, WARNED, WHOLE, Ran

OFFICES = "tests/collection/"

settings.register_profile("shared machine", deadline=None, max_examples=60)
settings.load_profile("shared machine")
garbage.seldom()
os.environ[cache.SETTING] = cache.OFF  # what an earlier run kept must not stand for what is tested
os.environ.pop("CI", None)  # a test says itself that it plays a CI server
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a hundred processes would each compile the program anew,
sys.dont_write_bytecode = False  # and every run the tests


def _imported(name: str, minversion: str | None = None, reason: str | None = None, **_: object) -> ModuleType:
    return importlib.import_module(name)


if os.environ.get("FAZHI_LINT_ALL_EXTRAS"):  # set by .ci/run: what [dev] brings and is missing is a fault, no reason to pass tests over
    pytest.importorskip = _imported


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not WHOLE and item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="takes its time; set FAZHI_LINT_WHOLE=1 (.ci/run does)"))


class _Whole(LoadFileScheduling):
    """What a worker is given at once: a file, or the folder whose files share the dear `office`, so that it is made once.

    Test by test, giving out thousands would take the time of every tenth of them.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return OFFICES if file.startswith(OFFICES) else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    return _Whole(config, log)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs the command line in this process."""

    def run(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        out, err = capsys.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def shell() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs the command line as a process of its own."""

    def run(*arguments: str | Path, **more: object) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **more.pop("env", {})}  # type: ignore[dict-item]
        return subprocess.run([*COMMAND, *arguments], env=environment, capture_output=True, timeout=120, check=False, **more)  # type: ignore[call-overload, no-any-return]

    return run


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with the tiny ruleset and one report of each outcome under it."""
    shutil.copy(TINY, tmp_path / "tiny.yaml")
    for name, text in (("必改", BAD), ("建议改", WARNED), ("请核对", NOTED), ("合格", CLEAN)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
