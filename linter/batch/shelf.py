"""The results of a run, to be gone through any number of times: beyond the first thousand, reviews lie in a temporary file.

A review with its document takes some 150 kilobytes of memory, so ten thousand would take more than a gigabyte; a hundred findings
take as much, so four reports with a quarter of a million each would take two. What was said of an unchanged report weighs what its words do.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, overload

import msgspec
from msgspec.structs import replace

from linter.batch import Result
from linter.batch.pack import Said, Text, decoder
from linter.batch.told import Told
from linter.review import Review

WHOLE = 1000  # results that stay as they are
_FINDINGS = 100  # that weigh as much as a result
_WORDS = 80_000  # bytes that do, what a usual report takes as JSON: what was said is soon read again from the file
_QUICK = 1  # of zlib


class _Stored(msgspec.Struct, frozen=True, array_like=True):
    said: Said
    text: Text


_pack = msgspec.msgpack.Encoder().encode


class Shelf(Sequence[Result]):
    """`heads` are the results without the reviews that are stored."""

    def __init__(self, results: Iterable[Result] = ()) -> None:
        self.heads: list[Result] = []
        self._ends = [0]  # in the file, of each result
        self._room: float = WHOLE
        self._file: IO[bytes] | None = None
        for result in results:
            self._put(result)

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, index: int) -> Result: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Result]: ...

    def __getitem__(self, index: int | slice) -> Result | Sequence[Result]:
        if isinstance(index, slice):
            return [self._get(each) for each in range(*index.indices(len(self)))]
        return self._get(range(len(self))[index])

    def __iter__(self) -> Iterator[Result]:
        return map(self._get, range(len(self)))

    def _put(self, result: Result) -> None:
        review, told = result.review, result.told
        self._room -= _weight(review, told)
        if self._room >= 0:
            self._ends.append(self._ends[-1])
        elif review is not None and self._stored(zlib.compress(_pack(_Stored(Said.of(review), Text.of(review.document))), _QUICK)):
            result = replace(result, review=None)
        elif told is not None and self._stored(_pack(told)):
            result = replace(result, told=Told(told.tally))
        else:
            self._ends.append(self._ends[-1])
        self.heads.append(result)

    def _stored(self, data: bytes) -> bool:
        """Whether there was room for it on the disk."""
        import tempfile  # noqa: PLC0415  a few results need no file

        try:
            self._file = self._file or tempfile.TemporaryFile(buffering=0, prefix="fazhi-lint-")  # noqa: SIM115  gone with this object
            self._file.seek(self._ends[-1])
            if self._file.write(data) < len(data):
                return False
        except OSError:
            return False
        self._ends.append(self._ends[-1] + len(data))
        return True

    def _get(self, index: int) -> Result:
        head, start, end = self.heads[index], *self._ends[index : index + 2]
        if start == end:
            return head
        assert self._file is not None
        self._file.seek(start)
        data = self._file.read(end - start)
        if head.told is not None:
            return replace(head, told=decoder(Told)(data))
        stored = decoder(_Stored)(zlib.decompress(data))
        return replace(head, review=stored.said.review(stored.text.document()))


def _weight(review: Review | None, told: Told | None) -> float:
    """Of what may lie in the file, in results."""
    if review is not None:
        return 1 + len(review.findings) // _FINDINGS
    return sum(map(len, told.words.values())) / _WORDS if told is not None else 0


def heads(results: Sequence[Result]) -> Sequence[Result]:
    """The results for who asks for no review: how they were asked for, by which ruleset, what became of them."""
    return results.heads if isinstance(results, Shelf) else results
