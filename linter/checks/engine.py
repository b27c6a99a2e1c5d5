"""Findings that only the engine can raise: a crashed check, an unread part, another genre, a year nobody states.

The rule gives them their words and severity, so that they are documented and explained like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from linter.checks import Outcome
from linter.checks import Params as Base
from linter.facts import Facts

Event = Literal["crashed", "unread", "other-genre", "year-unknown", "uncalibrated", "if-any-unmentioned", "reply-without-reason"]


class Params(Base, frozen=True, forbid_unknown_fields=True):
    event: Event


def check(facts: Facts, params: Params) -> Iterable[Outcome]:
    return ()
