"""What every page of ours answers alike: its style and script, an address that leads nowhere, a fault of the program."""

from __future__ import annotations

from importlib import resources

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from linter.serve import pages

_TYPES = {"css": "text/css", "js": "text/javascript"}


async def own_file(request: Request) -> Response:
    kind = request.path_params["kind"]
    if kind not in _TYPES:
        return await unknown(request, None)
    content = resources.files("linter.serve").joinpath(f"desk.{kind}").read_bytes()
    return Response(content, media_type=_TYPES[kind])


async def unknown(request: Request, _: Exception | None) -> Response:
    return HTMLResponse(pages.message("没有这一页", "地址不对；请回到首页。"), 404)


async def broken(request: Request, error: Exception) -> Response:
    words = f"程序出错（{type(error).__name__}: {error}），没有结果；请把这行信息报给维护者。"
    return HTMLResponse(pages.message("出错了", words), 500)
