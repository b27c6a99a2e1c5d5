"""Many reports in one process: milliseconds a report, and what segmentation and each kind of check cost. Run by hand:

    python tests/benchmarks/bench_throughput.py [REPORTS]
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from linter import batch, checks, garbage  # noqa: E402
from linter.facts import tokens  # noqa: E402


def mutated(count: int) -> list[bytes]:
    """Copies of the seeds with other figures and sentences in another order, so that no cache of texts could help."""
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    chance = random.Random(1)

    def other(match: re.Match[str]) -> str:
        return str(chance.randint(2, 9)) + match[0][1:]

    def shuffled(line: str) -> str:
        parts = re.findall(r"[^。]*。|[^。]+$", line)
        if len(parts) > 2:
            parts[1:-1] = chance.sample(parts[1:-1], len(parts) - 2)
        return "".join(parts)

    return ["\n".join(map(shuffled, re.sub(r"(?<!\d)[1-9]\d{0,2}(?=[件次场份人])", other, seeds[n % len(seeds)]).split("\n"))).encode() for n in range(count)]


def run(reports: Iterable[bytes]) -> float:
    started = time.perf_counter()
    for data in reports:
        batch.review_bytes(data, "a.txt", batch.Options())
    return time.perf_counter() - started


def timed(function: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    def wrapper(*arguments: Any) -> Any:
        started = time.perf_counter()
        result = function(*arguments)
        result = list(result) if hasattr(result, "__next__") else result
        spent[name] += time.perf_counter() - started  # type: ignore[assignment]
        return result

    return wrapper


def by_check(reports: list[bytes]) -> Counter[str]:
    """Seconds in each kind of check; facts count where they are first asked for."""
    spent: Counter[str] = Counter()
    kind = checks.kind
    checks.kind = lambda name: checks.CheckKind(name, kind(name).params, timed(kind(name).function, name, spent), "")  # type: ignore[assignment]
    run(reports)
    checks.kind = kind
    return spent


def main() -> None:
    garbage.seldom()  # as in every process of ours
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    reports = mutated(count)
    first = run(reports[:1])
    run(reports[:5])
    full = run(reports)
    spent: Counter[str] = Counter()
    of = tokens.Tokens.of
    tokens.Tokens.of = timed(of, "tokens", spent)  # type: ignore[method-assign]
    run(reports)
    tokens.Tokens.of = lambda self, span: ()  # type: ignore[method-assign]
    bare = run(reports)
    tokens.Tokens.of = of  # type: ignore[method-assign]
    print(f"first report, ruleset and dictionary included {first * 1000:8.0f} ms")
    print(f"{count} reports                                  {full / count * 1000:8.1f} ms a report")
    print(f"in segmentation                              {spent['tokens'] / count * 1000:8.1f} ms a report")
    print(f"nothing segmented                            {bare / count * 1000:8.1f} ms a report; the full check costs {full / bare:.2f} x\n")
    for name, value in by_check(reports[: max(1, count // 4)]).most_common(16):
        print(f"{name:28}{value / max(1, count // 4) * 1000:8.2f} ms a report")


if __name__ == "__main__":
    main()
