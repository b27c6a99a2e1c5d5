"""Which text is the newest and when it is looked at: a moment after the last keystroke, in a worker thread, never twice at once.

A change cancels the review that waits and drops the answer of the one that runs, so only the newest version is ever told. A
question (hover, quick fix) waits for that review.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from lsprotocol import types
from pygls.exceptions import JsonRpcException, PyglsError
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from linter import __version__
from linter.lsp import answers
from linter.lsp.places import OpenText
from linter.lsp.reviewing import Reviewed, Version, mended, review
from linter.ruleset import loader

PAUSE = 0.3  # seconds without a keystroke before a text is looked at
_WATCHED = "**/*.{yaml,yml,toml,jsonl}"  # configurations, rulesets, baselines
log = logging.getLogger(__name__)
T = TypeVar("T")


class Server(LanguageServer):
    """The texts that are open, what was said of each, and the review that each waits for. `config` speaks for all where given."""

    def __init__(self, config: Path | None = None) -> None:
        super().__init__("fazhi-lint", __version__)
        self.config = config
        self.reviewed: dict[str, Reviewed] = {}
        self.worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="review")
        self.asked_to_stop = False
        self._waiting: dict[str, asyncio.Task[None]] = {}

    def look(self, uri: str, pause: float = 0.0) -> None:
        """Review the text at `uri` after a pause in which nothing else is asked of it."""
        self._drop(uri)
        self._waiting[uri] = asyncio.create_task(self._review(uri, pause))

    def close(self, uri: str) -> None:
        self._drop(uri)
        self.reviewed.pop(uri, None)
        self._tell(uri, None, [])

    def stop(self) -> None:
        self.asked_to_stop = True
        for uri in list(self._waiting):
            self._drop(uri)
        self.worker.shutdown(wait=False, cancel_futures=True)

    async def latest(self, uri: str) -> Reviewed | None:
        """What is said of the newest version; null where it is not open or its review failed."""
        while (task := self._waiting.get(uri)) is not None and not task.done():
            await asyncio.wait([task])
        return self.reviewed.get(uri)

    def newest(self, uri: str) -> Version:
        """The text as it stands; one that was never saved counts as lying at the top of the workspace."""
        document = self.workspace.get_text_document(uri)
        saved = to_fs_path(uri) if uri.startswith("file:") else None
        path = Path(saved) if saved else Path(self.workspace.root_path or ".") / unquote(uri).rpartition(":")[2].rpartition("/")[2]
        return Version(path, document.language_id, document.version, document.source, document.position_codec, self.config)

    def report_server_error(self, error: Exception, source: type[PyglsError] | type[JsonRpcException]) -> None:
        log.error("%s: %s", type(error).__name__, error)

    async def work(self, job: Callable[[], T]) -> T:
        """What a job gives that may take a while, done by the one worker."""
        return await asyncio.get_running_loop().run_in_executor(self.worker, job)

    def open_texts(self) -> dict[str, str]:
        return {uri: document.source for uri, document in self.workspace.text_documents.items()}

    async def _review(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        version = self.newest(uri)
        try:
            reviewed = await self.work(lambda: review(version, date.today()))
        except Exception as error:  # a fault of ours must not pass for a clean report
            log.exception("review failed")
            reviewed = Reviewed.failed(version, error)
        before = self.reviewed.get(uri)
        self.reviewed[uri] = reviewed
        self._tell(uri, version.number, answers.diagnostics(reviewed, uri))
        if reviewed.refusal is not None and (before is None or before.refusal != reviewed.refusal):
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"{version.path.name}：{reviewed.refusal}"))

    def _tell(self, uri: str, version: int | None, found: Sequence[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def _drop(self, uri: str) -> None:
        task = self._waiting.pop(uri, None)
        if task is not None:
            task.cancel()


def build(config: Path | None = None) -> Server:
    """A server that answers what it says it can."""
    server = Server(config)
    server.feature(types.INITIALIZED)(_watch)
    server.feature(types.SHUTDOWN)(_stop)
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_saved)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_settings_changed)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll])
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(_actions)
    return server


def _watch(ls: Server, _: types.InitializedParams) -> None:
    """Ask to be told when a configuration, a ruleset or a baseline is saved."""
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching is None or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
    registration = types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    ls.client_register_capability(types.RegistrationParams([registration]))


def _stop(ls: Server, _: None) -> None:
    ls.stop()


def _opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    given, workspace = params.text_document, ls.workspace
    opened = OpenText(given.uri, given.text, given.version, given.language_id, position_codec=workspace.position_codec)
    workspace.text_documents[unquote(given.uri)] = opened
    ls.look(given.uri)


def _changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    ls.look(params.text_document.uri, PAUSE)


def _saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    ls.look(params.text_document.uri)


def _closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    ls.close(params.text_document.uri)


def _settings_changed(ls: Server, _: types.DidChangeWatchedFilesParams) -> None:
    loader.forget()
    for uri in list(ls.reviewed):
        ls.look(uri)


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    reviewed = await ls.latest(params.text_document.uri)
    return answers.hover(reviewed, params.position) if reviewed else None


async def _actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri, only = params.text_document.uri, params.context.only
    reviewed = await ls.latest(uri)
    if reviewed is None:
        return []
    found: list[types.CodeAction] = []
    if only is None or _asked(only, types.CodeActionKind.QuickFix):
        texts = ls.open_texts()  # here: the worker must not look while they change
        found += await ls.work(lambda: list(answers.quick_fixes(reviewed, params.range, uri, texts)))
    if only is not None and _asked(only, types.CodeActionKind.SourceFixAll):  # dear, so only where it is asked for by name
        text = await ls.work(lambda: mended(reviewed.version, date.today()))
        found += [answers.mend_all(reviewed, text, uri)] if text is not None else []
    return found


def _asked(only: Sequence[types.CodeActionKind | str], kind: types.CodeActionKind) -> bool:
    """Whether the kind or one that holds it is asked for: `source` asks for `source.fixAll` too."""
    return any(kind.value == asked or kind.value.startswith(f"{asked}.") for asked in (getattr(wanted, "value", wanted) for wanted in only))
