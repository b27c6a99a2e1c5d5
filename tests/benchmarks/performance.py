"""Every figure of docs/performance.md, measured in one run, and the page made of them. Run by hand on a machine that does nothing else:

    python tests/benchmarks/performance.py [--reports 1000] [--many 10000] [--neighbours FOLDER]

FOLDER is where `npm install autocorrect-node zhlint textlint @lint-md/cli` was run; without it the neighbours are left out, and the
page says so. Each figure is a ratio to something measured beside it, so that the machine matters little. Figures that were
measured before stay where this run leaves them out.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from bench_throughput import mutated  # noqa: E402

FIGURES = Path(__file__).with_name("figures.json")
RUN = [sys.executable, "-m", "linter", "check", "--no-config", "--fail-on", "never", "--today", "2025-03-01"]
TEXTLINT = """
const words = "法治审核 截止目前 按排 布署 既使 帐号 既往不究 订金 松驰 再接再励".split(" ").map(word => new RegExp(word, "g"));
module.exports = context => ({[context.Syntax.Str](node) {
  const text = context.getSource(node);
  for (const word of words) for (const match of text.matchAll(word))
    context.report(node, new context.RuleError(match[0], {index: match.index}));
}});
"""


def environment(cache: Path | str) -> dict[str, str]:
    """Compiled modules are kept, as on a user's machine, but not in the checkout."""
    kept = str(Path(tempfile.gettempdir()) / "fazhi-lint-bench")
    where = {"FAZHI_LINT_CACHE": "off"} if cache == "off" else {"FAZHI_LINT_CACHE": "", "XDG_CACHE_HOME": str(cache)}  # as a user has it, in his own folder
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": kept, "PYTHONPATH": str(ROOT), **where}


def seconds(command: Sequence[str | Path], cache: Path | str = "off", cwd: Path = ROOT) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=environment(cache), cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def written(folder: Path, reports: Sequence[bytes], ending: str = ".txt") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(reports):
        (folder / f"{number:05}{ending}").write_bytes(data)
    return folder


def start_up(work: Path, rounds: int) -> dict[str, Any]:
    """One report from the shell, against `import click, yaml` in the same rounds. The ruleset is kept; the report is new each time, or the same."""
    cache, fresh = work / "start", iter(mutated(3 * rounds + 4))
    seconds([*RUN, _one(work, next(fresh))], cache)
    same = _one(work, next(fresh), "same.txt")
    seconds([*RUN, same], cache)
    seconds([*RUN, same, "--format", "json"], cache)
    asked: dict[str, Callable[[], float]] = {
        "python": lambda: seconds([sys.executable, "-c", "pass"]),
        "click, yaml": lambda: seconds([sys.executable, "-c", "import click, yaml"]),
        "all rules": lambda: seconds([*RUN, _one(work, next(fresh))], cache),
        "format rules": lambda: seconds([*RUN, "--select", "F", _one(work, next(fresh))], cache),
        "format rules alone": lambda: seconds([*RUN, "--select", "F", "--no-checklist", _one(work, next(fresh))], cache),
        "unchanged": lambda: seconds([*RUN, same], cache),
        "unchanged, JSON": lambda: seconds([*RUN, same, "--format", "json"], cache),
        "no cache": lambda: seconds([*RUN, same], "off"),
    }
    times: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(rounds):
        for name, run in asked.items():
            times[name].append(run())
    found = {name: statistics.median(values) for name, values in times.items()}
    return {"rounds": rounds, "milliseconds": {name: round(value * 1000) for name, value in found.items()},
            "ratios": {name: round(value / found["click, yaml"], 2) for name, value in found.items()}}


def _one(work: Path, data: bytes, name: str = "one.txt") -> Path:
    path = work / name
    path.write_bytes(data)
    return path


def throughput(work: Path, count: int, neighbours: Path | None) -> dict[str, Any]:
    """Reports a second, cold and warm, and what neighbours do on the same files."""
    folder, cache = written(work / "reports", mutated(count)), work / "throughput"
    seconds([*RUN, _one(work, mutated(1)[0])], cache)  # the ruleset is kept
    out = ["--format", "json", "--output", work / "out.json"]
    found = {"cold": seconds([*RUN, folder, *out], cache)}
    found["warm, JSON"] = seconds([*RUN, folder, *out], cache)
    for name, asked in (("warm, concise", ["--format", "concise"]), ("warm, totals only", ["--quiet"])):
        seconds([*RUN, folder, *asked], cache)  # what was said before was said as JSON
        found[name] = seconds([*RUN, folder, *asked], cache)
    some = written(work / "some", mutated(count)[: count // 5])
    found["cold, one process"] = 5 * seconds([*RUN, some, *out, "--jobs", "1", "--no-cache"])
    beside = {} if neighbours is None else {name: seconds(command, cwd=work) for name, command in _commands(work, folder, neighbours)}
    rate = {name: round(count / value, 1) for name, value in {**found, **beside}.items()}
    return {"reports": count, "bytes": sum(path.stat().st_size for path in folder.iterdir()) // count, "a second": rate, "neighbours": sorted(beside)}


def _commands(work: Path, folder: Path, neighbours: Path) -> Iterator[tuple[str, list[str | Path]]]:
    programs = neighbours / "node_modules" / ".bin"
    markdown = written(work / "markdown", [path.read_bytes() for path in sorted(folder.iterdir())], ".md")
    rules = work / "textlint"
    rules.mkdir()
    (rules / "words.js").write_text(TEXTLINT, encoding="utf-8")
    yield "AutoCorrect", [programs / "autocorrect", "--lint", folder]
    yield "zhlint", [programs / "zhlint", f"{markdown.name}/*.md"]
    yield "textlint（十条自写规则）", [programs / "textlint", "--rulesdir", rules, "--rule", "words", folder]
    yield "lint-md", [programs / "lint-md", f"{markdown.name}/*.md"]


def memory(work: Path, count: int) -> dict[str, Any]:
    """Megabytes of the program and of its largest worker over a run of that many reports of a few lines, and over unchanged ones of full length."""
    short = [b"\n".join(data.split(b"\n")[:6])[:1500].decode(errors="ignore").encode() + f"\n第{number}份。".encode() for number, data in enumerate(mutated(count))]
    folder, cache = written(work / "short", short), work / "memory"
    run = [*RUN, folder, "--format", "jsonl", "--output", work / "out.jsonl", "--jobs", "2"]
    return {"reports": count, "cold": _watched(run, cache), "warm": _watched(run, cache)}


def _watched(command: Sequence[str | Path], cache: Path) -> list[list[int]]:
    """At each tenth of the run: megabytes of the program, and of the largest process it has started."""
    running = subprocess.Popen(command, env=environment(cache), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    samples: list[list[int]] = []
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.02):
            children = [child for file in Path(f"/proc/{running.pid}/task").glob("*/children") for child in file.read_text().split()]
            samples.append([_resident(str(running.pid)), max(map(_resident, children), default=0)])

    thread = threading.Thread(target=watch)
    thread.start()
    running.wait()
    ended.set()
    thread.join()
    step = max(1, len(samples) // 10)
    return samples[step - 1 :: step][:10]


def _resident(pid: str) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20
    except (OSError, IndexError):
        return 0


def lengths(largest: int) -> list[list[float]]:
    """Kilobytes of a text and milliseconds of its review, in this process; texts beyond what a user may hand in are reviewed here nevertheless."""
    from linter import batch, readers

    reports = mutated(1)

    def review(text: bytes) -> None:
        if message := batch.review_bytes(text, "a.txt", batch.Options()).message:
            raise SystemExit(message)

    review(reports[0])
    reports = mutated(largest * 1024 // len(reports[0]) + 1)
    readers.LONGEST, readers.largest = largest * 1024, lambda name: largest * 1024
    found = []
    for size in [*itertools.takewhile(lambda size: size < largest, (4**power for power in itertools.count())), largest]:
        text = b"\n".join(reports)[: size * 1024].decode(errors="ignore").encode()
        found.append([size, round(_timed(lambda data=text: review(data)), 1)])
    return found


def rules(counts: Sequence[int]) -> list[list[float]]:
    """Number of rules (a wrong word and a pattern each) and milliseconds of a review of 12 KB, in this process."""
    from linter import batch

    report, found = mutated(1)[0], []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "many.yaml").write_text(json.dumps({"schema": 1, "version": "1", "rules": [_rule(number) for number in range(count)]}, ensure_ascii=False))
            options = batch.Options("./many.yaml", folder=Path(folder))
            batch.review_bytes(report, "a.txt", options)
            found.append([count, round(_timed(lambda asked=options: batch.review_bytes(report, "a.txt", asked)), 1)])
    return found


def _rule(number: int) -> dict[str, Any]:
    """A wrong word, in every other rule as a pattern."""
    letter, first, second = list(_CATEGORIES)[number // 1000], chr(0x4E00 + number), chr(0x5E00 + number)
    entry = {"wrong": f"{first}{second}错", "right": "对", **({"pattern": f"{first}{second}(?:错|误){{1,2}}"} if number % 2 else {})}
    return {
        "id": f"{letter}{number % 1000:03}", "name": f"rule-{number}", "title": f"规则{number}", "category": _CATEGORIES[letter], "severity": "info",
        "check": "term", "with": {"entries": [entry]}, "basis": "editorial", "messages": "改",
        "examples": {"bad": [f"写了【{first}{second}错】。"], "good": ["写了对。"]}, "since": "0.1.0",
    }


_CATEGORIES = {"W": "wording", "P": "formulations", "F": "format"}


def _timed(run: Callable[[], Any]) -> float:
    """Milliseconds of the processor, the best of three: what a busy machine adds is never the review's."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        run()
        best = min(best, time.process_time() - started)
        if best > 20:
            break
    return best * 1000


def machine() -> dict[str, Any]:
    load = os.getloadavg() if hasattr(os, "getloadavg") else (0.0, 0.0, 0.0)
    return {"cores": len(os.sched_getaffinity(0)), "python": platform.python_version(), "system": platform.system(), "load": round(load[0], 1)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--largest", type=int, default=10 * 1024, help="kilobytes")
    parser.add_argument("--neighbours", type=Path)
    parser.add_argument("--only", choices=["start", "throughput", "memory", "lengths", "rules"], action="append")
    asked = parser.parse_args()
    figures: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        parts: dict[str, Callable[[], Any]] = {
            "start": lambda: start_up(work, asked.rounds), "lengths": lambda: lengths(asked.largest), "rules": lambda: rules((100, 200, 500, 1000, 2000)),
            "throughput": lambda: throughput(work, asked.reports, asked.neighbours), "memory": lambda: memory(work, asked.many),
        }
        for name, measure in parts.items():
            if not asked.only or name in asked.only:
                figures[name] = {"machine": machine(), "found": measure()}
                FIGURES.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
                print(name, json.dumps(figures[name], ensure_ascii=False), flush=True)
    from performance_page import write_page

    write_page(figures)


if __name__ == "__main__":
    main()
