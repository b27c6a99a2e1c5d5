"""Exceptions as configured: which findings they excuse, and which of them have no use or no right to be there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from linter.batch import Result
from linter.checks.engine import Event
from linter.config.options import Waiver
from linter.discovery import discover
from linter.document import Span
from linter.facts.folded import fold
from linter.policy.notices import findings, ran
from linter.review import Finding, Suppression

if TYPE_CHECKING:
    from linter.config.load import Config

Notice = tuple[Event, Mapping[str, str]]


def excuse(today: date) -> Callable[[Result, Finding], Suppression | None]:
    def speaks(result: Result, finding: Finding) -> Suppression | None:
        waiver = next((waiver for waiver in result.options.waivers if _fault(waiver, today) is None and covers(waiver, result, finding)), None)
        return Suppression("exception", waiver.reason, waiver.until.isoformat() if waiver.until else None) if waiver else None

    return speaks


def covers(waiver: Waiver, result: Result, finding: Finding) -> bool:
    """Whether the exception means this finding: its rule or entry, and the quoted text stands where the finding does."""
    if waiver.rule not in (finding.rule, f"{finding.rule}:{finding.entry}") or result.review is None:
        return False
    if not waiver.text:
        return True
    spans = _quoted(result.review.document.text, waiver.text)
    return bool(finding.text) and any(span.contains(finding.span) or finding.span.contains(span) for span in spans)


def _quoted(text: str, quotation: str) -> Iterable[Span]:
    """Where the words stand, whatever blanks run through them, wide or narrow."""
    words = "".join(fold(quotation).split())
    return (Span(*match.span()) for match in re.finditer(r"\s*".join(map(re.escape, words)), fold(text)))


def _fault(waiver: Waiver, today: date) -> Event | None:
    if not waiver.reason:
        return "exception-unreasoned"
    return "exception-expired" if waiver.until is not None and waiver.until < today else None


def notices(results: Iterable[Result], today: date) -> dict[int, list[Notice]]:
    """What is to be said of exceptions without a reason, past their day or without a finding to excuse, by the place of the result
    that it is said of: the first report that the exception is for."""
    runs: dict[int, _Run] = {}
    for index, result in enumerate(results):
        config = result.options.config
        if config is not None and config.waivers and result.review is not None:
            runs.setdefault(id(config), _Run(config, index)).see(index, result)
    said: dict[int, list[Notice]] = {}
    for run in runs.values():
        for waiver in run.config.waivers:
            use = run.uses.get(waiver)
            event = _fault(waiver, today) if use else None
            if event is None and not (use and use.used) and run.saw_all(waiver):
                event = "exception-unused"
            if event is not None:
                what = f"{waiver.rule}“{waiver.text}”" if waiver.text else waiver.rule
                if waiver.file and not use:
                    what += f"，没有报告叫 {waiver.file}"
                values = {"where": waiver.where, "what": what, "until": str(waiver.until or "")}
                said.setdefault(use.first if use else run.first, []).append((event, values))
    return said


class _Use(Struct):
    """An exception among the reports that it is for: the first, and whether it may have excused something in any."""

    first: int
    used: bool = False


class _Run(Struct, dict=True):
    """What was seen of the reports of this run for which a configuration speaks."""

    config: Config
    first: int
    uses: dict[Waiver, _Use] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def see(self, index: int, result: Result) -> None:
        self._seen.add(os.path.abspath(result.path))  # noqa: PTH100
        for waiver in result.options.waivers:
            use = self.uses.setdefault(waiver, _Use(index))
            ident = waiver.rule.partition(":")[0]
            use.used = use.used or not ran(result, ident) or any(covers(waiver, result, finding) for finding in findings(result))

    @cached_property
    def _reports(self) -> Sequence[Path]:
        return [found.path for found in discover([str(self.config.folder)]) if found.code is None]

    def saw_all(self, waiver: Waiver) -> bool:
        """Whether the run saw every report that the exception names: all there are where it names none, for it may be misspelt."""
        from linter.config.load import matches  # noqa: PLC0415  who has exceptions has read a configuration

        named = [path for path in self._reports if matches(waiver.file, self.config.relative(path))]
        return all(str(path) in self._seen for path in named or self._reports)
