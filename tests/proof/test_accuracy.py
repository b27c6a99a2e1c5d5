"""The figures of docs/accuracy.md are those of this checkout, good enough, and far ahead of a keyword search."""

from __future__ import annotations

import pytest

from linter.maintenance import accuracy
from linter.maintenance.accuracy import Measured, Score


@pytest.fixture(scope="module")
def measured() -> Measured:
    return accuracy.measure()


def share(score: Score, part: object, whole: object) -> float:
    return float(score[part] / score[whole])


def test_the_page_is_fresh(measured: Measured) -> None:
    assert accuracy.PAGE.read_text(encoding="utf-8") == accuracy.page(measured), "run python -m linter.maintenance.accuracy"


def test_what_is_owed_is_found_and_what_is_said_is_right(measured: Measured) -> None:
    ours = accuracy.total(measured.ours)
    assert share(ours, "hit", "owed") >= 0.85
    assert share(ours, "right", "judged") >= 0.95
    assert share(ours, "cells right", "cells") >= 0.95
    assert ours["traps"] == 0


@pytest.mark.parametrize(("families", "least"), [(("format", "residue", "numbers"), 0.92), (("wording", "formulations"), 0.70)])
def test_families_together(measured: Measured, families: tuple[str, ...], least: float) -> None:
    ours = accuracy.total(measured.ours)
    owed = sum(ours["owed", family] for family in families)
    assert sum(ours["hit", family] for family in families) >= least * owed


def test_the_linter_is_ahead_of_the_keyword_search_on_every_report(measured: Measured) -> None:
    for label, ours in measured.ours.items():
        toy = measured.toy[label]
        assert share(ours, "hit", "owed") > share(toy, "hit", "owed")
        assert share(ours, "right", "judged") > share(toy, "right", "judged")
        assert share(ours, "cells right", "cells") > share(toy, "cells right", "cells")


def test_a_stale_page_fails_the_check_and_is_mended(tmp_path: object, monkeypatch: pytest.MonkeyPatch, measured: Measured) -> None:
    monkeypatch.setattr(accuracy, "measure", lambda: measured)
    monkeypatch.setattr(accuracy, "ROOT", tmp_path)
    monkeypatch.setattr(accuracy, "PAGE", tmp_path / "accuracy.md")  # type: ignore[operator]
    assert accuracy.main(["--check"]) == 1
    assert accuracy.main([]) == 0
    assert accuracy.main(["--check"]) == 0
