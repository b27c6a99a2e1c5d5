"""`fazhi-lint lsp` as an editor meets it: a process, spoken to over stdio."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from lsprotocol import types
from pygls.workspace import PositionCodec

from linter.lsp.excusing import excuse
from linter.lsp.places import Places
from linter.lsp.reviewing import Version, review
from tests.lsp.editor import Editor, session
from tests.support import BAD, CLEAN, COMMAND, TINY, one_and

CONFIG = "ruleset: tiny.yaml\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tiny.yaml").write_bytes(TINY.read_bytes())
    (tmp_path / ".fazhi-lint.yaml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def scripted(folder: Path, script: Callable[[Editor], Awaitable[None]], *options: str) -> str:
    """Run a script in a session that ends as it should; what the server wrote to stderr."""

    async def run() -> str:
        async with session(folder, *options) as (editor, _):
            await script(editor)
            assert await editor.finish() == 0
            assert editor.process.stderr is not None
            return (await editor.process.stderr.read()).decode("utf-8")

    return asyncio.run(run())


def at(line: int, start: int, end: int) -> types.Range:
    return types.Range(types.Position(line, start), types.Position(line, end))


def partial(where: types.Range, text: str) -> types.TextDocumentContentChangePartial:
    return types.TextDocumentContentChangePartial(where, text)


def edits(action: types.CodeAction) -> dict[str, list[types.TextEdit]]:
    assert action.edit is not None and action.edit.changes is not None
    return {uri: list(changes) for uri, changes in action.edit.changes.items()}


def test_a_whole_session(folder: Path) -> None:
    uri = (folder / "报告.txt").as_uri()

    async def script(editor: Editor) -> None:
        editor.open(uri, BAD)
        told = await editor.told()
        assert (told.uri, told.version) == (uri, 1)
        found = [(each.code, each.severity, each.range) for each in told.diagnostics]
        assert found == [
            ("W901:甲错", types.DiagnosticSeverity.Error, at(2, 1, 3)),
            ("N902:乙错", types.DiagnosticSeverity.Warning, at(2, 4, 6)),
            ("R903:丙错", types.DiagnosticSeverity.Information, at(2, 7, 9)),
        ]
        assert told.diagnostics[0].message == "“甲错”应为“甲对”\n改作“甲对”。"

        hover = await editor.hover(uri, 2, 2)
        assert hover is not None and hover.range == at(2, 1, 3)
        assert isinstance(hover.contents, types.MarkupContent)
        assert "某办法 三（经核实）" in hover.contents.value and "写了【甲错】。" in hover.contents.value
        assert await editor.hover(uri, 0, 0) is None

        fix, _ = await editor.actions(uri, at(2, 1, 1))
        assert (fix.title, edits(fix)) == ("改为“甲对”（请核对）", {uri: [types.TextEdit(at(2, 2, 3), "对")]})

        editor.change(uri, 2, partial(at(2, 2, 3), "对"), partial(at(2, 5, 6), "对"))
        told = await editor.told()
        assert (told.version, [each.code for each in told.diagnostics]) == (2, ["R903:丙错"])

        editor.change(uri, 3, types.TextDocumentContentChangeWholeDocument(CLEAN))
        assert (await editor.told()).diagnostics == ()

        editor.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        told = await editor.told()
        assert (told.version, told.diagnostics) == (None, ())
        assert await editor.hover(uri, 2, 2) is None

    assert scripted(folder, script) == ""


def test_only_the_newest_version_is_told_and_a_question_waits_for_it(folder: Path) -> None:
    uri = (folder / "报告.md").as_uri()

    async def script(editor: Editor) -> None:
        editor.open(uri, BAD, "markdown")
        assert len((await editor.told()).diagnostics) == 3
        for version in range(2, 40):
            editor.change(uri, version, partial(at(2, 0, 0), "有"))
        hover = await editor.hover(uri, 2, 39)
        assert hover is not None and hover.range == at(2, 39, 41)
        assert (await editor.told()).version == 39
        assert editor.published.empty()

    scripted(folder, script)


@pytest.mark.parametrize(
    ("encoding", "units"), one_and([(types.PositionEncodingKind.Utf16, 2), (types.PositionEncodingKind.Utf8, 4), (types.PositionEncodingKind.Utf32, 1)])
)
def test_characters_are_counted_as_the_editor_asks(folder: Path, encoding: types.PositionEncodingKind, units: int) -> None:
    """𠮷 and 😀 are two units of UTF-16 each; CRLF is one break, U+2028 and U+000B are none."""
    letter = 3 if encoding == types.PositionEncodingKind.Utf8 else 1
    separators = 3 + 1 if encoding == types.PositionEncodingKind.Utf8 else 2
    uri = (folder / "报告.txt").as_uri()
    text = "某区水务局2024年度法治政府建设情况报告\r\n\u2028\v𠮷😀有甲错\r\n某区水务局\r\n2025年1月10日\r\n"

    async def run() -> None:
        async with session(folder, encodings=[encoding]) as (editor, answer):
            assert answer.capabilities.position_encoding == encoding
            editor.open(uri, text)
            start = separators + 2 * units + letter
            (found,) = (await editor.told()).diagnostics
            assert found.range == at(1, start, start + 2 * letter)
            fix, _ = await editor.actions(uri, found.range)
            assert edits(fix) == {uri: [types.TextEdit(at(1, start + letter, start + 2 * letter), "对")]}
            editor.change(uri, 2, partial(at(1, separators, separators + 2 * units), ""))
            (found,) = (await editor.told()).diagnostics
            assert found.range == at(1, separators + letter, separators + 3 * letter)

    asyncio.run(run())


def test_the_configuration_is_heeded_and_read_again_when_it_is_saved(folder: Path) -> None:
    config = folder / ".fazhi-lint.yaml"
    config.write_text(
        CONFIG + "severities: {N902: error}\nignore: [R903]\nexceptions:\n- {file: 报告.txt, rule: W901, text: 甲错, reason: 照录原文}\n", encoding="utf-8"
    )
    uri = (folder / "报告.txt").as_uri()

    async def script(editor: Editor) -> None:
        editor.open(uri, BAD)
        assert [(each.code, each.severity) for each in (await editor.told()).diagnostics] == [("N902:乙错", types.DiagnosticSeverity.Error)]
        assert [each.id for each in editor.registered] == ["watched"]
        config.write_text(CONFIG + "select: [W, N]\nseveritys: {}\n", encoding="utf-8")
        editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([types.FileEvent(config.as_uri(), types.FileChangeType.Changed)]))
        (broken,) = (await editor.told()).diagnostics
        assert ".fazhi-lint.yaml:3" in broken.message and broken.severity == types.DiagnosticSeverity.Error
        config.write_text(CONFIG, encoding="utf-8")
        editor.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
        assert len((await editor.told()).diagnostics) == 3
        (folder / "tiny.yaml").write_text(TINY.read_text(encoding="utf-8").replace("甲错", "别的"), encoding="utf-8")
        editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([]))
        assert [each.code for each in (await editor.told()).diagnostics] == ["N902:乙错", "R903:丙错"]
        assert ["severitys" in message.message for message in editor.shown] == [True]

    scripted(folder, script)


@pytest.mark.long
def test_what_cannot_be_checked_is_told_once_and_stays_marked(folder: Path) -> None:
    uri = (folder / "报告.txt").as_uri()

    async def script(editor: Editor) -> None:
        editor.open(uri, "")
        assert (await editor.told()).diagnostics == ()  # about to be written
        for version in (2, 3):
            editor.change(uri, version, types.TextDocumentContentChangeWholeDocument("甲\x00错" * version))
            (mark,) = (await editor.told()).diagnostics
            assert mark.message.startswith("没有检查：文件里有空字节")
        assert [message.message for message in editor.shown] == ["报告.txt：文件里有空字节，不是文本文件；请确认扩展名与内容相符"]
        for name, language in (("报告.html", "html"), ("设置.yaml", "yaml")):
            editor.open((folder / name).as_uri(), "甲错", language)
            (mark,) = (await editor.told()).diagnostics
            assert "只检查 .txt 和 .md" in mark.message

    scripted(folder, script)


@pytest.mark.long
def test_a_text_that_was_never_saved_is_checked_as_the_language_says(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        editor.open("untitled:Untitled-1", BAD.replace("甲错", "**甲错**"), "markdown")
        told = await editor.told()
        assert (told.diagnostics[0].code, told.diagnostics[0].range) == ("W901:甲错", at(2, 3, 5))

    scripted(folder, script)


@pytest.mark.long
def test_everything_that_fix_would_change_in_one_action(folder: Path) -> None:
    tiny = folder / "tiny.yaml"
    tiny.write_text(tiny.read_text(encoding="utf-8").replace("right: 甲对}", "right: 甲对, safe: true}"), encoding="utf-8")
    uri = (folder / "报告.txt").as_uri()

    async def script(editor: Editor) -> None:
        editor.open(uri, BAD)
        (action,) = await editor.actions(uri, at(0, 0, 0), ["source"])
        ((edit,),) = edits(action).values()
        assert (edit.new_text, edit.range) == (BAD.replace("甲错", "甲对"), types.Range(types.Position(0, 0), types.Position(5, 0)))
        assert await editor.actions(uri, at(0, 0, 0), ["refactor"]) == []

    scripted(folder, script)


def applied(text: str, edit: types.TextEdit) -> str:
    places = Places(text, PositionCodec(types.PositionEncodingKind.Utf16))
    return text[: places.offset(edit.range.start)] + edit.new_text + text[places.offset(edit.range.end) :]


@pytest.mark.long
def test_an_exception_is_prepared_and_counts_once_a_reason_is_written(folder: Path) -> None:
    config, uri = folder / ".fazhi-lint.yaml", (folder / "报告.txt").as_uri()

    async def script(editor: Editor) -> None:
        editor.open(uri, BAD)
        assert len((await editor.told()).diagnostics) == 3
        for quoted, left in (("甲错", ["N902:乙错", "R903:丙错"]), ("乙错", ["R903:丙错"])):  # the first of the list, then one before it
            where = at(2, BAD.split("\n")[2].index(quoted), 0)
            (action,) = [each for each in await editor.actions(uri, types.Range(where.start, where.start)) if each.title.startswith("不改")]
            ((edit,),) = edits(action).values()
            assert list(edits(action)) == [config.as_uri()] and f'text: "{quoted}", reason: ""' in edit.new_text
            written = applied(config.read_text(encoding="utf-8"), edit)
            config.write_text(written, encoding="utf-8")
            editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([]))
            assert "Z123" in [each.code for each in (await editor.told()).diagnostics]
            config.write_text(written.replace('reason: ""', "reason: 照录原文"), encoding="utf-8")
            editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([]))
            assert [each.code for each in (await editor.told()).diagnostics] == left
        editor.open(config.as_uri(), config.read_text(encoding="utf-8") + "# 正在改\n", "yaml")
        assert [each.title for each in await editor.actions(uri, at(2, 7, 7))] == ["改为“丙对”（请核对）"]

    scripted(folder, script)


@pytest.mark.parametrize(
    ("config", "offered"),
    [
        ("ruleset: tiny.yaml", True), ("ruleset: tiny.yaml\nexceptions:\n  - file: 别的.txt\n    rule: W901\n    reason: 无\n", True),
        ("{ruleset: tiny.yaml}\n", False), ("ruleset: tiny.yaml\nexceptions: [{file: 别的.txt, rule: W901, reason: 无}]\n", False),
        ("ruleset: tiny.yaml\nexceptions: []\n", False), ("ruleset: tiny.yaml\ncannot_except: [W901]\n", False), ("ruleset: tiny.yaml\n# 末行没有换行", True),
    ],
)
def test_it_is_offered_only_where_it_makes_a_configuration_that_holds(folder: Path, config: str, offered: bool) -> None:
    file = folder / ".fazhi-lint.yaml"
    file.write_text(config, encoding="utf-8")
    version = Version(folder / "报告.txt", "plaintext", 1, BAD, PositionCodec(types.PositionEncodingKind.Utf16))
    reviewed = review(version, date(2026, 1, 1))
    assert reviewed.result is not None and reviewed.result.review is not None
    action = excuse(reviewed, next(each for each in reviewed.result.review.findings if each.rule == "W901"), {})
    assert (action is not None) == offered
    if action is not None:
        ((edit,),) = edits(action).values()
        file.write_text(applied(config, edit).replace('reason: ""', "reason: 有理由"), encoding="utf-8")
        again = review(version, date(2026, 1, 1))
        assert again.result is not None and again.result.review is not None
        assert [each.suppressed is not None for each in again.result.review.findings if each.rule == "W901"] == [True]


@pytest.mark.long
def test_exit_without_shutdown_and_a_lost_editor_are_failures(folder: Path) -> None:
    async def run(end: Callable[[Editor], None]) -> int:
        async with session(folder) as (editor, _):
            end(editor)
            return await asyncio.wait_for(editor.process.wait(), 60)

    def hang_up(editor: Editor) -> None:
        assert editor.process.stdin is not None
        editor.process.stdin.close()

    assert asyncio.run(run(lambda editor: editor.exit(None))) == 1
    assert asyncio.run(run(hang_up)) == 1


def test_a_broken_configuration_named_on_the_command_line_ends_the_server(folder: Path, shell: Callable[..., object]) -> None:
    ran = shell("lsp", "--config", "没有.yaml", cwd=folder, input=b"")
    assert ran.returncode == 2  # type: ignore[attr-defined]
    assert ran.stdout == b"" and "没有.yaml".encode() in ran.stderr  # type: ignore[attr-defined]


@pytest.mark.skipif(os.name != "posix", reason="a terminal is made with openpty")
def test_in_a_terminal_it_says_who_starts_it() -> None:
    ours, theirs = os.openpty()
    try:
        ran = subprocess.run([*COMMAND, "lsp"], stdin=theirs, capture_output=True, timeout=60, check=False)
    finally:
        os.close(ours)
        os.close(theirs)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert "由编辑器启动" in ran.stderr.decode("utf-8")


def test_without_the_extra_it_says_what_to_install(folder: Path, shell: Callable[..., object]) -> None:
    (folder / "pygls").mkdir()
    (folder / "pygls" / "__init__.py").write_text("raise ModuleNotFoundError(name='pygls')", encoding="utf-8")
    ran = shell("lsp", cwd=folder, input=b"", env={"PYTHONPATH": f"{folder}"})
    assert ran.returncode == 2  # type: ignore[attr-defined]
    assert b"pip install 'fazhi-lint[lsp]'" in ran.stderr  # type: ignore[attr-defined]
