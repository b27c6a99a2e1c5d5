"""What the commands over a whole collection share: which folder, who has to submit, by when; every file read, every report reviewed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click
from msgspec import Struct
from msgspec.structs import replace

from linter import policy
from linter.cli import run, terminal
from linter.cli.terminal import fail, note
from linter.collection import register, roster
from linter.collection.intake import Intake, gather
from linter.collection.names import Names
from linter.collection.received import received
from linter.collection.tables import TableError
from linter.config.model import Choices
from linter.config.options import Options
from linter.discovery import discover
from linter.policy.baseline import BaselineError, Baselines
from linter.readers import why
from linter.review import STAGE_NAMES, STAGES, Stage
from linter.ruleset.errors import RulesetError

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')  # in a file's name on Windows


class Asked(Struct, frozen=True):
    """What the shared options say."""

    roster: str | None
    register: str | None
    due: date | None
    year: int | None
    today: date
    given: Choices
    config: str | None
    no_config: bool
    soffice: str | None
    jobs: int | None = None


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options that say how a collection is read, as one `Asked`."""

    @wraps(command)
    def gathered(
        roster: str | None, register: str | None, due: date | None, year: int | None, ruleset: str | None, stage: Any, config: str | None,
        no_config: bool, soffice: str | None, today: date, jobs: int | None, **own: Any,
    ) -> Any:
        given = Choices(ruleset=ruleset, stage=stage)
        return command(asked=Asked(roster, register, due, year, today, given, config, no_config, soffice, jobs), **own)

    stages = "、".join(f"{stage}（{STAGE_NAMES[stage]}）" for stage in STAGES)
    shared: list[Callable[..., Any]] = [
        click.option("--roster", metavar="文件", help="名册，CSV：名称、简称、曾用名、类型、联系人、电话；不给则用文件夹里的 units.csv，没有就按报告里写的单位。"),
        click.option("--register", metavar="文件", help="收件登记，CSV：单位、文件、收到日期、公开日期、公开网址；不给则用文件夹里的 register.csv。"),
        click.option("--due", metavar="日期", callback=_day, help="通知定的报送期限（含当天），如 2025-02-20；不给则不判迟报。"),
        click.option("--year", type=click.IntRange(1990, 2100), metavar="年", help="收的是哪一年度的报告；不给则取多数报告的年度。"),
        click.option("--ruleset", metavar="名称", help="规则集；不给则按各单位自己选。"),
        click.option("--stage", type=click.Choice(STAGES), metavar="阶段", help=f"阶段：{stages}；不给则按报送（网页按公开）。"),
        click.option("--config", metavar="文件", help="用这个配置文件；不给则从报告所在的文件夹向上找 .fazhi-lint.yaml。"),
        click.option("--no-config", is_flag=True, help="不用配置文件。"),
        click.option("--soffice", metavar="路径", callback=run.program, help="LibreOffice 的 soffice 在哪里，读 .doc、.wps 等要用。"),
        run.speed_options,
        click.option("--today", metavar="日期", callback=run.day, help="把今天当作这一天（如 2025-03-01），使结果可以重现。"),
    ]
    decorated: Callable[..., Any] = gathered
    for option in reversed(shared):
        decorated = option(decorated)
    return decorated


def folder_of(given: str) -> Path:
    """The folder of a collection, or the one in which a single report lies: there its state is kept."""
    return Path(given) if Path(given).is_dir() else Path(given).parent


def intake(folder: str, asked: Asked) -> Intake:
    """The collection in the folder, or the one report, read and reviewed; ends the run where a table or a configuration does not hold."""
    if not Path(folder).exists():
        fail(f"没有 {folder} 这个文件夹；给出放着各单位报告的文件夹")
    place = folder_of(folder)
    alone = not Path(folder).is_dir()
    try:
        units, entries = (None, ()) if alone else (_roster(place, asked), _register(place, asked))
        configs = run.configurations(asked.given, Options(soffice=asked.soffice, kept=True), asked.config, asked.no_config)

        def options(path: Path) -> Options:
            made = configs.options(path)
            stage: Stage = "publish" if path.suffix.lower() in (".html", ".htm", ".mht", ".mhtml") else "submit"
            return made if made.overrides.stage else replace(made, overrides=replace(made.overrides, stage=stage))

        found = list(discover([folder]))
        with run.progress(len(found)) as tick:
            files = list(received(found, place, options, tick))
        with run.progress(len(units) if units else len(files)) as tick:
            made = gather(place, files, units, entries, options, year=asked.year, due=asked.due, tick=tick, jobs=asked.jobs)
        for sentence in made.notes:
            note(f"注意：{sentence}")
        return _counted(made, asked.today)
    except (TableError, RulesetError, BaselineError) as error:
        fail(error)


def _counted(made: Intake, today: date) -> Intake:
    """With exceptions and selections of the configuration applied."""
    reviewed = [submission for submission in made.submissions if submission.result is not None]
    applied = policy.applied([submission.result for submission in reviewed if submission.result], today, Baselines())
    by_unit = {submission.unit.name: result for submission, result in zip(reviewed, applied, strict=True)}
    return replace(made, submissions=tuple(replace(each, result=by_unit.get(each.unit.name)) for each in made.submissions))


def _roster(folder: Path, asked: Asked) -> list[roster.Unit] | None:
    path = _table(folder, asked.roster, roster.FILE)
    if path is None:
        return None
    made = roster.read(path)
    if made.unused:
        note(f"注意：名册 {path.name} 里这几列没有用上：{'、'.join(made.unused)}")
    return list(made.units)


def _register(folder: Path, asked: Asked) -> tuple[register.Entry, ...]:
    path = _table(folder, asked.register, register.FILE)
    return register.read(path) if path else ()


def _table(folder: Path, given: str | None, usual: str) -> Path | None:
    """The table that was named, else the one that lies in the folder; one that was named must be there."""
    if given:
        return Path(given)
    return folder / usual if (folder / usual).is_file() else None


def _day(_: click.Context, option: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        fail(f"{option.opts[0]} {value} 不是日期；写成 2025-02-20 这样")


def only(made: Intake, agency: str | None) -> Intake:
    """With the one agency of that name, or of which it is a part; ends the run where there is none, or more than one."""
    if agency is None:
        return made
    units = [each.unit for each in made.submissions]
    part = [unit for unit in units if any(agency in name for name in unit.names)]
    unit = Names(units).meant(agency) or (part[0] if len(part) == 1 else None)
    if unit is None:
        fail(f"没有 {agency} 这一家；有 {'、'.join(each.unit.name for each in made.submissions)}")
    return replace(made, submissions=tuple(each for each in made.submissions if each.unit is unit))


def protect(made: Intake, targets: Iterable[str | None]) -> None:
    """What was received is never overwritten by what is made of it; a table of an earlier run, which is nobody's, is."""
    received = [filed.file.parts for filed in made.files if filed.unit or filed.file.kind in ("report", "scan", "unread")]
    inputs = {os.path.realpath(_on_disk(made.folder, parts)) for parts in [*received, (roster.FILE,), (register.FILE,)]}
    for target in targets:
        if target and os.path.realpath(target) in inputs:
            fail(f"{target} 是收来的文件或名册、登记，不能用来存结果；请换一个文件名")


def _on_disk(folder: Path, parts: tuple[str, ...]) -> Path:
    """The file that is, or the archive that holds, what lies at `parts`."""
    places = (folder.joinpath(*parts[:end]) for end in range(1, len(parts) + 1))
    return next((place for place in places if place.is_file()), folder.joinpath(*parts))


def keep(file: Path, data: bytes) -> None:
    """Write state beside the reports: the folder where there is none yet, then the whole file or nothing."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"建不了文件夹 {file.parent}：{why(error)}")
    terminal.write_file(str(file), data)


def file_name(unit: str) -> str:
    """What a file of that agency is called, without its ending."""
    return _UNFIT.sub("_", unit)
