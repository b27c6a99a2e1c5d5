"""Intervals of years, as rules and items write them."""

from __future__ import annotations

import re


def years_within(narrow: str | None, wide: str | None) -> bool:
    """Whether every year of one interval lies in the other."""
    return all(years_hold(wide, year) or not years_hold(narrow, year) for year in range(1900, 2200))


def years_hold(years: str | None, year: int | None) -> bool:
    """Whether `year` lies in an interval like `2019..`, `..2018`, `2019..2021` or `2024`; an unknown year does not."""
    if years is None:
        return True
    if year is None:
        return False
    match = re.fullmatch(r"(\d{4})?(\.\.)?(\d{4})?", years)
    if match is None:
        return False
    first, dots, last = match.groups()
    if not dots:
        return year == int(first)
    return (first is None or year >= int(first)) and (last is None or year <= int(last))
