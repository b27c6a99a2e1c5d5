from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from linter.collection import register, roster
from linter.collection.intake import Intake, Submission, gather
from linter.collection.received import received
from linter.config.options import Options
from linter.discovery import discover
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


def gathered(folder: Path, due: date | None = None, year: int | None = None) -> Intake:
    """The folder as the command line would take it, without a configuration."""
    options = Options(overrides=Overrides(stage="submit"))
    units = roster.read(folder / "units.csv").units if (folder / "units.csv").exists() else None
    entries = register.read(folder / "register.csv") if (folder / "register.csv").exists() else ()
    files = list(received(discover([str(folder)]), folder, lambda path: options))
    return gather(folder, files, units, entries, lambda path: options, due=due, year=year)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office")
    packages.build(folder)
    return Office(folder, gathered(folder, date.fromisoformat(packages.DUE)))
