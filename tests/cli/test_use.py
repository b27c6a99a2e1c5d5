"""Wrong use, help and completion: every message one clear Chinese sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.shell_completion import shell_complete

from linter.cli import main
from tests.support import Ran

Cli = Callable[..., Ran]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "没有 chek 这个命令；可用的是 check、"),
        (["报告.txt"], "查一份报告写 fazhi-lint check 文件"),
        (["--foo"], "没有 --foo 这个选项；用 fazhi-lint --help 看用法"),
        (["check", "--yera", "2024", "合格.txt"], "没有 --yera 这个选项；是不是 --year"),
        (["check", "-z"], "没有 -z 这个选项；用 fazhi-lint check --help 看用法"),
        (["check", "合格.txt", "--year"], "选项 --year 后面缺少值"),
        (["check", "--year", "去年", "合格.txt"], "--year 要写 1990 到 2100 之间的整数"),
        (["check", "--year", "24", "合格.txt"], "--year 要写 1990 到 2100 之间的整数"),
        (["check", "--kind", "局", "合格.txt"], "--kind 没有这个值；可用的是 government、"),
        (["check", "--fail-on", "fatal", "合格.txt"], "--fail-on 没有这个值；可用的是 error、warning、info、never"),
        (["check", "--all=1", "合格.txt"], "选项 --all 后面不带值"),
        (["check"], "没有给文件或文件夹"),
        (["check", "--format", "xml", "合格.txt"], "没有 xml 这种输出格式；可用的是 text、concise、json"),
        (["check", "--format", "json", "--format", "text", "合格.txt"], "只能有一种格式印在屏幕上"),
        (["check", "--format", "json=甲", "--output", "乙", "合格.txt"], "--output 没有可存的"),
        (["check", "--format", "json=甲", "--format", "text=甲", "合格.txt"], "两种格式不能存进同一个文件"),
        (["check", "--select", "W99", "合格.txt"], "没有规则 W99"),
        (["check", "--ignore", "W:甲", "合格.txt"], "没有规则 W:甲"),
        (["check", "--today", "明天", "合格.txt"], "--today 明天 不是日期"),
        (["check", "--ruleset", "nope", "合格.txt"], "没有叫 nope 的内置规则集"),
        (["check", "--ruleset", "./没有.yaml", "合格.txt"], "找不到 ./没有.yaml"),
        (["check", "-", "合格.txt"], "路径只能写一个 -"),
        (["check", "--stdin-filename", "甲.md", "合格.txt"], "--stdin-filename 只在"),
        (["rules", "多余", "的"], "多写了参数 多余 的"),
        (["rules", "--category", "Y"], "没有 Y 这一族"),
    ],
)
def test_wrong_use(cli: Cli, desk: Path, arguments: list[str], message: str) -> None:
    ran = cli(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("错误：")
    assert message in ran.err
    assert ran.err.count("\n") == 1
    assert not re.search(r"[A-Z][a-z]+ [a-z]+ [a-z]+", ran.err)  # no sentence in English


def commands() -> list[list[str]]:
    group = main
    context = click.Context(group)
    return [[], *([name] for name in group.list_commands(context))]


@pytest.mark.parametrize("command", commands(), ids=lambda command: "-".join(command) or "group")
def test_help_is_chinese_and_fits(cli: Cli, command: list[str]) -> None:
    ran = cli(*command, "--help")
    assert ran.code == 0
    assert ran.out.startswith("用法：fazhi-lint")
    assert "选项：" in ran.out
    for english in ("Usage", "Options", "Show this", "[OPTIONS]", "Commands", "ARGS"):
        assert english not in ran.out
    from linter.width import width

    assert max(width(line) for line in ran.out.splitlines()) <= 80


def test_every_option_has_a_help_in_chinese() -> None:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        assert command.help
        for option in command.params:
            if isinstance(option, click.Option):
                assert re.search("[一-龥]", option.help or ""), f"{name} {option.opts}"


def test_without_arguments_the_help_is_shown(cli: Cli) -> None:
    assert cli().out == cli("--help").out


def test_version(cli: Cli) -> None:
    from linter import __version__

    assert __version__ in cli("--version").out


def test_an_interrupt_ends_quietly(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("linter.batch.review_file", interrupt)
    ran = cli("check", "合格.txt")
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.strip() == "已中断，结果不完整"


@pytest.mark.parametrize(
    ("words", "expected"), [("fazhi-lint ch", {"check", "checklist"}), ("fazhi-lint check --st", {"--stage", "--stdin-filename", "--statistics"}),
                            ("fazhi-lint check --stage ", {"draft", "submit", "publish", "archive"})],
)
@pytest.mark.parametrize("kind", ["bash", "zsh", "fish"])
def test_shell_completion(kind: str, words: str, expected: set[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    last = words.rsplit(" ", 1)[1]
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", last if kind == "fish" else str(words.count(" ")))
    assert shell_complete(main, {}, "fazhi-lint", "_FAZHI_LINT_COMPLETE", f"{kind}_complete") == 0
    assert {word for word in re.findall(r"[\w-]+", capsys.readouterr().out) if word in expected} == expected


def test_completion_scripts(shell: Callable[..., object]) -> None:
    for kind in ("zsh", "fish"):
        out: str = shell(env={"_FAZHI_LINT_COMPLETE": f"{kind}_source"}).stdout.decode()  # type: ignore[attr-defined]
        assert "fazhi-lint" in out
