"""The options of a baseline: which one excuses, whether it is written or pruned first. In CI none is ever written."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from linter import policy
from linter.batch import Result
from linter.batch.shelf import heads
from linter.cli.terminal import fail, note, write_file
from linter.policy import exceptions
from linter.policy.baseline import Baseline, BaselineError, Baselines, updated, written


class Asked(Struct, frozen=True):
    """What the options say: at most one of `use` and `write`."""

    use: str | None
    write: str | None
    prune: bool

    @property
    def writes(self) -> bool:
        return bool(self.write) or self.prune

    @property
    def file(self) -> str | None:
        return self.write or self.use


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options of a baseline as one `Asked`."""

    @click.option("--baseline", metavar="文件", help="基线：里面记着的旧问题放过，只算新出现的。")
    @click.option("--write-baseline", metavar="文件", help="把现有的问题记进基线，已改好的从中删去。")
    @click.option("--prune-baseline", is_flag=True, help="从基线里删去已改好的问题。")
    @wraps(command)
    def gathered(*asked: Any, baseline: str | None, write_baseline: str | None, prune_baseline: bool, **own: Any) -> Any:
        asked_for = Asked(baseline, write_baseline, prune_baseline)
        if baseline and write_baseline:
            fail("--baseline 和 --write-baseline 只能写一个；--write-baseline 写成以后也照它放过")
        if asked_for.writes and os.environ.get("CI", "").lower() not in ("", "0", "false"):
            fail("在 CI 里不写基线，免得新问题被悄悄放过；请在自己的机器上写好，连同理由一起提交")
        return command(*asked, baseline=asked_for, **own)

    return gathered


def resolved(asked: Asked, results: Sequence[Result], today: date) -> Baselines:
    """The baselines of the run, rewritten first where that is asked."""
    baselines = Baselines()
    if asked.write and not Path(asked.write).exists():
        baselines.ready[Path(asked.write)] = Baseline(Path(asked.write))
    try:
        named = {baseline.file: baseline for result in heads(results) if (baseline := baselines.of(result)) is not None}
    except BaselineError as error:
        fail(error)
    if asked.prune and not named:
        fail("没有基线可清理；用 --baseline 指明文件，或在配置里写 baseline")
    for file, old in named.items():
        if asked.writes:
            before = [policy.marked(policy.remapped(result), exceptions.excuse(today)) for result in results if result.options.baseline == file]
            baselines.ready[file] = _rewritten(old, updated(old, before, add=bool(asked.write)))
        elif old.gone:
            note(f"注意：基线 {file} 里有 {len(old.gone)} 份报告已改名或删去；用 --prune-baseline 清理")
    return baselines


def _rewritten(old: Baseline, new: Baseline) -> Baseline:
    before, after = ({(path, mark) for path, lines in baseline.entries.items() for mark in lines} for baseline in (old, new))
    write_file(str(new.file), written(new))
    note(f"已写基线 {new.file}：共 {len(after)} 处，新记 {len(after - before)} 处，删去 {len(before - after)} 处")
    return new
