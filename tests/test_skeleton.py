"""The skeleton: everything that is asked and nothing else, and checking it lists exactly its prompts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from linter import batch, engine, skeleton
from linter.document import Document
from linter.facts import Facts, Overrides
from linter.facts.prompts import prompts
from linter.readers import markdown
from linter.readers.text import from_string
from linter.review import KINDS, Kind, Review, Stage
from linter.ruleset.loader import loaded
from tests.support import Ran, held

AGENCIES: dict[Kind, str] = {
    "government": "云川市人民政府", "township": "清江县白水镇人民政府", "street": "青山区城关街道办事处", "enforcing": "云川市清江区生态环境局",
    "light-enforcing": "清江县司法局", "branch": "云川市生态环境局青山分局", "non-enforcing": "清江县信访局",
}


def made(kind: Kind, year: int) -> tuple[list[skeleton.Line], list[str]]:
    """The skeleton for an agency of that kind, and the texts of its prompts."""
    owner = skeleton.author(AGENCIES[kind], year, kind)
    lines = skeleton.skeleton(loaded(batch.choose(owner)).applicability, owner)
    return lines, [line.text for line in lines if line.text.startswith("【")]


def reviewed(document: Document, stage: Stage | None = None) -> Review:
    """As the command would, knowing nothing but the text."""
    facts = Facts(document, Overrides(stage=stage))
    from linter.facts.profile import profile

    return engine.review(facts, loaded(batch.choose(facts(profile))))


YEARS = (2016, 2020, 2025)
# each kind in one of the years, in a long run in all
ASKED = [
    pytest.param(kind, year, marks=[] if number % len(YEARS) == turn else pytest.mark.long)
    for number, kind in enumerate(KINDS) for turn, year in enumerate(YEARS)
]


@pytest.mark.parametrize(("kind", "year"), ASKED)
def test_checking_it_lists_exactly_its_prompts(kind: Kind, year: int) -> None:
    lines, asked = made(kind, year)
    for document, stage in ((markdown.read(skeleton.as_markdown(lines).encode()), None), (skeleton.as_document(lines), "submit")):
        found = reviewed(document, stage)  # type: ignore[arg-type]
        assert (found.profile.kind, found.profile.year) == (kind, year)
        assert [(finding.rule, finding.text or finding.message) for finding in found.findings] == [("R103", text) for text in asked]


def test_a_prompt_for_each_item_that_is_asked() -> None:
    _, asked = made("enforcing", 2024)
    ruleset = loaded("ecology")
    facts = Facts(from_string("\n".join(asked)))
    named = {prompt.item for prompt in facts(prompts)}
    assert len(named) == len(asked)
    review = reviewed(skeleton.as_document(made("enforcing", 2024)[0]), "submit")
    waiting = {row.item for row in review.checklist if row.note == "待填"}
    assert {ruleset.applicability.items[item].name for item in waiting} == named
    owed = {row.item for row in review.checklist if row.expectation in ("must", "should", "if-any")}
    assert owed - waiting == set(skeleton.outline().unprompted) & owed


def test_a_filled_prompt_is_judged_and_the_others_wait() -> None:
    text = skeleton.as_markdown(made("enforcing", 2024)[0])
    filled = re.sub("【填：行政处罚案件数[^】]*】", "全年立案12件，作出行政处罚决定10件。", text)
    rows = {row.item: row for row in reviewed(markdown.read(filled.encode())).checklist}
    assert rows["penalties.cases"].level == "quantified"
    assert rows["double-random"].verdict == "unknown"
    assert rows["double-random"].evidence


def test_every_item_stands_in_the_outline_once() -> None:
    def items(parts: list[skeleton.Part]) -> list[str]:
        return [item for part in parts for item in (*part.items, *items(part.parts))]

    spec = skeleton.outline()
    assert sorted([*items(spec.parts), *spec.unprompted]) == sorted(loaded("base").applicability.items)


def test_whatever_may_be_asked_says_what_to_write() -> None:
    spec, applicability = skeleton.outline(), loaded("base").applicability
    for name, item in applicability.items.items():
        may = {*item.expect.values(), *(when.expect for when in item.when)} & {"must", "should", "if-any"}
        assert item.ask or not may or name in spec.unprompted, name


def test_as_a_document_it_is_whole() -> None:
    lines, _ = made("street", 2024)
    document = skeleton.as_document(lines)
    held(document)
    assert [block.kind for block in document.blocks].count("title") == 1
    assert document.blocks[0].span.of(document.text) == "青山区城关街道办事处关于2024年度法治政府建设情况的报告"


def test_the_words_of_a_prompt_are_not_the_reports() -> None:
    review = reviewed(from_string("青山县水务局2024年法治政府建设情况报告\n一、主要举措和成效\n【填：行政处罚案件数。截止年底立案12件，罚款3万元】\n"))
    start = review.document.text.index("【")
    assert [finding.rule for finding in review.findings if finding.span.start >= start and finding.category != "structure"] == ["R103"]


def test_the_command_writes_it_and_overwrites_nothing(cli: Callable[..., Ran], tmp_path: Path) -> None:
    target = tmp_path / "报告.md"
    order = ("new", "--agency", "云川市清江区生态环境局", "--year", "2024", "--output", str(target))
    assert cli(*order).code == 0
    written = target.read_text(encoding="utf-8")
    assert written.startswith("# 云川市清江区生态环境局关于2024年度法治政府建设情况的报告\n")
    assert cli(*order[:-2]).out == written
    target.write_text("写了一半", encoding="utf-8")
    again = cli(*order)
    assert (again.code, again.err) == (2, f"错误：{target} 已经有了，不覆盖；换一个文件名，或加 --force\n")
    assert target.read_text(encoding="utf-8") == "写了一半"
    assert cli(*order, "--force").code == 0
    assert target.read_text(encoding="utf-8") == written


def test_a_word_file_has_real_headings_and_the_same_prompts(cli: Callable[..., Ran], tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="pip install python-docx")
    target = tmp_path / "报告.docx"
    order = ("new", "--agency", AGENCIES["branch"], "--year", "2024")
    assert cli(*order, "--output", str(target)).code == 0
    _, asked = made("branch", 2024)
    found = batch.review_file(target, batch.Options()).review
    assert found is not None
    assert [finding.text for finding in found.findings] == asked
    paragraphs = docx.Document(str(target)).paragraphs
    assert [paragraph.style.name for paragraph in paragraphs].count("Heading 1") == 4
    assert {paragraph.text[:2] for paragraph in paragraphs if paragraph.style.name == "Heading 2"} == {"（一", "（二", "（三", "（四", "（五", "（六", "（七"}
    assert {run.text for paragraph in paragraphs for run in paragraph.runs if run.font.highlight_color} == set(asked)
    assert {paragraph.style.name for paragraph in paragraphs[-2:]} == {"公文落款"}
    assert cli(*order, "--format", "docx").err == "错误：Word 文件不能印在屏幕上；加 --output 报告.docx\n"


def test_a_kind_that_the_name_does_not_tell_is_said(cli: Callable[..., Ran]) -> None:
    assert cli("new", "--agency", "青山区城关街道办事处", "--year", "2024").err == ""
    assert cli("new", "--agency", "青山区城关街道办事处", "--year", "2024", "--kind", "township").err == (
        "注意：检查这份报告时也要加 --kind township；只看报告会认作街道办事处\n"
    )
    assert cli("new", "--agency", "某单位", "--year", "2024").err == "注意：从名称看不出是哪类机关，按非执法机关；不对请加 --kind\n"


def test_a_stricter_ruleset_asks_more(cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.yaml").write_text("schema: 1\nversion: 0.1.0\nextends: ecology\nitems:\n  power-list: {expect: {enforcing: must}}\n", encoding="utf-8")
    order = ("new", "--agency", "云川市清江区生态环境局", "--year", "2024")
    assert "权责清单" not in cli(*order).out
    assert "【填：权责清单。" in cli(*order, "--ruleset", "./own.yaml").out
