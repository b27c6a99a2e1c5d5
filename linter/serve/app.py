"""What is asked of the page at the desk and what it answers."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date
from typing import Any, get_args
from urllib.parse import quote

import msgspec
from msgspec import Struct, field
from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from linter.review import Kind, Stage
from linter.serve import answers, pages, upload
from linter.serve.guard import REPORT_POLICY, Guard, ours
from linter.serve.review import Busy, Failed, Reviewers
from linter.serve.shelf import Shelf
from linter.serve.task import Choices, Task
from linter.serve.upload import Refused

_TIDY = 30  # seconds between two looks at what has grown old
_RETRY = 15  # seconds after which those that were sent away may ask again


class Desk(Struct):
    """The state of one run: reviewers, what is kept, and the ticket that our own forms carry."""

    reviewers: Reviewers
    soffice: str | None = None
    shelf: Shelf = field(default_factory=Shelf)
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def asgi(self, port: int) -> ASGIApp:
        """The application as it is reached on this port of the machine itself."""
        routes = [
            Route("/", self._first),
            Route("/check", ours(self.ticket, self._check), methods=["POST"]),
            Route("/r/{name}", self._result),
            Route("/r/{name}/report", self._report),
            Route("/r/{name}/file/{kind}", self._file),
            Route("/r/{name}/again", ours(self.ticket, self._again), methods=["POST"]),
            Route("/r/{name}/drop", ours(self.ticket, self._drop), methods=["POST"]),
            Route("/desk.{kind}", answers.own_file),
        ]
        handlers: dict[Any, Any] = {404: answers.unknown, 405: answers.unknown, 500: answers.broken, Refused: self._refused, Busy: _busy}
        app = Starlette(routes=routes, exception_handlers=handlers, lifespan=self._lifespan)
        return Guard(app, port)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        async def tidy() -> None:
            while True:
                await asyncio.sleep(_TIDY)
                self.shelf.tidy()

        task = asyncio.create_task(tidy())
        yield
        task.cancel()

    async def _first(self, _: Request) -> Response:
        return HTMLResponse(pages.form(self.ticket))

    async def _check(self, request: Request) -> Response:
        async with self.reviewers.seat():
            fields = await upload.form(request)
            name, data = await upload.report(fields)
            return await self._reviewed(Task(name, data, date.today(), _choices(fields), self.soffice))

    async def _again(self, request: Request) -> Response:
        kept = self.shelf.get(request.path_params["name"])
        if kept is None:
            return _gone()
        async with self.reviewers.seat():
            return await self._reviewed(msgspec.structs.replace(kept.task, choices=_choices(await upload.form(request))))

    async def _reviewed(self, task: Task) -> Response:
        """Leads to the result, or says what went wrong on a page from which to go on."""
        try:
            answer = await self.reviewers.review(task)
        except Failed as error:
            return HTMLResponse(pages.form(self.ticket, f"“{task.name}”：{error}", task.choices), 422)
        if answer.refusal is not None:
            return HTMLResponse(pages.form(self.ticket, f"“{task.name}”：{answer.refusal}", task.choices), 422)
        return RedirectResponse(f"/r/{self.shelf.put(task, answer)}", 303)

    async def _result(self, request: Request) -> Response:
        name = request.path_params["name"]
        kept = self.shelf.get(name)
        return HTMLResponse(pages.result(name, kept.answer, kept.task.choices, self.ticket)) if kept else _gone()

    async def _report(self, request: Request) -> Response:
        kept = self.shelf.get(request.path_params["name"])
        return HTMLResponse(kept.answer.page, headers={"Content-Security-Policy": REPORT_POLICY}) if kept else _gone()

    async def _file(self, request: Request) -> Response:
        kept = self.shelf.get(request.path_params["name"])
        made = next((made for made in kept.answer.files if made.kind == request.path_params["kind"]), None) if kept else None
        if made is None or made.data is None:
            return _gone()
        named = f"attachment; filename*=UTF-8''{quote(made.name, safe='')}"
        return Response(made.data, media_type="application/octet-stream", headers={"Content-Disposition": named})

    async def _drop(self, request: Request) -> Response:
        await upload.drain(request)
        self.shelf.drop(request.path_params["name"])
        return HTMLResponse(pages.message("已经清除", "文件和结果都已从内存里清除。下载到别处的，由您自己保管。", fault=False))

    async def _refused(self, request: Request, error: Refused) -> Response:
        await upload.drain(request)
        return HTMLResponse(pages.form(self.ticket, error.message), error.status)


def _choices(fields: FormData) -> Choices:
    """What the form says; an empty field is to be recognised. Raises `Refused`."""
    said: Mapping[str, str] = {key: value.strip() for key, value in fields.items() if isinstance(value, str) and value.strip()}
    year, kind, stage = said.get("year", ""), said.get("kind"), said.get("stage")
    if year and not (year.isascii() and year.isdigit() and 1990 <= int(year) <= 2100):
        raise Refused(400, f"年度“{year[:10]}”不对；写成四位数，如 2025，或不填。")
    if (kind and kind not in get_args(Kind)) or (stage and stage not in get_args(Stage)):
        raise Refused(400, "没有这种机关类型或阶段；请在表单里选。")
    return msgspec.convert({"agency": said.get("agency"), "year": int(year) if year else None, "kind": kind, "stage": stage}, Choices)


def _gone() -> Response:
    return HTMLResponse(pages.message("已经没有了", "这份结果已经清除（时间到了、让出了地方，或程序重新开过）；请重新检查那份报告。"), 404)


async def _busy(request: Request, _: Busy) -> Response:
    await upload.drain(request)
    words = f"正在检查的报告太多，这一份没有收下；请过 {_RETRY} 秒再提交。"
    return HTMLResponse(pages.message("请稍等", words), 503, headers={"Retry-After": str(_RETRY)})
