"""Files and folders that mean harm or fall apart: said, counted, and the others are checked all the same."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from linter import batch
from linter.config.options import Options
from linter.writers import FORMATS, Look, write
from tests.hostile import promises
from tests.hostile.scaling import SHAPES, steps, work
from tests.support import BAD, CLEAN, Ran, one_and

Cli = Callable[..., Ran]
LINT = ("check", "--no-config", "--ruleset", "./tiny.yaml", "--format", "json")


def statuses(ran: Ran) -> dict[str, tuple[str, str]]:
    return {file["path"]: (file["status"], (file["reason"] or {}).get("code", "")) for file in json.loads(ran.out)["files"]}


def test_a_folder_that_vanishes_while_it_is_walked_is_counted(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "子").mkdir()
    real = os.scandir

    def scandir(folder: Any) -> Any:
        if Path(folder).name == "子":
            (desk / "子").rmdir()
        return real(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    ran = cli(*LINT, ".")
    assert ran.code == 3
    assert statuses(ran)["子"] == ("unchecked", "unreadable")
    assert statuses(ran)["必改.txt"] == ("checked", "")


@pytest.mark.parametrize(("error", "words"), [(FileNotFoundError(2, ""), "没有这个文件"), (PermissionError(13, ""), "没有权限"), (OSError(5, ""), "磁盘读写出错")])
def test_a_file_that_cannot_be_read_any_more_is_counted(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str) -> None:
    real = open

    def opened(path: Any, *how: Any, **more: Any) -> Any:
        if str(path).endswith("必改.txt"):
            raise error
        return real(path, *how, **more)

    monkeypatch.setattr("builtins.open", opened)
    ran = cli(*LINT, ".")
    assert ran.code == 3
    assert statuses(ran)["必改.txt"] == ("unchecked", "unreadable")
    assert words in ran.out
    assert statuses(ran)["合格.txt"] == ("checked", "")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_go_round_end(cli: Cli, desk: Path) -> None:
    Path("圈").symlink_to(".")
    Path("甲.txt").symlink_to("乙.txt")
    Path("乙.txt").symlink_to("甲.txt")
    ran = cli(*LINT, ".")
    assert ran.code == 3
    found = statuses(ran)
    assert {found[name][0] for name in ("甲.txt", "乙.txt")} == {"unchecked"}
    assert sum(name.endswith("合格.txt") for name in found) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("甲".encode() * 4_000_000, "too-large"), ("甲".encode() * 600_000, "too-large"), (BAD.encode() + b"\0", "not-text"), (b"\xed\xa0\x80" * 40, "undecodable"),
        (b"", "empty"), ("\u3000\n".encode() * 9, "empty"),
    ],
    ids=("a line of 12 MB", "600,000 letters", "NUL", "lone surrogates", "nothing", "blanks"),
)
def test_what_is_no_report_is_refused(data: bytes, code: str) -> None:
    result = batch.review_bytes(data, "a.txt", Options("base"))
    assert (result.status, result.code) == ("unchecked", code)
    assert result.message and "Error" not in result.message


def test_a_surrogate_in_a_page_is_no_letter() -> None:
    document = promises.readable("<html><body><p>某区水务局2024年度报告&#xD800;&#x110000;&#0;。</p></body></html>".encode(), "a.html")
    assert document is not None
    document.text.encode()


def test_marks_that_turn_writing_round_are_seen(cli: Cli, desk: Path) -> None:
    Path("转.txt").write_text(BAD.replace("甲错", "甲错\u202e\u2066"), encoding="utf-8")
    for form in ("text", "concise", "markdown", "github"):
        out = cli("check", "--no-config", "--ruleset", "./tiny.yaml", "--format", form, "转.txt").out
        assert "甲错" in out and not {"\u202e", "\u2066"} & set(out)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"docx"}))
def test_very_many_findings_are_written(name: str) -> None:
    result = many()
    assert result.review is not None and len(result.review.findings) > 1_500
    content = write(name, [result], Look())
    assert content if isinstance(content, (str, bytes)) else list(getattr(content, "parts", content))


def many(kept: list[batch.Result] = []) -> batch.Result:  # noqa: B006  made once
    if not kept:
        kept.append(batch.review_bytes(f"{CLEAN}{'有甲错。' * 1_600}".encode(), "a.txt", Options("./tiny.yaml", folder=Path(__file__).parent.parent / "fixtures" / "rulesets" / "tiny")))
    return kept[0]


@pytest.mark.parametrize("shape", one_and(shape for shape in SHAPES if shape != "dates"))  # of those the square is taken of a sentence, which has an end
def test_work_grows_with_the_length_and_not_with_its_square(shape: str) -> None:
    """Lines of Python, which are the same everywhere."""
    work(shape, 5)  # what is made once is none of it
    small, large = steps(shape, 60), steps(shape, 240)
    if shape not in ("report", "one line"):  # of a real report the beginning is unlike the rest
        assert {part: (small[part], cost) for part, cost in large.items() if cost > 40_000 and cost > 8 * small[part]} == {}
    assert large.total() < 6 * small.total()
