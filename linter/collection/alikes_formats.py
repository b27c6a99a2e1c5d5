"""Similar passages side by side: on a terminal, as one self-contained page, and for programs."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import zip_longest

from linter import __version__
from linter.collection.alikes import Alike, Place, Similar
from linter.readers import OWN_PAGE
from linter.width import pad, wrap
from linter.writers import Content, Look, paint
from linter.writers.markup import Node, Safe, join, seen, tag

_GAP = "  "
_STYLE = """
body { font: 16px/1.7 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 0 auto; max-width: 1200px; padding: 1rem; color: #222 }
h1 { font-size: 1.4rem } h2 { font-size: 1rem; margin: 2rem 0 .4rem }
.side { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: .8rem }
figure { margin: 0; padding: .7rem .9rem; border: 1px solid #bbb; border-radius: 4px; break-inside: avoid }
figcaption { font-weight: bold } figcaption small { font-weight: normal; color: #555 } p { margin: .3rem 0 }
mark { background: #ffe08a } footer { margin-top: 2rem; color: #555; font-size: .85rem }
"""


def text(found: Similar, look: Look) -> Iterator[paint.Line]:
    yield [(_headline(found), "bold")]
    for number, alike in enumerate(found.alikes, 1):
        yield []
        yield [(f"{number}. {_said(alike)}", "bold")]
        first, others = alike.places[0], alike.others
        if look.wrapped and others:
            for other in others:
                yield from _beside(first, other, look)
        else:
            for place in (first, *others):
                yield from _plain(f"{_name(place)}：{place.text}", look)
        if alike.equal:
            yield from _plain(f"一字不差：{'、'.join(map(_name, alike.equal))}", look)


def _plain(words: str, look: Look) -> Iterator[paint.Line]:
    for line in wrap(words, look.width - 3, look.ambiguous) if look.wrapped else [words]:
        yield [("   " + line, "")]


def _beside(one: Place, other: Place, look: Look) -> Iterator[paint.Line]:
    """Two columns."""
    cells = (look.width - len(_GAP) * 2) // 2
    for style, words in (("cyan", (_name(one), _name(other))), ("", (one.text, other.text))):
        columns = [wrap(each, cells, look.ambiguous) for each in words]
        yield from ([(_GAP + pad(left, cells, look.ambiguous) + _GAP + right, style)] for left, right in zip_longest(*columns, fillvalue=""))


def _headline(found: Similar) -> str:
    common = f"；大多数单位都有的 {found.common}句不列" if found.common else ""
    return f"{len(found.reports)}份报告，雷同的段落 {len(found.alikes)}处{common}"


def _said(alike: Alike) -> str:
    return f"{alike.between}，{len(alike.places)}份，相似 {alike.share:.0%}，扣除文件名和固定提法 {alike.letters}字"


def _name(place: Place) -> str:
    return f"{place.report.unit} {place.report.year or '年度未知'} {place.place}"


def html(found: Similar, _: Look) -> str:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    head = join(
        tag("meta", charset="utf-8"), Safe(OWN_PAGE),
        tag("meta", http_equiv="Content-Security-Policy", content=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"), tag("title", seen("雷同的段落")), tag("style", Safe(_STYLE)),
    )
    parts = [_section(number, alike) for number, alike in enumerate(found.alikes, 1)]
    note = f"fazhi-lint {__version__}。与第一份不同的字标黄。雷同不等于抄袭：同一件事、上级统一的口径也会写得一样。本页含报告原文，按报告本身的要求保管。"
    body = tag("body", tag("h1", _headline(found)), tag("main", parts), tag("footer", note))
    return f"<!DOCTYPE html>\n{tag('html', tag('head', head), body, lang='zh-CN')}\n"


def _section(number: int, alike: Alike) -> Node:
    first = alike.places[0]
    equal = tag("p", "一字不差：", "、".join(map(_name, alike.equal))) if alike.equal else None
    return tag("section", tag("h2", f"{number}. {_said(alike)}"), tag("div", [_figure(first, place) for place in (first, *alike.others)], class_="side"), equal)


def _figure(first: Place, place: Place) -> Node:
    where = tag("figcaption", f"{place.report.unit} {place.report.year or ''} ", tag("small", place.place))
    return tag("figure", where, tag("p", list(_marked(first.text, place.text))))


def _marked(first: str, words: str) -> Iterator[Node]:
    for kind, _, __, start, end in SequenceMatcher(None, first, words, autojunk=False).get_opcodes():
        if start < end:
            yield words[start:end] if kind == "equal" else tag("mark", words[start:end])


def as_json(found: Similar, _: Look) -> str:
    alikes = [
        {
            "between": alike.between, "share": round(alike.share, 3), "letters": alike.letters,
            "places": [{"agency": each.report.unit, "year": each.report.year, "path": each.report.path, "place": each.place, "text": each.text} for each in alike.places],
        }
        for alike in found.alikes
    ]
    return json.dumps({"schema": "fazhi-lint/similar@1", "version": __version__, "reports": len(found.reports), "common": found.common, "passages": alikes}, ensure_ascii=False, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Similar, Look], Content]] = {"text": text, "html": html, "json": as_json}
