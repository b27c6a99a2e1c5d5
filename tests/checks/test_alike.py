from __future__ import annotations

from linter.checks._alike import alike


def test_how_letters_are_alike() -> None:
    known = alike()
    assert known.of("和")["合"] == "same"
    assert known.of("映")["印"] == "near"
    assert known.of("徽")["微"] == "shape"
    assert "和" not in known.of("和")
    assert known.of("A") == {}


def test_a_letter_may_have_two_sounds() -> None:
    assert alike().same_sound("行", "形")
    assert alike().same_sound("行", "航")
    assert not alike().same_sound("形", "航")
    assert not alike().same_sound("行", "行")


def test_tones_are_told_apart_where_asked() -> None:
    assert alike().same_tone("利", "力")
    assert alike().same_sound("税", "水")
    assert not alike().same_tone("税", "水")
    assert not alike().same_tone("A", "力")
