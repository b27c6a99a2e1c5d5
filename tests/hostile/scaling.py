"""Texts that grow, and which parts of a review grow faster: `python -m tests.hostile.scaling SHAPE… --size 400` prints them.

Work is counted in lines of Python executed, so that it is the same on every machine; `--seconds` counts processor time instead, which
sees native code too.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any

from linter.engine import review
from linter.facts import Facts
from linter.readers.text import from_string
from linter.stopwatch import Stopwatch
from tests.hostile.promises import ruleset
from tests.support import SEEDS

_HEAD = "某区水务局2024年度法治政府建设情况报告\n"
_FOOT = "\n某区水务局\n2025年1月10日\n"


def _each(pattern: str) -> Callable[[int], str]:
    """That many copies, numbered where the pattern has {n}; {m} goes round from 1 to 9."""
    return lambda size: "".join(pattern.format(n=number, m=number % 9 + 1) for number in range(1, size + 1))


SHAPES: Mapping[str, Callable[[int], str]] = {
    "pairs within pairs": lambda size: "（" * size + "）" * size,
    "report": lambda size: "".join(seed.read_text(encoding="utf-8") for seed in SEEDS)[: size * 12],
    "one line": lambda size: ("".join(seed.read_text(encoding="utf-8") for seed in SEEDS).replace("\n", "") * (size // 800 + 1))[: size * 12],
    "numbered headings": _each("（{n}）做法\n"),
    "numbered paragraphs": _each("{m}.做好普法工作。全年开展{n}场。\n"),
    "the same heading": _each("一、主要做法\n"),
    "headings within headings": _each("一、做法\n（一）普法\n1.宣传\n（1）活动\n①一场。\n"),
    "problems": _each("{m}.存在不足。还存在执法不规范的问题{n}。\n"),
    "one finding": _each("我局严格落实法治审核。\n"),
    "one finding in one line": _each("我局严格落实法治审核。"),
    "figures": _each("办理案件{n}件，其中甲类{n}件，乙类3件，同比增长5%。"),
    "formulations missed": _each("推动构建人类命运共体，坚持尊法学法守法佣法。\n"),
    "figures among problems": lambda size: "一、存在问题\n" + "".join(f"{number * 7 + 1_000}份合同中有些没有送审。" for number in range(size)),
    "figures of one sentence": _each("受理{n}件，"),
    "figures on lines": _each("办理案件{n}件，其中甲类{n}件，占比10%。\n"),
    "opening marks": _each("“《（"),
    "closing marks": _each("”》）"),
    "citations": _each("根据《某省第{n}条例》（国发〔201{m}〕{n}号）和《中华人民共和国行政处罚法》。"),
    "clauses": _each("推进普法，"),
    "commas": _each("，"),
    "full stops": _each("。"),
    "blanks": _each("　 "),
    "empty lines": _each("\n"),
    "digits": _each("12"),
    "latin": _each("a"),
    "dates": _each("2024年{m}月{m}日"),
    "signatures": _each("某区水务局\n2025年1月10日\n"),
    "attachments": _each("附件：\n{m}.名单\n"),
    "agencies": _each("青山县第{n}水务局和"),
    "list inside": _each("一是做好{n}，二是做好普法；"),
    "repeated paragraph": _each("我局认真落实行政执法公示制度，公示执法信息120条，接受社会监督，提高执法透明度。\n"),
    "paragraphs alike": _each("我局认真落实第{n}项行政执法公示制度，公示执法信息{n}条，接受社会监督，提高执法透明度。\n"),
    "markdown": _each("## {n} 做法\n- 普法\n"),
    "privacy": _each("联系人13912345678，身份证11010519491231002X。"),
}


def work(shape: str, size: int, clock: Callable[[], float] = time.process_time) -> Counter[str]:
    """What each part of a review of that text costs."""
    watch = Stopwatch(clock)
    facts = Facts(from_string(_HEAD + SHAPES[shape](size) + _FOOT), around=watch.around)
    with watch.around("engine"):
        review(facts, ruleset(), preview=True)
    return watch.seconds


def steps(shape: str, size: int) -> Counter[str]:
    """The same in lines of Python."""
    done = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal done
        done += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        return work(shape, size, lambda: done)
    finally:
        sys.settrace(before)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("shapes", nargs="*", choices=[[], *SHAPES], metavar="SHAPE")
    asked.add_argument("--size", type=int, default=300)
    asked.add_argument("--seconds", action="store_true")
    given = asked.parse_args()
    measure = work if given.seconds else steps
    least = 0.05 if given.seconds else 20_000
    for shape in given.shapes or SHAPES:
        work(shape, 10)  # what is made once is none of it
        small, large = measure(shape, given.size), measure(shape, 4 * given.size)
        print(f"{shape}: {sum(small.values()):.2f} -> {sum(large.values()):.2f}", flush=True)
        for part, cost in large.most_common():
            if cost > least and cost > 6 * small[part]:
                print(f"    {part} {small[part]:.2f} -> {cost:.2f}")


if __name__ == "__main__":
    main()
