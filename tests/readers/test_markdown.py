"""Markdown: marks go, words stay, and every word knows where it stands in the file."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import batch
from linter.facts import Overrides
from linter.readers import markdown as reader
from tests.support import SEEDS, held, one_and, pointed_at

MARKS = ["# ", "## ", "#", "- ", "* ", "> ", "| ", " | ", "|---|---|", "**", "*", "`", "```", "~~~", "~~", "---", "===", "<!--", "-->", "<br>", "</td>",
         "<b>", "&nbsp;", "[", "](", ")", "![", "\\", "\\|", "\n", "\r", "\r\n", "　　", "    ", "\t", "局", "年度报告", "一、", "1. ", "2024", "甲错", ": ", "a"]
soup = st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=4, alphabet=st.characters(exclude_categories=["Cs"])))).map("".join)


def shown(source: str) -> list[tuple[str, str]]:
    document = reader.from_string(source)
    return [(block.kind, words) for block in document.blocks if (words := block.span.of(document.text)).strip()]


@given(soup)
def test_every_code_point_is_found_again(source: str) -> None:
    document = reader.from_string(source)
    if document.blocks:
        held(document)
        pointed_at(document, source)


@given(st.lists(st.text(alphabet="局年度法治政府建设报告一二三，。“”（）《》0123456789", min_size=1, max_size=20), min_size=1))
def test_words_without_marks_stay_as_they_are(lines: list[str]) -> None:
    assert reader.from_string("\n".join(lines)).text == "\n".join(lines)


@given(st.lists(st.text(alphabet="局年度甲乙丙。", min_size=1, max_size=8), min_size=1, max_size=6), st.data())
def test_no_word_is_lost(words: list[str], data: st.DataObject) -> None:
    """Whatever marks stand between words, every word is in the text, in order."""
    marks = [mark for mark in MARKS if mark not in ("<!--", "-->", "![", "[", "](", ")", "局", "年度报告", "甲错", "\\")]
    source = "".join(word + data.draw(st.sampled_from(marks)) for word in words)
    kept = re.sub(r"[^局年度甲乙丙。]", "", reader.from_string(source).text)
    assert kept == "".join(words)


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("# 标题\n## 一、做法\n正文", [("title", "标题"), ("heading", "一、做法"), ("paragraph", "正文")]),
        ("##一、做法 ##\n# 甲\n# 乙", [("heading", "一、做法"), ("title", "甲"), ("heading", "乙")]),
        ("#1 不是标题", [("paragraph", "#1 不是标题")]),
        ("标题\n===\n一、做法\n---\n正文", [("title", "标题"), ("heading", "一、做法"), ("paragraph", "正文")]),
        ("长" * 70 + "\n---\n正文", [("paragraph", "长" * 70), ("paragraph", "正文")]),
        ("- 一项\n* 二项\n+ 三项\n1. 四项", [("paragraph", "一项"), ("paragraph", "二项"), ("paragraph", "三项"), ("paragraph", "1. 四项")]),
        ("> > 引用", [("paragraph", "引用")]),
        ("> - **引用**", [("paragraph", "引用")]),
        ("|项目|件数|\n|:---|---:|\n| 处罚 | 6 |\n|许可\\|审批|", [("cell", "项目"), ("cell", "件数"), ("cell", "处罚"), ("cell", "6"), ("cell", "许可|审批")]),
        ("| 项目 | 件数", [("cell", "项目"), ("cell", "件数")]),
        ("项目 | 件数\n--- | ---\n处罚 | 6", [("paragraph", "项目 | 件数"), ("paragraph", "处罚 | 6")]),
        ("甲**乙**丙*丁*`戊`~~己~~", [("paragraph", "甲乙丙丁戊己")]),
        ("[《**条例**》](https://a.cn/b)和![图](a.png)", [("paragraph", "《条例》和")]),
        ("甲<br>乙<BR/>丙", [("paragraph", "甲"), ("paragraph", "乙"), ("paragraph", "丙")]),
        ('<p align="center">标题</p>', [("paragraph", "标题")]),
        ("&emsp;&emsp;正文&nbsp;完", [("paragraph", "正文完")]),
        ("<中华人民共和国行政处罚法>", [("paragraph", "<中华人民共和国行政处罚法>")]),
        ("甲<!-- 注 -->乙", [("paragraph", "甲乙")]),
        ("甲<!-- 注\n还是注\n完 -->乙\n丙", [("paragraph", "甲"), ("paragraph", "乙"), ("paragraph", "丙")]),
        ("甲<!-- 没有完\n乙", [("paragraph", "甲<!-- 没有完"), ("paragraph", "乙")]),
        ("```\n# 甲\n**乙**\n```\n丙", [("paragraph", "# 甲"), ("paragraph", "**乙**"), ("paragraph", "丙")]),
        ("~~~\n甲\n~~~ 乙\n~~~\n``` 丙", [("paragraph", "甲"), ("paragraph", "~~~ 乙"), ("paragraph", " 丙")]),
        ("---\ntitle: 甲\nlist:\n  - 乙\n---\n丙", [("paragraph", "丙")]),
        ("---\n某局2024年度报告\n---\n丙", [("heading", "某局2024年度报告"), ("paragraph", "丙")]),
        ("甲\n\n***\n\n乙\n____", [("paragraph", "甲"), ("paragraph", "乙")]),
        ("    四格缩进", [("paragraph", "    四格缩进")]),
        ("罚款____元", [("paragraph", "罚款____元")]),
        ("# 标题\r\r## 一、做法\r\n正文", [("title", "标题"), ("heading", "一、做法"), ("paragraph", "正文")]),
    ],
)
def test_marks(source: str, blocks: list[tuple[str, str]]) -> None:
    assert shown(source) == blocks
    pointed_at(reader.from_string(source), source)


def bold(line: str, number: int) -> str:
    return f"**{line.strip()}**" if number % 5 == 4 and line.strip() else line


def headed(line: str, number: int) -> str:
    return "## " + line.strip() if re.match(r"\s*[一二三四五六七八九]、.{2,20}$", line) else line


def quoted(line: str, number: int) -> str:
    return "> " + line


@pytest.mark.parametrize("twin", one_and([bold, headed, quoted]))
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_a_markdown_twin_gets_the_same_findings(seed: Path, twin: Callable[[str, int], str]) -> None:
    plain = seed.read_text(encoding="utf-8")
    marked = "\n".join(twin(line, number) for number, line in enumerate(plain.split("\n")))
    options = batch.Options(overrides=Overrides(stage="publish"))
    one, other = (batch.review_bytes(text.encode(), name, options).review for text, name in ((plain, "a.txt"), (marked, "a.md")))
    assert one is not None
    assert other is not None
    said = [[(finding.rule, finding.text.strip(), finding.place) for finding in review.findings] for review in (one, other)]
    assert said[0] == said[1]
    assert [(row.item, row.verdict, row.level) for row in one.checklist] == [(row.item, row.verdict, row.level) for row in other.checklist]


@pytest.mark.parametrize("unit", [" ", "\t", "<!--", "![", "[a](", "*", "**a", "|", "| ", "- ", "> ", "`", "#", "\\", "<b ", "-->"])
def test_no_line_takes_forever(unit: str) -> None:
    started = time.process_time()
    reader.from_string(unit * 20000 + "局")
    assert time.process_time() - started < 5
