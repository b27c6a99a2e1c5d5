"""The skeleton of a report that is to be written: title, parts and a prompt for each item asked of that agency in that year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from linter import resources
from linter.document import Block, BlockKind, Document, Piece, Span
from linter.facts import Facts, Overrides
from linter.facts.numerals import spell
from linter.facts.profile import profile
from linter.judgement import expectation_of
from linter.readers.text import from_string
from linter.review import Kind, Profile
from linter.ruleset import locate
from linter.ruleset.convert import convert
from linter.ruleset.model import Applicability, ItemSpec, Spec
from linter.ruleset.yaml_source import read

_PROMPTS = {"must": "填", "should": "填", "if-any": "有则填"}


class Part(Spec, frozen=True):
    """A part of the report to be written: a heading, words as they are, items to be asked for, parts below the heading."""

    heading: str = ""
    text: str = ""
    items: list[str] = []
    parts: list[Part] = []


class OutlineSpec(Spec, frozen=True):
    """The report to be written (rulesets/outline.yaml). `unprompted` are items that nothing has to be filled in for."""

    schema: Literal[1]
    title: str
    parts: list[Part]
    unprompted: list[str] = []


class Line(Struct, frozen=True):
    """A paragraph of the skeleton; `level` is a heading's depth, the title's is 1."""

    text: str
    kind: BlockKind = "paragraph"
    level: int | None = None


def outline() -> OutlineSpec:
    path = resources.rulesets() / "outline.yaml"
    return convert(read(path, locate.builtin(path).name).value, OutlineSpec)


def author(agency: str, year: int, kind: Kind | None = None) -> Profile:
    """What is known of an agency by its name, before it writes a report that it will submit."""
    title = outline().title.format(agency=agency, year=year)
    return profile(Facts(from_string(title), Overrides(year, agency, kind, "submit")))


def skeleton(applicability: Applicability, owner: Profile) -> list[Line]:
    """The report that `owner` has to write, its year known."""
    spec = outline()
    assert owner.year is not None
    values: dict[str, str | int] = {"agency": owner.agency or "", "year": owner.year, "next": owner.year + 1}
    writer = _Writer(applicability, owner, values)
    return [Line(spec.title.format(**values), "title", 1), *writer.parts(spec.parts, 2)]


class _Writer(Struct, frozen=True):
    applicability: Applicability
    owner: Profile
    values: dict[str, str | int]

    def parts(self, parts: Sequence[Part], level: int) -> Iterator[Line]:
        number = 0
        for part in parts:
            inside = [*self.prompts(part.items), *self.parts(part.parts, level + 1)]
            if part.text:
                yield Line(part.text.format(**self.values))
            if part.heading and inside:
                number += 1
                label = f"{spell(number)}、" if level == 2 else f"（{spell(number)}）"
                yield Line(label + part.heading.format(**self.values), "heading", level)
            yield from inside

    def prompts(self, items: Sequence[str]) -> Iterator[Line]:
        for item in items:
            spec = self.applicability.items[item]
            word = _PROMPTS.get(expectation_of(spec, self.owner))
            if word:
                yield Line(_prompt(word, spec))


def _prompt(word: str, spec: ItemSpec) -> str:
    what = "；".join(part for part in (spec.ask, spec.zero) if part)
    return f"【{word}：{spec.name}。{what}】"


def as_markdown(lines: Sequence[Line]) -> str:
    return "\n\n".join(f"{'#' * line.level} {line.text}" if line.level else line.text for line in lines) + "\n"


def as_document(lines: Sequence[Line]) -> Document:
    """The skeleton as if it had been read, for whoever writes documents."""
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block(Span(start, start + len(line.text)), line.kind, line.level))
        start += len(line.text) + 1
    pieces = tuple(Piece(block.span, number, 1) for number, block in enumerate(blocks, 1))
    return Document("\n".join(line.text for line in lines), tuple(blocks), pieces)
