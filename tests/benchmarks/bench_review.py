"""What one warm review costs the processor, and how that grows. Run by hand:

    python tests/benchmarks/bench_review.py [ROUNDS] [--growth]

Prints milliseconds of processor time a report, the ratio to the same check without segmentation, and the share of each kind of
check and fact. With `--growth`: time a letter from 12 KB to 400 KB, and time a rule from 100 to 2,000 rules. Rounds are interleaved and
the least of each report counts, so that a busy machine troubles all alike.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from linter import engine, readers  # noqa: E402
from linter.document import Document  # noqa: E402
from linter.facts import Facts, tokens  # noqa: E402
from linter.ruleset.loader import load  # noqa: E402
from linter.ruleset.model import Rule, Ruleset  # noqa: E402
from linter.stopwatch import Stopwatch  # noqa: E402
from tests.benchmarks.bench_throughput import mutated  # noqa: E402

KILOBYTES = (12, 48, 100, 400)
RULES = (100, 500, 1000, 2000)
SHOWN = 24


def reports() -> list[Document]:
    """The seeds and the complete good reports of the tests: five to twenty kilobytes each."""
    paths = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests" / "fixtures" / "good").glob("*.txt"))]
    return [readers.read(path.read_bytes(), path.name) for path in paths]


def least(ways: dict[str, Callable[[Document], object]], documents: Sequence[Document], rounds: int) -> dict[str, float]:
    """Milliseconds of processor time a document, each taken at its best."""
    best = {name: [float("inf")] * len(documents) for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            for number, document in enumerate(documents):
                started = time.process_time()
                way(document)
                best[name][number] = min(best[name][number], time.process_time() - started)
    return {name: sum(times) * 1000 / len(documents) for name, times in best.items()}


def reviewed_by(ruleset: Ruleset) -> Callable[[Document], object]:
    return lambda document: engine.review(Facts(document), ruleset)


def unsegmented(document: Document, ruleset: Ruleset) -> None:
    of = tokens.Tokens.of
    tokens.Tokens.of = lambda self, span: ()  # type: ignore[method-assign]
    try:
        engine.review(Facts(document), ruleset)
    finally:
        tokens.Tokens.of = of  # type: ignore[method-assign]


def by_part(documents: Sequence[Document], ruleset: Ruleset) -> Counter[str]:
    """Milliseconds a document in each kind of check and in each fact, without the facts that it asks for."""
    watch = Stopwatch(time.process_time)
    for document in documents:
        engine.review(Facts(document, around=watch.around), ruleset)
    kinds = {rule.id: rule.spec.check for rule in ruleset.rules}
    spent: Counter[str] = Counter()
    for name, seconds in watch.seconds.items():
        spent[kinds.get(name, name)] += seconds * 1000 / len(documents)  # type: ignore[assignment]
    return spent


def of_length(size: int) -> Document:
    """A report of about `size` bytes: one with the sections of others behind it, figures and order of sentences changed."""
    parts = mutated(1 + size // 9000)
    text = b"\n".join(parts)[:size].decode("utf-8", errors="ignore")
    return readers.read(text.encode(), "long.txt")


def growth(ruleset: Ruleset, rounds: int) -> None:
    base = 0.0
    print("\nlength")
    for size in KILOBYTES:
        document = of_length(size * 1000)
        per_letter = least({"": reviewed_by(ruleset)}, [document], rounds)[""] * 1000 / len(document.text)
        base = base or per_letter
        print(f"{size:6} KB {per_letter:8.2f} µs a letter, {per_letter / base:.2f} x that of {KILOBYTES[0]} KB")
    print("\nrules, copies of those there are")
    own = tuple(rule for rule in ruleset.rules if rule.spec.check != "engine")
    for count in RULES:
        copies: tuple[Rule, ...] = (own * (1 + count // len(own)))[:count]
        cost = least({"": reviewed_by(replace(ruleset, rules=copies))}, reports()[:3], rounds)[""]
        print(f"{count:6} {cost:8.1f} ms a report, {cost * 1000 / count:6.1f} µs a rule")


def main(arguments: list[str]) -> None:
    rounds = next((int(argument) for argument in arguments if argument.isdigit()), 7)
    ruleset, documents = load("ecology"), reports()
    full, bare = "whole review", "nothing segmented"
    ways = {full: reviewed_by(ruleset), bare: lambda one: unsegmented(one, ruleset)}
    least(ways, documents, 1)  # warms the caches
    found = least(ways, documents, rounds)
    for name, cost in found.items():
        print(f"{name:28}{cost:8.2f} ms a report of {sum(len(one.text) for one in documents) // len(documents):,} letters")
    print(f"segmentation costs {found[full] / found[bare]:.2f} x the same check without it\n")
    for name, cost in by_part(documents, ruleset).most_common(SHOWN):
        print(f"{name:28}{cost:8.2f} ms a report")
    if "--growth" in arguments:
        growth(ruleset, min(rounds, 3))


if __name__ == "__main__":
    main(sys.argv[1:])
