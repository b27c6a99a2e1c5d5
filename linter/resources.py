"""Where the packaged data lies: `linter/_data/` in a wheel, the checkout otherwise. Nothing else in the program knows."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def data_root() -> Path:
    """The folder that holds `rulesets/` and `seeds/`."""
    package = Path(__file__).resolve().parent
    packaged = package / "_data"
    return packaged if packaged.is_dir() else package.parent


def rulesets() -> Path:
    return data_root() / "rulesets"


def lexicon(name: str) -> Path:
    """A data file that many rules share, by its file name."""
    return rulesets() / "lexicon" / name


def starters() -> Path:
    """The files that `fazhi-lint init` writes: part of the package itself."""
    return Path(__file__).resolve().parent / "starters"


def seeds() -> Path:
    return data_root() / "seeds"
