"""What was said of a report in one run, for the next in which neither the report nor what is asked has changed.

A format that goes report by report says the same of each again. Its words are kept as verdicts are (`kept.py`), without the report:
where they quote it, the places are kept, and the report is read again. They lie there as they are: to unpack them takes longer than all the rest.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from linter import batch, cache, digests, readers
from linter.batch import Result, kept
from linter.batch.pack import decoder
from linter.config.options import Options
from linter.discovery import shown
from linter.late import late
from linter.readers.encoding import decode
from linter.readers.lines import unified
from linter.review import RulesetLabel, Severity

_MOST = 1024 * 1024 * 1024  # bytes of all that is kept; of a usual report (80 kB as JSON) more than ten thousand in each format
_OPEN, _CLOSE = "\ue000", "\ue001"  # around a quotation: for private use, so that hardly a report has them
_ESCAPED = late(r'[\x00-\x1f"\\]')
_QUOTED = late(f"{_OPEN}(\\d+),(\\d+){_CLOSE}")


class _Words(msgspec.Struct, frozen=True, array_like=True):
    """Words before, between and after quotations, and where these begin and end in the text as UTF-8, which may be all there is in the file (`plain`)."""

    plain: bool
    own: list[bytes]
    starts: list[int]
    ends: list[int]


class Tally(msgspec.Struct, frozen=True, array_like=True):
    """What a run adds up of a report, whatever it writes: findings that nothing excuses, by severity (`different`: equal ones as one), and
    the others by what excuses them."""

    ruleset: RulesetLabel
    archived: bool
    severities: dict[Severity, int]
    different: dict[Severity, int]
    excused: dict[str, int]


class _Entry(msgspec.Struct, frozen=True, array_like=True):
    tally: Tally
    words: _Words


class Quotable(str):
    """The text of a report. A part of it, in what a format makes, stands for a quotation."""

    __slots__ = ()

    def __getitem__(self, at: object) -> str:
        assert isinstance(at, slice)
        return f"{_OPEN}{at.start},{at.stop}{_CLOSE}"


class Told(msgspec.Struct, frozen=True):
    """What is known of a report without its review. `words` are UTF-8, by the name of what was asked."""

    tally: Tally
    words: Mapping[str, bytes] = {}


def recalled(path: Path, options: Options) -> Result | None:
    """What was said of the report at `path` the last time; null where some of what is asked now was not, or nothing is kept."""
    name = shown(path)
    if not options.told or not options.kept or not _alone(options):
        return None
    if readers.module_of(name) != "text" or not os.path.isfile(path):  # noqa: PTH113  a pipe can be read but once
        return None
    try:
        data = batch.content(path)
        digest = digests.sha256(data).hexdigest()
        place = kept.place(name, digest, options)
        entries = [cache.get(_place(place, name, asked)) for asked in options.told] if place else [None]
        found = [decoder(_Entry)(entry) for entry in entries if entry is not None]
        if len(found) < len(entries):
            return None
        words = {asked: _quoting(entry.words, data) for asked, entry in zip(options.told, found, strict=True)}
    except (readers.Unreadable, msgspec.DecodeError):
        return None
    return Result(name, "checked", digest, "text", origin=path, options=options, told=Told(found[0].tally, words))


def keep(result: Result, asked: str, tally: Tally, words: str) -> bytes:
    """Keep what a format says of a result in `words`, made of a `Quotable` text; gives them as they are to be read."""
    assert result.review is not None and result.sha256 is not None
    text = str(result.review.document.text)
    place = kept.place(result.path, result.sha256, result.options)
    if place is not None:
        cache.keep(_place(place, result.path, asked), msgspec.msgpack.encode(_Entry(tally, _packed(words, text, result.sha256))), _MOST)
    return _QUOTED.sub(lambda match: _escaped(text[int(match[1]) : int(match[2])]).decode(), words).encode()


def tellable(result: Result, asked: str) -> bool:
    """Whether it may be kept: all of a plain file was judged, and nothing but the report and the review has a say in it."""
    if asked not in result.options.told or result.status != "checked" or result.review is None or result.review.crashed:
        return False
    given = (result.path, result.review.document.text, str(result.options.overrides))
    plain = readers.module_of(result.path) == "text" and isinstance(result.origin, Path) and not any(_OPEN in part for part in given)
    return plain and _alone(result.options)


def _alone(options: Options) -> bool:
    """Whether nothing is set that changes findings after they were made but the selection, which the verdict depends on anyway. An
    exception for another file does too: that it is of no use is said of some report."""
    return not (options.severities or options.mandatory or options.waivers or options.baseline or (options.config and options.config.waivers))


def _place(verdict: str, name: str, asked: str) -> str:
    return f"told/{digests.sha256(f'{verdict} {asked} {name}'.encode()).hexdigest()}"  # the verdict's depends on the program


def _packed(words: str, text: str, digest: str) -> _Words:
    first, *parts = _QUOTED.split(words)
    own, starts, ends = [first.encode()], list[int](), list[int]()
    for start, end, after in zip(map(int, parts[::3]), map(int, parts[1::3]), parts[2::3], strict=True):
        marks = list(_ESCAPED.finditer(text, start, end))  # line breaks, mostly
        starts += [start, *(mark.end() for mark in marks)]
        ends += [*(mark.start() for mark in marks), end]
        own += [*(_escaped(mark[0]) for mark in marks), after.encode()]
    bytes_to, before, reached = {}, 0, 0
    for place in sorted({*starts, *ends}):
        before, reached = before + len(text[reached:place].encode()), place
        bytes_to[place] = before
    places = (list(map(bytes_to.__getitem__, some)) for some in (starts, ends))
    plain = digests.sha256(text.encode()).hexdigest() == digest
    return _Words(plain, own, *places)


def _quoting(words: _Words, report: bytes) -> bytes:
    if not words.starts:
        return b"".join(words.own)
    text = report if words.plain else unified(decode(report)[0]).encode()
    parts = words.own * 2
    parts[::2], parts[1::2] = words.own, [*map(text.__getitem__, map(slice, words.starts, words.ends)), b""]
    return b"".join(parts)


def _escaped(text: str) -> bytes:
    """As it stands in JSON, between the marks of quotation."""
    return msgspec.json.encode(text)[1:-1]
