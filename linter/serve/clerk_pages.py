"""The clerk's pages: agencies with what is decided of each, and an agency's findings in the paragraphs in which they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from linter.collection.decisions import Book, Decision, tally
from linter.collection.intake import Intake, Submission
from linter.collection.quoting import paragraph, sentence, where
from linter.document import Document
from linter.review import SEVERITY_NAMES
from linter.serve.pages import page
from linter.writers import words
from linter.writers.digest import Merged
from linter.writers.markup import Node, Safe, tag


class Filter(NamedTuple):
    name: str
    shows: Callable[[Decision | None], bool]


SHOWN: Mapping[str, Filter] = {
    "open": Filter("未定", lambda known: known is None),
    "accepted": Filter("采纳", lambda known: known is not None and known.accepted),
    "rejected": Filter("不采纳", lambda known: known is not None and not known.accepted),
    "all": Filter("全部", lambda known: True),
}

Shown = tuple[Merged, Decision | None, str]  # a finding, what was decided of it, the stamp of that


def overview(intake: Intake, book: Book) -> str:
    """Every agency; those with something open lead to it."""
    year = f"{intake.year}年度" if intake.year else ""
    heads = ("单位", "报送", "未定", "其中必改", "采纳", "不采纳")
    head = tag("tr", [tag("th", name, scope="col") for name in heads])
    rows = [_agency_row(at, submission, book) for at, submission in enumerate(intake.submissions)]
    strange = len(intake.unmatched)
    return page(
        f"{year}报告审核",
        tag("header", tag("h1", f"{year}报告审核"), _counts(tally(intake.submissions, book))),
        tag(
            "main",
            tag("p", f"另有 {strange} 个文件对不上单位，没有列在下面；用 fazhi-lint matrix 看是哪些。", class_="aside") if strange else None,
            tag("div", tag("table", tag("thead", head), tag("tbody", rows)), class_="wide"),
            tag("p", "意见书、合计、通报只用采纳的。定一条存一条，记在收件文件夹的 审核/意见.csv，随时可以停；新收到的报告要重新打开本页才看得到。", class_="aside"),
        ),
        class_="clerk",
    )


def _agency_row(at: int, submission: Submission, book: Book) -> Safe:
    name = submission.unit.name
    if submission.review is None:
        why = "；".join(submission.notes)
        return tag("tr", tag("th", name, scope="row"), tag("td", submission.state), tag("td", why, colspan=4), class_="none")
    counts, graver = tally([submission], book), sum(row.finding.severity == "error" for row in book.open(submission))
    cells = [str(number or "") for number in (counts["未定"], graver, counts["采纳"], counts["不采纳"])]
    link = tag("a", name, href=f"/agency/{at}")
    return tag(
        "tr", tag("th", link, scope="row"), tag("td", submission.state), [tag("td", cell, class_="count") for cell in cells],
        class_=None if counts["未定"] else "done",
    )


def _counts(counts: Mapping[str, int]) -> Safe:
    return tag("p", [tag("span", f"{name} ", tag("b", str(count)), " 条") for name, count in counts.items()], class_="tally")


def agency(
    at: int, submission: Submission, counts: Mapping[str, int], shown: Sequence[Shown], show: str, following: int | None, ticket: str, fault: str | None,
) -> str:
    """The findings of the agency at that place of the list; `following` is the next one with something open."""
    review = submission.review
    assert review is not None
    ways = [
        tag("a", filter.name, href=f"/agency/{at}?show={key}", aria_current="true" if key == show else None) for key, filter in SHOWN.items()
    ]
    onward = tag("a", "下一家没有审完的", href=f"/agency/{following}", class_="button") if following is not None else None
    nothing = "这一家都定了。" if show == "open" else "这里没有。"
    return page(
        f"{submission.unit.name} 审核",
        tag(
            "header",
            tag("p", tag("a", "全部单位", href="/")),
            tag("h1", submission.unit.name),
            _counts(counts),
            tag("p", fault, class_="fault", role="alert") if fault else None,
            tag("nav", ways, aria_label="看哪些", class_="ways"),
            _rest(at, ticket) if counts["未定"] > 1 else None,
        ),
        tag(
            "main",
            [_finding(at, review.document, each, show, ticket) for each in shown] if shown else tag("p", nothing, role="status"),
            tag("p", onward),
        ),
        class_="clerk",
    )


def _rest(at: int, ticket: str) -> Safe:
    """Many at once: what is left of a severity. A form for each choice, as for one finding."""
    options = [tag("option", name, value=name) for name in (*SEVERITY_NAMES.values(), "全部")]
    which = tag("label", tag("span", "哪些"), tag("select", options, name="which"))
    reason = tag("label", tag("span", "理由（可空）"), tag("input", name="reason", maxlength=200, autocomplete="off"))

    def form(choice: str, *controls: Node) -> Safe:
        button = tag("button", f"都{choice}", name="choice", value=choice)
        return tag("form", which, controls, button, method="post", action=f"/agency/{at}/rest?ticket={ticket}")

    return tag("details", tag("summary", "没有定的一起定"), form("采纳"), form("不采纳", reason), class_="rest")


def _finding(at: int, document: Document, each: Shown, show: str, ticket: str) -> Safe:
    row, known, _ = each
    finding = row.finding
    more = tag(
        "details", tag("summary", f"另有 {len(row.others)} 处"),
        tag("ul", [tag("li", tag("b", where(other)), " ", sentence(document, other.span) if other.text else "") for other in row.others]),
    )
    said = [("改法", finding.suggestion), ("依据", "；".join(words.cite(basis) for basis in finding.basis)), ("单位答复", known.reply if known else "")]
    return tag(
        "article",
        tag("p", tag("b", SEVERITY_NAMES[finding.severity], class_=finding.severity), " ", tag("span", where(finding), class_="place")),
        tag("h2", finding.message),
        _quoted(document, row) if finding.text else None,
        tag("dl", [(tag("dt", label), tag("dd", text)) for label, text in said if text]),
        more if row.others else None,
        tag("p", known.said, class_="said") if known else None,
        _forms(at, each, show, ticket),
        id=finding.fingerprint, class_="decided" if known else None,
    )


def _quoted(document: Document, row: Merged) -> Safe:
    before, there, after = paragraph(document, row.finding.span)
    return tag("blockquote", before, tag("mark", there), after)


def _forms(at: int, each: Shown, show: str, ticket: str) -> Safe:
    """A form for each way to decide, so that Enter in a field can mean nothing else."""
    row, known, stamp = each
    hidden = [tag("input", type="hidden", name=name, value=value) for name, value in (("mark", row.finding.fingerprint), ("seen", stamp), ("show", show))]

    def form(choice: str, *controls: Node) -> Safe:
        chosen = tag("input", type="hidden", name="choice", value=choice)
        return tag("form", hidden, chosen, controls, method="post", action=f"/agency/{at}/decide?ticket={ticket}")

    proposed = "。".join(part.rstrip("。") for part in (row.finding.message, row.finding.suggestion) if part) + "。"
    reason = tag("input", name="reason", maxlength=200, autocomplete="off", value=known.reason if known else "")
    wording = tag("textarea", (known.wording if known else "") or proposed, name="wording", rows=3, required=True, maxlength=1000)
    return tag(
        "div",
        form("采纳", tag("button", "采纳")) if known is None or known.choice != "采纳" else None,
        tag("details", tag("summary", "不采纳"), form("不采纳", tag("label", tag("span", "理由（可空）"), reason), tag("button", "不采纳"))),
        tag("details", tag("summary", "改措辞"), form("改措辞", tag("label", tag("span", "写进意见书的话"), wording), tag("button", "按改后的采纳"))),
        form("未定", tag("button", "放回未定", class_="plain")) if known else None,
        class_="decide",
    )
