"""fazhi-lint new --roster: January's package, one skeleton an agency by its kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from linter import readers
from tests.collection.conftest import gathered
from tests.support import Ran

Cli = Callable[..., Ran]
ROSTER = "名称,类型\n清江区水务局,\n清江区翠屏街道办事处,\n云川市公安局清江分局,垂管机构\n清江区档案馆,非执法机关\n"
NAMES = ("清江区水务局", "清江区翠屏街道办事处", "云川市公安局清江分局", "清江区档案馆")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "units.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return path


def test_every_agency_gets_the_skeleton_of_its_kind(cli: Cli, roster: Path, tmp_path: Path) -> None:
    folder = tmp_path / "模板"
    ran = cli("new", "--roster", str(roster), "--year", "2024", "--output", str(folder))
    assert ran.code == 0 and "写了 4家" in ran.out and "派出分局、垂管机构 1家：云川市公安局清江分局" in ran.out and not ran.err
    texts = {name: readers.read((folder / f"{name}.docx").read_bytes(), f"{name}.docx").text for name in NAMES}
    assert all(text.startswith(f"{name}关于2024年度法治政府建设情况的报告") for name, text in texts.items())
    assert "【填：行政处罚案件数" in texts["清江区水务局"] and "行政处罚案件数" not in texts["清江区档案馆"]
    (folder / "units.csv").write_text(ROSTER, encoding="utf-8")
    intake = gathered(folder)  # what comes back is known for whose it is
    assert {each.unit.name for each in intake.submissions if each.sent} == set(NAMES) and not intake.unmatched


def test_what_was_filled_in_is_not_overwritten(cli: Cli, roster: Path, tmp_path: Path) -> None:
    folder = tmp_path / "模板"
    given = ("new", "--roster", str(roster), "--year", "2024", "--format", "markdown", "--output", str(folder))
    cli(*given)
    filled = folder / "清江区水务局.md"
    filled.write_text("写好了", encoding="utf-8")
    ran = cli(*given)
    assert ran.code == 3 and "已经有了，没有写（要重写加 --force）：清江区水务局、" in ran.out and filled.read_text(encoding="utf-8") == "写好了"
    assert cli(*given, "--force").code == 0 and filled.read_text(encoding="utf-8").startswith("# 清江区水务局")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "给 --agency 名称，或 --roster 名册"), (("--agency", "清江区水务局", "--roster", "units.csv"), "二者取一"),
        (("--roster", "没有.csv"), "没有.csv"), (("--roster", "units.csv", "--kind", "street"), "类型写在名册"), (("--roster", "units.csv", "--output", "units.csv"), "不是文件夹"),
    ],
)
def test_wrong_use_is_one_sentence(cli: Cli, roster: Path, monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...], said: str) -> None:
    monkeypatch.chdir(roster.parent)
    ran = cli("new", "--year", "2024", *given)
    assert ran.code == 2 and said in ran.err and "Traceback" not in ran.err


def test_an_agency_of_unknown_kind_is_named(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("名称\n清江区某某专班\n", encoding="utf-8")
    ran = cli("new", "--roster", str(tmp_path / "r.csv"), "--year", "2024", "--output", str(tmp_path / "out"))
    assert ran.code == 0 and "清江区某某专班 从名称看不出是哪类机关" in ran.err
