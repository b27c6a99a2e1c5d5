"""A sentence that starts again: its subject, the announcement, the group founded, a clause, a member of a list or a verb a second time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.sentences import clauses, sentences
from linter.late import late
from linter.review import Related

_UNIT = "(?:局|委员会|委|厅|政府|街道|镇|乡|县|市|区|旗|办事处|中心|大队)"
_SUBJECT = late(rf"(?:^|[，：])(?:20\d\d年(?:度|以来)?，?)?([\u4e00-\u9fff]{{2,16}}{_UNIT})(?:在[^，。；：]{{2,60}}[下中]，)+(我(?:局|委|厅|办|县|市|区|旗|镇|乡|街道|单位|中心|省))(?=[\u4e00-\u9fff])")
_GOVERNED = late(r"[对向将把由为与和]$")
_ANNOUNCED = late(r"现[将就把]?[^。；]{0,40}(?:报告|汇报|总结|通报)如下")
_FOUNDED = late(
    r"(成立|组建|调整|充实)(?:了)?(?:[^。；]{0,60}?)((?:领导|工作)小组|工作专班|委员会)(?=，|。|；|：|（)(?!，(?:重新)?(?:成立|组建)了?)[^。；]{1,160}?((?:为成员|为副组长|为组长|任组长|任副组长|任成员)的[^，。；]{0,24}?\2)"
)
_OWN_NAME = late(rf"(?:^|[，：])(?:20\d\d年(?:度|以来)?，?)?([\u4e00-\u9fff]{{2,14}}{_UNIT})(?:在[^，。；：]{{2,60}}[下中]，)+(\1)(?=坚持|认真|深入|严格|紧紧|始终|全面|积极|以|紧扣|围绕|扎实|持续)")
_KIND = late(r"(通知|意见|方案|办法|规定|决定|要点|规划|纲要|细则|条例)》(?:（[^）]{0,30}）)?(\1)(?=，|。|；|要求|精神)")
_VERB = late(r"(?:^|(?<=[，。；]))(实现|取得|获得|完成|达到)(?!的)[^，。；的“”]{4,24}?(?<![、和并及与再又也均已都能可未后而到])(\1)(?![率的情量度])")
_CLAUSE = late(r"[^，。；：]{8,}")
_MEMBER = 3  # letters of a member of a list that is no slip of counting
_LONGEST_MEMBER = 10  # a longer one ends a list and begins another: 直辖市主管部门报省、自治区、直辖市
_CITED = late("第.+[条款项]")  # 第一条第二款、第三条第一款、第二款
_AROUND_YEAR = late(r"([\u4e00-\u9fff]{2,10})(20\d\d年(?:度)?)(\1)")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """Nothing is asked: what starts again is known by its form."""


class Again(NamedTuple):
    """What is said twice in a sentence, counted from its beginning."""

    one: Span
    two: Span
    word: str
    variant: str


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    announced: Span | None = None
    for sentence in facts(sentences).all:
        start, words = sentence.span.start, sentence.span.of(flat)
        for one, two, word, variant in _again(words):
            yield Hit(_moved(two, start), {"word": word}, related=(Related(_moved(one, start), "前一处"),), variant=variant)
        match = _ANNOUNCED.search(words) if "如下" in words else None
        span = _moved(Span(*match.span()), start) if match else None
        if span and announced is not None:
            yield Hit(span, {"word": "报告如下"}, related=(Related(announced, "前一处"),), variant="announcement")
        announced = span or announced


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


@lru_cache(maxsize=1 << 11)  # a draft and the next have most sentences in common
def _again(words: str) -> tuple[Again, ...]:
    return tuple(_found(words))


def _found(words: str) -> Iterator[Again]:
    match = _SUBJECT.search(words) if "我" in words else None
    if match and not _GOVERNED.search(words[: match.start(1)]):
        yield _of(match, 1, 2, "subject")
    for match in _FOUNDED.finditer(words):
        yield _of(match, 2, 3, "group")
    match = _OWN_NAME.search(words)
    if match and not _GOVERNED.search(words[: match.start(1)]):
        yield _of(match, 1, 2, "subject")
    for pattern, variant in ((_KIND, "kind"), (_VERB, "verb")):
        yield from (_of(match, 1, 2, variant) for match in pattern.finditer(words))
    parts = clauses(words, Span(0, len(words)))
    yield from _clauses(words, parts)
    yield from _members(words, parts)
    for match in _AROUND_YEAR.finditer(words) if "20" in words else ():
        yield _of(match, 1, 3, "unit")


def _clauses(words: str, parts: list[Span]) -> Iterator[Again]:
    """清理积案5起，清理积案5起: a clause with a figure right after one that ends with the same words."""
    for one, other in pairwise(parts):
        first, second = one.of(words).rstrip("，；。"), other.of(words).rstrip("，；。")
        if _CLAUSE.fullmatch(second) and first.endswith(second) and any(letter.isdigit() for letter in second):
            end = one.start + len(first)
            yield Again(Span(end - len(second), end), Span(other.start, other.start + len(second)), second, "clause")


def _members(words: str, parts: list[Span]) -> Iterator[Again]:
    """政策法规、工作动态、政策法规: a member of a list that comes again."""
    for clause in parts:
        at, seen = clause.start, dict[str, Span]()
        members = clause.of(words).split("、")
        for number, part in enumerate(members):
            span = Span(at, at + len(part))
            at = span.end + 1
            if len(part) > _LONGEST_MEMBER or _CITED.fullmatch(part):
                seen.clear()
            elif 0 < number < len(members) - 1 and len(part) >= _MEMBER and part.isalpha():
                if part in seen:
                    yield Again(seen[part], span, part, "member")
                seen[part] = span


def _of(match: re.Match[str], first: int, second: int, variant: str) -> Again:
    return Again(Span(*match.span(first)), Span(*match.span(second)), match[first], variant)
