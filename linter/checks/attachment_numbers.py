"""The list of attachments below the text that leaves a number out, says one twice or does not begin with 1."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.late import late
from linter.review import Related

_LIST = late(r"^ *附 ?件：?\s*(?=\d{1,2}[.．、])(?: *\d{1,2}[.．、](?!\d)[^\n]{2,80}(?:\n+|\Z))+", re.MULTILINE)
_NUMBER = late(r"^(?: *附 ?件：?)? *(\d{1,2})[.．、]", re.MULTILINE)


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """Nothing is asked: 附件 opens the list, each line of which begins with its number."""


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    for listed in _LIST.finditer(flat):
        numbers = list(_NUMBER.finditer(flat, listed.start(), listed.end()))
        for before, here in pairwise(numbers):
            if int(here[1]) != int(before[1]) + 1:
                values = {"before": before[1], "label": here[1], "right": str(int(before[1]) + 1)}
                yield Hit(_line(flat, here), values, related=(Related(_line(flat, before), "前一个附件"),))
                break


def _line(flat: str, number: re.Match[str]) -> Span:
    end = flat.find("\n", number.start(1))
    return Span(number.start(1), end if end >= 0 else len(flat))
