"""click in Chinese: the headings of its help, and one sentence for each error of use."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from linter.cli import terminal
from linter.width import pad, width, wrap

_WORDS = {
    "Options": "选项",
    "Show this message and exit.": "显示这段说明。",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
}
_NAMES = 26  # cells of the column of names; a longer name has a line of its own


class _Formatter(click.HelpFormatter):
    """Wraps by cells of the terminal: click counts characters, and Chinese ones are two cells wide."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for english, words in _WORDS.items():
            args = args.replace(english, words)
        self.write(f"用法：{prog} {args}\n")

    def write_heading(self, heading: str) -> None:
        self.write(f"{' ' * self.current_indent}{_WORDS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        r"""Paragraphs between blank lines; one that begins with \b keeps its lines."""
        left = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            lines = paragraph.strip("\b\n").split("\n")
            if not paragraph.startswith("\b"):
                lines = wrap("".join(lines), self.width - self.current_indent)
            self.write(("\n" if number else "") + "".join(f"{left}{line}\n" for line in lines))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        left = " " * self.current_indent
        hanging = left + " " * _NAMES
        for name, words in rows:
            first, *more = wrap(_WORDS.get(words, words), self.width - len(hanging))
            if width(name) + col_spacing > _NAMES:
                self.write(f"{left}{name}\n{hanging}{first}\n")
            else:
                self.write(f"{left}{pad(name, _NAMES)}{first}\n")
            for line in more:
                self.write(f"{hanging}{line}\n")


class _Context(click.Context):
    formatter_class = _Formatter


class Group(click.Group):
    """Commands whose help and errors are Chinese. Standard streams are prepared, whatever they are."""

    context_class = _Context

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise click.UsageError(f"没有 {args[0]} 这个命令；可用的是 {'、'.join(names)}，查一份报告写 {ctx.command_path} check 文件", ctx)
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None:
            command.context_class = _Context
        return name, command, rest

    def main(self, args: Sequence[str] | None = None, **more: Any) -> Any:  # type: ignore[override]
        terminal.prepare()
        given = sys.argv[1:] if args is None else args
        more = {**more, "prog_name": "fazhi-lint", "standalone_mode": False}
        code: Any = None
        try:
            with terminal.printing():
                try:
                    code = super().main(args if given else ["--help"], **more)
                except SystemExit as end:
                    code = end.code
        except click.ClickException as error:
            terminal.fail(sentence(error))
        except (click.Abort, KeyboardInterrupt):
            terminal.note("已中断，结果不完整")
            code = 130
        sys.exit(code)


def sentence(error: click.ClickException) -> str:
    """What was used wrongly and what is right."""
    if isinstance(error, click.NoSuchOption):
        instead = f"是不是 {'、'.join(error.possibilities)}" if error.possibilities else _see_help(error)
        return f"没有 {error.option_name} 这个选项；{instead}"
    if isinstance(error, click.BadOptionUsage):
        takes = "requires" in error.message
        return f"选项 {error.option_name} {'后面缺少值' if takes else '后面不带值'}；{_see_help(error)}"
    if isinstance(error, click.MissingParameter) and error.param:
        return f"缺少 {_name(error.param)}；{_see_help(error)}"
    if isinstance(error, click.BadParameter) and error.param:
        return _bad_value(error, error.param)
    if "extra argument" in error.format_message():
        return f"多写了参数 {error.format_message().partition('(')[2].rstrip(')')}；{_see_help(error)}"
    return error.format_message()


def _bad_value(error: click.BadParameter, param: click.Parameter) -> str:
    kind = param.type
    if isinstance(kind, click.Choice):
        return f"{_name(param)} 没有这个值；可用的是 {'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        return f"{_name(param)} 要写 {kind.min} 到 {kind.max} 之间的整数"
    return f"{_name(param)} 的值不对：{error.message}"


def _name(param: click.Parameter) -> str:
    return max(param.opts, key=len) if isinstance(param, click.Option) else str(param.metavar or param.name)


def _see_help(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f"用 {context.command_path if context else 'fazhi-lint'} --help 看用法"
