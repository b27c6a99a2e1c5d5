"""One cause in many places is one finding: the first place, with the others as related ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from linter.checks import Hit
from linter.review import Related, Severity


def gathered(hits: Sequence[Hit], most: int, severity: Severity | None = None) -> Iterator[Hit]:
    """The hits as they are, or, if there are more than `most`, one of variant `throughout` that counts them."""
    if len(hits) <= most:
        yield from hits
    else:
        yield merged(hits, severity)


def merged(hits: Sequence[Hit], severity: Severity | None = None) -> Hit:
    """One hit for all; its edits mend all of them."""
    first = hits[0]
    return replace(
        first,
        values={**first.values, "count": len(hits)},
        related=(*first.related, *(Related(hit.span, "同样情况") for hit in hits[1:])),
        edits=tuple(edit for hit in hits for edit in hit.edits),
        safe=all(hit.safe for hit in hits),
        variant="throughout",
        severity=severity,
    )
