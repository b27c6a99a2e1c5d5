"""Verdicts kept from one run for the next: the same bytes, asked in the same way, are not judged twice.

Kept are ids, offsets, values and the words of findings, never the report: its text is read again each time, and a verdict whose text
is not the very same any more (another reader's version, another LibreOffice) is as if it were not there.
"""

from __future__ import annotations

import os
import sys
import zlib
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec.structs import replace

from linter import batch, cache, digests
from linter.batch import Result
from linter.batch.manner import Manner
from linter.batch.pack import Packed, Text
from linter.config.options import Options
from linter.document import Document
from linter.review import Finding
from linter.ruleset import locate
from linter.ruleset.loader import loaded
from linter.stopwatch import untimed

_MOST = 256 * 1024 * 1024  # bytes of all verdicts; of a usual report one takes about ten thousand
_QUICK = 1  # of zlib: a quarter of the size in a tenth of a millisecond
_OWN_WORDS = "="  # stands for the words of a finding, which are those of its span


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    about: bytes  # digest of the text
    verdict: Packed


def review_file(path: Path, options: Options) -> Result:
    """As `batch.review_file`."""
    return batch.review_file(path, options, review_document)


def review_document(document: Document, name: str, digest: str, options: Options) -> Result:
    """As `batch.review_document`."""
    at = place(name, digest, options)
    if at is None:
        return batch.review_document(document, name, digest, options)
    kept = _recalled(at, document, name, options)
    if kept is not None:
        return kept
    result = batch.review_document(document, name, digest, options)
    if result.review is not None and not result.review.crashed:
        _keep(at, document, result)
    return result


def has(data_digest: str, name: str, options: Options) -> bool:
    """Whether a verdict is kept for such bytes; what is said of it is known when they are read."""
    at = place(name, data_digest, options)
    return at is not None and cache.has(at)


def place(name: str, digest: str, options: Options) -> str | None:
    """What the verdict is kept under on bytes with that digest; null where nothing is kept: nobody wants it, or a stopwatch runs."""
    if not options.kept or options.around is not untimed:
        return None
    asked, manner = _latest[0]
    if asked is not options:
        manner = _manner(options)
        _latest[0] = options, manner
    if manner is None:
        return None
    ruleset = _own(options.ruleset, options.folder) if options.ruleset and locate.is_path(options.ruleset) else ""
    return cache.key("verdicts", (_libraries(), digest, os.path.splitext(name)[1].lower(), manner, ruleset))  # noqa: PTH122


_latest: list[tuple[Options | None, bytes | None]] = [(None, None)]  # options and their manner: thousands of reports are asked alike


def _manner(options: Options) -> bytes | None:
    """Null for a path whose bytes are no UTF-8."""
    try:
        return msgspec.msgpack.encode(Manner.of(options))
    except UnicodeEncodeError:
        return None


def _own(name: str, folder: Path | None) -> str:
    """The content of a ruleset of the user's; ours are part of the program. Raises `RulesetError`."""
    return loaded(name, folder).label.digest


@lru_cache(maxsize=1)
def _libraries() -> bytes:
    """Python, and what is installed beside us in which versions: what words are parted by and files read with."""
    beside = sorted(name for name in os.listdir(Path(msgspec.__file__).parents[1]) if name.endswith(".dist-info"))  # noqa: PTH208
    return digests.sha256("\n".join((sys.version, *beside)).encode("utf-8", "surrogatepass")).digest()


def _recalled(place: str, document: Document, name: str, options: Options) -> Result | None:
    data = cache.get(place)
    if data is None:
        return None
    try:
        kept = msgspec.msgpack.decode(zlib.decompress(data), type=_Kept)
    except (zlib.error, msgspec.DecodeError):
        return None
    said = kept.verdict.said
    if kept.about != _digest(document) or said is None:
        return None
    for finding in said.findings:
        if finding.text:
            msgspec.structs.force_setattr(finding, "text", finding.span.of(document.text))  # just read, so nobody else has it yet
    return msgspec.structs.replace(kept.verdict, path=name).result(options, None, document)


def _keep(place: str, document: Document, result: Result) -> None:
    packed = Packed.of(result, with_text=False)
    assert packed.said is not None
    said = msgspec.structs.replace(packed.said, findings=tuple(map(_wordless, packed.said.findings)))
    content = msgspec.msgpack.encode(_Kept(_digest(document), msgspec.structs.replace(packed, path="", said=said)))
    cache.keep(place, zlib.compress(content, _QUICK), _MOST)


def _wordless(finding: Finding) -> Finding:
    return replace(finding, text=_OWN_WORDS if finding.text else "")


def _digest(document: Document) -> bytes:
    """Of all that was read: the same words may stand in other blocks when another library reads them."""
    return digests.sha256(msgspec.msgpack.encode(Text.of(document))).digest()
