"""One report cold from the shell, against `python -c "import click, yaml"` in the same run. Run by hand:

    python tests/benchmarks/bench_cold.py [ROUNDS]

Prints medians, ratios and where the time goes. Rounds are interleaved, so that a busy machine troubles all alike.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEED = str(sorted((ROOT / "seeds").glob("*.txt"))[0])
RUN = "import sys; sys.path.insert(0, {root!r}); {before}from linter.cli import main; main(['check', '--fail-on', 'never', {seed!r}])"
# jieba and its dictionary are loaded by the first sentence that is segmented; this run is never given one
UNSEGMENTED = "from linter.facts.tokens import Tokens; Tokens.of = lambda self, span: (); "
PHASES = """
import sys, time
sys.path.insert(0, {root!r})
marks = [("start", time.perf_counter())]
mark = lambda name: marks.append((name, time.perf_counter()))
import linter.cli.check; mark("import the program")
from linter import batch, readers
from pathlib import Path
data = Path({seed!r}).read_bytes()
document = readers.read(data, "a.txt")
from linter.facts import Facts
from linter.facts.profile import profile
chosen = batch.choose(Facts(document)(profile)); mark("read, profile")
ruleset = batch._load(chosen); mark("load the ruleset")
done = batch.review_bytes(data, "a.txt", batch.Options()); mark("review, first time")
batch.review_bytes(data, "a.txt", batch.Options()); mark("review, second time")
from linter.writers import Look, text
from linter.writers.paint import plain
[plain(line) for line in text.lines([done], Look())]; mark("write")
for (_, before), (name, after) in zip(marks, marks[1:]): print(f"{{name:24}}{{(after - before) * 1000:8.1f}} ms")
"""


# compiled modules are kept, as on a user's machine, but not in the checkout
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "fazhi-lint-bench")}


def run(code: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *options, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=False)


def seconds(code: str) -> float:
    started = time.perf_counter()
    run(code)
    return time.perf_counter() - started


def medians(rounds: int) -> dict[str, float]:
    commands = {
        "python -c pass": "pass",
        "import click, yaml": "import click, yaml",
        "check one report": RUN.format(root=str(ROOT), before="", seed=SEED),
        "check, nothing segmented": RUN.format(root=str(ROOT), before=UNSEGMENTED, seed=SEED),
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for code in commands.values():
        seconds(code)  # warms the disk
    for _ in range(rounds):
        for name, code in commands.items():
            times[name].append(seconds(code))
    return {name: statistics.median(values) for name, values in times.items()}


def imports() -> Counter[str]:
    """Milliseconds of import by top-level package."""
    ran = run(RUN.format(root=str(ROOT), before="", seed=SEED), "-X", "importtime")
    spent: Counter[str] = Counter()
    for line in ran.stderr.splitlines():
        fields = line.removeprefix("import time:").split("|")
        if len(fields) == 3 and fields[0].strip().isdigit():
            spent[fields[2].strip().split(".")[0]] += int(fields[0])
    return spent


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    found = medians(rounds)
    floor, full = found["import click, yaml"], found["check one report"]
    for name, value in found.items():
        print(f"{name:28}{value * 1000:8.0f} ms{value / floor:8.2f} x import click, yaml")
    print(f"segmentation costs {full / found['check, nothing segmented']:.2f} x the same check without it\n")
    print(run(PHASES.format(root=str(ROOT), seed=SEED)).stdout)
    print("imports, own time by package")
    for package, micros in imports().most_common(14):
        print(f"{package:24}{micros / 1000:8.1f} ms")


if __name__ == "__main__":
    main()
