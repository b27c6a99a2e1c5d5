"""Write docs/accuracy.md: how far the linter agrees with reviewers, beside a keyword search, on what the repository carries.

    python -m linter.maintenance.accuracy [--check]

Runs from the root of a checkout. Labels, scorer and keyword search lie in tests/gold; good reports in tests/fixtures/good.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from msgspec import Struct

from linter import batch
from linter.config.options import Options
from linter.maintenance.pages import DOCS, ROOT, keep
from linter.review import LETTERS
from linter.writers import json as json_writer
from linter.writers.explain import FAMILY_NAMES

PAGE = DOCS / "accuracy.md"
GOLD = ROOT / "tests" / "gold"
SEEDS = ROOT / "seeds"
GOOD = ROOT / "tests" / "fixtures" / "good"

Entry = Mapping[str, Any]  # one file of a run, as the JSON has it
Score = Counter[Any]

_FAMILIES = {letter: family for letter, family in LETTERS.items() if family != "input"}  # what the program says of itself is no judgement
_HEAD = """\
# 准确度

由 `python -m linter.maintenance.accuracy` 生成，不要手改。数据都在仓库里：`seeds/` 五份真实报告中三份有审读标注（`tests/gold/`，两位审读人各标一遍后
合并；`core` 应当指出，`accepted` 指出也对，`traps` 看似错而不错），`tests/fixtures/good/` 是合格报告，出一条必改或建议改就是误报。
“关键词”是 `tests/gold/keyword_baseline.py`：同一份对照表和几个错词，只按字面查找。评分程序是 `tests/gold/score.py`
（`python tests/gold/score.py --gold tests/gold --verbose 结果.json` 逐条列出）。

- 召回：应当指出的有位置的错误（数字、用词、固定表述、格式、残留），被必改或建议改碰到的比例；“含请核对”另计请核对。
- 精确：必改和建议改中审读人会认可的比例。
- 陷阱：落在看似错而不错之处的结论数。
- 对照表：判断与审读人一致的项目比例。

这些标注写规则时看得到，所以下面的数字偏乐观；没有见过的报告和标注上的数字见发布说明。
"""


class Measured(Struct, frozen=True):
    """One run of the linter and of the keyword search: scores by label, and every entry by file name."""

    ours: Mapping[str, Score]
    toy: Mapping[str, Score]
    our_entries: Mapping[str, Entry]
    toy_entries: Mapping[str, Entry]


def measure() -> Measured:
    score = _scorer()
    labels = sorted(path.name.removesuffix(".traps.json") for path in GOLD.glob("*.traps.json"))
    paths = [*(next(SEEDS.glob(f"{label}.*")) for label in labels), *_good()]
    ours = {path.stem: _ours(path) for path in paths}
    toy = {Path(entry["path"]).stem: entry for entry in _toy(paths)}
    return Measured(
        {label: _scored(score, ours[label], label) for label in labels}, {label: _scored(score, toy[label], label) for label in labels}, ours, toy
    )


def page(measured: Measured) -> str:
    good = _good()
    alarms = _alarm_rows([measured.our_entries[path.stem] for path in good], [measured.toy_entries[path.stem] for path in good])
    size = sum(len(path.read_text(encoding="utf-8")) for path in good)
    parts = [
        _HEAD,
        "## 有标注的报告\n",
        _table(("报告", "", "召回", "含请核对", "精确", "陷阱", "对照表"), _report_rows(measured.ours, measured.toy)),
        "## 分族\n",
        "口径同上，括号里是“找到／应找”和“认可／提出”。\n",
        _table(("族", "", "关键词召回", "本工具召回", "关键词精确", "本工具精确"), _family_rows(total(measured.ours), total(measured.toy))),
        "## 合格报告上的误报\n",
        f"{len(good)} 份合格报告，共 {size} 字，必改和建议改的条数。\n",
        _table(("族", "", "关键词", "本工具"), alarms),
    ]
    return "\n".join(parts)


def _good() -> list[Path]:
    return sorted(GOOD.glob("*.txt"))


def _scorer() -> ModuleType:
    spec = spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _ours(path: Path) -> Entry:
    entry = json_writer.file(batch.review_file(path, Options()))
    if entry["status"] != "checked":
        raise SystemExit(f"{path}: {entry['reason']}")
    return entry


def _toy(paths: Sequence[Path]) -> list[Entry]:
    command = [sys.executable, str(GOLD / "keyword_baseline.py"), *map(str, paths)]
    run = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", env={"PYTHONUTF8": "1"})
    files: list[Entry] = json.loads(run.stdout)["files"]
    return files


def _scored(score: ModuleType, entry: Entry, label: str) -> Score:
    with (GOLD / "checklist.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))
    column = rows[0].index(label)
    cells = {row[0]: set(row[column].split("|")) for row in rows[1:]}
    gold, traps = (json.loads((GOLD / f"{label}{end}").read_text(encoding="utf-8")) for end in (".json", ".traps.json"))
    result: Score = score.score_file(entry, gold, traps, cells, lambda _: None)
    return result


def total(scores: Mapping[str, Score]) -> Score:
    pooled: Score = Counter()
    for score in scores.values():
        pooled.update(score)
    return pooled


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%（{part}/{whole}）" if whole else "—"


def _report_rows(ours: Mapping[str, Score], toy: Mapping[str, Score]) -> Iterable[Sequence[str]]:
    for label in [*ours, None]:
        for name, scores in (("关键词", toy), ("本工具", ours)):
            s = scores[label] if label else total(scores)
            yield (
                (label[:3] if label else "合计"), name, _share(s["hit"], s["owed"]), _share(s["loose"], s["owed"]),
                _share(s["right"], s["judged"]), str(s["traps"]), _share(s["cells right"], s["cells"]),
            )


def _family_rows(ours: Score, toy: Score) -> Iterable[Sequence[str]]:
    for letter, family in _FAMILIES.items():
        recall = [_share(s["hit", family], s["owed", family]) for s in (toy, ours)]
        precision = [_share(s["right", family], s["judged", family]) for s in (toy, ours)]
        if {*recall, *precision} != {"—"}:
            yield (letter, FAMILY_NAMES[family], *recall, *precision)


def _alarm_rows(ours: Iterable[Entry], toy: Iterable[Entry]) -> Iterable[Sequence[str]]:
    counts = [
        Counter(finding["category"] for entry in entries for finding in entry["findings"] if finding["severity"] in ("error", "warning"))
        for entries in (toy, ours)
    ]
    for letter, family in _FAMILIES.items():
        yield (letter, FAMILY_NAMES[family], *(str(count[family]) for count in counts))
    yield ("", "合计", *(str(count.total()) for count in counts))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def main(arguments: Sequence[str]) -> int:
    return keep({PAGE: page(measure())}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
