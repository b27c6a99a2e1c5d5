"""`fazhi-lint audit`: very many reports into tables, on one machine or several, to be gone on with whatever ends it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from linter import __version__, policy
from linter.audit import AuditError, cluster, engines
from linter.audit.output import TABLES, Output
from linter.audit.plan import Batch
from linter.audit.source import Listing, is_address, listing
from linter.audit.tables import SCHEMA, schemas
from linter.audit.task import Task, rulesets
from linter.cli import run, terminal
from linter.cli.terminal import fail, note
from linter.collection import MissingExtra
from linter.config.find import Configs
from linter.config.model import Choices
from linter.config.options import Options
from linter.readers import why
from linter.review import STAGE_NAMES, STAGES
from linter.ruleset.errors import RulesetError

ENGINES = ("local", "dask")


def _day(context: click.Context, option: click.Parameter, value: str | None) -> date | None:
    return run.day(context, option, value) if value is not None else None


@click.command(name="audit")
@click.argument("source", metavar="输入")
@click.argument("target", metavar="输出文件夹")
@click.option("--engine", type=click.Choice(ENGINES), default="local", help="谁来查：local 本机，dask 一组工作进程（要装 fazhi-lint[dask]）。")
@click.option("--scheduler", metavar="地址", help="Dask 调度器，如 tcp://10.0.0.1:8786；不给则在本机临时起一组。")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="数", help="本机同时用几个进程；不给则按处理器核数，1 为不另起进程，弄死进程的报告就会让检查停下。")
@click.option("--ruleset", metavar="名称", help="规则集；不给则按报告自己的机关选。")
@click.option("--year", type=click.IntRange(1990, 2100), metavar="年", help="报告年度；不给则从标题和正文认。")
@click.option("--stage", type=click.Choice(STAGES), metavar="阶段", help=f"阶段：{'、'.join(f'{stage}（{STAGE_NAMES[stage]}）' for stage in STAGES)}。")
@click.option("--config", metavar="文件", help="用这个配置文件；报告旁边的配置一概不用，好让全部报告用同一把尺子。")
@click.option("--preview", is_flag=True, help="也用试行规则。")
@click.option("--again", is_flag=True, help="上次没有查成的（断网、盘没挂上、缺软件）也再查，连同和它们同一批的。")
@click.option("--soffice", metavar="路径", callback=run.program, help="LibreOffice 的 soffice 在哪里，读 .doc、.wps 等要用。")
@click.option("--today", metavar="日期", callback=_day, help="把今天当作这一天（如 2025-03-01）；接着查时用开始的那天。")
def command(
    source: str, target: str, engine: str, scheduler: str | None, jobs: int | None, ruleset: str | None, year: int | None, stage: Any,
    config: str | None, preview: bool, again: bool, soffice: str | None, today: date | None,
) -> None:
    """几千到上百万份报告查成三张表（Parquet）：结论、每份的查没查、每份是谁写到哪一档。中断后再运行同一条命令就接着查。

    输入是文件夹、清单（一行一份报告的路径）或对象存储的地址（如 s3://桶/报告）。怎样用多台机器、怎样查询结果见 docs/scale.md。

    退出码：0 每份都查了；2 用法、配置有误，或有规则运行失败；3 有的没有查成，或只查了一部分。
    """
    if scheduler and engine != "dask":
        fail("--scheduler 只在 --engine dask 时有用；加上 --engine dask，或去掉它")
    if scheduler and jobs:
        fail("--jobs 是本机起几个进程，和 --scheduler 只能写一个；调度器上有几个工作进程就用几个")
    given = Choices(ruleset=ruleset, year=year, stage=stage, preview=preview or None)
    _apart(source, target)
    try:
        schemas()
        configs = Configs(given, Options(soffice=soffice), file=Path(config) if config else None, none=not config)
        output, found = Output(Path(target)), listing(source)
        _heed(configs, found)
        task = _task(found, configs, ruleset, output, today)
        plan = output.begin(_binding(found, configs, given, task), found.names)
        _carry_out(plan, task, output, lambda: _engine(engine, scheduler, jobs), again=again)
        sys.exit(_told(output.counted(plan), found, output))
    except KeyboardInterrupt:
        note(f"已中断；查完的都在 {target}，再运行同一条命令就接着查")
        sys.exit(130)
    except OSError as error:
        fail(f"写不了 {error.filename or target}：{why(error)}")
    except (AuditError, MissingExtra, RulesetError) as error:
        fail(error)


def _apart(source: str, target: str) -> None:
    """Results are no reports: the output may not lie in the input."""
    if not is_address(source) and Path(os.path.realpath(target)).is_relative_to(os.path.realpath(source)):
        fail(f"输出文件夹 {target} 在输入 {source} 里面，下次会把结果当报告；请放到别处")


def _heed(configs: Configs, found: Listing) -> None:
    """Say what of the configuration has no effect here."""
    config = configs.of(Path())
    if config is not None and config.baseline is not None:
        note(f"注意：配置 {config.name} 里的基线对 audit 不起作用")
    if (passed_over := configs.passed_over(Path(found.source.place(name)) for name in found.names)) is not None:
        note(passed_over)


def _task(found: Listing, configs: Configs, ruleset: str | None, output: Output, today: date | None) -> Task:
    folder = Path.cwd()
    begun = (output.bound() or {}).get("today")
    return Task(found.source, configs, folder, today or (date.fromisoformat(begun) if begun else date.today()), __version__, rulesets(configs, ruleset, folder))


def _binding(found: Listing, configs: Configs, given: Choices, task: Task) -> dict[str, Any]:
    """What an audit may not change on its way."""
    config = configs.of(task.folder)
    return {
        "schema": SCHEMA, "version": task.version, "input": found.given, "rulesets": {name: digest for (name, _), digest in task.rulesets.items()},
        "options": {key: value for key, value in msgspec.to_builtins(given).items() if value}, "config": config and hashlib.sha256(config.source.data).hexdigest(),
        "today": task.today.isoformat(),
    }


def _engine(name: str, scheduler: str | None, jobs: int | None) -> AbstractContextManager[engines.Engine]:
    return cluster.engine(scheduler, jobs) if name == "dask" else nullcontext(engines.local(jobs))


def _carry_out(plan: Sequence[Batch], task: Task, output: Output, engine: Callable[[], AbstractContextManager[engines.Engine]], *, again: bool) -> None:
    left = [batch for batch in plan if not output.has(batch) or (again and output.missed(batch))]
    reports, whole = (sum(len(batch.names) for batch in batches) for batches in (left, plan))
    if reports < whole:
        note(f"接着查：已查过 {whole - reports}份，还有 {reports}份")
    if left:
        with engine() as chosen, run.progress(reports) as tick:
            engines.carry_out(left, task, chosen, output, tick)


def _told(counts: Counter[str], found: Listing, output: Output) -> int:
    """Say what came of it; the exit code."""
    reports = sum(counts[status] for status in ("checked", "partly", "unchecked"))
    lines = [f"{reports}份：查了 {counts['checked']}，只查了一部分 {counts['partly']}，没有查 {counts['unchecked']}"]
    lines.append(f"必改 {counts['errors']}，建议改 {counts['warnings']}，请核对 {counts['infos']}，放过 {counts['suppressed']}")
    lines.append(f"结果在 {output.folder}：{'、'.join(TABLES)}，查询见 docs/scale.md")
    terminal.show_lines([[(line, "")] for line in lines])
    if found.passed_over:
        note(f"另有 {found.passed_over}个文件不是报告或写了两遍，没有列入")
    if counts["crashed"]:
        note(f"有 {counts['crashed']}处规则运行失败，见 verdicts 表的 crashed 和 code 列")
        return policy.USAGE
    if counts["unchecked"]:
        note("没有查成的原因见 verdicts 表的 code 和 message 列；好了以后加 --again 再查")
    return policy.OK if reports == counts["checked"] else policy.UNCHECKED
