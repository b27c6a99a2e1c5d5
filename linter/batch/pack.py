"""A result as bytes, for another process, a file or another machine: MessagePack, typed, with no code in it as in a pickle.

What the receiver has anyway is left out: the options, and the ruleset, which is loaded again by its name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from linter.batch import Result, Status, ruleset_for
from linter.config.options import Options
from linter.document import Block, Document, Piece, Source, Span, Trace, Unread
from linter.review import Finding, Profile, Review, RulesetLabel, Verdict

T = TypeVar("T")


class Text(msgspec.Struct, frozen=True, array_like=True):
    """A document, field by field."""

    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    format: str
    unread: tuple[Unread, ...]
    traces: tuple[Trace, ...]
    source: Source
    published: Span | None

    @classmethod
    def of(cls, document: Document) -> Text:
        return cls(*(getattr(document, name) for name in cls.__struct_fields__))

    def document(self) -> Document:
        return Document(*msgspec.structs.astuple(self))


class Said(msgspec.Struct, frozen=True, array_like=True):
    """A review without its document."""

    profile: Profile
    ruleset: RulesetLabel
    findings: tuple[Finding, ...]
    checklist: tuple[Verdict, ...]
    crashed: tuple[str, ...]

    @classmethod
    def of(cls, review: Review) -> Said:
        return cls(*(getattr(review, name) for name in cls.__struct_fields__))

    def review(self, document: Document) -> Review:
        return Review(document, *msgspec.structs.astuple(self))


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """A result; `text` is null where there is no review, or where the receiver has the document."""

    path: str
    status: Status
    sha256: str | None
    format: str | None
    code: str | None
    message: str | None
    said: Said | None
    text: Text | None

    @classmethod
    def of(cls, result: Result, *, with_text: bool = True) -> Packed:
        review = result.review
        return cls(
            result.path, result.status, result.sha256, result.format, result.code, result.message,
            Said.of(review) if review else None, Text.of(review.document) if review and with_text else None,
        )

    def result(self, options: Options, origin: Path | bytes | None, document: Document | None = None) -> Result:
        """The result again, as asked for by `options`, about `document` where it came without."""
        about = self.text.document() if self.text else document
        review = self.said.review(about) if self.said and about else None
        ruleset = ruleset_for(review.profile, options) if review else None
        return Result(self.path, self.status, self.sha256, self.format, self.code, self.message, review, ruleset, origin, options)


pack = msgspec.msgpack.Encoder().encode


@cache
def decoder(of: type[T]) -> Callable[[bytes | memoryview], T]:
    """What reads such a thing; made when it is first asked for, since it looks at every type within."""
    return msgspec.msgpack.Decoder(of).decode


def unpack(data: bytes) -> Packed:
    packed: Packed = decoder(Packed)(data)
    return packed
