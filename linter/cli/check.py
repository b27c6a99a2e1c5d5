"""`fazhi-lint check`: findings, checklist and one summary line for each report."""

from __future__ import annotations

import sys
import time
from datetime import date
from typing import Any

import click
from msgspec.structs import replace

from linter import policy
from linter.cli import baselines, run, terminal
from linter.cli.terminal import fail
from linter.config.options import CONFIDENCES
from linter.review import SEVERITIES
from linter.stopwatch import Stopwatch, untimed
from linter.writers import BINARY, FORMATS, Look, Unwritable, shows_checklist, told, write


@click.command(name="check")
@run.review_options
@baselines.options
@click.option("--format", "formats", multiple=True, metavar="格式[=文件]", help=f"输出格式：{'、'.join(FORMATS)}；写“格式=文件”则存成文件，可给多个。")
@click.option("--output", metavar="文件", help="把结果写进文件，不印在屏幕上。")
@click.option("--select", multiple=True, callback=run.split, metavar="规则", help="只要这些：编号、编号:词条、族字母或族名，逗号分隔。")
@click.option("--ignore", multiple=True, callback=run.split, metavar="规则", help="不要这些，写法同 --select。对照表不受影响。")
@click.option("--min-confidence", type=click.Choice(CONFIDENCES), help="只要把握不低于此的结论。")
@click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]), help="有不轻于此级的结论时退出码为 1（默认 error）。")
@click.option("--all", "everything", is_flag=True, help="列出全部结论和全部对照项。")
@click.option("--checklist/--no-checklist", default=True, help="印不印对照表。")
@click.option("--statistics", is_flag=True, help="末尾按规则统计结论数。")
@click.option("--show-suppressed", "suppressed", is_flag=True, help="把按例外、基线或答复放过的结论也列出来，写明理由。")
@click.option("--watch", is_flag=True, help="报告一存盘就重查，按 Ctrl+C 结束。")
@click.option("--profile", "profiled", is_flag=True, help="末尾列出每条规则用的时间（印在标准错误）。")
@click.option("--quiet", "-q", is_flag=True, help="只印合计一行。")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="是否用颜色。")
@click.option("--today", metavar="日期", callback=run.day, help="把今天当作这一天（如 2025-03-01），使结果可以重现。")
def command(
    asked: run.Asked, baseline: baselines.Asked, formats: tuple[str, ...], output: str | None, select: tuple[str, ...],
    ignore: tuple[str, ...], min_confidence: Any, fail_on: Any, everything: bool, checklist: bool, statistics: bool, suppressed: bool,
    watch: bool, profiled: bool, quiet: bool, color: str,
    today: date,
) -> None:
    """检查报告，印出结论和对照表。

    退出码：0 没有达到 --fail-on 的结论；1 有；2 用法、配置错误或规则运行失败；3 有文件没有检查或只检查了一部分。
    """
    wanted = terminal.outputs(formats, output, FORMATS, BINARY, baseline.file)
    asked = asked.choosing(select=list(select) or None, ignore=list(ignore), min_confidence=min_confidence, fail_on=fail_on)
    targets = [target for target in (*(target for _, target in wanted), baseline.write) if target]
    if watch and baseline.writes:
        fail("--watch 每次存盘都重查，不能同时写基线；先单独写好基线")
    if watch and "-" in asked.paths:
        fail("--watch 看着的是文件，不能从标准输入读；去掉 --watch，或写出文件")
    look = Look(everything=everything, checklist=checklist, statistics=statistics, quiet=quiet, suppressed=suppressed, day=today)

    def once() -> int:
        started, stopwatch = time.perf_counter(), Stopwatch()
        base = replace(
            asked.base, around=stopwatch.around if profiled else untimed, told=told.asked([name for name, _ in wanted], look),
            checklist=any(shows_checklist(name, look) for name, _ in wanted),
        )
        for name, target in wanted:
            if name == "docx" and target:
                run.keep_answers(target)  # somebody may have answered since the last time
        results = run.results(replace(asked, base=base), targets, baseline.file)
        done = policy.applied(results, today, baselines.resolved(baseline, results, today))
        for warning in policy.stale(done, today):
            terminal.note(warning)
        for name, target in wanted:
            try:
                content = write(name, done, replace(look, **terminal.sheet(target)._asdict()))
            except Unwritable as error:
                fail(str(error), policy.exit_code(done, "never") or policy.USAGE)
            terminal.deliver(content, target, color)
        if profiled:
            from linter.writers.timetable import timetable  # noqa: PLC0415  only who asks pays for it

            terminal.note(*timetable(stopwatch, done))
        if sys.stderr.isatty():
            terminal.note(f"用时{time.perf_counter() - started:.1f}秒")
        return policy.exit_code(done)

    if watch:
        from linter.cli.watch import watch as rerun  # noqa: PLC0415  only who asks pays for it

        sys.exit(rerun(asked.paths, once))
    sys.exit(once())
