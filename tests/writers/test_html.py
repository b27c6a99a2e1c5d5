"""The page as a document: what stands in it, that it is safe, whole, and leads where its links say."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from linter import batch, readers
from linter.batch import Options, Result
from linter.discovery import discover
from linter.document import Span
from linter.facts import Overrides
from linter.readers.text import from_string
from linter.review import Basis, Finding, Profile, Related, Review, RulesetLabel, Suppression
from linter.ruleset.loader import loaded
from linter.writers import Look, html
from linter.writers.html_text import Mark, marked
from linter.writers.markup import Safe, join, tag
from tests.support import SEEDS

RULESET = loaded("ecology")
VOID = {"meta", "input"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str | None]
    children: list[Element | str] = field(default_factory=list)

    def all(self) -> list[Element]:
        """This element and those inside it, in order."""
        return [self, *(inner for child in self.children if isinstance(child, Element) for inner in child.all())]

    def text(self, without: Sequence[str] = ()) -> str:
        """The words inside, but for elements of those classes."""
        if set(self.classes) & set(without):
            return ""
        return "".join(child if isinstance(child, str) else child.text(without) for child in self.children)

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()

    def of(self, cls: str) -> list[Element]:
        return [element for element in self.all() if cls in element.classes]


class _Reader(HTMLParser):
    """Strict where browsers are not: what is opened must be closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(page: str) -> Element:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root


def reviewed(text: str, findings: Sequence[Finding] = (), path: str = "报告.txt") -> Result:
    label = RulesetLabel("tiny", "1.0", "0", "2026-11-21")
    review = Review(from_string(text), Profile("某区水务局", "enforcing", year=2024), label, tuple(findings), ())
    return Result(path, "checked", review=review, ruleset=RULESET)


def finding(text: str, start: int, end: int, message: str = "这里不对", severity: str = "error", **more: object) -> Finding:
    span = Span(start, end)
    return Finding("W101", "wording", severity, message, span, span.of(text), place="一，第1句", **more)  # type: ignore[arg-type]


@cache
def seeds() -> list[Result]:
    return [batch.review_bytes(seed.read_bytes(), seed.name, Options(None, Overrides())) for seed in SEEDS]


@pytest.fixture(scope="module")
def of_seeds() -> Element:
    return read(html.write(seeds(), Look(everything=True)))


def test_links_lead_somewhere_and_no_name_is_given_twice(of_seeds: Element) -> None:
    names = [element.attributes["id"] for element in of_seeds.all() if "id" in element.attributes]
    assert len(names) == len(set(names))
    targets = [element.attributes["href"] for element in of_seeds.all() if "href" in element.attributes]
    assert len(targets) > 200
    assert {str(target) for target in targets} <= {f"#{name}" for name in names}


def test_headings_come_in_order(of_seeds: Element) -> None:
    levels = [int(element.name[1]) for element in of_seeds.all() if re.fullmatch("h[1-6]", element.name)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert max(levels) == 6


def test_the_report_stands_there_as_written(of_seeds: Element) -> None:
    for seed, article in zip(seeds(), [element for element in of_seeds.all() if element.name == "article"], strict=True):
        assert seed.review is not None
        (text,) = article.of("text")
        blocks = [child.text(without=["badge"]) for child in text.children if isinstance(child, Element) and child.name != "aside"]
        assert blocks == [line for line in seed.review.document.text.split("\n") if line.strip()]


def test_the_checklist_leads_to_the_words_that_prove_it(of_seeds: Element) -> None:
    names = {element.attributes.get("id"): element for element in of_seeds.all()}
    links = [link for cell in of_seeds.of("evidence") if cell.name == "td" for link in cell.all() if link.name == "a"]
    assert len(links) > 100
    assert all("place" in names[str(link.attributes["href"])[1:]].classes for link in links)


def test_a_page_loads_and_runs_nothing() -> None:
    page = html.write(seeds(), Look())
    root = read(page)
    policy = next(e.attributes["content"] for e in root.all() if e.attributes.get("http-equiv") == "Content-Security-Policy")
    (style,) = [element.text() for element in root.all() if element.name == "style"]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not {"script", "link", "img", "iframe", "form", "object"} & {element.name for element in root.all()}
    assert not {name for element in root.all() for name in element.attributes if name in ("style", "src") or name.startswith("on")}
    assert "url(" not in style and "@import" not in style and "http" not in style
    assert page == html.write(seeds(), Look())


EVIL = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>&amp;{{7*7}}\u202e\u0007</p></section>'


def test_nothing_of_a_report_becomes_markup() -> None:
    text = f"某区水务局2024年度法治政府建设情况报告\n一、{EVIL}\n{EVIL}尾。"
    start = text.index(EVIL)
    basis = (Basis(EVIL, EVIL),)
    said = finding(text, start, start + 9, EVIL, suggestion=EVIL, basis=basis, related=(Related(Span(0, 2), EVIL),), entry=EVIL)
    suppressed = replace(said, suppressed=Suppression("exception", EVIL, EVIL), message=EVIL * 2, place=EVIL)
    lost = Result(f"{EVIL}.txt", "unchecked", code="x", message=EVIL)
    result = reviewed(text, [replace(said, place=EVIL), suppressed], path=EVIL)
    assert result.review is not None
    result = replace(result, review=replace(result.review, profile=replace(result.review.profile, agency=EVIL)))
    root = read(html.write([result, lost], Look()))
    assert not {"script", "img"} & {element.name for element in root.all()}
    assert not {name for element in root.all() for name in element.attributes if name.startswith("on")}
    shown = EVIL.replace("\u202e", "U+202E").replace("\u0007", "U+0007")
    assert root.text().count(shown) >= 12
    assert not re.search("[\u202e\u0007]", root.text())


def test_a_title_holds_no_markup() -> None:
    result = reviewed("某区水务局报告")
    assert result.review is not None
    result = replace(result, review=replace(result.review, profile=replace(result.review.profile, agency="甲\u202e</title><b>")))
    (title,) = [element for element in read(html.write([result], Look())).all() if element.name == "title"]
    assert title.children == ["甲�</title><b> 2024年度 检查结果"]


@given(st.text("甲乙<&\"\n \u202e", max_size=60), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 30)), max_size=8))
def test_marks_that_nest_and_overlap_leave_the_text_whole(text: str, spans: list[tuple[int, int]]) -> None:
    document = from_string(text)
    marks = []
    for number, (start, length) in enumerate(spans):
        span = Span(min(start, len(text)), min(start + length, len(text)))
        marks.append(Mark(f"m{number}", span, f"mark k{number}", tag("b", str(number), class_="badge")))
    root = read(join(marked(document, "", marks, lambda _: None)))
    lines = [line for line in text.split("\n") if line.strip()]
    assert [child.text(["badge"]) for child in root.children if isinstance(child, Element)] == [
        line.replace("\u202e", "U+202E") for line in lines
    ]
    for number, mark in enumerate(marks if lines else ()):
        assert [element.attributes["id"] for element in root.all() if element.text() == str(number) and "place" in element.classes] == [mark.name]
        held = "".join(element.text(["badge"]) for element in root.of(f"k{number}"))
        covered = [text[offset] for line in _lines(text) if text[slice(*line)].strip() for offset in range(*line) if mark.span.start <= offset < mark.span.end]
        assert held == "".join(covered).replace("\u202e", "U+202E")


def _lines(text: str) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for match in re.finditer("[^\n]+", text)]


def test_twenty_worst_are_shown_and_the_others_can_be() -> None:
    text = "某区水务局2024年度法治政府建设情况报告\n一、主要做法\n" + "甲错乙。" * 30
    first = text.index("甲")
    infos = [finding(text, first + 4 * i, first + 4 * i + 2, f"第{i}条", "info") for i in range(25)]
    worst = finding(text, first + 112, first + 114)
    again = finding(text, first + 116, first + 118)
    root = read(html.write([reviewed(text, [*infos, worst, again])], Look()))
    listed = root.of("listed")
    assert [e.text() for e in listed[0].of("what")] == ["这里不对（共2处）"]
    assert [("lesser" in row.classes) for row in listed] == [False] * 20 + [True] * 6
    assert any("第20条以后较轻的 6" in label.text() for label in root.all() if label.name == "label")
    (note,) = [note for note in root.all() if note.name == "aside" and "error" in note.classes]
    assert [link.attributes["href"] for link in note.all() if link.name == "a"] == ["#r1-m26", "#r1-m26", "#r1-m26-1"]
    everything = read(html.write([reviewed(text, [*infos, worst, again])], Look(everything=True)))
    assert not everything.of("lesser")


def test_a_note_says_all_there_is_to_say() -> None:
    text = "某区水务局2024年度法治政府建设情况报告\n一、主要做法\n我局甲错。"
    start = text.index("甲错")
    more = {"suggestion": "改作“甲对”。", "basis": (Basis("行政处罚法", "五十八"),), "related": (Related(Span(0, 2), "前一处"),), "entry": "甲错"}
    root = read(html.write([reviewed(text, [finding(text, start, start + 2, **more)])], Look()))
    (note,) = [note for note in root.all() if note.name == "aside"]
    assert note.text() == "1必改一，第1句用词 W101这里不对改法改作“甲对”。参见第1行，前一处依据行政处罚法第五十八条"


def test_a_finding_about_the_whole_report_stands_above_its_text() -> None:
    text = "某区水务局2024年度法治政府建设情况报告\n一、主要做法\n我局甲错。"
    whole = replace(finding(text, 0, 5, "未见不足"), text="")
    root = read(html.write([reviewed(text, [whole])], Look()))
    (about,) = root.of("whole")
    assert "未见不足" in about.text()
    assert not root.of("mark") and not root.of("badge")


def test_what_is_excused_stands_apart() -> None:
    text = "某区水务局2024年度法治政府建设情况报告\n一、主要做法\n我局甲错。"
    excused = finding(text, 26, 28, suppressed=Suppression("exception", "地名如此", "2026-01-01"))
    root = read(html.write([reviewed(text, [excused])], Look()))
    (section,) = root.of("suppressed")
    assert "例外：地名如此，到 2026-01-01" in section.text()
    assert not root.of("listed") and not root.of("mark")


def test_what_was_not_checked_is_said_first() -> None:
    lost = Result("坏.docx", "unchecked", code="unreadable", message="文件打不开")
    partly = replace(reviewed("某区水务局报告"), status="partly", message="附表没有读出", path="半.docx")
    root = read(html.write([reviewed("某区水务局报告"), lost, partly], Look()))
    assert re.search("检查结果有2份没有检查或没有查全坏.docx：没有检查 文件打不开半.docx：只检查了一部分 附表没有读出目录：3份报告", root.text())


def test_an_empty_report_has_a_page() -> None:
    whole = Finding("S101", "structure", "error", "未见标题", Span(0, 0))
    assert "未见标题" in read(html.write([reviewed("", [whole])], Look())).text()


def test_tag_escapes_what_is_not_safe() -> None:
    assert tag("p", "<b>", Safe("<i></i>"), ["&", None], title='"<', hidden=True, open=False) == (
        '<p title="&quot;&lt;" hidden>&lt;b&gt;<i></i>&amp;</p>'
    )


def test_a_page_is_not_taken_for_a_report(tmp_path: Path) -> None:
    page = html.write([reviewed("某区水务局报告")], Look())
    (tmp_path / "结果.html").write_text(page, encoding="utf-8")
    (tmp_path / "报告.txt").write_text("某区水务局报告", encoding="utf-8")
    assert [(found.path.name, found.reason) for found in discover([str(tmp_path)])] == [("报告.txt", None), ("结果.html", "是检查结果")]
    with pytest.raises(readers.Unreadable, match="这是检查结果"):
        readers.read(page.encode(), "结果.html")
