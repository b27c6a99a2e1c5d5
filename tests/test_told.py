"""What an earlier run said of a report, said again: byte for byte the same, without a review, and only where nothing has changed."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from linter import cache, readers
from linter.batch import Result, kept, shelf, told
from linter.batch.many import Ask
from linter.batch.shelf import Shelf
from linter.batch.told import Quotable
from linter.config.options import Options
from linter.document import Span
from tests.support import BAD, Ran, one_and

Cli = Callable[..., Ran]
LATER = ("--today", "2027-03-01")  # old rules are said then
FORMS = [("--format", "json"), ("--format", "jsonl"), ("--format", "concise"), ("--quiet",), ("--format", "concise", "--format", "json=beside.json")]


@pytest.fixture(autouse=True)
def in_use(desk: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the cache; reports are read and judged only where `unread` is not asked for."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv(cache.SETTING, str(folder))
    return folder


@pytest.fixture
def asked(cli: Cli) -> Callable[..., Ran]:
    return lambda *more: cli("check", ".", "--no-config", "--ruleset", "./tiny.yaml", *more)


def refused(*_: object, **__: object) -> Result:
    raise AssertionError("read or judged again")


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
@pytest.mark.parametrize("more", [("--fail-on", "error"), ("--stage", "archive", "--fail-on", "info"), ("--ignore", "W901:甲", *LATER)], ids=" ".join)
def test_an_unchanged_report_is_said_again(asked: Cli, monkeypatch: pytest.MonkeyPatch, form: tuple[str, ...], more: tuple[str, ...]) -> None:
    without = asked(*form, *more, "--no-cache")
    monkeypatch.setenv(cache.SETTING, str(Path("kept").absolute()))
    beside = Path("beside.json").read_bytes() if len(form) > 2 else b""
    assert asked(*form, *more) == without
    monkeypatch.setattr(readers, "read", refused)
    monkeypatch.setattr(kept, "review_file", refused)
    assert asked(*form, *more) == without
    assert not beside or Path("beside.json").read_bytes() == beside


@pytest.mark.parametrize("more", [("--year", "2020"), ("--select", "W"), ("--format", "jsonl"), ("--format", "text"), ("--statistics",), ("--show-suppressed",)], ids=" ".join)
def test_who_asks_otherwise_is_answered_anew(asked: Cli, more: tuple[str, ...]) -> None:
    wanted = ("--format", "concise", *more)[0 if "--format" not in more else 2 :]
    asked("--format", "concise")
    assert asked(*wanted) == asked(*wanted, "--no-cache")


def test_what_has_changed_is_judged(asked: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    asked("--format", "json")
    Path("合格.txt").write_text(BAD, encoding="utf-8")
    Path("必改.txt").rename("改名.txt")
    assert asked("--format", "json") == asked("--format", "json", "--no-cache")


def test_many_are_said_again_in_order(asked: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        Path(f"报告{number:02}.txt").write_text(f"{BAD}第{number}份。", encoding="utf-8")
    first = asked("--format", "concise", "--jobs", "1")
    with monkeypatch.context() as patched:
        patched.setattr(kept, "review_file", refused)
        assert asked("--format", "concise") == first
    Path("报告40.txt").write_text(f"{BAD}改过，有甲错。", encoding="utf-8")
    changed = asked("--format", "concise", "--jobs", "1")
    assert changed != first and changed == asked("--format", "concise", "--jobs", "1", "--no-cache")


def test_a_baseline_has_its_say(asked: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "")
    before = asked("--format", "concise")
    asked("--format", "concise", "--write-baseline", "旧.jsonl")
    after = asked("--format", "concise", "--baseline", "旧.jsonl")
    assert before.code == 1 and after.code == 0 and not after.out
    assert asked("--format", "concise") == before


def test_the_report_itself_is_not_kept(asked: Cli, in_use: Path) -> None:
    out = asked("--format", "json").out
    assert '"text": "甲错"' in out and '"text": "某区水务局"' in out
    entries = [file.read_bytes().decode("utf-8", "replace") for file in (in_use / "told").glob("*")]
    assert len(entries) == 4
    for content in entries:
        assert "一、主要做法" not in content and '"text": "甲错"' not in content and '"text": "某区水务局"' not in content


@pytest.mark.parametrize("content", [b"", b"\x93", msgspec.msgpack.encode([1, 2]), msgspec.msgpack.encode([["a", "1", "", "", ], False, {}, {}, {}])])
@pytest.mark.parametrize("whole", [True, False])
def test_what_is_not_whole_is_not_there(asked: Cli, in_use: Path, content: bytes, whole: bool) -> None:
    first = asked("--format", "json")
    for file in (in_use / "told").glob("*"):
        cache.keep(f"told/{file.name}", content) if whole else file.write_bytes(content)
    assert asked("--format", "json") == first


@pytest.mark.parametrize(("encoding", "newline"), [("utf-8-sig", "\r\n"), ("gb18030", "\n"), ("utf-8", "\r")])
def test_files_as_people_save_them(asked: Cli, encoding: str, newline: str) -> None:
    Path("必改.txt").write_bytes((BAD.replace("\n", newline) + '有"引号"和\\，甲错。').encode(encoding))
    first = asked("--format", "json")
    assert asked("--format", "json") == first


def test_marks_for_private_use_are_left_alone(asked: Cli, in_use: Path) -> None:
    Path("必改.txt").write_text(f"{BAD}\ue0001,2\ue001甲错。", encoding="utf-8")
    assert asked("--format", "json") == asked("--format", "json")
    assert len(list((in_use / "told").glob("*"))) == 3


def test_a_shelf_keeps_what_was_said(asked: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    asked("--format", "json")
    options = Options("./tiny.yaml", kept=True, told=("json",))
    results = [result for name in ("必改.txt", "合格.txt") if (result := told.recalled(Path(name), options))]
    monkeypatch.setattr(shelf, "WHOLE", 0)
    made = Shelf(results)
    assert list(made) == results and len(results) == 2
    assert made.heads[0].told is not None and not made.heads[0].told.words and made.heads[0].told.tally == results[0].told.tally  # type: ignore[union-attr]


def test_other_readers_and_questions_have_none(desk: Path) -> None:
    Path("报告.md").write_text(BAD, encoding="utf-8")
    options = Options("./tiny.yaml", kept=True, told=("json",))
    for path in (Path("报告.md"), Path("没有.txt"), Path("必改.txt")):
        assert told.recalled(path, options) is None
    assert Ask(Path("必改.txt"), options).here().review is not None


@given(some.text(some.characters(exclude_characters="\ue000\ue001", exclude_categories=["Cs"])), some.lists(some.tuples(some.integers(0, 40), some.integers(0, 40))), some.booleans())
def test_quotations_are_taken_from_the_report(text: str, ends: list[tuple[int, int]], marked: bool) -> None:
    text = text.replace("\r", "\n").replace("\x00", "字")
    spans = [Span(*sorted((min(start, len(text)), min(end, len(text))))) for start, end in ends]
    quotable = Quotable(text)
    said = "说" + "；".join(span.of(quotable) for span in spans)
    whole = "说" + "；".join(msgspec.json.encode(span.of(text)).decode()[1:-1] for span in spans)
    report = text.encode("utf-8-sig" if marked else "utf-8")
    try:
        assert told._quoting(told._packed(said, text, hashlib.sha256(report).hexdigest()), report).decode() == whole
    except readers.Unreadable:  # no report
        assert spans


def test_an_exception_for_another_file_has_its_say(cli: Cli) -> None:
    def asked(*more: str) -> Ran:
        return cli("check", ".", "--format", "json", "--fail-on", "info", *more)

    Path(".fazhi-lint.yaml").write_text("ruleset: ./tiny.yaml\n", encoding="utf-8")
    assert "Z121" not in asked().out
    exceptions = "exceptions:\n- {rule: W901, file: 没有的.txt, reason: 试}\n"
    Path(".fazhi-lint.yaml").write_text(f"ruleset: ./tiny.yaml\n{exceptions}", encoding="utf-8")
    assert asked() == asked("--no-cache") and "Z121" in asked().out
    Path(".fazhi-lint.yaml").write_text("ruleset: ./tiny.yaml\n", encoding="utf-8")
    assert asked() == asked("--no-cache") and "Z121" not in asked().out


def test_names_with_marks_for_private_use_are_left_alone(cli: Cli) -> None:
    name = "报告\ue0000,5\ue001.txt"
    Path(name).write_text(BAD, encoding="utf-8")
    for _ in range(2):
        assert "0,5" in cli("check", name, "--no-config", "--ruleset", "./tiny.yaml", "--format", "concise").out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names there")
@pytest.mark.parametrize("cached", [("--no-cache",), ()])
def test_a_pipe_is_read_once(cli: Cli, cached: tuple[str, ...]) -> None:
    os.mkfifo("管.txt")
    writing = threading.Thread(target=Path("管.txt").write_text, args=(BAD,), kwargs={"encoding": "utf-8"}, daemon=True)
    writing.start()
    assert "W901" in cli("check", "管.txt", "--no-config", "--ruleset", "./tiny.yaml", "--format", "concise", *cached).out


@pytest.mark.parametrize("jobs", one_and(["1", "2"]))
def test_the_checklist_is_kept_though_nobody_sees_it(cli: Cli, jobs: str) -> None:
    checklist = ("check", "必改.txt", "合格.txt", "--no-config", "--format", "json", "--jobs", jobs)
    ignored = ("--ignore", "structure,topics,dates,outcomes,input")
    without = cli(*checklist, *ignored, "--no-cache")
    quick = cli("check", "必改.txt", "合格.txt", "--no-config", "--format", "concise", "--jobs", jobs, "--fail-on", "info", *ignored)
    assert quick.code == cli(*checklist, "--fail-on", "info", *ignored, "--no-cache").code
    assert cli(*checklist, *ignored) == without and '"item"' in without.out
