"""The figures that a report still lacks, by who holds them: lines with a blank, to be sent on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from linter.batch import Result
from linter.collection import tables
from linter.collection.holders import holders
from linter.skeleton import Line, as_document, as_markdown
from linter.writers import table
from linter.writers.docx_clean import clean

NONE = "没有就写“无”"


class Blank(Struct, frozen=True):
    """One line to be filled in. `if_any`: there may be nothing to tell, which is then to be said."""

    item: str
    text: str
    if_any: bool

    @property
    def said(self) -> str:
        return f"{self.text}（{NONE}）" if self.if_any else self.text


class Asking(Struct, frozen=True):
    """What is to be asked of whom for one report, holders without a blank left out."""

    agency: str
    year: int | None
    blanks: Sequence[tuple[str, Sequence[Blank]]]

    @property
    def title(self) -> str:
        return f"{self.agency}{f'{self.year}年度' if self.year else ''}法治政府建设年度报告待补数据"

    @property
    def count(self) -> int:
        return sum(len(blanks) for _, blanks in self.blanks)


def asking(result: Result) -> Asking:
    """Of every item asked of the agency that the report tells without figures, or not at all. Raises `RulesetError`."""
    review, ruleset = result.review, result.ruleset
    assert review is not None and ruleset is not None
    lacking = {
        row.item: (row.name, row.group == "if-any") for row in table.rows(review, ruleset.applicability)
        if row.group != "other" and row.verdict.level is not None and row.verdict.level != "quantified"
    }
    found = [
        (holder.name, [Blank(lacking[item][0], line, lacking[item][1]) for item, lines in holder.items.items() if item in lacking for line in lines])
        for holder in holders(result.options.holders).holders
    ]
    return Asking(review.profile.agency or result.path, review.profile.year, [(name, blanks) for name, blanks in found if blanks])


def as_text(made: Iterable[Asking]) -> str:
    return "\n".join(_text(made)) + "\n"


def _text(made: Iterable[Asking]) -> Iterator[str]:
    """To be pasted into a message."""
    for each in made:
        yield each.title
        if not each.blanks:
            yield "数据都有了，没有要补的。"
        for name, blanks in each.blanks:
            yield f"【{name}】"
            yield from (f"{number}. {blank.said}" for number, blank in enumerate(blanks, 1))
        yield ""


def as_md(made: Iterable[Asking]) -> str:
    return "\n".join(as_markdown(_lines(each)) for each in made)


def as_docx(made: Iterable[Asking]) -> bytes:
    return clean(as_document([line for each in made for line in _lines(each)]))


def _lines(each: Asking) -> list[Line]:
    lines = [Line(each.title, "title", 1)]
    for name, blanks in each.blanks:
        lines += [Line(name, "heading", 2), *(Line(f"{number}. {blank.said}") for number, blank in enumerate(blanks, 1))]
    return lines if each.blanks else [*lines, Line("数据都有了，没有要补的。")]


def as_csv(made: Iterable[Asking]) -> bytes:
    rows = [(each.agency, str(each.year or ""), name, blank.item, blank.text, "", NONE if blank.if_any else "") for each in made for name, blanks in each.blanks for blank in blanks]
    return tables.written(("单位", "年度", "找谁要", "事项", "数据", "填写", "说明"), rows)
