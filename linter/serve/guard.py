"""Who may ask: only a browser that was led to this very address, and only pages of our own may send anything.

`Host` is checked against a list, which ends DNS rebinding: a foreign name that is made to point here still says its own name.
`Origin` and `Sec-Fetch-Site` tell whose page is asking. Every answer carries a policy that lets nothing in or out.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from linter.serve import pages

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


class Guard:
    """An application behind the checks. `hosts` are the values of `Host` that are ours, with the port."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app, self._hosts = app, hosts

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
