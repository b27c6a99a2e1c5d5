from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from linter import batch
from linter.collection import register, roster
from linter.collection.intake import Intake, Submission, gather
from linter.collection.received import received
from linter.config.options import Options, Selection
from linter.discovery import discover
from linter.document import Document
from linter.facts import Overrides
from tests.collection import packages


@dataclass(frozen=True)
class Office:
    """The folder of forty agencies and what is made of it."""

    folder: Path
    intake: Intake

    def of(self, name: str) -> Submission:
        return next(each for each in self.intake.submissions if each.unit.name == name)

    def fate(self, path: str) -> str:
        return next(filed.fate for filed in self.intake.files if filed.file.below == path)


def gathered(folder: Path, due: date | None = None, select: tuple[str, ...] = ()) -> Intake:
    """The folder as the command line would take it, without a configuration."""
    options = Options(overrides=Overrides(stage="submit"), selection=Selection(select))
    units = roster.read(folder / "units.csv").units if (folder / "units.csv").exists() else None
    entries = register.read(folder / "register.csv") if (folder / "register.csv").exists() else ()
    files = list(received(discover([str(folder)]), folder, lambda path: options))
    return gather(folder, files, units, entries, lambda path: options, due=due)


_KNOWN: dict[object, batch.Result] = {}


@contextmanager
def _remembering() -> Iterator[None]:
    """Each distinct text is reviewed once a session, however many commands go over it."""
    review = batch.review_document

    def remembered(document: Document, name: str, digest: str, options: Options) -> batch.Result:
        key = (digest, options.overrides, options.ruleset, options.selection)
        if key not in _KNOWN:
            _KNOWN[key] = review(document, name, digest, options)
        return replace(_KNOWN[key], path=name, options=options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "review_document", remembered)
        yield


@pytest.fixture(autouse=True)
def once() -> Iterator[None]:
    with _remembering():
        yield


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office")
    packages.build(folder)
    with _remembering():
        return Office(folder, gathered(folder, date.fromisoformat(packages.DUE), ("S", "T", "F")))


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    """A small folder: two agencies with something to mend, one without."""
    folder = tmp_path / "收件"
    folder.mkdir()
    (folder / "units.csv").write_text("名称\n清江区生态环境局\n清江区水务局\n清江区桂园街道办事处\n清江区司法局\n", encoding="utf-8")
    good = packages.report("清江区生态环境局", whole=True)
    (folder / "生态环境局.docx").write_bytes(packages.word(good.replace("重大执法决定法制审核", "重大执法决定法治审核", 1)))
    (folder / "水务局.docx").write_bytes(packages.word(packages.report("清江区水务局")))
    (folder / "桂园街道.docx").write_bytes(packages.word(packages.report("清江区桂园街道办事处", whole=True)))
    return folder
