"""`fazhi-lint beside`: the annotated copy and the marked page beside each report, over nothing that is there."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import click
from msgspec.structs import replace

from linter import policy
from linter.batch import Result
from linter.cli import baselines, run
from linter.cli.terminal import fail, note, show_lines
from linter.discovery import discover
from linter.files import put
from linter.policy import UNCHECKED
from linter.readers import why
from linter.writers import Look, Unwritable, words, write
from linter.writers.paint import Line

_FORMATS = {"docx": "（批注{}）.docx", "html": "（检查结果{}）.html"}
_OURS = re.compile(r"（(?:批注|检查结果)\d*）$")


@click.command(name="beside")
@run.review_options
def command(asked: run.Asked) -> None:
    """在每份报告旁边放一份带批注的 Word 和一张标注网页；原件和已有的文件一概不动。

    文件夹里以前放的“（批注）”文件不再查；要查改过的那一份，就单独写出它。
    """
    if "-" in asked.paths:
        fail("从标准输入读的没有文件夹可放结果；写出文件，或用 fazhi-lint check - --format docx --output 文件")
    today = date.today()
    paths = tuple(_reports(asked.paths))
    if asked.paths and not paths:
        note("只有以前的检查结果，没有要查的了")
        sys.exit(policy.OK)
    results = run.results(replace(asked, paths=paths))
    done = policy.applied(results, today, baselines.resolved(baselines.Asked(None, None, False), results, today))
    codes = [policy.exit_code(done, "never")]
    for result in done:
        try:
            show_lines(_kept(result, Look(day=today)))
        except (Unwritable, OSError) as error:
            note(f"{result.path}：没有写成：{why(error) if isinstance(error, OSError) else error}")
            codes.append(UNCHECKED)
    sys.exit(policy.worst(codes))


def _reports(paths: tuple[str, ...]) -> Iterator[str]:
    """The paths with folders opened, without what an earlier run put into them."""
    for path in paths:
        inside = [found for found in discover([path]) if found.code != "skipped"] if Path(path).is_dir() else []
        ours = [found.path for found in inside if _OURS.search(found.path.stem)]
        for result in ours:
            note(f"跳过 {result}：以前的检查结果；要查它就单独放上来")
        others = [str(found.path) for found in inside if found.path not in ours]
        yield from others or ([] if ours else [path])


def _kept(result: Result, look: Look) -> Iterator[Line]:
    """Writes what is made of one report, and says so."""
    if result.review is None:
        yield [(f"{result.path}：", "bold"), (f"没有检查：{result.message}", "red")]
        return
    yield [(f"{result.path}：", "bold"), (f"{words.whose(result.review.profile)}  {words.tally(result.review.findings)}", "")]
    if result.message:
        yield [(f"    只检查了一部分：{result.message}", "red")]
    for name, target in _free(Path(result.path)).items():
        content = write(name, [result], look)
        assert isinstance(content, (str, bytes))
        put(target, content if isinstance(content, bytes) else content.encode())
        yield [(f"    已写 {target.name}", "")]


def _free(report: Path) -> dict[str, Path]:
    """Where the files go: beside the report, under one number, where nothing lies yet."""
    stem = _OURS.sub("", report.stem)
    for number in count(1):
        targets = {name: report.with_name(stem + ending.format(number if number > 1 else "")) for name, ending in _FORMATS.items()}
        if not any(target.exists() for target in targets.values()):
            break
    return targets
