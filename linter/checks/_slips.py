"""What must be said word for word, and places that miss it by little: a letter changed, added or lost, a word in a long one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import msgspec

from linter.checks._alike import alike
from linter.checks._kin import is_kin
from linter.facts.pairs import Places
from linter.review import Severity

DROPPED = frozenset("“”\"‘’' ")  # quotes and blanks do not make another wording
COMMAS = frozenset("、，；")  # nor does it matter which of these parts the members of a list
_JOINTS = ("以及", "和", "与", "及")  # may stand before a member of a list
_JOINT = max(map(len, _JOINTS))
_STNIOJ = tuple(joint[::-1] for joint in _JOINTS)
ANCHOR = 3  # letters at one end that must be right
_TAIL = 2  # letters at the other end that must be right, one in a long formulation
_LIST = 12  # from this length on the last word of a list may be another
_ONE = 9  # from this length on the last letter may be another, but not of a list: 事事有回应, 事事有回音
_SHORTEST = 6  # of a formulation in which another last word is looked for
_FARTHEST = 5  # letters that a change reaches, and the next
_WHOLE = 6  # from this length on one letter right at the other end is enough for a slip of the keyboard
_LONG = 10  # from this length on a word may be lost, not only a letter
_SET = 3  # joins of a list from which on one member may be told to be another by the rest of them, and one more to be lost


class Fixed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A formulation said word for word. `variants` come close to it and are right; ？ in them stands for any letter.

    `words`: also a whole word may be lost or changed, not only a letter. `parts`: its members, where no 、 parts them; `order`:
    how wrong another order of them is. `since`, `until`: the years of the reports it is held against.
    """

    text: str
    variants: list[str] = []
    severity: Severity | None = None
    words: bool = True
    parts: list[str] = []
    order: Literal["warning", "info", "free"] = "info"
    since: int | None = None
    until: int | None = None


class Wording(NamedTuple):
    """A formulation as it is looked for, forwards or from its end: letters alone, and where its members begin."""

    letters: str
    joins: frozenset[int]
    words: bool
    strict: bool  # a list of which no member may be another

    @property
    def anchor(self) -> str:
        return self.letters[:ANCHOR]

    @property
    def members(self) -> list[str]:
        bounds = sorted((0, *self.joins, len(self.letters)))
        return [self.letters[begin:end] for begin, end in pairwise(bounds)]

    @property
    def reach(self) -> int:
        """Letters in which all that is taken for it with a slip ends, and what is looked at behind."""
        return len(self.letters) + _JOINT * len(self.joins) + 2 * _FARTHEST


class Slip(NamedTuple):
    """A place in the bare text that misses a formulation by little, and what is wrong there."""

    start: int
    end: int
    kind: str


def slips(bare: Places, fixed: Fixed, others: Iterable[str] = ()) -> Iterator[Slip]:
    """Places that begin or end as the formulation does and go wrong once. None overlap."""
    forwards, backwards = _wordings(fixed.text, fixed.words, fixed.order == "warning")
    text, length = bare.text, len(bare.text)
    found = list(_from_left(text, bare.of(forwards.anchor), forwards, _JOINTS))
    closing = [length - place - len(backwards.anchor) for place in reversed(bare.of(backwards.anchor[::-1]))]
    found += [(length - end, length - start, kind) for start, end, kind in _from_left(bare.mirror, closing, backwards, _STNIOJ)]
    if not found:
        return
    right, told = variants_of(fixed), 0
    for start, end, kind in sorted(found):
        if start >= told and not any(overlaps(text, variant, start, end) for variant in (*right, *others)):
            told = end
            yield Slip(start, end, kind)


def letters_of(text: str, fixed: str = "") -> str:
    """The letters of a formulation, or of what is said beside `fixed`: commas are dropped where that is a list."""
    dropped = DROPPED | COMMAS if "、" in (fixed or text) else DROPPED
    return "".join(letter for letter in text if letter not in dropped)


@lru_cache(maxsize=1024)
def _wordings(text: str, words: bool, firm: bool) -> tuple[Wording, Wording]:
    """The formulation forwards and backwards."""
    letters = letters_of(text)
    joins: set[int] = set()
    length = 0
    for part in text.split("、")[:-1]:
        length += len(letters_of(part))
        joins.add(length)
    strict = firm and len(joins) >= _SET
    return (
        Wording(letters, frozenset(joins), words, strict),
        Wording(letters[::-1], frozenset(len(letters) - join for join in joins), words, strict),
    )


def variants_of(fixed: Fixed) -> list[str]:
    return [letters_of(variant, fixed.text) for variant in fixed.variants]


def overlaps(bare: str, variant: str, start: int, end: int) -> bool:
    """Whether a right variant stands where the slip was seen."""
    if "？" in variant:
        pattern = re.compile(re.escape(variant).replace("？", "[\u4e00-\u9fff]"))
        return any(match.end() > start for match in pattern.finditer(bare, max(0, start - len(variant)), min(len(bare), end + len(variant))) if match.start() < end)
    at = bare.find(variant, max(0, start - len(variant)))
    while 0 <= at < end:
        if at + len(variant) > start and min(end, at + len(variant)) - max(start, at) >= min(end - start, len(variant)) - 2:
            return True
        at = bare.find(variant, at + 1)
    return False


def _from_left(bare: str, starts: Iterable[int], wording: Wording, joints: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of the slips that begin at `starts`, where the first letters are right."""
    letters, reach = wording.letters, wording.reach
    for start in starts:
        if bare.startswith(letters, start):  # most are
            continue
        slip = _slip_in(bare[start : start + reach], wording, joints)
        if slip is not None:
            yield start, start + slip[0], slip[1]


@lru_cache(maxsize=1 << 12)  # reports go on in the same ways after the same letters
def _slip_in(bare: str, wording: Wording, joints: tuple[str, ...]) -> tuple[int, str] | None:
    """Where the slip ends that begins with the text, and its kind."""
    done, at = _run(bare, 0, wording, 0, joints)
    return _slip(bare, at, wording, done, joints) if done < len(wording.letters) else None


def _run(bare: str, at: int, wording: Wording, done: int, joints: tuple[str, ...]) -> tuple[int, int]:
    """How many letters of the wording are right from `done` on, and where in the text that ends. A joint may part members."""
    letters = wording.letters
    while done < len(letters):
        if at < len(bare) and bare[at] == letters[done]:
            done, at = done + 1, at + 1
            continue
        joint = next((joint for joint in joints if done in wording.joins and bare.startswith(joint + letters[done], at)), None)
        if joint is None:
            break
        at += len(joint)
    return done, at


def _slip(bare: str, at: int, wording: Wording, done: int, joints: tuple[str, ...]) -> tuple[int, str] | None:
    """Where the wording ends if from here on one thing is wrong, and what."""
    if not "\u4e00" <= bare[at : at + 1] <= "\u9fff":
        return None
    length = len(wording.letters)
    rest, tail = length - done, 1 if length >= _LONG else _TAIL
    letters, joins, ahead = wording.letters, wording.joins, bare[at : at + _FARTHEST].ljust(_FARTHEST, "\n")
    for wrong, written, kind in _changes(length, wording.words):
        if rest - wrong < (tail if wrong < 2 else _TAIL) and not (wrong == 1 and _is_slip_before_last(ahead, letters[done:], kind, length)):
            continue
        if ahead[written] != letters[done + wrong] and done + wrong not in joins:
            continue  # neither goes it on nor may a joint stand here
        if not _all_han(bare[at : at + written]):
            continue
        reached, end = _run(bare, at + written, wording, done + wrong, joints)
        if reached == length:
            return end, kind
    if wording.strict and (found := _another_member(bare, at, wording, done, joints)):
        return found
    if rest > _TAIL or not _all_han(bare[at : at + rest]):
        return None
    last_word = wording.words and length >= _SHORTEST and is_kin(bare[at - (_TAIL - rest) : at + rest], wording.letters[-_TAIL:])
    last_letter = wording.words and rest == 1 and length >= (_LIST if wording.joins else _ONE)
    # a list whose last word is another
    last_member = (len(wording.joins) > 1 and length >= _LIST) or (len(wording.joins) > 3 and length >= _LONG)
    if last_word or last_letter or last_member:
        return at + rest, "changed"
    return None


def _another_member(bare: str, at: int, wording: Wording, done: int, joints: tuple[str, ...]) -> tuple[int, str] | None:
    """Where the list ends if the member that goes wrong is another word, or none, and all others stand in their places: 创新、协调、环保、开放、共享."""
    joins, length = wording.joins, len(wording.letters)
    begin = max((join for join in joins if join <= done), default=0)
    following = min((join for join in joins if join > done), default=length)
    start = at - (done - begin)
    if begin == 0 or following == length:  # at an end of the list nothing tells what the word belongs to, unless it is said twice
        again = bare[start : start + following - begin]
        return (start + len(again), "member") if begin and again in wording.members else None
    for written in range(0 if len(joins) > _SET else 1, _FARTHEST):
        reached, end = _run(bare, start + written, wording, following, joints)
        if reached == length and _all_han(bare[start : start + written]) and (written or not bare.startswith(wording.letters[begin:following], end)):
            return end, "member" if written else "lost"  # what seems lost and stands right behind is out of its order
    return None


def _is_slip_before_last(written: str, right: str, kind: str, length: int) -> bool:
    """Whether the last letter but one is lost, or another is taken for it: 命运共体, 生命之上."""
    return length >= _WHOLE and len(right) == _TAIL and (kind == "lost" or (kind == "changed" and written[0] in alike().of(right[0])))


def _all_han(words: str) -> bool:
    return all("\u4e00" <= letter <= "\u9fff" for letter in words)


@lru_cache(maxsize=256)
def _changes(length: int, words: bool) -> tuple[tuple[int, int, str], ...]:
    """What may be wrong in a formulation of that length: letters of it, letters written in their stead, the kind; least first."""
    most = 1 if length < 8 or not words else 2 if length < 14 else 4
    found = [(1, 1, "changed"), (0, 1, "added"), (1, 0, "lost")]
    if most > 1:
        found += [(2, 2, "changed"), (1, 2, "changed"), (2, 1, "changed")]
    if most > 1 and length >= _LONG:
        found += [(lost, 0, "lost") for lost in (2, 3, 4)]
    if most > 2:
        found += [(2, 3, "changed"), (3, 2, "changed"), (3, 3, "changed"), (4, 4, "changed"), (0, 2, "added")]
    return tuple(found)
