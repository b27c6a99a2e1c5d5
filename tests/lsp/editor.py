"""An editor, as far as the server can tell: a real client that starts `fazhi-lint lsp` and talks to it over stdio."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.support import COMMAND, ROOT

PATIENCE = 60  # seconds; the machine may be busy


class Editor(LanguageClient):
    """Keeps what it is told, in order; `published` has every set of diagnostics, `shown` every message."""

    def __init__(self) -> None:
        super().__init__("test editor", "1")
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.shown: list[types.ShowMessageParams] = []
        self.registered: list[types.Registration] = []

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(told: types.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(told)

        @self.feature(types.WINDOW_SHOW_MESSAGE)
        def show(message: types.ShowMessageParams) -> None:
            self.shown.append(message)

        @self.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(asked: types.RegistrationParams) -> None:
            self.registered.extend(asked.registrations)

    @property
    def process(self) -> asyncio.subprocess.Process:
        assert self._server is not None
        return self._server

    def open(self, uri: str, text: str, language: str = "plaintext") -> None:
        self.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text)))

    def change(self, uri: str, version: int, *changes: types.TextDocumentContentChangeEvent) -> None:
        document = types.VersionedTextDocumentIdentifier(version, uri)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, list(changes)))

    async def told(self) -> types.PublishDiagnosticsParams:
        return await asyncio.wait_for(self.published.get(), PATIENCE)

    async def actions(self, uri: str, where: types.Range, only: list[str] | None = None) -> list[types.CodeAction]:
        context = types.CodeActionContext([], only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), where, context)
        found: Any = await asyncio.wait_for(self.text_document_code_action_async(params), PATIENCE)
        return list(found or [])

    async def hover(self, uri: str, line: int, character: int) -> types.Hover | None:
        params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        return await asyncio.wait_for(self.text_document_hover_async(params), PATIENCE)

    async def finish(self) -> int:
        """Shut the server down as the protocol wants it; its exit code."""
        await asyncio.wait_for(self.shutdown_async(None), PATIENCE)
        self.exit(None)
        return await asyncio.wait_for(self.process.wait(), PATIENCE)


@asynccontextmanager
async def session(folder: Path, *options: str, encodings: list[types.PositionEncodingKind] | None = None) -> AsyncIterator[tuple[Editor, types.InitializeResult]]:
    """A server at work in `folder`, ended at last whatever happens."""
    editor = Editor()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    await editor.start_io(*COMMAND, "lsp", *options, cwd=folder, env=environment)
    watched = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    capabilities = types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(did_change_watched_files=watched),
        general=types.GeneralClientCapabilities(position_encodings=encodings),
    )
    try:
        params = types.InitializeParams(capabilities, process_id=os.getpid(), root_uri=folder.as_uri())
        answer = await asyncio.wait_for(editor.initialize_async(params), PATIENCE)
        editor.initialized(types.InitializedParams())
        yield editor, answer
    finally:
        if editor.process.returncode is None:
            editor.process.kill()
        await editor.stop()
