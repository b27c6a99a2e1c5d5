"""A shelf is a list of results that takes no memory: the same in any order, any number of times, full disk or not."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from linter.batch import Result, shelf
from linter.batch.many import Ask
from linter.batch.shelf import Shelf, heads
from linter.config.options import Options


@pytest.fixture
def results(desk: Path, monkeypatch: pytest.MonkeyPatch) -> list[Result]:
    monkeypatch.setattr(shelf, "WHOLE", 2)
    names = ("必改.txt", "合格.txt", "没有.txt", "建议改.txt", "请核对.txt", "必改.txt", "没有.txt")
    return [Ask(Path(name), Options("./tiny.yaml")).here() for name in names]


def test_it_is_the_list(results: list[Result]) -> None:
    made = Shelf(iter(results))
    assert list(made) == results and list(made) == results
    assert [made[5], made[-3], made[2]] == [results[5], results[-3], results[2]]
    assert made[1:4] == results[1:4] and len(made) == len(results)
    assert sum(result.review is not None for result in made.heads) == 2 < sum(result.review is not None for result in results)
    assert [result.path for result in heads(made)] == [result.path for result in results]
    with pytest.raises(IndexError):
        made[len(results)]


def test_findings_weigh_too(results: list[Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "WHOLE", len(results))
    assert all(result.review is not None for result in Shelf(results).heads if result.status == "checked")
    monkeypatch.setattr(shelf, "_FINDINGS", 1)
    made = Shelf(results)
    assert list(made) == results and made.heads[0].review is not None and made.heads[5].review is None


def test_a_full_disk_leaves_it_in_memory(results: list[Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert list(Shelf(results)) == results


def test_what_changes_on_the_way_is_kept(results: list[Result]) -> None:
    changed = [replace(result, ruleset=None, message="另说") for result in results]
    assert list(Shelf(changed)) == changed
