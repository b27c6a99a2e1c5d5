"""Meetings and terms against the report's own time: what it could not know yet, and what had passed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

import msgspec

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lexical import in_title, occurrences
from linter.document import Span
from linter.facts import Facts
from linter.facts.bare import bare
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.phrases import index
from linter.facts.profile import profile
from linter.facts.roles import roles
from linter.facts.sentences import sentences
from linter.late import late

_QUOTES = frozenset("“”\"‘’")
_CONGRESS = {"十八": 18, "十九": 19, "二十": 20, "二十一": 21}
_PLENUM = {letter: number for number, letter in enumerate("一二三四五六七八", start=1)}
_SESSIONS = late(r"(十八|十九|二十一|二十)届((?:[一二三四五六七八]中(?:全会)?(?:、|和|及|与| )?)+)全会|(十八|十九|二十一|二十)届((?:[一二三四五六七八]中(?:全会)?(?:、|和|及|与)?)+)(?<=全会)")
_PARTY_CONGRESS = late(r"(?:党的|、|和|中共|学习|贯彻)(十八|十九|二十一|二十)大(?![类项件事任举重板块工户型批])")
_DASHES = ("—", "-", "–", "－", "——", "~", "至")
_FAR = "9999-12-31"
_NEAR = 8  # letters after the name of a period within which its middle is spoken of
_DAY = late(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})")


class Meeting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    start: str
    end: str
    aliases: list[str] = []
    congress: int | None = None
    plenum: int | None = None
    certainty: str = "memory"


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from"}):
    """A wording with the days on which a report could first and last use it as present."""

    name: str
    first: str
    until: str | None = None
    certainty: str = "memory"
    before: str | None = None


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`ask` is what is looked for; `ahead` are words that look forward, `past` words that look back, `closing`
    words that sum up and are normal in the year after the end, `midway` words of a period not yet over, `running` that carry on."""

    ask: Literal["meeting-too-late", "term-too-early", "meeting-old", "term-expired", "term-old", "meeting-skipped"]
    meetings: list[Meeting] = []
    terms: list[Term] = []
    ahead: list[str] = []
    past: list[str] = []
    closing: list[str] = []
    midway: list[str] = []
    running: list[str] = []


class Mention(NamedTuple):
    span: Span
    meeting: Meeting


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    who = facts(profile)
    if who.year is None or who.genre != "annual-report":  # the title's year says nothing of another genre's own time
        return ()
    devices = {
        "meeting-too-late": _meetings_too_late, "meeting-old": _old_meeting, "meeting-skipped": _skipped,
        "term-too-early": _terms_too_early, "term-expired": _expired, "term-old": _old_terms,
    }
    return devices[params.ask](facts, params)


def reference_day(facts: Facts) -> date:
    """The day by which the report was written: signature, else publication, else 1 April of the next year."""
    return _stated_day(facts) or date((facts(profile).year or 0) + 1, 4, 1)


def _stated_day(facts: Facts) -> date | None:
    who = facts(profile)
    for stated in (who.signed, who.published):
        match = _DAY.search(stated or "")
        if match:
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                continue
    return None


def mentions(facts: Facts, meetings: list[Meeting]) -> list[Mention]:
    """Every meeting the report names, joined forms taken apart."""
    flat = facts(folded)
    by_number = {(meeting.congress, meeting.plenum): meeting for meeting in meetings if meeting.congress}
    others = [meeting for meeting in meetings if meeting.congress is None]
    names = [(meeting, name) for meeting in others for name in (meeting.name, *meeting.aliases) if facts(index).may_hold(name) and name in flat]
    found: list[Mention] = []
    for block in facts(body):
        for match in _SESSIONS.finditer(flat, block.span.start, block.span.end):
            congress, list_at = (match[1], 2) if match[1] else (match[3], 4)
            for letter in re.finditer("([一二三四五六七八])中", match[list_at]):
                meeting = by_number.get((_CONGRESS[congress], _PLENUM[letter[1]]))
                found.append(Mention(Span(*match.span()), meeting or _never_held(_CONGRESS[congress], letter[1])))
        for match in _PARTY_CONGRESS.finditer(flat, block.span.start, block.span.end):
            meeting = by_number.get((_CONGRESS[match[1]], None))
            if meeting:
                found.append(Mention(Span(match.start(1), match.end()), meeting))
        line = block.span.of(flat)
        for meeting, name in names:
            found += [Mention(Span(block.span.start + at.start, block.span.start + at.end), meeting) for at in occurrences(name, line)]
    return found


def _never_held(congress: int, plenum: str) -> Meeting:
    """A plenum that no list has: of the future, as far as anybody knew when the list was made."""
    name = next(name for name, number in _CONGRESS.items() if number == congress)
    return Meeting(f"党的{name}届{plenum}中全会", _FAR, _FAR, congress=congress, plenum=_PLENUM[plenum])


def _sentence(facts: Facts, span: Span) -> str:
    sentence = facts(sentences).at(span.start)
    return sentence.span.of(facts(folded)) if sentence else ""


def _meetings_too_late(facts: Facts, params: Params) -> Iterator[Hit]:
    day = reference_day(facts)
    for span, meeting in mentions(facts, params.meetings):
        if date.fromisoformat(meeting.start) <= day or _says(_sentence(facts, span), params.ahead):
            continue
        if _is_longer_name(facts, span, meeting, params.meetings):
            continue
        yield Hit(span, {"name": meeting.name, "held": _month(meeting.start), "day": day.isoformat()}, entry=meeting.name, variant="never" if meeting.start == _FAR else "default")


def _is_longer_name(facts: Facts, span: Span, meeting: Meeting, meetings: list[Meeting]) -> bool:
    """Whether a longer name of another meeting stands here: 第二次…… holds the name of the first."""
    before = facts(folded)[max(0, span.start - 12) : span.end]
    return any(before.endswith(name) for other in meetings if other is not meeting for name in (other.name, *other.aliases) if len(name) > len(span.of(facts(folded))))


def _old_meeting(facts: Facts, params: Params) -> Iterator[Hit]:
    """Once a report: the last meeting named is of an earlier congress than the last held in the report's year."""
    year = facts(profile).year or 0
    named = [mention for mention in mentions(facts, params.meetings) if mention.meeting.congress]
    # the first plenum only elects: reports do not name it
    held = [meeting for meeting in params.meetings if meeting.congress and meeting.plenum != 1 and meeting.end <= f"{year}-12-31"]
    if not named or not held or "历次全会" in facts(folded):
        return
    latest, last = max(held, key=lambda meeting: meeting.start), max(named, key=lambda mention: mention.meeting.start)
    if (last.meeting.congress or 0) < (latest.congress or 0):  # who names the congress may leave its plenums
        yield Hit(last.span, {"name": last.meeting.name, "latest": latest.name, "held": _month(latest.start)}, entry=last.meeting.name)


def _skipped(facts: Facts, params: Params) -> Iterator[Hit]:
    """A row of plenums that leaves one out: 二十届二中、四中全会. The latest alone (二十大和二十届三中全会) is said as a rule."""
    named = {(mention.span, mention.meeting.plenum) for mention in mentions(facts, params.meetings)}
    for mention in mentions(facts, params.meetings):
        congress, plenum = mention.meeting.congress, mention.meeting.plenum or 0
        before = {number for span, number in named if span == mention.span and number and number < plenum}
        missing = next((other for other in params.meetings if (other.congress, other.plenum) == (congress, plenum - 1)), None)
        if before and missing and missing.plenum not in before:
            yield Hit(mention.span, {"name": mention.meeting.name, "missing": missing.name}, entry=missing.name)


def _places(facts: Facts, name: str) -> Iterator[Span]:
    """Where a term stands, with or without its quotes, its years with any dash between them, outside names of documents."""
    flat, words = facts(folded), facts(bare(_QUOTES))
    plain = _unquoted(name)
    for written in dict.fromkeys(plain.replace("—", dash) for dash in _DASHES):
        for found in occurrences(written, words.text):
            span = words.span(found.start, found.end)
            if not in_title(flat, span) or name.endswith("）"):
                yield span


def _terms_too_early(facts: Facts, params: Params) -> Iterator[Hit]:
    """A plan may look forward to a period that is to begin, and where no day is stated, to anything."""
    day, stated = reference_day(facts), _stated_day(facts) is not None
    for term in params.terms:
        if date.fromisoformat(term.first) <= day:
            continue
        for span in _places(facts, term.name):
            planned = facts(roles).at(span.start) == "plan" and (not stated or _is_period(term))
            if not planned and not _says(_sentence(facts, span), params.ahead):
                yield Hit(span, {"name": term.name, "first": _month(term.first), "before": term.before or ""}, entry=term.name)


def _is_period(term: Term) -> bool:
    return term.until is not None and term.until.endswith("12-31")


def _expired(facts: Facts, params: Params) -> Iterator[Hit]:
    """A period said to be under way after its end; what is planned is of the year after. Summing it up in that year is normal."""
    report = facts(profile).year or 0
    for term in params.terms:
        if term.until is None or not _is_period(term) or report < int(term.until[:4]):
            continue
        last = int(term.until[:4])
        for span in _places(facts, term.name):
            year = report + (facts(roles).at(span.start) == "plan")
            words = _sentence(facts, span)
            # summed up before what follows it: 总结“七五”普法经验，推进“八五”普法
            closed = _says(words, params.closing) and (year == last + 1 or _is_named(words, _next(params.terms, term)))
            midway = _says(facts(folded)[span.end : span.end + _NEAR], params.midway)
            if year > last and (midway or (not closed and not _says(words, params.past) and _says(words, [*params.running, *params.closing]))):
                yield Hit(span, {"name": term.name, "until": term.until[:4], "next": _next(params.terms, term)}, entry=term.name)


def _old_terms(facts: Facts, params: Params) -> Iterator[Hit]:
    """A wording that another has replaced, in a report of a later year."""
    year = facts(profile).year or 0
    for term in params.terms:
        if term.until is None or _is_period(term) or year <= int(term.until[:4]):
            continue
        following = _next(params.terms, term)
        for name in (term.name, term.name.replace("总书记", "")):
            for span in _places(facts, name):
                yield Hit(span, {"name": term.name, "next": following}, entry=term.name)


def _is_named(words: str, term: str) -> bool:
    return bool(term) and _unquoted(term) in _unquoted(words)


def _unquoted(words: str) -> str:
    return "".join(letter for letter in words if letter not in _QUOTES)


def _next(terms: list[Term], term: Term) -> str:
    return next((other.name for other in terms if other.before == term.name), "")


def _says(words: str, any_of: list[str]) -> bool:
    return any(word in words for word in any_of)


def _month(day: str) -> str:
    return f"{int(day[:4])}年{int(day[5:7])}月"
