"""Where the time of a run went: rules and facts, the slowest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.batch import Result
from linter.stopwatch import Stopwatch
from linter.width import pad

_LEAST = 0.001  # of the whole; what takes less is added up


def timetable(stopwatch: Stopwatch, results: Sequence[Result]) -> Iterator[str]:
    """A line for each part: seconds, share, runs, name. A fact's time is its own, whichever rule asked for it first."""
    titles = {rule.id: rule.spec.title for result in results if result.ruleset for rule in result.ruleset.rules}
    total = sum(stopwatch.seconds.values()) or 1.0
    yield pad("秒", 9) + pad("占比", 8) + pad("次数", 7) + "规则；facts 是各规则共用的读法"
    rest = [0.0, 0]
    for name, seconds in stopwatch.seconds.most_common():
        if seconds < _LEAST * total:
            rest = [rest[0] + seconds, rest[1] + 1]
            continue
        label = f"{name} {titles[name]}" if name in titles else name
        yield pad(f"{seconds:.3f}", 9) + pad(f"{seconds / total:.1%}", 8) + pad(str(stopwatch.runs[name]), 7) + label
    if rest[1]:
        yield pad(f"{rest[0]:.3f}", 9) + pad(f"{rest[0] / total:.1%}", 8) + pad("", 7) + f"其余 {rest[1]:.0f} 项"
