"""What the pages for users show is what happens: files are written, commands run, and each line shown comes in that order.

A fence with a title is a file of that name; in a `console` fence a line after `$` is a command and the lines below it are what it prints
(`…` stands for anything). Every other line of any page that begins with `fazhi-lint` has a command and options that there are.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from linter.cli import main
from tests.support import ROOT, Ran, one_and

DOCS = ROOT / "docs"
GUIDES = ("tutorial.md", "office.md", "ruleset-guide.md")
PAGES = [ROOT / "README.md", ROOT / "README.en.md", *sorted(DOCS.glob("*.md"))]
_FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_ELSEWHERE = re.compile(r"[|<>]|&&|…|\.\.\.| {2,}#| # |$")  # what a shell, not the program, reads


@pytest.mark.skipif(os.name != "posix" or shutil.which("bash") is None, reason="the commands are those of a POSIX shell")
@pytest.mark.parametrize("name", one_and(GUIDES))
def test_a_guide_works_as_it_says(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Callable[..., Ran]) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    for language, title, body in _FENCE.findall((DOCS / name).read_text(encoding="utf-8")):
        if title:
            Path(title).parent.mkdir(exist_ok=True)
            Path(title).write_text(body, encoding="utf-8")
        elif language == "console":
            for command, shown in _commands(body):
                program, *arguments = shlex.split(command)
                _comes(_own(cli, command, arguments) if program == "fazhi-lint" else _other(command), shown, command)


def _commands(body: str) -> Iterator[tuple[str, list[str]]]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, *shown = part.rstrip("\n").split("\n")
        yield command, shown


def _own(cli: Callable[..., Ran], command: str, arguments: list[str]) -> str:
    ran = cli(*arguments)
    assert ran.code != 2 or "不认识" in ran.out + ran.err, f"{command}\n{ran.err}"  # 2 is wrong use, unless that is what is shown
    return ran.out + ran.err


def _other(command: str) -> str:
    """What a command of the shell prints."""
    return subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=True).stdout.decode("utf-8")


def _comes(said: str, shown: list[str], command: str) -> None:
    """Each line that is shown is a line of what was said, in order; `…` is anything."""
    rest = said.split("\n")
    for line in shown:
        if line.strip() == "…":
            continue
        pattern = re.compile(re.escape(line.rstrip()).replace("…", ".*"))
        found = next((at for at, real in enumerate(rest) if pattern.fullmatch(real.rstrip())), None)
        assert found is not None, f"{command}\nshown: {line}\nsaid:\n{said}"
        rest = rest[found + 1 :]


def _shown_commands() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8").replace("\\\n", " ")
        lines = [line for _, _, body in _FENCE.findall(text) for line in body.split("\n")]
        lines += re.findall(r"`(fazhi-lint [^`\n]+)`", text)
        for line in lines:
            bare = line.removeprefix("$ ")
            if bare.startswith("fazhi-lint "):
                yield page.name, bare[: _ELSEWHERE.search(bare).start()].strip()  # type: ignore[union-attr]


def test_every_command_that_is_shown_is_one() -> None:
    assert [(page, line, unknown) for page, line in sorted(set(_shown_commands())) if (unknown := _unknown(shlex.split(line)[1:]))] == []


def _unknown(arguments: list[str]) -> list[str]:
    """Of what is said to the program: a command, or options of a command, that there is not."""
    name, *more = arguments
    if name.startswith(("-", "[")):
        return []
    with click.Context(main) as context:
        command = main.get_command(context, name)
    if command is None:
        return [name]
    known = {"-", "--help", "-h", *(option for param in command.params for option in (*param.opts, *param.secondary_opts))}
    return [each for each in more if each.startswith("-") and each.partition("=")[0] not in known]
