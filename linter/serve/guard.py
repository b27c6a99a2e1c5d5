"""Who may ask: only a browser that was led to this very address, and only pages of our own may send anything.

`Host` is checked against a list, which ends DNS rebinding: a foreign name that is made to point here still says its own name.
`Origin` and `Sec-Fetch-Site` tell whose page is asking. Every answer carries a policy that lets nothing in or out.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from linter.serve import pages, upload

Endpoint = Callable[[Request], Awaitable[Response]]

_OWN = "default-src 'none'; style-src 'self'; script-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
# the marked report holds what somebody wrote: no script, no form, no address, whatever got into it; only our page may frame it
REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox"
_ALWAYS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # no-referrer would make browsers send “Origin: null” with our own form
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def ours(ticket: str, answer: Endpoint) -> Endpoint:
    """An endpoint for forms that carry our ticket."""

    async def endpoint(request: Request) -> Response:
        if not hmac.compare_digest(request.query_params.get("ticket", "").encode(), ticket.encode()):
            await upload.drain(request)
            return HTMLResponse(pages.message("没有处理", "这一页是程序上次运行时打开的，已经失效；请回到首页重新提交。"), 403)
        return await answer(request)

    return endpoint


class Guard:
    """An application behind the checks, as it is reached on this port of the machine itself."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})  # the values of `Host` that are ours

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", _OWN)
                for name, value in _ALWAYS.items():
                    headers[name] = value
            await send(message)

        fault = self._fault(Headers(scope=scope), scope["method"], scope["path"])
        app = self._app if fault is None else HTMLResponse(pages.message("没有处理", fault), 403)
        await app(scope, receive, guarded)

    def _fault(self, headers: Headers, method: str, path: str) -> str | None:
        host = headers.get("host", "")
        if host not in self._hosts or len(headers.getlist("host")) != 1:
            return f"这一页只能用 http://{min(self._hosts)} 打开。"
        site = headers.get("sec-fetch-site", "none")
        if method in ("GET", "HEAD"):
            return "这一页不能从别的网站打开。" if path != "/" and site not in ("same-origin", "none") else None
        if site not in ("same-origin", "none") or headers.get("origin") != f"http://{host}":
            return "这个请求不是从本页发出的，没有处理；请回到本页重新提交。"
        return None
