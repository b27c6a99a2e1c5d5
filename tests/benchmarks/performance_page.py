"""docs/performance.md and its plots, of the figures that `performance.py` measured."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[2] / "docs"
_WIDTH, _HEIGHT, _LEFT, _BELOW = 560, 280, 64, 40
_CASES = {
    "python": "`python -c pass`", "click, yaml": "`import click, yaml`（比较的基准）", "unchanged": "没有改过的报告（结论有缓存）",
    "unchanged, JSON": "同上，`--format json`（照上次的话写出）", "format rules alone": "新报告，`--select F --no-checklist`（都不分词）",
    "format rules": "新报告，`--select F`（对照表照判）", "all rules": "新报告，全部规则", "no cache": "同上，`--no-cache`（规则集也重读）",
}
_RATES = {
    "cold": "冷：两个进程，全部规则", "cold, one process": "冷：一个进程", "warm, JSON": "热：JSON", "warm, concise": "热：concise", "warm, totals only": "热：`--quiet`，只印合计",
}


def write_page(figures: dict[str, Any]) -> None:
    """Parts that were not measured are left out."""
    parts = [_HEAD]
    for name, part in (("start", _start), ("throughput", _throughput), ("memory", _memory), ("lengths", _lengths), ("rules", _rules)):
        if name in figures:
            parts.append(part(figures[name]["found"]) + _measured(figures[name]["machine"]))
    (DOCS / "performance.md").write_text("\n".join([*parts, _TAIL]), encoding="utf-8")


_HEAD = """# 快慢和占用

<!-- 本页由 tests/benchmarks/performance.py 生成，不要手改 -->

各项都是同一次运行里量的比值，机器快慢影响不大；绝对数只供参考。自己量：`python tests/benchmarks/performance.py --neighbours 文件夹`
（文件夹里先 `npm install autocorrect-node zhlint textlint @lint-md/cli`）。报告是五份样本改换数字、打乱句序生成的，份份不同。
"""
_TAIL = """## 怎么做到的，怎么用

- 报告多于二十份、处理器不止一核时自动用多个进程，`--jobs` 可以指定。一份报告让进程异常退出，试两次后列为没有检查，别的不受影响。
- 只查一份新报告、处理器不止一核时（Linux），规则分给两个进程判；`--jobs 1` 不分。
- 规则集编译后、结论按“报告内容、怎么问、规则、软件版本”存在用户的缓存文件夹，没有改动的报告不再重查；
  纯文本报告的 JSON、concise、`--quiet` 连上次的话也存着（引用的原文只记位置），照样写出；`--cache-dir` 换地方，`--no-cache` 不用。
  CI 上把 `--cache-dir` 指的文件夹存进平台的缓存，下一次推送就只查改过的报告。
- 结果写出去一份丢一份（text、concise、json、jsonl）；其他格式要把全部结果写完才能存，几千份时内存会涨。
- `fazhi-lint check --profile` 列出每条规则用的时间。
"""


def _start(found: dict[str, Any]) -> str:
    rows = [f"| {said} | {found['milliseconds'][name]} ms | {found['ratios'][name]} |" for name, said in _CASES.items() if name in found["ratios"]]
    aims = _aims(("新报告、全部规则", found["ratios"]["all rules"], 4.0), ("新报告、不分词的规则", found["ratios"].get("format rules alone", found["ratios"]["format rules"]), 2.0), less=True)
    return "\n".join([
        "## 启动", "", "在命令行查一份 12 KB 的报告，从敲回车到结束：", "", "| | 用时 | 是 click、yaml 的几倍 |", "| --- | --- | --- |", *rows, "", aims, "",
    ])


def _throughput(found: dict[str, Any]) -> str:
    rates = found["a second"]
    ours = [f"| fazhi-lint {said} | {rates[name]:g} | {rates[name] / rates['cold']:.2f} |" for name, said in _RATES.items()]
    others = [f"| {name} | {rates[name]:g} | {rates[name] / rates['cold']:.2f} |" for name in found["neighbours"]]
    aims = _aims(("冷", rates["cold"], 150), ("热（JSON）", rates["warm, JSON"], 2000), less=False)
    none = "" if others else "\n同类工具这次没有量：没有给出装好它们的文件夹。\n"
    return "\n".join([
        "## 一批报告", "", f"{found['reports']} 份报告，平均 {found['bytes'] / 1024:.0f} KB，两核：", "", "| | 每秒份数 | 是冷的几倍 |", "| --- | --- | --- |", *ours, *others,
        "", aims, none, "同类工具看的是字和标点，不读内容；速度放在一起只是为了有个数量的概念。", "",
    ])


def _memory(found: dict[str, Any]) -> str:
    rows = [f"| {(index + 1) * 10}% | {cold[0]} | {cold[1]} | {warm[0]} |" for index, (cold, warm) in enumerate(zip(found["cold"], found["warm"], strict=False))]
    return "\n".join([
        "## 内存", "", f"{found['reports']} 份几百字的报告，写成 jsonl；MB：", "", "| 进度 | 冷：主进程 | 冷：最大的工作进程 | 热：主进程 |", "| --- | --- | --- | --- |", *rows, "",
    ])


def _lengths(found: list[list[float]]) -> str:
    _plot("performance-length.svg", found, "KB", "ms")
    (small, _), *_ = found
    rows = [f"| {size:g} KB | {time:g} ms | {time / size:.2f} |" for size, time in found]
    return "\n".join([
        "## 篇幅", "", "一份报告在同一进程里查一遍（已经热身）占用的处理器时间，正文由样本接成：", "", "| 篇幅 | 用时 | 每 KB ms |", "| --- | --- | --- |", *rows, "",
        f"从 {small:g} KB 到 {found[-1][0]:g} KB，用时大致随篇幅的 {_slope(found[1:]):.2f} 次方增长（1 是线性）。用户交来的超过 50 万字就不查；更长的只在这里量。", "", "![篇幅和用时](performance-length.svg)", "",
    ])


def _rules(found: list[list[float]]) -> str:
    _plot("performance-rules.svg", found, "条", "ms")
    rows = [f"| {count:g} | {time:g} ms |" for count, time in found]
    return "\n".join([
        "## 规则条数", "", "12 KB 的报告，用生成的规则集（一半是词，一半是正则），处理器时间：", "", "| 规则 | 用时 |", "| --- | --- |", *rows, "",
        f"用时大致随条数的 {_slope(found):.2f} 次方增长（1 是线性；条数少时主要是与规则无关的固定用时）。", "", "![规则条数和用时](performance-rules.svg)", "",
    ])


def _aims(*aims: tuple[str, float, float], less: bool) -> str:
    said = []
    for name, value, aim in aims:
        met = value <= aim if less else value >= aim
        said.append(f"{name}：目标{'不超过' if less else '不少于'} {aim:g}，{'达到' if met else f'没有达到（{value:g}）'}")
    return "；".join(said) + "。"


def _measured(machine: dict[str, Any]) -> str:
    busy = "，当时机器还在做别的事" if machine["load"] > machine["cores"] * 0.75 else ""
    return f"\n（{machine['system']}，{machine['cores']} 核，Python {machine['python']}，量之前负载 {machine['load']}{busy}）\n"


def _slope(found: Sequence[Sequence[float]]) -> float:
    """The power with which the second grows with the first, by least squares of logarithms."""
    points = [(math.log(x), math.log(y)) for x, y in found]
    x0, y0 = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((x - x0) * (y - y0) for x, y in points) / sum((x - x0) ** 2 for x, _ in points)


def _plot(name: str, found: Sequence[Sequence[float]], across: str, up: str) -> None:
    """Both axes logarithmic: what is linear is a straight line of slope one."""
    (x0, x1), (y0, y1) = ((math.log(min(values)), math.log(max(values))) for values in zip(*found, strict=True))

    def place(x: float, y: float) -> tuple[float, float]:
        right = _LEFT + (math.log(x) - x0) / (x1 - x0 or 1) * (_WIDTH - _LEFT - 40)
        return right, _HEIGHT - _BELOW - (math.log(y) - y0) / (y1 - y0 or 1) * (_HEIGHT - _BELOW - 24)

    points = [place(x, y) for x, y in found]
    marks = [f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4"/>' for x, y in points]
    below = [f'<text x="{x:.0f}" y="{_HEIGHT - 18}" text-anchor="middle">{value:g} {across}</text>' for (x, _), (value, _) in zip(points, found, strict=True)]
    beside = [f'<text x="{x - 6:.0f}" y="{y - 8:.0f}" text-anchor="end">{value:.0f} {up}</text>' for (x, y), (_, value) in zip(points, found, strict=True)]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    (DOCS / name).write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="11" fill="#3f51b5">\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n<polyline points="{line}" fill="none" stroke="#3f51b5" stroke-width="2"/>\n'
        + "\n".join([*marks, *below, *beside]) + "\n</svg>\n",
        encoding="utf-8",
    )
