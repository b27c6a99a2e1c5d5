"""Answers to our own comments in a Word file: what a drafter wants kept, and why.

A comment of ours ends in a tag, 〔W101:截止 1a2b3c4d5e6f〕: the rule and the beginning of the finding's fingerprint. 保留 or 不改
with a reason, in a reply or written into the comment behind the tag, excuses the finding on the next check.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from linter.document import Document, Trace
from linter.late import late
from linter.review import AUTHOR, Finding, Suppression

_LENGTH = 12  # letters of a fingerprint: enough to tell the findings of one report apart
_TAG = late(r"〔(?P<name>[A-Z]\d+(?::[^\n]+?)?) (?P<print>[0-9a-f]{12})(?P<many> 等\d+处)?〕")
_KEEP = late(r"^[ \u3000]*(?P<word>保留|不改)(?P<reason>(?:\W|因|由于|系).*)?", re.MULTILINE | re.DOTALL)
_MARKS = " \u3000\t\n，,。.：:；;、—-"
_SHORTEST = 2  # letters of a reason: “是” is none


class Thread(Struct, frozen=True):
    """A comment of ours with what people said to it, in the order of the file."""

    comment: Trace
    replies: tuple[Trace, ...] = ()

    @property
    def answers(self) -> tuple[str, ...]:
        """What was said in reply, or written behind our own words."""
        tag = _TAG.search(self.comment.text)
        own = self.comment.text[tag.end() :].strip() if tag else ""
        return tuple(words for words in (own, *(reply.text for reply in self.replies)) if words)

    @property
    def kept(self) -> str:
        """保留 or 不改 where somebody wrote it, with or without a reason; else empty."""
        return next((match["word"] for words in self.answers if (match := _KEEP.search(words))), "")

    @property
    def reason(self) -> str | None:
        """The last reason given for keeping the words; null where there is none."""
        found = (_KEEP.search(words) for words in reversed(self.answers))
        reasons = (" ".join((match["reason"] or "").strip(_MARKS).split()) for match in found if match)
        return next((reason for reason in reasons if len(reason) >= _SHORTEST), None)

    def is_about(self, finding: Finding) -> bool:
        tag = _TAG.search(self.comment.text)
        if tag is None or tag["name"] != _name(finding):
            return False
        return tag["print"] == _print(finding) or (tag["many"] is not None and finding.message in self.comment.text)


def tag(finding: Finding, count: int = 1) -> str:
    """What ends a comment about a finding, or about `count` equal ones."""
    return f"〔{_name(finding)} {_print(finding)}{f' 等{count}处' if count > 1 else ''}〕"


def threads(document: Document) -> Iterator[Thread]:
    """Our own comments in a file, each with its replies.

    Programs that know no replies keep them as comments of their own over the same words: so one in which somebody else wants
    these words kept is taken for a reply, where only one of ours stands.
    """
    comments = [trace for trace in document.traces if trace.kind == "comment"]
    ours = [comment for comment in comments if comment.author == AUTHOR and not comment.answers]
    others = [comment for comment in comments if AUTHOR not in (comment.author, comment.thread) and not comment.answers and _KEEP.search(comment.text)]
    places = Counter(comment.span for comment in ours)
    for comment in ours:
        beside = others if places[comment.span] == 1 else ()
        yield Thread(comment, tuple(one for one in comments if one.answers == comment.id or (one in beside and one.span == comment.span)))


def excused(among: Iterable[Thread], finding: Finding) -> Suppression | None:
    """What a reasoned answer says for the finding."""
    reasons = (thread.reason for thread in among if thread.is_about(finding))
    reason = next((reason for reason in reasons if reason is not None), None)
    return None if reason is None else Suppression("reply", reason)


def _name(finding: Finding) -> str:
    return f"{finding.rule}:{finding.entry}" if finding.entry else finding.rule


def _print(finding: Finding) -> str:
    return finding.fingerprint.partition(":")[2][:_LENGTH]
