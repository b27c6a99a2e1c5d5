"""Near-duplicate passages between agencies and years. What most agencies of the collection have is everybody's and is left out.

MinHash and LSH propose pairs of sentences; the share of equal runs of three letters decides. Sentences that follow one another in the
same reports are shown as one passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from linter.collection import MissingExtra, drafts
from linter.collection.intake import Filed, Intake
from linter.collection.passages import Passage, Report, report

ALIKE = 0.7  # share of runs of letters from which two sentences are one
_RUN = 3  # letters
_LONG = 24  # letters of its own that a sentence has
_HASHES, _BANDS = 128, 32  # pairs of 0.7 are missed once in ten thousand
_FEW = 4  # fewer agencies than these are never everybody

Letters = frozenset[str]
Group = tuple[Mapping[int, int], float]  # report -> sentence, and how alike


class Place(Struct, frozen=True):
    """The passage in one report."""

    report: Report
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        return "".join(passage.text for passage in self.passages)

    @property
    def place(self) -> str:
        first, last = self.passages[0].place, self.passages[-1].place
        return first if first == last else f"{first}至{last}"


class Alike(Struct, frozen=True):
    """One passage in several reports, the earliest first. `share` is how alike the least alike of its sentences are."""

    places: tuple[Place, ...]
    share: float

    @property
    def between(self) -> str:
        return "不同单位" if len({place.report.unit for place in self.places}) > 1 else "同一单位不同年度"

    @property
    def others(self) -> tuple[Place, ...]:
        """Those that say it otherwise than the first."""
        return tuple(place for place in self.places if place.text != self.places[0].text)

    @property
    def equal(self) -> tuple[Place, ...]:
        """Those that have every letter of the first."""
        return tuple(place for place in self.places[1:] if place.text == self.places[0].text)

    def has(self, agency: str | None) -> bool:
        return agency is None or any(place.report.unit == agency for place in self.places)

    @property
    def letters(self) -> int:
        return sum(len(passage.own) for passage in self.places[0].passages)


class Similar(Struct, frozen=True):
    """`common` counts sentences that most agencies have, which are left out."""

    reports: Sequence[Report]
    alikes: Sequence[Alike]
    common: int


def reports(intake: Intake) -> list[Report]:
    """The report of every agency and year; of several drafts the latest. What matches no agency goes by its own name."""
    made = [each for submission in intake.submissions if (each := report(submission))]
    done = {(each.unit, each.year) for each in made}
    others: dict[tuple[str, int | None], list[Filed]] = {}
    for filed in intake.files:
        known = filed.file.profile
        if filed.file.kind == "report" and known:
            unit = filed.unit.name if filed.unit else known.agency or filed.file.below
            others.setdefault((unit, known.year), []).append(filed)
    for (unit, year), drafted in others.items():
        if (unit, year) not in done:
            made.append(Report.read(unit, drafts.latest([filed.file for filed in drafted]).latest))
    return sorted(made, key=lambda each: (each.year or 0, each.unit))


def similar(found: Sequence[Report], agency: str | None = None) -> Similar:
    """Only what `agency` has, where one is given. Raises `MissingExtra`."""
    places = [(at, number) for at, each in enumerate(found) for number, passage in enumerate(each.passages) if _counts(passage)]
    runs = [_runs(found[at].passages[number].own) for at, number in places]
    groups: list[Group] = []
    common = 0
    agencies = {each.unit for each in found}
    for group in _joined(len(places), _pairs(runs)):
        units = {found[places[one][0]].unit for one in group}
        if len(units) >= _FEW and len(units) * 2 > len(agencies):
            common += len(group)
            continue
        members: dict[int, int] = {}
        for one in group:
            at, number = places[one]
            members.setdefault(at, number)
        if len(members) > 1:
            share = min(_share(runs[group[0]], runs[one]) for one in group[1:])
            groups.append((members, share))
    alikes = [alike for chain in _chains(groups) if (alike := _alike(found, chain)).has(agency)]
    return Similar(found, sorted(alikes, key=lambda alike: (alike.between != "不同单位", -alike.letters)), common)


def _counts(passage: Passage) -> bool:
    return passage.role != "title" and not passage.heading and len(passage.own) >= _LONG


def _runs(letters: str) -> Letters:
    return frozenset(letters[at : at + _RUN] for at in range(len(letters) - _RUN + 1))


def _share(one: Letters, other: Letters) -> float:
    return len(one & other) / len(one | other)


def _pairs(runs: Sequence[Letters]) -> Iterator[tuple[int, int]]:
    try:
        from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415  an extra
    except ImportError:
        raise MissingExtra("similar", "rensa", "查相似段落") from None
    index = RMinHashLSH(threshold=ALIKE, num_perm=_HASHES, num_bands=_BANDS)
    for number, letters in enumerate(runs):
        sketch = RMinHash(num_perm=_HASHES, seed=1)
        sketch.update(sorted(letters))
        yield from ((other, number) for other in sorted(index.query(sketch)) if _share(runs[other], letters) >= ALIKE)
        index.insert(number, sketch)


def _joined(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups of at least two, in order."""
    group_of = list(range(count))
    members = {at: [at] for at in range(count)}
    for one, other in pairs:
        kept, gone = sorted((group_of[one], group_of[other]))
        if kept != gone:
            for member in members[gone]:
                group_of[member] = kept
            members[kept] += members.pop(gone)
    return [sorted(group) for group in members.values() if len(group) > 1]


def _chains(groups: Sequence[Group]) -> Iterator[list[Group]]:
    """Groups whose sentences follow one another in the same reports."""
    chains: list[list[Group]] = []
    for group in groups:
        before = next((chain for chain in chains if _follows(chain[-1][0], group[0])), None)
        if before is None:
            chains.append([group])
        else:
            before.append(group)
    yield from chains


def _follows(before: Mapping[int, int], after: Mapping[int, int]) -> bool:
    return before.keys() == after.keys() and all(after[at] == number + 1 for at, number in before.items())


def _alike(found: Sequence[Report], chain: Sequence[Group]) -> Alike:
    places = tuple(Place(found[at], tuple(found[at].passages[members[at]] for members, _ in chain)) for at in chain[0][0])
    return Alike(places, min(share for _, share in chain))
