"""maintenance/wheels: what the other machine needs is worked out for it, not for this one; and the folder installs without an index."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from linter.maintenance import wheels
from linter.maintenance.wheels import PLATFORMS, Incomplete, fill, needed, seal
from tests.support import SEEDS

WINDOWS, LINUX = PLATFORMS["windows-x64"].markers("3.10"), PLATFORMS["linux-aarch64"].markers("3.12")


def wheel(folder: Path, name: str, *requires: str, version: str = "1.0") -> Path:
    made = folder / f"{name}-{version}-py3-none-any.whl"
    lines = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {each}" for each in requires)]
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join(lines) + "\n\nRequires-Dist: not_a_header\n")
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    wheel(tmp_path, "fazhi_lint", "click>=8", 'lxml; extra == "docx"', 'fazhi-lint[docx]; extra == "all"', 'tomli; python_version < "3.11"', version="0.1.0")
    wheel(tmp_path, "click", 'colorama; platform_system == "Windows"', version="8.1")
    wheel(tmp_path, "lxml")
    wheel(tmp_path, "stray")
    return tmp_path


def test_markers_are_those_of_the_other_machine(folder: Path) -> None:
    found, missing = needed(folder, Requirement("fazhi-lint[all]"), WINDOWS)
    assert (list(found), [each.name for each in missing]) == (["click", "fazhi-lint", "lxml"], ["colorama", "tomli"])
    found, missing = needed(folder, Requirement("fazhi-lint[all]"), LINUX)
    assert (list(found), missing) == (["click", "fazhi-lint", "lxml"], [])


def test_components_that_nobody_asked_for_and_wheels_too_old(folder: Path) -> None:
    found, missing = needed(folder, Requirement("fazhi-lint"), LINUX)
    assert (list(found), missing) == (["click", "fazhi-lint"], [])
    (folder / "click-8.1-py3-none-any.whl").rename(folder / "click-7.0-py3-none-any.whl")
    assert [str(each) for each in needed(folder, Requirement("fazhi-lint"), LINUX)[1]] == ["click>=8"]


def test_of_two_versions_the_newest_that_everybody_can_use(folder: Path) -> None:
    """Not the last by its letters, and not one that another requirement rules out."""
    for version in ("8.10", "9.0"):
        wheel(folder, "click", version=version)
    assert needed(folder, Requirement("fazhi-lint"), LINUX)[0]["click"].name.startswith("click-9.0-")
    wheel(folder, "lxml", "click<9", version="2.0")
    found, missing = needed(folder, Requirement("fazhi-lint[docx]"), LINUX)
    assert ([found[name].name.split("-")[1] for name in ("click", "lxml")], missing) == (["8.10", "2.0"], [])


def test_the_seals_name_every_wheel(folder: Path) -> None:
    found, _ = needed(folder, Requirement("fazhi-lint[all]"), LINUX)
    seal(folder, found, "all")
    pins = (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert [pin.split(" ")[0] for pin in pins] == ["click==8.1", "fazhi-lint[all]==0.1.0", "lxml==1.0"]
    assert set(sums) == {*(path.name for path in found.values()), "requirements.txt"}
    assert all(sums[path.name] in pin for path, pin in zip(found.values(), pins, strict=True))


def test_a_folder_that_holds_something_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(folder.iterdir())
    assert wheels.main([str(folder)]) == 1
    assert "不是空文件夹" in capsys.readouterr().err
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("version", ["3", "3.12.1", "三"])
def test_a_version_that_is_none(tmp_path: Path, version: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert wheels.main([str(tmp_path / "安装包"), "--python", version]) == 1
    assert "只写前两段" in capsys.readouterr().err


def test_what_pip_cannot_do_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wheels, "ROOT", tmp_path / "没有")
    with pytest.raises(Incomplete, match="pip 没有办成：ERROR"):
        fill(tmp_path / "安装包", PLATFORMS["linux-x86_64"], "3.12", "all")
    assert not (tmp_path / "安装包").exists()


@pytest.mark.skipif(not os.environ.get("FAZHI_LINT_WHEELS"), reason="downloads some ninety megabytes; set FAZHI_LINT_WHEELS=1 (.ci/run does)")
def test_the_folder_installs_where_there_is_no_index(tmp_path: Path) -> None:
    """Filled with an index, installed with the index off, whole and with hashes; then a report is checked."""
    folder, python = tmp_path / "安装包", f"{sys.version_info.major}.{sys.version_info.minor}"
    assert wheels.main([str(folder), "--platform", "linux-x86_64", "--python", python]) == 0
    environment = {**os.environ, "PIP_NO_INDEX": "1", "PIP_INDEX_URL": "https://127.0.0.1:9/", "PIP_CONFIG_FILE": os.devnull, "PYTHONPATH": ""}
    for name, what in (("plain", ["fazhi-lint[all]"]), ("hashes", ["--require-hashes", "-r", str(folder / "requirements.txt")])):
        venv.create(tmp_path / name, with_pip=True)
        installed = tmp_path / name / "bin"
        subprocess.run([installed / "pip", "install", "--quiet", "--find-links", folder, *what], env=environment, check=True, timeout=300)
        ran = subprocess.run([installed / "fazhi-lint", "check", "--fail-on", "never", *SEEDS], env=environment, capture_output=True, cwd=tmp_path, check=False)
        assert ran.returncode == 0, ran.stderr.decode()
    broken = folder / next(path.name for path in folder.glob("click-*.whl"))
    broken.write_bytes(broken.read_bytes() + b"\0")
    ran = subprocess.run(
        [installed / "pip", "install", "--force-reinstall", "--find-links", folder, "--require-hashes", "-r", folder / "requirements.txt"],
        env=environment, capture_output=True, check=False, timeout=300,
    )
    assert ran.returncode != 0 and b"DO NOT MATCH" in ran.stderr
