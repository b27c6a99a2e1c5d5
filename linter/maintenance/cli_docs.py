"""Writes the reference of commands and options into docs/cli.md: `python -m linter.maintenance.cli_docs [--check]`.

What stands outside the two marks of that page is written by hand. `--check` writes nothing and exits 1 where the
reference is not what the commands say.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Sequence

import click

from linter.cli import main as group
from linter.maintenance.pages import DOCS, keep

PAGE = DOCS / "cli.md"
BEGIN, END = "<!-- 以下由 python -m linter.maintenance.cli_docs 生成 -->", "<!-- 以上由 python -m linter.maintenance.cli_docs 生成 -->"


def reference() -> Iterator[str]:
    context = click.Context(group, info_name="fazhi-lint")
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        with click.Context(command, info_name=name, parent=context) as inside:
            arguments = " ".join(param.human_readable_name for param in command.params if isinstance(param, click.Argument))
            yield f"## fazhi-lint {name}\n\n```\nfazhi-lint {name} [选项] {arguments}".rstrip() + "\n```\n"
            yield "\n".join(part.strip() for part in inspect.cleandoc(command.help or "").split("\b")) + "\n"
            yield "| 选项 | 说明 |\n| --- | --- |"
            for param in command.params:
                record = param.get_help_record(inside) if isinstance(param, click.Option) else None
                if record:
                    yield f"| `{record[0].replace('|', '｜')}` | {record[1].replace('|', '｜')} |"
            yield ""


def page(current: str) -> str:
    before, _, rest = current.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n" + "\n".join(reference()) + f"\n{END}{after}"


def main(arguments: Sequence[str]) -> int:
    return keep({PAGE: page(PAGE.read_text(encoding="utf-8"))}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
