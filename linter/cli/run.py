"""What the commands share: the options that say what to review and how, the review of every input, loading a ruleset."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec import Struct
from msgspec.structs import replace

from linter import batch, cache, readers
from linter.batch import Result
from linter.batch.many import review_all
from linter.batch.shelf import Shelf
from linter.changes import GitError, changed_only
from linter.cli.terminal import fail, note
from linter.config.find import Configs
from linter.config.model import Choices
from linter.config.options import Options, unknown_selectors
from linter.discovery import Found, discover, shown
from linter.document import Document
from linter.policy import UNCHECKED
from linter.readers import largest
from linter.review import KIND_NAMES, KINDS, STAGE_NAMES, STAGES
from linter.ruleset import locate
from linter.ruleset.loader import EVERY_RULE, RulesetError, load, loaded
from linter.ruleset.model import Ruleset


def _cache(_: click.Context, option: click.Parameter, value: Any) -> None:
    """Where this process and those it starts keep what was worked out."""
    if value:
        os.environ[cache.SETTING] = cache.OFF if option.name == "no_cache" else os.path.abspath(value)  # noqa: PTH100


def speed_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """How many processes work, as `jobs`, and what is kept for the next run."""
    options: list[Callable[..., Any]] = [
        click.option("--jobs", type=click.IntRange(1, 256), metavar="数", help="同时用几个进程；不给则报告多时按处理器核数，1 为不另起进程。"),
        click.option("--cache-dir", metavar="文件夹", callback=_cache, expose_value=False, help="缓存放在这个文件夹；不给则在用户的缓存文件夹。"),
        click.option("--no-cache", is_flag=True, callback=_cache, expose_value=False, help="不用缓存：没有改动的报告也重查，什么都不留。"),
    ]
    for option in reversed(options):
        command = option(command)
    return command


_WORD = "a.docx"
_MANY = 8  # from this many files on a terminal is shown how far the run has come


class Asked(Struct, frozen=True):
    """What the shared arguments and options say: which inputs, how to review them, and which configuration is asked."""

    paths: tuple[str, ...]
    given: Choices
    base: Options
    config: str | None
    no_config: bool
    changed_since: str | None
    stdin_filename: str | None
    show_skipped: bool
    jobs: int | None = None

    def choosing(self, **choices: Any) -> Asked:
        """With more that the command line says."""
        return replace(self, given=msgspec.structs.replace(self.given, **choices))


def review_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the arguments and options that say what the reports are and which rules judge them, as one `Asked`."""

    @wraps(command)
    def gathered(
        paths: tuple[str, ...], ruleset: str | None, year: int | None, agency: str | None, kind: Any, stage: Any, preview: bool, config: str | None,
        no_config: bool, changed_since: str | None, stdin_filename: str | None, show_skipped: bool, soffice: str | None, jobs: int | None,
        **own: Any,
    ) -> Any:
        given = Choices(ruleset=ruleset, year=year, agency=agency, kind=kind, stage=stage, preview=preview or None)
        return command(Asked(paths, given, Options(soffice=soffice, kept=True), config, no_config, changed_since, stdin_filename, show_skipped, jobs), **own)

    kinds = "、".join(f"{kind}（{KIND_NAMES[kind]}）" for kind in KINDS)
    stages = "、".join(f"{stage}（{STAGE_NAMES[stage]}）" for stage in STAGES)
    options: list[Callable[..., Any]] = [
        click.argument("paths", nargs=-1, metavar="文件或文件夹..."),
        click.option("--ruleset", metavar="名称", help="规则集：base、enforcement、ecology，或自己的 .yaml 文件；不给则按报告自己的机关选。"),
        click.option("--year", type=click.IntRange(1990, 2100), metavar="年", help="报告年度；不给则从标题和正文认。"),
        click.option("--agency", metavar="名称", help="报告机关；不给则从标题和落款认。"),
        click.option("--kind", type=click.Choice(KINDS), metavar="类型", help=f"机关类型：{kinds}。"),
        click.option("--stage", type=click.Choice(STAGES), metavar="阶段", help=f"阶段：{stages}。"),
        click.option("--config", metavar="文件", help="用这个配置文件；不给则从报告所在的文件夹向上找 .fazhi-lint.yaml。"),
        click.option("--no-config", is_flag=True, help="不用配置文件。"),
        click.option("--changed-since", metavar="提交", help="只查与这个提交（如 origin/main）分开以来改过的报告，要在 git 仓库里。"),
        click.option("--stdin-filename", metavar="文件名", help="从标准输入读（路径写 -）时，当作这个文件名。"),
        click.option("--soffice", metavar="路径", callback=program, help="LibreOffice 的 soffice 在哪里，读 .doc、.wps 等要用；不给则在常见位置找。"),
        click.option("--preview", is_flag=True, help="也用试行规则。"),
        speed_options,
        click.option("--show-skipped", is_flag=True, help="列出跳过的文件和原因。"),
    ]
    decorated: Callable[..., Any] = gathered
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


def results(asked: Asked, targets: Sequence[str] = (), baseline: str | None = None) -> Sequence[Result]:
    """Review every input; each gives one result. `targets` are files that will be written: none of them may be an input."""
    if not asked.paths:
        fail("没有给文件或文件夹；例如 fazhi-lint check 报告.txt，从标准输入读用 -")
    if asked.stdin_filename and "-" not in asked.paths:
        fail("--stdin-filename 只在从标准输入读（路径写 -）时有用")
    try:
        configs = configurations(asked.given, replace(asked.base, baseline=_path(baseline)), asked.config, asked.no_config)
        if "-" in asked.paths:
            return [_from_stdin(asked, configs, targets, baseline)]
        found = list(_found(asked))
        if asked.changed_since is not None and all(entry.code == "skipped" for entry in found):
            note(f"{asked.changed_since} 以来没有改动的报告")
        _protect_real((entry.real for entry in found if entry.code is None), targets, "要检查的报告")
        if asked.show_skipped:
            for entry in found:
                if entry.code == "skipped":
                    note(f"跳过 {shown(entry.path)}：{entry.reason}")
        options = {entry.path: configs.options(entry.path) for entry in found if entry.code is None}  # faults before the long work
        _protect_settings(options.values(), targets, baseline)
        _check_selectors(asked.given, options.values())
        if (passed_over := configs.passed_over(options)) is not None:
            note(passed_over)
        with progress(sum(entry.code != "skipped" for entry in found)) as tick:
            return Shelf(review_all(found, options.__getitem__, tick, asked.jobs))
    except (RulesetError, GitError) as error:
        fail(error)


def configurations(given: Choices, base: Options, config: str | None, no_config: bool) -> Configs:
    """What `--config` and `--no-config` say. Raises `RulesetError`."""
    if config and no_config:
        fail("--config 和 --no-config 只能写一个")
    return Configs(given, base, file=_path(config), none=no_config)


def program(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Where the program is that an option names."""
    if value is None:
        return None
    from linter import processes  # noqa: PLC0415  only who asks pays for it

    found = processes.program(value)
    if found is None:
        fail(f"{option.opts[0]} {value} 不是可以运行的程序；请写 LibreOffice 的 soffice 的完整路径")
    return found


def ruleset(name: str) -> Ruleset:
    """The ruleset of that name; ends the run with what is wrong with it where it does not load."""
    try:
        return load(name)
    except RulesetError as error:
        fail(error)


def split(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values of an option that may be given several times and hold several, with commas."""
    return tuple(part.strip() for value in values for part in value.replace("，", ",").split(",") if part.strip())


def day(_: click.Context, option: click.Parameter, value: str | None) -> date:
    """The date that an option states, else today."""
    if value is None:
        return date.today()
    try:
        year, month, day = map(int, value.split("-"))  # strptime reads the names of months of every language first
        return date(year, month, day)
    except ValueError:
        fail(f"{option.opts[0]} {value} 不是日期；写成 2025-03-01 这样")


def _found(asked: Asked) -> Iterable[Found]:
    found = discover(asked.paths)
    return changed_only(found, asked.paths, asked.changed_since) if asked.changed_since is not None else found


def document(path: str, target: str | None = None) -> Document:
    """The one report at that path; ends the run with why it cannot be read. `target`, which will be written, must be another file."""
    _protect([path], [target] if target else [])
    try:
        return readers.read(batch.content(Path(path)), path)
    except readers.Unreadable as refusal:
        fail(f"{path}：{refusal.message}", UNCHECKED)


def _path(name: str | None) -> Path | None:
    return Path(name) if name else None


def _from_stdin(asked: Asked, configs: Configs, targets: Sequence[str], baseline: str | None) -> Result:
    if len(asked.paths) > 1:
        fail("从标准输入读时，路径只能写一个 -")
    if sys.stdin is None:
        fail("没有标准输入可读")
    name = asked.stdin_filename or "<stdin>"
    options = configs.options(Path(name))
    _protect_settings([options], targets, baseline)
    _check_selectors(asked.given, [options])
    data = sys.stdin.buffer.read(largest(name) + 1)
    return replace(batch.review_bytes(data, name, options), origin=data)


def _check_selectors(given: Choices, options: Iterable[Options]) -> None:
    """What `--select` and `--ignore` name must be in a ruleset of this run."""
    selectors = unknown_selectors([*(given.select or ()), *given.ignore])
    if not selectors:
        return
    rulesets = {(each.ruleset or EVERY_RULE, each.folder) for each in options} or {(given.ruleset or EVERY_RULE, None)}
    unknown = unknown_selectors(selectors, {ident for ruleset in rulesets for ident in loaded(*ruleset).by_id})
    if unknown:
        fail(f"没有规则 {'、'.join(unknown)}；用 fazhi-lint rules 看全部编号")


def _protect(inputs: Iterable[str | Path], targets: Sequence[str], what: str = "要检查的报告") -> None:
    """A report is never overwritten by its review."""
    _protect_real(map(os.path.realpath, inputs), targets, what)


def _protect_real(inputs: Iterable[str], targets: Sequence[str], what: str) -> None:
    """The same of paths without links."""
    known = set(inputs) if targets else set()
    for target in targets:
        if os.path.realpath(target) in known:
            fail(f"{target} 是{what}，不能用来存结果；请换一个文件名")


def keep_answers(target: str) -> None:
    """An annotated copy in which somebody has answered is not written over: the report it was made of knows nothing of that."""
    try:
        document = readers.read(batch.content(Path(target), largest(_WORD)), _WORD)
    except readers.Unreadable:
        return  # there is none, or it is no such copy
    from linter.replies import threads  # noqa: PLC0415  only who writes such a copy pays for it

    if any(thread.answers or thread.comment.done for thread in threads(document)):
        fail(f"{target} 里有答复过的批注，再写一份上去答复就没有了；请直接检查 {target}，答复会带进新的副本，或换一个文件名")


def _protect_settings(options: Iterable[Options], targets: Sequence[str], baseline: str | None) -> None:
    """Nor is what says how to review it. The `baseline` of the command line may be a target: --write-baseline writes it anew."""
    for each in options:
        if each.config is not None:
            _protect([each.config.source.path], targets, "配置文件")
        if each.baseline is not None and baseline is None:
            _protect([each.baseline], targets, "基线")
        if each.holders is not None:
            _protect([each.holders], targets, "数在谁手里的表")
        if each.ruleset is not None and locate.is_path(each.ruleset):
            _protect(loaded(each.ruleset, each.folder).files, targets, "规则集")


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Shows on a terminal how far a long run of `total` steps has come; gives what is to be called after each."""
    if total < _MANY or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415  only a long run on a terminal pays for it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("检查", total=total)
        yield lambda: progress.advance(task)
