"""Where the packaged data lies: `linter/_data/` in a wheel, the checkout otherwise. Nothing else in the program knows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def packaged() -> bool:
    """Whether this is an installed package, not a checkout."""
    return (_PACKAGE / "_data").is_dir()


def data_root() -> Path:
    """The folder that holds `rulesets/` and `seeds/`."""
    return _PACKAGE / "_data" if packaged() else _PACKAGE.parent


def rulesets() -> Path:
    return data_root() / "rulesets"


def lexicon(name: str) -> Path:
    """A data file that many rules share, by its file name."""
    return rulesets() / "lexicon" / name


def mapped(name: str) -> memoryview:
    """What is in such a file, as it lies on the disk: of a large one only what is looked at is read."""
    import mmap  # noqa: PLC0415  for who asks for one

    with lexicon(name).open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def starters() -> Path:
    """The files that `fazhi-lint init` writes: part of the package itself."""
    return _PACKAGE / "starters"


def seeds() -> Path:
    return data_root() / "seeds"
