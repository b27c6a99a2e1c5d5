"""`fazhi-lint letter`: a 退改意见书 for each agency of whose report something was accepted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click
import msgspec
from msgspec.structs import replace

from linter import policy
from linter.cli import collecting, terminal
from linter.cli.terminal import fail
from linter.collection import MissingExtra, decisions, letter_docx, letter_markdown, outbox
from linter.collection.decisions import Book, year_of
from linter.collection.intake import Intake, Submission
from linter.collection.letters import FIELD_NAMES, NAMES, Fields, Letter, letter, read_fields
from linter.collection.outbox import Outbox
from linter.collection.received import DESK, LETTER
from linter.collection.tables import TableError
from linter.ruleset.errors import RulesetError
from linter.writers.paint import Line

FORMATS: dict[str, Callable[[Letter], bytes]] = {"docx": letter_docx.write, "md": letter_markdown.write}


@click.command(name="letter")
@click.argument("folder", metavar="文件夹")
@collecting.options
@click.option("--agency", metavar="名称", help="只给这一家写。")
@click.option("--field", "fields", multiple=True, metavar="键=值", help=f"填这一项，压过 {LETTER}：{'、'.join(f'{key}（{name}）' for key, name in FIELD_NAMES.items())}。")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="docx", help="格式。")
@click.option("--output", metavar="文件夹", help=f"写到这里；不给则是 文件夹/{DESK}/{outbox.FOLDER}/。")
@click.option("--force", is_flag=True, help="已有的意见书改过了也覆盖。")
def command(
    asked: collecting.Asked, folder: str, agency: str | None, fields: tuple[str, ...], form: str, output: str | None, force: bool,
) -> None:
    """给每家写一份退改意见书（一页，其余入附件）。只收采纳的意见；没有采纳的不写。

    收件单位、文号、期限、联系人写在 文件夹/letter.yaml 或 --field 里，没写的留空待填。同一份报告的意见书，序号不变；改过的意见书不覆盖。

    退出码：0 都写了；2 用法、名册或配置有误；3 有改过的意见书没有覆盖。
    """
    place = collecting.folder_of(folder)
    try:
        known = read_fields(place / LETTER, _given(fields))
        intake = collecting.only(collecting.intake(folder, asked), agency)
        book, sent = decisions.read(decisions.file_of(place)), outbox.read(outbox.file_of(place))
        desk = _Desk(intake, Path(output) if output else place / DESK / outbox.FOLDER, form, force, sent)
        made = [made for each in intake.submissions if (made := letter(each, book, known)) is not None]
        if len(made) > 1 and known.number and "{n}" not in known.number:
            fail(f"文号 {known.number} 里没有 {{n}}，几份意见书会是同一个号；写成 某司法改〔2025〕{{n}}号")
        for each in made:
            terminal.show_lines([desk.write(each, len(book.open(each.submission)))])
        terminal.show_lines(_without(intake.submissions, {each.unit for each in made}, book))
        sys.exit(policy.UNCHECKED if desk.left else policy.OK)
    except (TableError, RulesetError, MissingExtra) as error:
        fail(error)


def _given(fields: Sequence[str]) -> dict[str, str]:
    keys = {**{name: key for key, name in FIELD_NAMES.items()}, **{key: key for key in FIELD_NAMES}}
    given = {}
    for field in fields:
        key, equals, value = field.partition("=")
        if key not in keys or not equals:
            fail(f"--field {field} 用不了；写成 键=值，键是 {'、'.join(FIELD_NAMES)}")
        given[keys[key]] = value.strip()
    return given


class _Desk:
    """Where the letters go, and what was sent so far."""

    def __init__(self, intake: Intake, target: Path, form: str, force: bool, sent: Outbox) -> None:
        self._intake, self._target, self._form, self._force, self._sent = intake, target, form, force, sent
        self.left = False  # whether a letter was not written because somebody had edited it

    def write(self, made: Letter, waiting: int) -> Line:
        each = made.submission
        assert each.result is not None
        sent = self._sent.numbered((made.unit, year_of(each), each.result.sha256 or ""))
        numbered = replace(made, fields=_with_number(made.fields, sent.number))
        data = FORMATS[self._form](numbered)
        earlier = self._sent.earlier(sent)
        file = self._target / f"{collecting.file_name(made.unit)}{f'（第{earlier + 1}次）' if earlier else ''}.{self._form}"
        more = f"；还有 {waiting} 条未定" if waiting else ""
        if not self._force and file.exists() and not self._sent.made(file.read_bytes()):
            self.left = True
            return [(f"{made.unit}：", "bold"), (f"没有写，{file.as_posix()} 已经改过；要重写加 --force{more}", "yellow")]
        collecting.protect(self._intake, [str(file)])
        collecting.keep(file, data)
        self._sent = self._sent.with_(replace(sent, file=file.name, made=outbox.with_digest(sent.made, data)))
        collecting.keep(outbox.file_of(self._intake.folder), outbox.written(self._sent))
        counts = "、".join(f"{name} {made.total(severity)}" for severity, name in NAMES.items())
        annex = f"，其中 {len(made.rest)} 处在附件" if made.rest else ""
        return [(f"{made.unit}：", "bold"), (f"{file.as_posix()}（{counts}{annex}）{more}", "")]


def _with_number(fields: Fields, number: int) -> Fields:
    return msgspec.structs.replace(fields, number=fields.number.replace("{n}", str(number)))


def _without(submissions: Sequence[Submission], written: set[str], book: Book) -> list[Line]:
    """Who gets no letter, and why."""
    rest = [each for each in submissions if each.unit.name not in written]
    open_to = {each.unit.name: len(book.open(each)) for each in rest}
    groups = {
        "收讫（没有要改的）": [each.unit.name for each in rest if each.review and not open_to[each.unit.name]],
        "没有采纳的意见，还有未定的，没有写": [f"{each.unit.name}（{open_to[each.unit.name]}条）" for each in rest if open_to[each.unit.name]],
        "没有查成，没有写": [each.unit.name for each in rest if each.sent and not each.review],
        "未报": [each.unit.name for each in rest if not each.sent],
    }
    return [[(f"{name}：", "bold"), ("、".join(units), "")] for name, units in groups.items() if units]
