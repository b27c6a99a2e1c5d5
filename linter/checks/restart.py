"""A sentence that starts again: the subject, the announcement, the group that was founded or the unit named a second time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
    r"(成立|组建)(?:了)?(?:[^。；]{0,60}?)((?:领导|工作)小组|工作专班|委员会)(?=，|。|；|：|（)[^。；]{1,160}?((?:为成员|为副组长|为组长|任组长|任副组长|任成员)的[^，。；]{0,24}?\2)"
)
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
    for match in _AROUND_YEAR.finditer(words) if "20" in words else ():
        yield _hit(sentence, match, 1, 3, "unit")


def _hit(sentence: Sentence, match: re.Match[str], first: int, second: int, variant: str) -> Hit:
    start = sentence.span.start
    one, two = (Span(start + match.start(group), start + match.end(group)) for group in (first, second))
    return Hit(two, {"word": match[first]}, related=(Related(one, "前一处"),), variant=variant)
