"""A sentence that starts again: its subject, the announcement, the group founded, a clause, a member of a list or a verb a second time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.sentences import Sentence, sentences
from linter.late import late
from linter.review import Related

_UNIT = "(?:局|委员会|委|厅|政府|街道|镇|乡|县|市|区|旗|办事处|中心|大队)"
_SUBJECT = late(rf"(?:^|[，：])(?:20\d\d年(?:度|以来)?，?)?([\u4e00-\u9fff]{{2,16}}{_UNIT})(?:在[^，。；：]{{2,60}}[下中]，)+(我(?:局|委|厅|办|县|市|区|旗|镇|乡|街道|单位|中心|省))(?=[\u4e00-\u9fff])")
_GOVERNED = late(r"[对向将把由为与和]$")
_ANNOUNCED = late(r"现[将就把]?[^。；]{0,40}(?:报告|汇报|总结|通报)如下")
_FOUNDED = late(
    r"(成立|组建|调整|充实)(?:了)?(?:[^。；]{0,60}?)((?:领导|工作)小组|工作专班|委员会)(?=，|。|；|：|（)[^。；]{1,160}?((?:为成员|为副组长|为组长|任组长|任副组长|任成员)的[^，。；]{0,24}?\2)"
)
_OWN_NAME = late(rf"(?:^|[，：])(?:20\d\d年(?:度|以来)?，?)?([\u4e00-\u9fff]{{2,14}}{_UNIT})(?:在[^，。；：]{{2,60}}[下中]，)+(\1)(?=坚持|认真|深入|严格|紧紧|始终|全面|积极|以|紧扣|围绕|扎实|持续)")
_KIND = late(r"(通知|意见|方案|办法|规定|决定|要点|规划|纲要|细则|条例)》(?:（[^）]{0,30}）)?(\1)(?=，|。|；|要求|精神)")
_VERB = late(r"(?:^|(?<=[，。；]))(实现|取得|获得|完成|达到)(?!的)[^，。；的“”]{4,24}?(?<![、和并及与再又也均已都能可未后而到])(\1)(?![率的情量度])")
_CLAUSE = late(r"[^，。；：]{8,}")
_MEMBER = 3  # letters of a member of a list that is no slip of counting
_AROUND_YEAR = late(r"([\u4e00-\u9fff]{2,10})(20\d\d年(?:度)?)(\1)")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """Nothing is asked: what starts again is known by its form."""


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    announced: Span | None = None
    for sentence in facts(sentences).all:
        yield from _again(flat, sentence)
        match = _ANNOUNCED.search(flat, *sentence.span)
        if match and announced is not None:
            yield Hit(Span(*match.span()), {"word": "报告如下"}, related=(Related(announced, "前一处"),), variant="announcement")
        announced = Span(*match.span()) if match else announced


def _again(flat: str, sentence: Sentence) -> Iterator[Hit]:
    words = sentence.span.of(flat)
    match = _SUBJECT.search(words) if "我" in words else None
    if match and not _GOVERNED.search(words[: match.start(1)]):
        yield _hit(sentence, match, 1, 2, "subject")
    for match in _FOUNDED.finditer(words):
        yield _hit(sentence, match, 2, 3, "group")
    match = _OWN_NAME.search(words)
    if match and not _GOVERNED.search(words[: match.start(1)]):
        yield _hit(sentence, match, 1, 2, "subject")
    for pattern, variant in ((_KIND, "kind"), (_VERB, "verb")):
        yield from (_hit(sentence, match, 1, 2, variant) for match in pattern.finditer(words))
    yield from _clauses(flat, sentence)
    yield from _members(flat, sentence)
    for match in _AROUND_YEAR.finditer(words) if "20" in words else ():
        yield _hit(sentence, match, 1, 3, "unit")


def _clauses(flat: str, sentence: Sentence) -> Iterator[Hit]:
    """清理积案5起，清理积案5起: a clause with a figure right after one that ends with the same words."""
    for one, other in pairwise(sentence.clauses):
        first, second = one.of(flat).rstrip("，；。"), other.of(flat).rstrip("，；。")
        if _CLAUSE.fullmatch(second) and first.endswith(second) and any(letter.isdigit() for letter in second):
            start = one.start + len(first) - len(second)
            yield Hit(Span(other.start, other.start + len(second)), {"word": second}, related=(Related(Span(start, one.start + len(first)), "前一处"),), variant="clause")


def _members(flat: str, sentence: Sentence) -> Iterator[Hit]:
    """政策法规、工作动态、政策法规: a member of a list that comes again."""
    for clause in sentence.clauses:
        at, seen = clause.start, dict[str, Span]()
        parts = clause.of(flat).split("、")
        for number, part in enumerate(parts):
            span = Span(at, at + len(part))
            at = span.end + 1
            if 0 < number < len(parts) - 1 and len(part) >= _MEMBER and part.isalpha():
                if part in seen:
                    yield Hit(span, {"word": part}, related=(Related(seen[part], "前一处"),), variant="member")
                seen[part] = span


def _hit(sentence: Sentence, match: re.Match[str], first: int, second: int, variant: str) -> Hit:
    start = sentence.span.start
    one, two = (Span(start + match.start(group), start + match.end(group)) for group in (first, second))
    return Hit(two, {"word": match[first]}, related=(Related(one, "前一处"),), variant=variant)
