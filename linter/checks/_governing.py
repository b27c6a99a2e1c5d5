"""Which verb governs which noun, and of which noun what is said, in clauses that can be read in one way only.

The same reading serves counting (`linter.maintenance.verb_choice`) and checking (`verb_choice`), so that what is told
improbable is what would have been counted. Where a clause may be read otherwise, nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from linter.facts.tokens import Token

REACH = 12  # words between verb and object; beyond that another verb usually governs
_NAMES = frozenset({"nr", "ns", "nt", "nz", "nrt", "nrfg"})
MODAL = frozenset(
    "要 应 应当 能 能够 可 可以 须 必须 得 会 需 需要 将 来 去 以 使 让 令 被 予以 进行 开始 继续 不断 持续 切实 加以 有待 敢于 善于 勇于 用于 有效 可能"
    " 努力 着力 致力 注重 全力".split()
)  # before a verb: it governs all the same
BARS = frozenset(
    "是 为 对 把 将 由 在 以 被 等 《 》 （ ） “ ” 通过 使 让 从 向 与 跟 按 按照 根据 依据 依照 围绕 随着 经过 面对 面向 针对 利用 运用 借助 依托 据 作为"
    " 有 没有 成为 属于 包括 如何 怎样 怎么 什么".split()
)  # between verb and noun, or before a subject: it may be read otherwise
# right after a verb: it is part of a noun, or governs no object
LINKS = frozenset("的 者 和 与 及 、 或 后 前 时 中 为 到 在 于 至 以 成 率".split())
_NO_ATTRIBUTE = frozenset("地 得 所 之 等".split())
BETWEEN = frozenset(
    "进一步 不断 明显 显著 持续 稳步 大幅 大幅度 日益 逐步 有效 切实 大大 更加 全面 普遍 得到 有所 仍 还 仍然 尚 尚需 仍需 亟待 有待 有待于 亟需 还需 需"
    " 需要 应 已 整体 总体 较 比较 很 十分 非常 相对 不够 不 过 太 偏 较为 有 了 已经 继续 快速 大力 深入 充分 极大 加快 稳定 实现 亟须 将".split()
)  # between a subject and what is said of it


class Governed(NamedTuple):
    """Places in the clause, counted in words. `relative`: 的 stands between verb and noun."""

    verb: int
    noun: int
    relative: bool = False


def is_noun(word: Token, nounlike: Set[str]) -> bool:
    tag = word.tag
    return len(word.word) > 1 and ((tag[:1] == "n" and tag not in _NAMES) or tag == "an" or (tag in ("v", "vn") and word.word in nounlike))


def objects(words: Sequence[Token], nounlike: Set[str]) -> Iterator[Governed]:
    """Verbs and the nouns they govern that end the clause, or a member of its list. `nounlike` are verbs that mostly name an activity."""
    count = len(words)
    while count and words[count - 1].word in "”’）":
        count -= 1
    for noun in range(1, count):
        if is_noun(words[noun], nounlike) and (noun == count - 1 or _ends_member(words, noun, count, nounlike)):
            verb = _governor(words, noun, nounlike)
            if verb is not None:
                yield verb


def _ends_member(words: Sequence[Token], noun: int, count: int, nounlike: Set[str]) -> bool:
    """Whether a new member with a verb of its own follows: 提高水平、加强监督."""
    if noun + 2 >= count or words[noun + 1].word != "、" or words[noun].tag[:1] == "v":
        return False
    following = words[noun + 2]
    return following.tag == "d" or (following.tag == "v" and following.word not in nounlike)


def _governor(words: Sequence[Token], noun: int, nounlike: Set[str]) -> Governed | None:
    describing = []
    for at in range(noun - 1, max(-1, noun - REACH - 1), -1):
        word, tag, _ = words[at]
        if tag == "p" or word in BARS or (tag == "v" and word in MODAL):
            return None
        if tag != "v" or len(word) < 2:
            continue
        if word in nounlike:
            describing.append(at)
        else:
            found = Governed(at, noun, any(one.word == "的" for one in words[at + 1 : noun]))
            return found if _leads(words, at) and _is_plain(words, found, describing) else None
    return None


def _leads(words: Sequence[Token], verb: int) -> bool:
    """Whether nothing can stand before the verb that it would describe, or that would govern it."""
    if not verb:
        return True
    word, tag, _ = words[verb - 1]
    return word in "、，’”" or word in MODAL or (tag[:1] in ("d", "t", "c") and word not in ("和", "与", "及", "或", "以及"))


def _is_plain(words: Sequence[Token], found: Governed, describing: list[int]) -> bool:
    """Whether what stands between verb and noun can only describe the noun."""
    between = words[found.verb + 1 : found.noun]
    if not between:
        return True
    if between[0].word in LINKS or any(one.tag[:1] == "d" or one.word in _NO_ATTRIBUTE for one in between):
        return False
    return not describing or not any(one.word in ("的", "、") for one in words[min(describing) : found.noun])


def subjects(words: Sequence[Token], nounlike: Set[str]) -> Iterator[Governed]:
    """Nouns and the verb or adjective that ends the clause and is said of them, an adverb or its like between: 水平不断提高."""
    last = len(words) - 1 - (bool(words) and words[-1].word in ("了", "的"))
    if last < 2:
        return
    word, tag, _ = words[last]
    if tag[:1] not in ("a", "v") or len(word) > 2 or word in BETWEEN or word in MODAL:
        return
    noun = last - 1
    while noun >= 0 and (words[noun].word in BETWEEN or words[noun].tag == "d"):
        noun -= 1
    if 0 <= noun < last - 1 and is_noun(words[noun], nounlike) and _begins(words, noun, nounlike):
        yield Governed(last, noun)


def _begins(words: Sequence[Token], noun: int, nounlike: Set[str]) -> bool:
    """Whether the noun cannot be the object of something before it."""
    for at in range(noun - 1, -1, -1):
        word, tag, _ = words[at]
        if word == "、":
            return True
        if tag == "p" or word in BARS or (tag == "v" and word not in nounlike and word not in MODAL):
            return False
    return True
