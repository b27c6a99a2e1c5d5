"""What is kept from run to run: the same results as without, and whatever is wrong with it is as if it were not there."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import platformdirs
import pytest

from linter import cache, engine
from linter.batch import Result
from linter.batch.many import Ask
from linter.config.options import Options, Selection
from linter.facts import Overrides
from linter.ruleset import loader, loading, locate
from tests.support import BAD, TINY, WARNED, Ran

OPTIONS = Options("./tiny.yaml", kept=True)


@pytest.fixture
def kept(tmp_path: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a cache in use."""
    monkeypatch.setenv(cache.SETTING, str(tmp_path / "cache"))
    loader.forget()
    yield tmp_path / "cache"
    loader.forget()


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the engine was given."""
    texts: list[str] = []
    real = engine.review

    def review(facts: object, *rest: object, **more: object) -> object:
        texts.append(facts.document.text)  # type: ignore[attr-defined]
        return real(facts, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "review", review)
    return texts


def result(name: str = "必改.txt", options: Options = OPTIONS) -> Result:
    return Ask(Path(name), options).here()


def verdicts(kept: Path) -> list[Path]:
    return sorted((kept / "verdicts").glob("*"))


def test_what_is_unchanged_is_not_judged_again(kept: Path, judged: list[str]) -> None:
    first = result()
    assert first.review is not None and first.review.findings
    assert (result(), len(judged)) == (first, 1)
    Path("必改.txt").rename("改名.txt")
    assert (result("改名.txt").path, len(judged)) == ("改名.txt", 1)


@pytest.mark.parametrize(
    "options",
    [
        Options("./tiny.yaml", Overrides(year=2020), kept=True), Options("./tiny.yaml", selection=Selection(("W",)), kept=True),
        Options("./tiny.yaml", preview=True, kept=True), Options("base", kept=True),
    ],
)
def test_who_asks_otherwise_is_answered_anew(kept: Path, judged: list[str], options: Options) -> None:
    assert result() != result(options=options)
    assert len(judged) == 2


def test_another_text_or_ruleset_is_judged(kept: Path, judged: list[str]) -> None:
    first = result()
    Path("必改.txt").write_text(WARNED, encoding="utf-8")
    assert result() != first
    Path("必改.txt").write_text(BAD, encoding="utf-8")
    Path("tiny.yaml").write_text(Path("tiny.yaml").read_text(encoding="utf-8").replace("version: 0.0.1", "version: 0.0.2"), encoding="utf-8")
    loader.forget()
    changed = result()
    assert len(judged) == 3 and changed.review is not None and changed.review.ruleset.version == "0.0.2"


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:40] + b"?" + data[41:], lambda _: b"", lambda _: b"\x80" * 999])
def test_an_entry_that_is_not_whole_is_not_there(kept: Path, judged: list[str], damage: Callable[[bytes], bytes]) -> None:
    first = result()
    for entry in [*verdicts(kept), *(kept / "rulesets").glob("*"), *(kept / "rules").glob("*")]:
        entry.write_bytes(damage(entry.read_bytes()))
    loader.forget()
    assert (result(), len(judged)) == (first, 2)
    assert (result(), len(judged)) == (first, 2)  # and is written again


def test_whole_entries_of_another_kind_are_not_there(kept: Path, judged: list[str]) -> None:
    first = result()
    for data in (b"", b"\x93", zlib.compress(b"\x93\xc0\xc0\xc0")):
        cache.keep(f"verdicts/{verdicts(kept)[0].name}", data)
        assert result() == first
    assert len(judged) == 4


def test_the_report_itself_is_not_kept(kept: Path) -> None:
    done = result()
    (entry,) = verdicts(kept)
    content = zlib.decompress(entry.read_bytes()[4:]).decode("utf-8", "replace")
    assert done.review is not None
    assert all(block.span.of(done.review.document.text) not in content for block in done.review.document.blocks[1:3])
    if os.name == "posix":
        assert entry.parent.stat().st_mode & 0o077 == 0


def test_a_crash_is_not_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "review", lambda *_, **__: 1 / 0)
    assert result().code == "crashed"
    assert not verdicts(kept)


def test_the_oldest_go_where_there_are_too_many(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_SELDOM", 10)  # by the names, which no two checkouts share: of a hundred, one in four hundred checkouts had none among 600
    names = [cache.key("some", [str(number)]) for number in range(600)]
    for age, name in enumerate(names):
        cache.keep(name, b"x" * 96, most=10_000)
        os.utime(kept / name, (age, age))
    left = [name for name in names if cache.has(name)]
    assert len(left) < 600 and left[-1] == names[-1]
    cache._trim(kept / "some", 10_000)
    assert [name for name in names if cache.has(name)] == names[-100:]


def test_a_folder_that_cannot_be_written_costs_nothing(kept: Path, judged: list[str]) -> None:
    kept.write_text("是文件，不是文件夹", encoding="utf-8")
    first = result()
    assert (result(), len(judged)) == (first, 2)


@pytest.mark.parametrize("name", locate.builtin_rulesets())
def test_a_kept_ruleset_is_the_one_that_was_read(kept: Path, name: str) -> None:
    read = loading.load(name, Path(), Path())
    assert loader.load(name) == read  # kept now
    assert loader.load(name) == read
    assert len(list((kept / "rulesets").glob("*"))) == 1


def test_a_ruleset_is_read_again_when_any_of_its_files_has_changed(kept: Path) -> None:
    Path("child.yaml").write_text("schema: 1\nversion: 1.0.0\nextends: ./tiny.yaml\n", encoding="utf-8")
    before = loader.load("./child.yaml")
    assert loader.load("./child.yaml") == before
    Path("tiny.yaml").write_bytes(TINY.read_bytes() + b"\n")
    assert loader.load("./child.yaml").label.digest != before.label.digest
    Path("tiny.yaml").write_text("schema: 1\n", encoding="utf-8")
    with pytest.raises(loader.RulesetError):
        loader.load("./child.yaml")


def test_a_ruleset_is_read_again_when_a_link_leads_elsewhere(kept: Path) -> None:
    for name in ("旧", "新"):  # alike but for what the file itself refers to
        Path(name).mkdir()
        Path(name, "tiny.yaml").write_text("schema: 1\nversion: 1.0.0\nextends: ./own.yaml\n", encoding="utf-8")
        Path(name, "own.yaml").write_bytes(TINY.read_bytes() + f"# {name}\n".encode())
    Path("规则").symlink_to("旧")
    Path("child.yaml").write_text("schema: 1\nversion: 1.0.0\nextends: ./规则/tiny.yaml\n", encoding="utf-8")
    before = loader.load("./child.yaml")
    assert loader.load("./child.yaml") == before
    Path("规则").unlink()
    Path("规则").symlink_to("新")
    assert loader.load("./child.yaml").label.digest != before.label.digest


def test_who_wants_no_cache_has_none(desk: Path, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.SETTING, "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(desk / "home"))
    without = cli("check", "必改.txt", "--ruleset", "./tiny.yaml", "--no-cache")
    assert not (desk / "home").exists() and not (desk / "here").exists()
    assert cli("check", "必改.txt", "--ruleset", "./tiny.yaml", "--cache-dir", "here") == without
    assert len(verdicts(desk / "here")) == 1


@pytest.mark.parametrize(("xdg", "home"), [("/缓存", "/家"), ("", "/家"), (None, "/家"), ("缓存", "/家")])
def test_the_usual_folder_is_the_one_of_the_system(monkeypatch: pytest.MonkeyPatch, xdg: str | None, home: str) -> None:
    monkeypatch.setenv(cache.SETTING, "")
    for name, value in (("XDG_CACHE_HOME", xdg), ("HOME", home)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert cache.folder() == platformdirs.user_cache_path("fazhi-lint", appauthor=False)


@pytest.mark.parametrize("which", ["*", "*[A-Z]"])  # all, or parameters alone
@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda _: b""])
def test_rules_that_are_not_whole_are_read_again(kept: Path, damage: Callable[[bytes], bytes], which: str) -> None:
    read = loader.load("base")
    for entry in (kept / "rules").glob(which):
        entry.write_bytes(damage(entry.read_bytes()))
    late = loader.load("base")
    assert late.label == read.label and late.rules == read.rules and late.by_id == read.by_id
    assert loader.load("base") == read
