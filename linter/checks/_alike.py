"""Letters that are taken for one another: of the same sound, of a sound that many do not tell apart, of like shape."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Literal

from linter import resources
from linter.late import late

Likeness = Literal["same", "near", "shape"]
_INITIAL = late("^(?:zh|ch|sh)")


class Alike:
    """`sounds` are letters by reading with its tone, `shapes` a letter and those taken for it."""

    def __init__(self, sounds: list[tuple[str, str]], shapes: list[tuple[str, str]]) -> None:
        self._rows: dict[str, str] = defaultdict(str)
        self._tones: dict[str, set[str]] = defaultdict(set)
        self._readings: dict[str, list[str]] = defaultdict(list)
        self._blurred: dict[str, list[str]] = defaultdict(list)
        for reading, row in sounds:
            self._rows[reading[:-1]] += row
            for letter in row:
                self._tones[letter].add(reading)
        for reading, row in self._rows.items():
            self._blurred[_blur(reading)].append(reading)
            for letter in row:
                self._readings[letter].append(reading)
        self._shapes = dict(shapes)
        self._known: dict[str, dict[str, Likeness]] = {}

    def same_sound(self, one: str, other: str) -> bool:
        return one != other and any(other in self._rows[reading] for reading in self._readings.get(one, ()))

    def same_tone(self, one: str, other: str) -> bool:
        """Whether the two sound alike to the tone."""
        return not self._tones.get(one, set()).isdisjoint(self._tones.get(other, ()))

    def of(self, letter: str) -> dict[str, Likeness]:
        """What may have been meant by `letter`, with how the two are alike."""
        found = self._known.get(letter)
        if found is None:
            found = {}
            readings = self._readings.get(letter, ())
            for reading in readings:
                for near in self._blurred[_blur(reading)]:
                    found.update(dict.fromkeys(self._rows[near], "near"))
            found.update(dict.fromkeys(self._shapes.get(letter, ""), "shape"))
            for reading in readings:
                found.update(dict.fromkeys(self._rows[reading], "same"))
            found.pop(letter, None)
            self._known[letter] = found
        return found


def _blur(reading: str) -> str:
    """zh, ch, sh as z, c, s and -ng as -n."""
    return _INITIAL.sub(lambda match: match[0][0], reading).removesuffix("g")


@cache
def alike() -> Alike:
    return Alike(_table("sounds.txt"), _table("shapes.txt"))


def _table(name: str) -> list[tuple[str, str]]:
    lines = resources.lexicon(name).read_text(encoding="utf-8").split("\n")
    return [(head, row) for line in lines if line and not line.startswith("#") for head, row in (line.split(" "),)]
