"""Whose report this is, of which year, for which stage: the profile, each field with the words that prove it."""

from __future__ import annotations

import re

from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import furniture
from linter.facts.title import title
from linter.review import Profile, Proved

_YEAR = re.compile(r"(20\d\d)年?度?")


def profile(facts: Facts) -> Profile:
    """PLACEHOLDER of the first commits: agency and year from the title only."""
    heading = facts(title)
    overrides = facts.overrides
    words = heading.text if heading else ""
    match = _YEAR.search(words)
    agency = re.split(r"关于|20\d\d年", words)[0] or None
    page = facts(furniture)
    return Profile(
        agency=overrides.agency or agency,
        kind=overrides.kind or "enforcing",
        domain="ecology" if "生态环境" in words else None,
        year=overrides.year or (int(match[1]) if match else None),
        title=words or None,
        stage=overrides.stage or "publish",
        published="-".join(f"{part:02d}" for part in page.published) if page.published else None,
        proofs={"agency": Proved(words, heading.span if heading else None)},
    )


def _unused(facts: Facts) -> Span:
    return Span(0, len(facts(folded)))
