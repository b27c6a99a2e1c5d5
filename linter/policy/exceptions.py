"""Exceptions as configured: which findings they excuse, and which of them have no use or no right to be there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from linter.batch import Result
from linter.checks.engine import Event
from linter.config.load import Config, matches
from linter.config.options import Waiver
from linter.discovery import discover
from linter.document import Span
from linter.facts.folded import fold
from linter.policy.notices import findings, noticed, ran
from linter.review import Finding, Suppression


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


def watched(results: Sequence[Result], today: date) -> list[Result]:
    """The results with a finding for each exception without a reason, past its day or without a finding to excuse.

    It is said of the first report that the exception is for.
    """
    done = list(results)
    configs = {id(config): config for result in results if (config := result.options.config) is not None and config.waivers}
    for config in configs.values():
        under = [index for index, result in enumerate(results) if result.options.config is config and result.review]
        run = _Run(config, [results[index] for index in under])
        meant: dict[Waiver, list[int]] = {}
        for index in under:
            for waiver in results[index].options.waivers:
                meant.setdefault(waiver, []).append(index)
        for waiver in config.waivers:
            here = meant.get(waiver, [])
            event = _fault(waiver, today) if here else None
            if event is None and _useless(waiver, [results[index] for index in here]) and run.saw_all(waiver):
                event = "exception-unused"
            if event is not None and under:
                at = (here or under)[0]
                what = f"{waiver.rule}“{waiver.text}”" if waiver.text else waiver.rule
                if waiver.file and not here:
                    what += f"，没有报告叫 {waiver.file}"
                done[at] = noticed(done[at], event, {"where": waiver.where, "what": what, "until": str(waiver.until or "")})
    return done


def _useless(waiver: Waiver, meant: Iterable[Result]) -> bool:
    """Whether its rule looked at all these reports and found nothing that the exception excuses."""
    ident = waiver.rule.partition(":")[0]
    return all(ran(result, ident) and not any(covers(waiver, result, finding) for finding in findings(result)) for result in meant)


@dataclass
class _Run:
    """The reports of this run for which a configuration speaks."""

    config: Config
    under: Sequence[Result]

    @cached_property
    def _seen(self) -> frozenset[str]:
        return frozenset(os.path.abspath(result.path) for result in self.under)  # noqa: PTH100

    @cached_property
    def _reports(self) -> Sequence[Path]:
        return [found.path for found in discover([str(self.config.folder)]) if found.code is None]

    def saw_all(self, waiver: Waiver) -> bool:
        """Whether the run saw every report that the exception names: all there are where it names none, for it may be misspelt."""
        named = [path for path in self._reports if matches(waiver.file, self.config.relative(path))]
        return all(str(path) in self._seen for path in named or self._reports)
