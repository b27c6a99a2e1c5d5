"""The page on which the receiving office's clerk decides of findings: what is asked and answered.

Nothing is kept here: each answer reads the table of decisions anew, and a form that is older than the table changes nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from linter.collection import bulk, decisions
from linter.collection.decisions import CHOICES, Book, Choice, Decision
from linter.collection.intake import Intake, Submission
from linter.collection.ledger import Ledger, Overtaken
from linter.collection.tables import TableError
from linter.readers import why
from linter.review import SEVERITY_NAMES
from linter.serve import answers, clerk_pages, pages, upload
from linter.serve.guard import Guard, ours
from linter.serve.upload import Refused
from linter.writers.digest import Merged

_OPEN_AGAIN = "未定"
_TOO_LONG = 2000  # letters of a wording or a reason


class Clerk(Struct, frozen=True):
    """A collection as it was read when the page began, and its decisions."""

    intake: Intake
    ledger: Ledger
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def asgi(self, port: int) -> ASGIApp:
        """The application as it is reached on this port of the machine itself."""
        routes = [
            Route("/", self._overview),
            Route("/agency/{at:int}", self._agency),
            Route("/agency/{at:int}/decide", ours(self.ticket, self._decide), methods=["POST"]),
            Route("/agency/{at:int}/rest", ours(self.ticket, self._rest), methods=["POST"]),
            Route("/desk.{kind}", answers.own_file),
        ]
        handlers: dict[Any, Any] = {
            404: answers.unknown, 405: answers.unknown, 500: answers.broken, Refused: _refused, TableError: _unusable, OSError: self._unwritten,
        }
        return Guard(Starlette(routes=routes, exception_handlers=handlers), port)

    async def _overview(self, _: Request) -> Response:
        return HTMLResponse(clerk_pages.overview(self.intake, self.ledger.book))

    async def _agency(self, request: Request) -> Response:
        submission = self._submission(request)
        return self._listed(request, request.query_params.get("show", "")) if submission else await answers.unknown(request, None)

    async def _decide(self, request: Request) -> Response:
        """One finding. The answer leads to the next one."""
        submission, said, book = self._submission(request), await upload.said(request), self.ledger.book
        if submission is None:
            return await answers.unknown(request, None)
        show = said["show"] if said.get("show") in clerk_pages.SHOWN else "all"
        rows = [row for row, _ in _shown(submission, book, show)]
        at = next((at for at, row in enumerate(rows) if row.finding.fingerprint == said.get("mark")), None)
        if at is None or said.get("seen") != stamp(submission, book, rows[at]) or not self._saved(decisions.decide(submission, rows[at], **_chosen(said)), book):
            what = "这一条" if at is None else f"“{rows[at].finding.message}”"
            return self._listed(request, "all", f"{what}刚才在别处定了，您的没有记；下面是现在的样子，看过再定。")
        following = rows[at + 1].finding.fingerprint if at + 1 < len(rows) else ""
        return RedirectResponse(f"/agency/{request.path_params['at']}?show={show}#{following}", 303)

    async def _rest(self, request: Request) -> Response:
        """All of a severity that nobody has decided yet."""
        submission, said, book = self._submission(request), await upload.said(request), self.ledger.book
        if submission is None:
            return await answers.unknown(request, None)
        which, chosen = said.get("which", ""), _chosen(said)
        if which not in (*SEVERITY_NAMES.values(), bulk.ALL) or chosen["choice"] not in ("采纳", "不采纳"):
            raise Refused(400, "没有选哪些、怎样定；请回到本页再选。")
        made = bulk.decided(replace(self.intake, submissions=(submission,)), book, [which], chosen["choice"], chosen["reason"])
        if not self._saved(made, book):
            return self._listed(request, "open", "刚才在别处也在定，您的没有记；请再提交一次。")
        return RedirectResponse(f"/agency/{request.path_params['at']}", 303)

    def _saved(self, made: Sequence[Decision], seen: Book) -> bool:
        try:
            self.ledger.save(made, seen)
        except Overtaken:
            return False
        return True

    def _listed(self, request: Request, show: str, fault: str | None = None) -> Response:
        """An agency's findings as they are decided now."""
        at, book = request.path_params["at"], self.ledger.book
        submission = self.intake.submissions[at]
        if show not in clerk_pages.SHOWN:
            show = "open" if book.open(submission) else "all"
        shown = [(row, known, stamp(submission, book, row)) for row, known in _shown(submission, book, show)]
        following = next((other for other, each in self._after(at) if book.open(each)), None)
        page = clerk_pages.agency(at, submission, decisions.tally([submission], book), shown, show, following, self.ticket, fault)
        return HTMLResponse(page, 409 if fault else 200)

    def _after(self, at: int) -> list[tuple[int, Submission]]:
        """The other agencies, those that come after first."""
        numbered = list(enumerate(self.intake.submissions))
        return numbered[at + 1 :] + numbered[:at]

    def _submission(self, request: Request) -> Submission | None:
        at = request.path_params["at"]
        return self.intake.submissions[at] if at < len(self.intake.submissions) and self.intake.submissions[at].review else None

    async def _unwritten(self, request: Request, error: OSError) -> Response:
        return HTMLResponse(pages.message("没有记下", f"写不了 {self.ledger.file}：{why(error)}；关掉占用它的程序再试。"), 500)


def stamp(submission: Submission, book: Book, row: Merged) -> str:
    """What stands in the table about a finding, in short: another stamp, another decision."""
    known = [book.of(submission, place) for place in (row.finding, *row.others)]
    return hashlib.sha256(repr([one and (one.choice, one.wording, one.reason) for one in known]).encode()).hexdigest()[:16]


def _shown(submission: Submission, book: Book, show: str) -> list[tuple[Merged, Decision | None]]:
    return [(row, known) for row, known in decisions.rows(submission, book) if clerk_pages.SHOWN[show].shows(known)]


def _chosen(said: Mapping[str, str]) -> dict[str, Any]:
    """The decision that a form brings: choice (null: open again), wording, reason. Raises `Refused`."""
    choice: Choice | None = next((choice for choice in CHOICES if choice == said.get("choice")), None)
    wording, reason = (" ".join(said.get(name, "").split()) for name in ("wording", "reason"))
    if choice is None and said.get("choice") != _OPEN_AGAIN:
        raise Refused(400, "没有选采纳、不采纳还是改措辞；请回到本页再选。")
    if choice == "改措辞" and not wording:
        raise Refused(400, "改措辞要写出改后的话；请回到本页写上。")
    if len(wording) > _TOO_LONG or len(reason) > _TOO_LONG:
        raise Refused(413, f"写得太长，没有记；请写短些，至多 {_TOO_LONG} 字。")
    return {"choice": choice, "wording": wording if choice == "改措辞" else "", "reason": reason if choice == "不采纳" else ""}


async def _refused(request: Request, error: Refused) -> Response:
    await upload.drain(request)
    return HTMLResponse(pages.message("没有记", error.message), error.status)


async def _unusable(_: Request, error: TableError) -> Response:
    return HTMLResponse(pages.message("审核意见的表用不了", f"{error}；改好再刷新本页。"), 409)
