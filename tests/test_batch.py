"""Every input comes out as a result, whatever happened to it."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import linter
from linter import batch, engine, readers
from linter.batch import Options, Result
from linter.batch.many import review_all
from linter.discovery import discover, shown
from linter.document import Unread
from linter.facts import Overrides
from linter.review import Profile
from tests.support import BAD, CLEAN, SEEDS, one_and

OPTIONS = Options("./tiny.yaml")


def results(*arguments: str) -> dict[str, Result]:
    return {result.path: result for result in review_all(discover(arguments), lambda _: OPTIONS)}


def test_each_input_has_its_result(desk: Path) -> None:
    (desk / "图.txt").write_bytes(b"\x89PNG\x00")
    (desk / "空.txt").write_bytes(b"")
    (desk / "稿.docx").write_bytes(b"PK")
    (desk / "大.txt").write_bytes("字".encode() * (20 * 1024 * 1024 // 3))
    done = results(".", "没有.txt")
    assert {path: result.code for path, result in done.items() if result.status != "checked"} == {
        "图.txt": "not-text", "空.txt": "empty", "稿.docx": "damaged", "大.txt": "too-large", "没有.txt": "not-found",
    }
    assert "20.0 MB，超过 2 MB 上限" in (done["大.txt"].message or "")
    assert {"必改.txt", "合格.txt"} < set(done)
    assert done["合格.txt"].sha256 == hashlib.sha256((desk / "合格.txt").read_bytes()).hexdigest()
    assert all(result.message and result.message.count("\n") == 0 for result in done.values() if result.status == "unchecked")


def test_a_file_that_cannot_be_opened(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = open

    def refuse(path: Any, *how: Any, **more: Any) -> Any:
        if str(path).endswith("必改.txt"):
            raise PermissionError(13, "Permission denied")
        return real(path, *how, **more)

    monkeypatch.setattr("builtins.open", refuse)
    assert (results("必改.txt")["必改.txt"].code, results("必改.txt")["必改.txt"].message) == ("unreadable", "文件打不开：没有权限")


def test_a_fault_of_ours_on_one_file_does_not_cost_the_others(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = engine.review

    def review(facts: object, *rest: object, **more: object) -> object:
        if "甲错" in facts.document.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError("除以零")
        return real(facts, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "review", review)
    done = results("必改.txt", "合格.txt")
    assert (done["必改.txt"].status, done["必改.txt"].code) == ("unchecked", batch.CRASHED)
    assert "ZeroDivisionError: 除以零" in (done["必改.txt"].message or "")
    assert done["合格.txt"].status == "checked"


def test_parts_that_were_not_read_make_a_review_partial(monkeypatch: pytest.MonkeyPatch, desk: Path) -> None:
    real = readers.read
    monkeypatch.setattr(readers, "read", lambda *asked: replace(real(*asked), unread=(Unread("image", "一张图"), Unread("box", "一个框"))))
    result = results("合格.txt")["合格.txt"]
    assert (result.status, result.code, result.message) == ("partly", "image", "一张图；一个框")
    assert result.review is not None


def test_paths_are_shown_with_slashes_and_as_text(tmp_path: Path) -> None:
    assert shown(Path("年度") / "甲 局.txt") == "年度/甲 局.txt"
    odd = os.fsdecode("报告".encode("gbk"))
    shown(Path(odd)).encode()  # whatever it is, it can be written


@pytest.mark.parametrize(
    ("profile", "name"),
    [
        (Profile(kind="enforcing", domain="ecology"), "ecology"), (Profile(kind="branch", domain="ecology"), "ecology"),
        (Profile(kind="enforcing", domain="water"), "enforcement"), (Profile(kind="non-enforcing"), "base"),
    ],
)
def test_the_agency_chooses_the_ruleset(profile: Profile, name: str) -> None:
    assert batch.choose(profile) == name


def test_what_the_user_says_wins() -> None:
    options = Options(overrides=Overrides(year=2021, agency="某市教育局", kind="light-enforcing", stage="archive"))
    review = batch.review_bytes(CLEAN.encode(), "a.txt", options).review
    assert review is not None
    assert (review.profile.year, review.profile.agency, review.profile.kind, review.profile.stage) == (2021, "某市教育局", "light-enforcing", "archive")


@pytest.mark.parametrize("seed", one_and(SEEDS), ids=lambda path: path.stem[:3])
def test_encoding_newlines_and_mark_change_no_finding(seed: Path) -> None:
    text = seed.read_text(encoding="utf-8")
    twins = [text.encode(), text.encode("gb18030"), text.encode("utf-8-sig"), text.encode("utf-16"), text.replace("\n", "\r\n").encode()]
    reviews = [batch.review_bytes(data, "报告.txt", Options()).review for data in twins]
    assert all(review is not None for review in reviews)
    assert len({(review.findings, review.checklist) for review in reviews if review}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "局依法行政" * 2000, "1234567890" * 2000, "“" * 3000, "《" * 3000, "（一）" * 2000, "推进，" * 2000, "6件、" * 2000, "１２，" * 2000, "\n" * 30000 + "局",
        "　" * 6000 + "局", "标题\n正文。\n" + " " * 3000 + "某某局\n" + " " * 3000 + "2025年1月10日", "年 " * 3000, "__" * 3000, "〔2024〕" * 2000,
        "".join(f"{i}、标题\n" for i in range(1500)), "我局依法作出行政处罚决定6件。" * 500, "a" * 20000, "其中" * 3000, "一）标题\n" * 12000, "同比增长10%，" * 800,
    ],
    ids=lambda text: text.strip()[:6],
)
def test_odd_texts_take_no_time(text: str) -> None:
    """What no report holds and a wrong file may: nothing in it may make a pattern run away."""
    started = time.process_time()
    result = batch.review_bytes(text.encode(), "a.txt", Options("base"))
    assert result.code != batch.CRASHED, result.message
    assert time.process_time() - started < 15


def test_the_library_in_three_lines(desk: Path) -> None:
    review = linter.check(desk / "必改.txt", ruleset="./tiny.yaml")
    assert [finding.rule for finding in review.findings] == ["W901", "N902", "R903"]
    assert linter.check(BAD.encode(), ruleset="./tiny.yaml", year=2023, agency="某市水务局").profile.year == 2023
    with pytest.raises(ValueError, match="没有叫"):
        linter.check(BAD.encode(), ruleset="nope")
    with pytest.raises(ValueError, match="空字节"):
        linter.check(b"\0")
    with pytest.raises(ValueError, match="打不开"):
        linter.check("没有.txt")
