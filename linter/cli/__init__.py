"""The command line. One file a command, imported when it is called; arguments in, exit code out, no logic."""

from __future__ import annotations

from importlib import import_module

import click

from linter import __version__, garbage
from linter.cli import chinese

COMMANDS = {
    "check": "检查报告，印出结论和对照表",
    "fix": "把有把握的改法改进报告，Word 文件改成修订",
    "checklist": "只印对照表",
    "beside": "在每份报告旁边放一份带批注的 Word 和标注网页",
    "serve": "在本机开一个网页，拖进报告就查",
    "rules": "列出规则",
    "explain": "说明一条规则：为什么、依据、正误例、怎样关闭",
    "matrix": "收来的报告一张总表：谁没报、谁迟报、各项写到哪一档",
    "review": "逐条审核收来的报告的结论：采纳、不采纳、改措辞",
    "letter": "给每家写一份退改意见书，只收采纳的意见",
    "recheck": "复核二稿：上次的每一条改了没有，新增了什么",
    "summary": "通报初稿：报送率、公开率、共性问题、好的做法，每个数链接到原句",
    "compare": "今年的报告和上年的比：上年的安排、数字、不足、照抄、过时的提法",
    "similar": "各单位、各年度之间雷同的段落，并排列出",
    "audit": "几千到上百万份报告查成三张表，一台或多台机器，中断了接着查",
    "ask-list": "报告里还缺的数，按谁手里有分组，一行一空，好发出去要",
    "new": "生成待填的报告，一份或名册里每家一份",
    "figures": "列出报告里的每个数，供对台账",
    "text": "印出读到的正文，供 git 比较 Word 等文件",
    "lsp": "供编辑器调用：随写随查，悬停看依据，一键改好",
    "config": "看一份报告用哪个配置、各项设置从哪里来",
    "init": "写一份配置、pre-commit 和 CI 的起步文件",
    "test-rules": "运行规则自带的例句，检查规则本身",
}


class _Commands(chinese.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fazhi-lint", help="显示版本。")
def main() -> None:
    """法治政府建设年度报告对照检查。

    \b
    常用：
      fazhi-lint check 报告.txt          查一份
      fazhi-lint check 报告文件夹/       查一批
      fazhi-lint fix 报告.docx           把有把握的改法改进报告
      fazhi-lint explain W101            看一条规则
    """
    garbage.seldom()
