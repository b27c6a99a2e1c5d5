"""The baseline: old findings do not count, new ones do; what is mended is said and pruned; nothing is lost unread."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from linter import policy
from linter.batch import Result
from linter.batch.many import review_all
from linter.config.options import Options, Selection
from linter.discovery import discover
from linter.policy.baseline import Baseline, BaselineError, Baselines, Line, read, updated, written
from tests.support import BAD

TODAY = date(2026, 6, 1)
FILE = Path("基线.jsonl")
OPTIONS = Options("./tiny.yaml", baseline=FILE)


def reviewed(*paths: str, options: Options = OPTIONS) -> list[Result]:
    return list(review_all(discover(paths or ["."]), lambda _: options))


def write(*paths: str, add: bool = True, options: Options = OPTIONS) -> list[dict[str, str]]:
    """The findings' lines of the baseline after it was written."""
    old = read(FILE) if FILE.exists() else Baseline(FILE)
    FILE.write_bytes(written(updated(old, reviewed(*paths, options=options), add=add)))
    return [line for line in map(json.loads, FILE.read_text(encoding="utf-8").splitlines()) if "fingerprint" in line]


def counted(*paths: str, options: Options = OPTIONS) -> dict[str, list[str]]:
    """Of each report the rules that count."""
    done = policy.applied(reviewed(*paths, options=options), TODAY, Baselines())
    return {result.path: [found.rule for found in result.review.findings if found.suppressed is None] for result in done if result.review}


def test_old_ones_do_not_count_and_new_ones_do(desk: Path) -> None:
    write()
    assert not any(counted().values())
    Path("必改.txt").write_text(BAD.replace("有甲错", "上一行新加的话。\n又有丁错，还有甲错"), encoding="utf-8")
    assert counted()["必改.txt"] == ["R903"]
    Path("必改.txt").write_text(BAD.replace("有甲错", "有甲错、甲错"), encoding="utf-8")
    assert counted()["必改.txt"] == ["W901"]


def test_the_file_can_be_read_and_is_the_same_every_time(desk: Path) -> None:
    lines = write()
    first = FILE.read_bytes()
    assert [(line["path"], line["rule"], line["text"]) for line in lines] == [
        ("建议改.txt", "N902", "乙错"), ("建议改.txt", "R903", "丙错"), ("必改.txt", "N902", "乙错"), ("必改.txt", "R903", "丙错"),
        ("必改.txt", "W901", "甲错"), ("请核对.txt", "R903", "丙错"),
    ]
    assert first.splitlines()[0] == b'{"schema":"fazhi-lint/baseline@1"}'
    write()
    assert FILE.read_bytes() == first == written(read(FILE))


def test_what_is_mended_is_said_once_a_report_and_pruned(desk: Path) -> None:
    write()
    Path("必改.txt").write_text(BAD.replace("甲错、乙错", "甲对、乙对"), encoding="utf-8")
    done = policy.applied(reviewed(), TODAY, Baselines())
    said = [(result.path, found.message) for result in done if result.review for found in result.review.findings if found.rule == "Z125"]
    assert said == [("必改.txt", "基线 基线.jsonl 里有 2 处在文中已经没有了")]
    Path("建议改.txt").write_text(BAD, encoding="utf-8")  # a new fault is not taken in by pruning
    assert [line["rule"] for line in write(add=False) if line["path"] == "必改.txt"] == ["R903"]
    assert counted()["建议改.txt"] == ["W901"]
    assert "Z125" not in counted()["必改.txt"]


def test_what_was_not_looked_at_stays(desk: Path) -> None:
    before = write()
    narrow = replace(OPTIONS, selection=Selection(select=("W",)))
    Path("建议改.txt").write_bytes(b"\0")
    assert write("必改.txt", "建议改.txt", options=narrow) == before
    assert counted("必改.txt", options=narrow)["必改.txt"] == []
    sure = replace(OPTIONS, selection=Selection(min_confidence="high"))
    assert write(options=sure) == before


def test_only_what_is_wanted_is_taken_in(desk: Path) -> None:
    assert {line["rule"] for line in write(options=replace(OPTIONS, selection=Selection(min_confidence="high")))} == {"W901"}


def test_what_is_excused_otherwise_or_mandatory_is_not_taken_in(desk: Path) -> None:
    assert {line["rule"] for line in write(options=replace(OPTIONS, mandatory=("W901",)))} == {"N902", "R903"}
    FILE.unlink()
    write()
    strict = replace(OPTIONS, mandatory=("W901",))
    assert counted("必改.txt", options=strict)["必改.txt"] == ["Z124", "W901"]
    assert {line["rule"] for line in write(options=strict)} == {"N902", "R903"}


def test_a_report_that_was_renamed_keeps_its_entries(desk: Path) -> None:
    write()
    Path("下").mkdir()
    Path("必改.txt").rename("下/改名.txt")
    assert counted()["下/改名.txt"] == []
    assert read(FILE).gone == ["必改.txt"]
    assert {line["path"] for line in write(add=False)} == {"下/改名.txt", "建议改.txt", "请核对.txt"}
    assert counted()["下/改名.txt"] == []


def test_a_copy_and_a_renamed_report_that_changed_are_new(desk: Path) -> None:
    write()
    Path("抄.txt").write_text(BAD, encoding="utf-8")
    assert counted()["抄.txt"] == ["W901", "N902", "R903"]
    Path("必改.txt").rename("改名.txt")
    Path("改名.txt").write_text(BAD + "又一句。\n", encoding="utf-8")
    assert counted()["改名.txt"] == ["W901", "N902", "R903"]


def test_a_report_that_is_gone_goes_from_it(desk: Path) -> None:
    write()
    Path("必改.txt").unlink()
    assert {line["path"] for line in write("合格.txt", add=False)} == {"建议改.txt", "请核对.txt"}


def test_paths_are_relative_to_the_file(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    Path("别处").mkdir()
    monkeypatch.chdir("别处")
    options = replace(OPTIONS, baseline=Path("..") / FILE, ruleset="../tiny.yaml", folder=Path.cwd())
    (desk / ".git").mkdir()
    assert counted("..", options=options)["../必改.txt"] == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "基线.jsonl:1: 这不是基线文件"), (b"{}\n", "基线.jsonl:1: 这不是基线文件"), (b'{"schema":"fazhi-lint/baseline@9"}\n', "基线.jsonl:1: 这不是基线文件"),
        (b'{"schema":"fazhi-lint/baseline@1"}\n<<<<<<< HEAD\n', "基线.jsonl:2: 这一行不是基线的内容"),
        (b'{"schema":"fazhi-lint/baseline@1"}\n{"path":"a","line":3}\n', "基线.jsonl:2: "), (b'{"schema":"fazhi-lint/baseline@1"}\n[]\n', "基线.jsonl:2: "),
        ("乱".encode("gbk"), "不是 UTF-8"),
    ],
)
def test_a_file_that_is_no_baseline(desk: Path, content: bytes, message: str) -> None:
    FILE.write_bytes(content)
    with pytest.raises(BaselineError, match=message):
        counted()


def test_one_that_is_not_there_is_not_taken_for_empty(desk: Path) -> None:
    with pytest.raises(BaselineError, match="没有基线文件"):
        counted()


def test_lines_may_be_deleted_doubled_and_moved(desk: Path) -> None:
    write()
    first, *lines = FILE.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if '"W901"' not in line]
    FILE.write_text("\n".join([first, *reversed(kept), *kept]) + "\n", encoding="utf-8")
    assert {path: rules for path, rules in counted().items() if rules} == {"必改.txt": ["W901"]}


words = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=8)


@given(st.dictionaries(words, st.dictionaries(words, st.tuples(words, words), min_size=1, max_size=3), max_size=3))
def test_any_words_come_back(content: dict[str, dict[str, tuple[str, str]]]) -> None:
    entries = {path: {mark: Line(path=path, rule=rule, text=text, fingerprint=mark) for mark, (rule, text) in lines.items()} for path, lines in content.items()}
    whole = Baseline(FILE, entries, dict.fromkeys(entries, "0"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "b.jsonl"
        file.write_bytes(written(whole))
        back = read(file)
    assert (back.entries, back.digests) == (whole.entries, whole.digests)
