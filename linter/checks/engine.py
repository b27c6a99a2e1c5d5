"""Findings that no check of its own raises: a crashed check, an unread part, another genre, an exception without use.

The rule gives them their words and severity, so that they are documented and explained like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from linter.checks import Outcome
from linter.checks import Params as Base
from linter.facts import Facts

Event = Literal[
    "crashed", "unread", "other-genre", "year-unknown", "uncalibrated", "if-any-unmentioned", "reply-without-reason",
    "exception-unused", "exception-expired", "exception-unreasoned", "mandatory", "baseline-stale",
]


class Params(Base, frozen=True, forbid_unknown_fields=True):
    event: Event


def check(facts: Facts, params: Params) -> Iterable[Outcome]:
    return ()
