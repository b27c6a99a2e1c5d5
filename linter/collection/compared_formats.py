"""The comparison of two years for people, as lines or Markdown, and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from linter import __version__
from linter.collection.compared import Compared, Pair, Yearly
from linter.collection.letter_markdown import plain
from linter.collection.movements import Movement, Told
from linter.collection.passages import Passage
from linter.facts.figures import shown
from linter.width import wrap
from linter.writers import Content, Look, paint

_MARKED, _BARE = 10, 4  # cells before what stands under a row's first line

Quote = tuple[str, str, str]  # 上年 or 今年, place, sentence


class _Row(Struct, frozen=True):
    """What is said of one thing, and the sentences that show it."""

    mark: str
    style: str
    words: str
    quotes: Sequence[Quote]


class _Part(Struct, frozen=True):
    title: str
    rows: Sequence[_Row]
    none: str = "没有"


def text(yearly: Yearly, look: Look) -> Iterator[paint.Line]:
    for pair in yearly.pairs:
        yield [(_title(pair), "bold")]
        yield from ([("  注意：" + note, "yellow")] for note in pair.notes)
        for part in _parts(pair, look.everything):
            yield []
            yield [(part.title, "bold")] if part.rows else [(f"{part.title}：{part.none}", "")]
            for row in part.rows:
                yield from _lines(row, look)
        yield []
    for each in yearly.without:
        yield [(f"没有比较  {each}", "yellow")]


def _lines(row: _Row, look: Look) -> Iterator[paint.Line]:
    indent = " " * (_MARKED if row.mark else _BARE)
    cells = look.width - len(indent)
    first, *rest = wrap(row.words, cells, look.ambiguous) if look.wrapped else [row.words]
    yield [("  ", ""), (row.mark, row.style), ("  " + first if row.mark else first, "")]
    yield from ([(indent + line, "")] for line in rest)
    for year, where, sentence in row.quotes:
        said = f"{year} {where}：{sentence}"
        yield from ([(indent + line, "dim")] for line in (wrap(said, cells, look.ambiguous) if look.wrapped else [said]))


def markdown(yearly: Yearly, look: Look) -> str:
    return "\n".join(_markdown(yearly, look.everything)) + "\n"


def _markdown(yearly: Yearly, everything: bool) -> Iterator[str]:
    for pair in yearly.pairs:
        yield from (f"# {plain(_title(pair))}", "", *(f"> 注意：{plain(note)}" for note in pair.notes))
        for part in _parts(pair, everything):
            yield from ("", f"## {part.title}", "", *([] if part.rows else [part.none]))
            for row in part.rows:
                yield f"- {f'**{row.mark}** ' if row.mark else ''}{plain(row.words)}"
                yield from (f"    - {year}，{where}：{plain(sentence)}" for year, where, sentence in row.quotes)
        yield ""
    yield from (f"- 没有比较：{plain(each)}" for each in yearly.without)


def _title(pair: Compared) -> str:
    return f"{pair.this.unit}  {pair.last.year or '年度未知'} → {pair.this.year or '年度未知'}"


def _parts(pair: Compared, everything: bool) -> Iterator[_Part]:
    kept = [promise for promise in pair.promises if promise.answered]
    rows = [
        _Row(
            "有回应" if each.answered else "没回应", "green" if each.answered else "bold red", each.plan.text,
            [("今年", passage.place, passage.text) for passage in each.answers] or ([("今年最接近的", each.nearest.place, each.nearest.text)] if each.nearest else []),
        )
        for each in sorted(pair.promises, key=lambda each: each.answered)
    ]
    yield _Part(f"上年的安排 {len(rows)}项，今年有回应 {len(kept)}项、没有回应 {len(rows) - len(kept)}项", rows, "上年没有写下一年度安排")
    moved = [each for each in pair.movements if each.by]
    yield _Part(
        f"数字变化 {len(moved)}处（两年说的是同一个量）",
        [_Row("", "", f"{each.what}：{each.before.text} → {each.after.text}，{each.said}", _both(each.before, each.after) if everything else []) for each in moved],
    )
    still = [each for each in pair.movements if not each.by]
    yield _Part(f"两年一样的数字 {len(still)}处{'，请核对' if still else ''}", _still(still))
    yield _Part(f"与上年一字不差的不足、原因 {len(pair.problems)}条", _copies(pair.problems))
    yield _Part(f"照抄上年的段落 {len(pair.copied)}处", _copies(pair.copied))
    yield _Part(
        f"过时的提法 {len(pair.stale)}处",
        [
            _Row("", "", f"{each.finding.text or each.finding.place}：{each.finding.message}", [("上年", each.before.place, each.before.text)] if each.before else [])
            for each in pair.stale
        ],
    )


def _still(movements: Sequence[Movement]) -> list[_Row]:
    """A row for each pair of sentences, with all figures in it."""
    rows: dict[tuple[Quote, ...], list[str]] = {}
    for each in movements:
        rows.setdefault(tuple(_both(each.before, each.after)), []).append(f"{each.what}：{each.after.text}")
    return [_Row("", "", "；".join(said), quotes) for quotes, said in rows.items()]


def _both(before: Told, after: Told) -> list[Quote]:
    return [("上年", before.place, before.sentence), ("今年", after.place, "同" if after.sentence == before.sentence else after.sentence)]


def _copies(pairs: Sequence[Pair]) -> list[_Row]:
    """Where only numbering or years differ, both are shown."""
    return [
        _Row("", "", each.after.text, [("今年", each.after.place, "如上"), ("上年", each.before.place, "同" if each.before.text == each.after.text else each.before.text)])
        for each in pairs
    ]


def as_json(yearly: Yearly, _: Look) -> str:
    made = {"schema": "fazhi-lint/compare@1", "version": __version__, "agencies": [_record(pair) for pair in yearly.pairs], "without": list(yearly.without)}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _record(pair: Compared) -> Mapping[str, Any]:
    sides = {name: {"path": side.path, "agency": side.unit, "year": side.year} for name, side in (("last", pair.last), ("this", pair.this))}
    return {
        **sides, "notes": list(pair.notes),
        "plan": [
            {"text": each.plan.text, "place": each.plan.place, "answered": each.answered, "answers": [_said(p) for p in each.answers], "shared": list(each.shared), "nearest": _said(each.nearest) if each.nearest else None}
            for each in pair.promises
        ],
        "figures": [
            {"what": each.what, "unit": each.unit, "before": _told(each.before), "after": _told(each.after), "by": shown(each.by), "percent": shown(each.percent) if each.percent is not None else None}
            for each in pair.movements
        ],
        "problems": [{"before": _said(each.before), "after": _said(each.after)} for each in pair.problems],
        "copied": [{"before": _said(each.before), "after": _said(each.after)} for each in pair.copied],
        "stale": [
            {"text": each.finding.text, "place": each.finding.place, "message": each.finding.message, "rule": each.finding.rule, "before": _said(each.before) if each.before else None}
            for each in pair.stale
        ],
    }


def _said(passage: Passage) -> Mapping[str, str]:
    return {"place": passage.place, "text": passage.text}


def _told(told: Told) -> Mapping[str, str]:
    return {"value": shown(told.value), "text": told.text, "place": told.place, "sentence": told.sentence}


FORMATS: Mapping[str, Callable[[Yearly, Look], Content]] = {"text": text, "md": markdown, "json": as_json}
