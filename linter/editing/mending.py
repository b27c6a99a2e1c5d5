"""One reviewed report mended as its own options and exceptions say: what `fix`, the page and the folder at the desk share."""

from __future__ import annotations

from datetime import date

from linter import batch, editing, policy
from linter.batch import Result
from linter.editing.fixing import Fixed, State, Wishes, fix
from linter.policy import exceptions
from linter.readers import Unreadable


def mended(result: Result, day: date, *, unsafe: bool = False) -> Fixed | str:
    """The report mended on `day`, or why it cannot be. What is excused stays as it is; a baseline excuses nobody from a correction."""

    def marked(result: Result) -> Result:
        return policy.marked(result, exceptions.excuse(day))

    editor, result = editing.editor(result.format), marked(result)
    if result.review is None:
        return result.message or ""
    if editor is None:
        return f"{result.format} 文件只能检查，不能改写；请在原来的软件里改"
    try:
        start = State(batch.original(result), result, result.review)
    except Unreadable as error:
        return error.message
    wishes = Wishes(lambda finding: finding.suppressed is None and result.options.selection.wants(finding), unsafe, day)
    return fix(start, lambda data: marked(batch.review_bytes(data, result.path, result.options)), editor, wishes)
