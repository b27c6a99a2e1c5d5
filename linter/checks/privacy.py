"""Personal data in a text that is to be published: identity numbers, mobile numbers, bank cards, private e-mail.

Messages never repeat the number: they show it masked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.profile import profile
from linter.late import late
from linter.review import Severity

What = Literal["identity", "mobile", "bank-card", "email"]
_NUMBERS: dict[str, re.Pattern[str]] = {
    "identity": late(r"(?<![0-9A-Za-z])(?:\d{17}[0-9Xx]|\d{15})(?![0-9A-Za-z])"),
    "mobile": late(r"(?<![0-9A-Za-z.\-])1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})(?![0-9A-Za-z.])"),
    "bank-card": late(r"(?<![0-9A-Za-z])(?:\d{16,19}|\d{4}(?: \d{4}){3}(?: \d{1,3})?)(?![0-9A-Za-z])"),
    "email": late(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,40}@[A-Za-z0-9][A-Za-z0-9.-]{1,40}\.[A-Za-z]{2,8}"),
}
_HINTS = {  # what a text must hold for a number to be there at all
    "identity": late(r"\d{15}"), "mobile": late(r"1[3-9]\d(?:\d{8}|[ -]\d{4})"),
    "bank-card": late(r"\d{16}|\d{4} \d{4}"), "email": late("@"),
}
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_QUANTITY = late(r" ?(?:[万亿]|元|吨|件|人|户|家|次|千|平方|立方|米|公里|克|升|号文|%)")
_HOLDER = late("[，、；（ ]{0,2}(?:开?户名|开户人|持卡人|收款人)")
_BEFORE, _AFTER = 16, 8  # how far from the number the words stand that say what it is


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`named`: words before the number that say it is one. `other`: words before it that say it is another thing.

    `domains`: mail domains of private persons; all others are an office's.
    """

    what: What
    named: list[str] = []
    other: list[str] = []
    domains: list[str] = []


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    if _HINTS[params.what].search(flat) is None:
        return
    strictest = facts(profile).stage in ("publish", "archive")
    judge = _JUDGES[params.what]
    for block in facts(body):
        for match in _NUMBERS[params.what].finditer(flat, block.span.start, block.span.end):
            before = flat[max(block.span.start, match.start() - _BEFORE) : match.start()]
            after = flat[match.end() : min(block.span.end, match.end() + _AFTER)]
            verdict = judge(match.group(), before, after, params)
            if verdict is None:
                continue
            severity: Severity | None = None if strictest and verdict == "sure" else "warning"
            yield Hit(Span(*match.span()), {"masked": _masked(match.group(), params.what)}, severity=severity)


Verdict = Literal["sure", "likely"]


def _identity(number: str, before: str, after: str, params: Params) -> Verdict | None:
    if number[:2] not in _PROVINCES or not _is_day(number[6:14] if len(number) == 18 else "19" + number[6:12]):
        return None
    if _says(before, params.named):
        return "sure"
    if len(number) == 15 or _says(before, params.other):
        return None
    return "sure" if _check_digit(number) == number[-1].upper() else None


def _mobile(number: str, before: str, after: str, params: Params) -> Verdict | None:
    if _says(before, params.named):
        return "sure"
    return None if _says(before, params.other) or _QUANTITY.match(after) else "likely"


def _bank_card(number: str, before: str, after: str, params: Params) -> Verdict | None:
    owner = _HOLDER.search(before) or _HOLDER.match(after)  # a holder is named beside an account only
    named = _says(before, params.named) and not _says(before, params.other)
    return "sure" if named and (owner or _luhn(number.replace(" ", ""))) else None


def _email(address: str, before: str, after: str, params: Params) -> Verdict | None:
    domain = address.rpartition("@")[2].lower()
    return "likely" if domain in params.domains else None


_JUDGES: dict[str, Callable[[str, str, str, Params], Verdict | None]] = {
    "identity": _identity, "mobile": _mobile, "bank-card": _bank_card, "email": _email,
}


def _says(words: str, among: Iterable[str]) -> bool:
    compact = words.replace(" ", "")
    return any(word in compact for word in among)


def _is_day(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1900 <= year <= 2035


def _check_digit(number: str) -> str:
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11]


def _luhn(number: str) -> bool:
    """The check sum of bank cards; a row of zeros has it too and is none."""
    digits = [int(digit) for digit in reversed(number)]
    total = sum(digits[0::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return total > 0 and total % 10 == 0


def _masked(number: str, what: What) -> str:
    """138****5678, 110***********1234, ***@qq.com."""
    if what == "email":
        return "***@" + number.rpartition("@")[2]
    plain = number.replace(" ", "").replace("-", "")
    return plain[:3] + "*" * max(4, len(plain) - 7) + plain[-4:]
