"""What was said of a report in one run, for the next in which neither the report nor what is asked has changed.

A format that goes report by report says the same of each again. Its words are kept as verdicts are (`kept.py`), without the report:
where they quote it, the places are kept, and the report is read again.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Mapping
from itertools import chain, zip_longest
from pathlib import Path

import msgspec

from linter import batch, cache, readers
from linter.batch import Result, kept
from linter.batch.pack import decoder
from linter.config.options import Options
from linter.discovery import shown
from linter.readers.encoding import decode
from linter.readers.lines import unified
from linter.review import RulesetLabel, Severity

_MOST = 512 * 1024 * 1024  # bytes of all that is kept; of a usual report ten thousand in each format
_QUICK = 1  # of zlib
_OPEN, _CLOSE = "\ue000", "\ue001"  # around a quotation: for private use, so that hardly a report has them
_QUOTED = re.compile(f"{_OPEN}(\\d+),(\\d+){_CLOSE}")
_Words = tuple[list[bytes], list[tuple[int, int]]]  # those between quotations, and where these begin and end, in bytes of the escaped text


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
    words: bytes


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
    if not options.told or not _alone(options) or readers.module_of(path.name) != "text":
        return None
    if not options.kept or cache.folder() is None or not path.is_file():  # a pipe can be read but once
        return None
    try:
        data = batch.content(path)
        name, digest = shown(path), hashlib.sha256(data).hexdigest()
        place = kept.place(name, digest, options)
        entries = [cache.get(_place(place, name, asked)) for asked in options.told] if place else [None]
        found = [decoder(_Entry)(entry) for entry in entries if entry is not None]
        if len(found) < len(entries):
            return None
        words = {asked: _quoting(entry.words, data) for asked, entry in zip(options.told, found, strict=True)}
    except (readers.Unreadable, zlib.error, msgspec.DecodeError):
        return None
    return Result(name, "checked", digest, "text", origin=path, options=options, told=Told(found[0].tally, words))


def keep(result: Result, asked: str, tally: Tally, words: str) -> bytes:
    """Keep what a format says of a result in `words`, made of a `Quotable` text; gives them as they are to be read."""
    assert result.review is not None and result.sha256 is not None
    text = str(result.review.document.text)
    place = kept.place(result.path, result.sha256, result.options)
    if place is not None:
        cache.keep(_place(place, result.path, asked), msgspec.msgpack.encode(_Entry(tally, _packed(words, text))), _MOST)
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
    return cache.key("told", (verdict, name, asked))


def _packed(words: str, text: str) -> bytes:
    own, *parts = _QUOTED.split(words)
    starts, ends, rest = (parts[at::3] for at in range(3))
    bytes_to, before, reached = {}, 0, 0
    for place in sorted({*map(int, starts), *map(int, ends)}):
        before, reached = before + len(_escaped(text[reached:place])), place
        bytes_to[place] = before
    places = [(bytes_to[int(start)], bytes_to[int(end)]) for start, end in zip(starts, ends, strict=True)]
    return zlib.compress(msgspec.msgpack.encode(([part.encode() for part in (own, *rest)], places)), _QUICK)


def _quoting(packed: bytes, report: bytes) -> bytes:
    words, places = decoder(_Words)(zlib.decompress(packed))
    if not places:
        return b"".join(words)
    text = _escaped(unified(decode(report)[0]))
    return b"".join(chain.from_iterable(zip_longest(words, (text[start:end] for start, end in places), fillvalue=b"")))


def _escaped(text: str) -> bytes:
    """As it stands in JSON, between the marks of quotation."""
    return msgspec.json.encode(text)[1:-1]
