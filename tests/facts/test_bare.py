"""facts/bare: what is left out makes no difference to what is found, and every place is that of the report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.facts import Facts
from linter.facts.bare import bare
from linter.readers.text import from_string

QUOTES = frozenset("“”")


@given(st.lists(st.text(alphabet="法治“”政府建设，", min_size=1, max_size=12), max_size=4))
def test_places_are_those_of_the_report(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = Facts(from_string(text))(bare(QUOTES))
    assert not QUOTES & set(found.text) and found.places.mirror == found.text[::-1]
    for start in range(len(found.text)):
        if found.text[start] != "\n":
            assert found.span(start, start + 1).of(text) == found.text[start]


def test_pairs_reach_across_what_is_left_out() -> None:
    assert "法治" in Facts(from_string("“法”治政府"))(bare(QUOTES)).places.held
