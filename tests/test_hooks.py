"""The hooks for pre-commit, with the real program on git repositories made here: a bad report is stopped, a good one goes through."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from linter.discovery import NO_REPORT
from linter.editing import EDITORS
from linter.readers import EXTENSIONS, MODULES
from tests.proof.reports import GOOD, SEEDS
from tests.support import ROOT

HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
BIN = Path(sys.executable).parent
BAD, FINE = SEEDS["001_62de3936a4750662"], GOOD["2025_水务局"]
HOSTILE = {"--write-baseline=b.md": FINE, "--fail-on=never.txt": BAD}  # names that must not be options

pytestmark = pytest.mark.skipif(not shutil.which("git") or not (BIN / "pre-commit").exists(), reason="needs git and pre-commit")


def extensions(pattern: str) -> set[str]:
    return {extension for extension in (*EXTENSIONS, ".yaml", ".py", ".docx.bak") if re.search(pattern, f"2024/报告{extension.upper()}")}


def test_the_hooks_name_every_extension() -> None:
    assert extensions(HOOKS["fazhi-lint"]["files"]) == EXTENSIONS
    assert extensions(HOOKS["fazhi-lint-fix"]["files"]) == {extension for extension, module in MODULES.items() if module in EDITORS}


@pytest.mark.parametrize("name", HOOKS)
def test_what_the_hooks_leave_alone(name: str) -> None:
    hook = HOOKS[name]
    assert hook["exclude"] == NO_REPORT
    assert hook["types"] == ["file"]
    assert all(re.search(hook["exclude"], path) for path in ("README.md", "docs/readme.zh.md", "requirements-dev.txt", "LICENSE.txt", ".github/a.md", "2024/~$水务局.docx"))
    assert not any(re.search(hook["exclude"], path) for path in ("2024/水务局.md", "readme说明报告.md", "readme/报告.md"))


def git(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home of its own, so that no setting of this machine plays a part; the program's caches stay where they are."""
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text("[user]\nname = 甲\nemail = a@example.invalid\n[safe]\ndirectory = *\n[init]\ndefaultBranch = main\n", encoding="utf-8")
    caches = {"PIP_NO_COMPILE": "1", "PIP_CACHE_DIR": os.environ.get("PIP_CACHE_DIR", str(Path.home() / ".cache" / "pip")), "PRE_COMMIT_HOME": str(home / "pre-commit")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    return {**kept, **caches, "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}


@pytest.fixture
def repository(tmp_path: Path, environment: dict[str, str]) -> Path:
    git(tmp_path, "init", "-q", environment=environment)
    return tmp_path


def committed(repository: Path, environment: dict[str, str], report: Path, name: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(report, repository / name)
    git(repository, "add", "-A", environment=environment)
    return git(repository, "commit", "-m", name, environment=environment)


@pytest.mark.long
def test_what_init_writes_guards_a_fresh_repository(repository: Path, environment: dict[str, str]) -> None:
    """As the README says: init, install, commit."""
    for command in (["fazhi-lint", "init", "--yes"], ["pre-commit", "install"]):
        subprocess.run([str(BIN / command[0]), *command[1:]], cwd=repository, env=environment, capture_output=True, check=True, timeout=120)
    (repository / "README.md").write_text("# 本仓库放年度报告\n", encoding="utf-8")
    bad = committed(repository, environment, BAD, "坏.txt")
    assert bad.returncode != 0
    assert "坏.txt:21:215: 必改 W101:截止" in bad.stdout + bad.stderr
    assert git(repository, "rev-parse", "--verify", "HEAD", environment=environment).returncode != 0
    (repository / "坏.txt").unlink()
    good = committed(repository, environment, FINE, "好.txt")
    assert good.returncode == 0, good.stdout + good.stderr
    assert git(repository, "ls-files", environment=environment, ).stdout.count("\n") == 5


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Iterator[tuple[Path, str, int]]:
    """Both hooks from this very repository, installed and run once on a bad and a good report, and on some with hostile names."""
    if git(ROOT, "rev-parse", "HEAD", environment=environment).returncode:
        pytest.skip("this is no git repository that pre-commit could clone")
    probe = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(tmp_path_factory.mktemp("probe")), "hatchling"]
    if subprocess.run(probe, env=environment, capture_output=True, timeout=120, check=False).returncode:
        pytest.skip("pip reaches no package index here")
    folder = tmp_path_factory.mktemp("reports")
    git(folder, "init", "-q", environment=environment)
    shutil.copy(BAD, folder / "坏.txt")
    shutil.copy(FINE, folder / "好.txt")
    for name, report in HOSTILE.items():
        shutil.copy(report, folder / name)
    git(folder, "add", "-A", environment=environment)
    ran = subprocess.run(
        [str(BIN / "pre-commit"), "try-repo", str(ROOT), "--all-files", "--verbose"],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=600, check=False,
    )
    yield folder, ran.stdout + ran.stderr, ran.returncode


@pytest.mark.long
def test_the_hook_stops_the_bad_report_and_not_the_good_one(tried: tuple[Path, str, int]) -> None:
    _, said, code = tried
    assert code == 1, said
    assert re.search(r"^法治政府建设年度报告检查\.+Failed$", said, re.M)
    assert "坏.txt:21:215: 必改 W101:截止" in said
    assert not re.search(r"^好\.txt:\d+:\d+: ", said, re.M)


@pytest.mark.long
def test_no_name_of_a_report_is_an_option(tried: tuple[Path, str, int]) -> None:
    folder, said, _ = tried
    assert "--fail-on=never.txt:21:215: 必改 W101:截止" in said
    assert not (folder / "b.md").exists()
    assert "截至" in (folder / "--fail-on=never.txt").read_text(encoding="utf-8")
    assert all(hook["entry"].endswith(" --") and "args" not in hook for hook in HOOKS.values())


@pytest.mark.long
def test_the_other_hook_mends_what_is_safe(tried: tuple[Path, str, int]) -> None:
    folder, said, _ = tried
    assert "files were modified by this hook" in said
    assert "截至" in (folder / "坏.txt").read_text(encoding="utf-8")
    assert (folder / "好.txt").read_bytes() == FINE.read_bytes()
