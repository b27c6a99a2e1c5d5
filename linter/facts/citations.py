"""What the report cites: titles in 《…》 with the document number and version that follow, and document numbers as written."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from msgspec import Struct

from linter.document import Span, Spans
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.late import late

_OPEN, _CLOSE = "《〈<", "》〉>"
_BRACKET = late("[《》〈〉<>]")
_LONGEST = 120  # a title longer than this is a bracket that was never closed
_CODE = r"[\u4e00-\u9fff]{1,16}(?:（[\u4e00-\u9fff]{1,6}）[\u4e00-\u9fff]{1,6})?"
_NUMBER = late(
    r"(?P<open>[〔﹝［\[【（{<〈「]) ?(?P<year>\d{2}(?:\d{2})?)(?P<nian>年?) ?(?P<close>[〕﹞］\]】）}>〉」])"
    r" ?(?P<ordinal>第?) ?(?P<serial>\d{1,5}) ?(?P<hao>号?)"
)
_CODE_END = late(rf"{_CODE} ?$")
_CODE_START = late(r".*(?:根据|按照|依据|依照|落实|印发|发布|出台|转发|下发|文号|以及|的|为|和|与|及|是|见|以)")
_VERSION = late(r"（(?:(\d{4})年?(?:版|修订|修正|施行|本)?|试行|暂行|修订|[\u4e00-\u9fff]{1,6})(?:版|本)?）")
_YEAR_IN_NAME = late(r"(20\d\d|19\d\d)年")


class DocumentNumber(Struct, frozen=True):
    """国办发〔2018〕118号 as written: `code` 国办发, the brackets, `year` 2018, 第 where it stands, `serial` 118."""

    span: Span
    code: Span
    brackets: str
    open_at: Span
    close_at: Span
    year: Span
    nian: Span
    ordinal: Span
    serial: Span
    closed: bool  # ends in 号


class Citation(Struct, frozen=True):
    """A title. `span` has the brackets, `name` what is inside, `inner` the titles inside it in 〈…〉, `depth` how deep it is."""

    span: Span
    name: Span
    number: DocumentNumber | None = None
    version: Span | None = None
    year: int | None = None
    depth: int = 0
    inner: tuple[Span, ...] = ()


class Citations(Struct, frozen=True, dict=True):
    """Titles in order of their opening bracket, and every document number of the body, titled or not."""

    titles: tuple[Citation, ...]
    numbers: tuple[DocumentNumber, ...]

    @cached_property
    def outer(self) -> tuple[Citation, ...]:
        """The titles that stand in no other title."""
        return tuple(citation for citation in self.titles if citation.depth == 0)

    def covers(self, offset: int) -> bool:
        """Whether `offset` lies inside a title."""
        return self._covered.overlap(Span(offset, offset + 1))

    @cached_property
    def _covered(self) -> Spans:
        return Spans(citation.span for citation in self.outer)


def citations(facts: Facts) -> Citations:
    flat = facts(folded)
    titles: list[Citation] = []
    numbers: list[DocumentNumber] = []
    for block in facts(body):
        found = _numbers(flat, block.span)
        numbers += found
        titles += _titles(flat, block.span, found)
    return Citations(tuple(titles), tuple(numbers))


def _titles(flat: str, block: Span, numbers: list[DocumentNumber]) -> list[Citation]:
    """Pair 《 with 》 and, inside, 〈 with 〉. A bracket without its partner is no title."""
    stack: list[int] = []
    spans: list[tuple[Span, int]] = []
    for bracket in _BRACKET.finditer(flat, block.start, block.end):
        offset, character = bracket.start(), bracket[0]
        if character == "《" or (stack and character in _OPEN):
            stack.append(offset)
        elif stack and character in _CLOSE:
            start = stack[-1]
            if _OPEN.index(flat[start]) == _CLOSE.index(character):
                stack.pop()
                if offset - start <= _LONGEST:
                    spans.append((Span(start, offset + 1), len(stack)))
    spans.sort()
    ordered = [span for span, _ in spans]
    if stack:  # depths are not to be trusted after an unclosed bracket
        spans = [(span, sum(other.contains(span) and other != span for other in _near(ordered, span.start - _LONGEST, span.end))) for span in ordered]
    written, starts = Spans(number.span for number in numbers), [number.code.start for number in numbers]
    return [_citation(flat, span, depth, ordered, numbers, written, starts) for span, depth in spans]


def _near(spans: list[Span], start: int, end: int) -> list[Span]:
    """Of spans in order those that begin there."""
    return spans[bisect_left(spans, (start,)) : bisect_left(spans, (end,))]


def _citation(
    flat: str, span: Span, depth: int, spans: list[Span], numbers: list[DocumentNumber], written: Spans, starts: list[int]
) -> Citation:
    """`written` and `starts` are the places of the numbers: where each stands, and where its code begins."""
    name = Span(span.start + 1, span.end - 1)
    version = next((Span(*match.span()) for match in _VERSION.finditer(flat, name.start, name.end)), None)
    after = _VERSION.match(flat, span.end)
    if after and version is None and not written.overlap(Span(*after.span())):
        version = Span(*after.span())
    # directly behind, or in the brackets behind; 《…》（试行）（国办发〔2018〕1号） too
    reach = max(span.end, version.end if version and version.start >= span.end else 0) + 2
    behind = bisect_left(starts, span.end)
    number = numbers[behind] if behind < len(starts) and starts[behind] <= reach else None
    stated = _YEAR_IN_NAME.search(flat, name.start, name.end)
    year = int(number.year.of(flat)) if number and number.year.end - number.year.start == 4 else int(stated[1]) if stated else None
    inner = tuple(other for other in _near(spans, span.start, span.end) if other != span and span.contains(other))
    return Citation(span, name, number, version, year, depth, inner)


def _numbers(flat: str, block: Span) -> list[DocumentNumber]:
    result = []
    for match in _NUMBER.finditer(flat, block.start, block.end):
        before = _CODE_END.search(flat, max(block.start, match.start() - 30), match.start())
        if before is None:
            continue
        part = {name: Span(*match.span(name)) for name in ("open", "close", "year", "nian", "ordinal", "serial")}
        words = before[0].rstrip()
        lead = _CODE_START.match(words)
        code = Span(before.start() + (lead.end() if lead and lead.end() < len(words) else 0), before.start() + len(words))
        result.append(
            DocumentNumber(
                Span(code.start, match.end()), code, match["open"] + match["close"], part["open"], part["close"], part["year"], part["nian"],
                part["ordinal"], part["serial"], bool(match["hao"]),
            )
        )
    return result
