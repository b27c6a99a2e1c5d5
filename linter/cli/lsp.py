"""`fazhi-lint lsp`: the language server, on standard input and output."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from linter.cli.terminal import fail
from linter.config.find import Configs
from linter.ruleset.errors import RulesetError


@click.command(name="lsp")
@click.option("--config", metavar="文件", help="用这个配置，不到报告所在的文件夹里找。")
@click.option("--stdio", is_flag=True, help="有的编辑器会加上它；本来就走标准输入输出，写不写一样。")
def command(config: str | None, stdio: bool) -> None:
    """供编辑器调用的语言服务：写 .txt 和 .md 时随写随查，悬停看依据，一键改好。装法见 docs/editor.md。

    从标准输入输出按 LSP 与编辑器对话，不是给人直接运行的；日志印在标准错误。
    """
    if sys.stdin is None or sys.stdin.isatty():
        fail("语言服务由编辑器启动，不在终端里直接运行；怎样设置编辑器，见 docs/editor.md")
    try:
        from linter.lsp.server import build  # noqa: PLC0415  an extra that may not be installed
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        fail("语言服务要用 pygls，还没有安装；请运行 pip install 'fazhi-lint[lsp]' 后再用")
    if config is not None:
        try:
            Configs(file=Path(config))
        except RulesetError as error:
            fail(error)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    server, stdout = build(Path(config).absolute() if config else None), sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but the protocol may go out
    server.start_io(sys.stdin.buffer, stdout)
    sys.exit(0 if server.asked_to_stop else 1)
