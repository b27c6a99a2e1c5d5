"""The wheel is whole: built from this checkout, installed into an empty venv, run from another folder.

Nothing is downloaded: dependencies come from the interpreter that runs the tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from linter import __version__, resources
from tests.support import ROOT, SEEDS


def call(*command: str | Path, cwd: Path, expected: int = 0) -> str:
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    ran = subprocess.run(command, cwd=cwd, env={**clean, "PYTHONUTF8": "1"}, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)
    assert ran.returncode == expected, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="the dev extra brings it")
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a venv that holds the wheel alone; what it depends on lies on its path."""
    home = tmp_path_factory.mktemp("空 venv")
    venv.create(home, with_pip=False)
    commands = home / ("Scripts" if os.name == "nt" else "bin")
    call(sys.executable, "-m", "pip", "--python", commands / "python", "install", "--no-deps", "--no-index", "--quiet", "--disable-pip-version-check", wheel, cwd=home)
    site = Path(call(commands / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    (site / "dependencies.pth").write_text("\n".join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}), encoding="utf-8")
    return commands


def test_the_wheel_carries_rulesets_and_seeds(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {f"linter/_data/{path.relative_to(ROOT).as_posix()}" for folder in ("rulesets", "seeds") for path in (ROOT / folder).rglob("*") if path.is_file()}
    assert data <= names
    assert {"linter/py.typed", "linter/writers/page.css", "linter/starters/config.yaml", "linter/serve/desk.css", "linter/serve/desk.js"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names} == {"linter", f"fazhi_lint-{__version__}.dist-info"}
    assert not [name for name in names if "__pycache__" in name]


@pytest.mark.long
def test_the_installed_command_finds_its_data_and_checks_from_another_folder(installed: Path, tmp_path: Path) -> None:
    root = Path(call(installed / "python", "-c", "from linter import resources; print(resources.data_root())", cwd=tmp_path).strip())
    assert root.parts[-2:] == ("linter", "_data")
    assert installed.parent in root.parents
    out = call(installed / "fazhi-lint", "check", "--format", "json", "--fail-on", "never", root / "seeds", cwd=tmp_path)
    data = json.loads(out)
    assert [file["status"] for file in data["files"]] == ["checked"] * len(SEEDS)
    assert call(installed / "fazhi-lint", "--version", cwd=tmp_path).strip().endswith(__version__)
    assert call(installed / "fazhi-lint", "rules", cwd=tmp_path).count("\n") > 10


@pytest.mark.long
def test_wheel_and_checkout_say_the_same(installed: Path, tmp_path: Path) -> None:
    arguments = ("check", "--format", "json", "--fail-on", "never", SEEDS[0])
    here = call(sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); from linter.cli import main; main()", *arguments, cwd=tmp_path)
    assert call(installed / "fazhi-lint", *arguments, cwd=tmp_path) == here


def test_the_checkout_finds_its_own_data() -> None:
    assert resources.data_root() == ROOT
    assert resources.lexicon("words.txt").is_file()
