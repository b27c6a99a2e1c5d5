"""The same words twice where once is meant: doubled words, a phrase said again in one sentence, a doubled head noun."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lexical import in_title, occurrences
from linter.checks._likelier import gain
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.phrases import index
from linter.facts.sentences import Sentence, sentences
from linter.facts.tokens import Token, tokens
from linter.late import late
from linter.review import Related

_DOUBLED = late(r"([\u4e00-\u9fff]{1,6})\1")
_HAN = late(r"[\u4e00-\u9fff]+")
_PHRASE = "(?:(?![和与及并、为是占至到或在上再第的等])[\u4e00-\u9fff0-9.])"  # a letter or digit of one phrase
_OF_A_FEW = late(f"{_PHRASE}{{2,4}}")
_AGAIN = late(  # before a word that ends the clause: a word and a figure with its measure, a word and what was counted, a verb and a noun
    rf"(?:\d[\d.]*[万亿]?[余多]?[\u4e00-\u9fff]{{1,2}}|了?\d{_PHRASE}{{2,16}})$"
)
_GAIN = 5  # nats that the text gains by one of two letters, where one of them is a slip
_ONE_BY_ONE = ("一个", "一件", "一项", "一条", "一户", "一步")  # 一个阶段一个阶段
_LAST_OF_A_LIST = late("、[^、]*[和与及][^、和与及]{0,4}$")  # 地方展区、室外展区和互动展区3个展区
_ADVERB = 4  # letters of an adverb before the verb of a list
_NAMED = late("(?:部门|机构|机关|单位|人员|基金|的(?:报告|汇报|说明|议案))$")  # a name, or what is told of a thing: no act that is told twice
_PARTICLES = frozenset("的了地得之")
_NOUNS = frozenset({"n", "vn", "nz", "j", "l", "an"})
_FUNCTION = frozenset({"c", "p", "d", "uj", "ul", "ud", "u", "r", "m", "q"})
_END_OF_PHRASE = frozenset("，。；：！？、）")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`ask` is the device. `single` are letters never rightly doubled between words, `halves` letters
    that are hardly ever words themselves, `allowed` what may be said twice, `heads` nouns, `verbs` what a phrase may begin with,
    `links` what may stand between a word and itself where one of the two was to go.
    """

    ask: Literal["doubled", "phrase", "head", "list"]
    single: str = ""
    halves: str = ""
    allowed: list[str] = []
    length: int = 6
    verbs: list[str] = []
    heads: list[str] = []
    links: list[str] = []


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    heads = [head for head in params.heads if len(facts(index).phrases((head,))) > 1 and _is_near(flat, head)]
    links = [link for link in params.links if any(_echoes(flat, at) for at in facts(index).phrases((link,)))]
    for sentence in facts(sentences).all:
        words = sentence.span.of(flat)
        if params.ask == "doubled":
            yield from _doubled(facts, sentence, words, params)
            yield from _echoed(facts, sentence, words, links, params)
        elif not sentence.heading and params.ask == "phrase":
            yield from _phrases(facts, sentence, words, params)
        elif params.ask == "head":
            counted = list(_heads(sentence, words, heads, params))
            yield from counted
            yield from (hit for hit in _ended(facts, sentence, params) if not any(hit.span.overlaps(other.span) for other in counted))
        elif not sentence.heading and params.ask == "list":
            yield from _lists(facts, sentence, params)


def _doubled(facts: Facts, sentence: Sentence, words: str, params: Params) -> Iterator[Hit]:
    """A word right after itself, as words and not as letters: 学习习近平 has none."""
    for match in _DOUBLED.finditer(words):
        word = match[1]
        if len(word) == 1 and word in params.halves and word not in params.single:
            yield from _half_doubled(facts, sentence, match.start(), word, params)
            continue
        if word in params.allowed or (len(word) == 1 and word not in params.single) or (len(word) == 2 and word[0] in "一逐") or word.startswith(_ONE_BY_ONE):
            continue
        span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
        half = Span(span.start, span.start + len(word))
        cut = facts(tokens)
        if _is_allowed(facts, span, word, params):
            continue
        if _ends_a_word(cut.of(sentence.span), half, word) and cut.aligned(Span(half.end, span.end), sentence.span):
            yield Hit(span, {"word": word}, entry=word)


def _ends_a_word(cut: tuple[Token, ...], half: Span, word: str) -> bool:
    """Whether the first half is a word, or of two letters and more the end of one: 不少于 and 少于."""
    last = next((token for token in cut if token.span.end == half.end), None)
    return last is not None and (last.span.start <= half.start or (len(word) > 1 and last.word not in _PARTICLES))


def _echoes(flat: str, link: Span) -> bool:
    """Whether a link stands between the same two letters."""
    return link.start > 1 and flat.startswith(flat[link.start - 2 : link.start], link.end)


def _echoed(facts: Facts, sentence: Sentence, words: str, links: list[str], params: Params) -> Iterator[Hit]:
    """A word that comes back after no more than an attribute: 领导主要领导."""
    for link in links:
        for at in occurrences(link, words):
            word = words[max(0, at.start - 2) : at.start]
            if len(word) == 2 and words.startswith(word, at.end) and word not in params.allowed:
                span = Span(sentence.span.start + at.start - 2, sentence.span.start + at.end + 2)
                if facts(tokens).aligned(Span(span.end - 2, span.end), sentence.span):
                    yield Hit(span, {"word": word}, entry=word)


def _governs(first: str, verb: str) -> bool:
    """Whether the first member begins with the verb, after an adverb at most, and is not described by it."""
    before, found, after = first.partition(verb)
    return bool(found) and len(before) <= _ADVERB and not after.startswith("的") and verb not in after


def _lists(facts: Facts, sentence: Sentence, params: Params) -> Iterator[Hit]:
    """A list under one verb that says the verb again before a later member: 落实公示、全过程记录、落实法制审核."""
    flat = facts(folded)
    for clause in sentence.clauses:
        parts = clause.of(flat).split("、")
        if len(parts) < 3:
            continue
        at = clause.start + len(parts[0]) + 1 + len(parts[1]) + 1
        for number, part in enumerate(parts[2:], start=2):
            verb = next((verb for verb in params.verbs if part.startswith(verb)), None)
            earlier = parts[1:number]
            if verb and _governs(parts[0], verb) and not any(member.startswith(tuple(params.verbs)) or verb in member for member in (*earlier, *parts[number + 1 :])):
                span = Span(at, at + len(verb))
                if facts(tokens).aligned(span, sentence.span) and not in_title(flat, span) and not _quoted(flat, sentence, span):
                    yield Hit(span, {"word": verb}, entry=verb)
                break
            at += len(part) + 1


def _half_doubled(facts: Facts, sentence: Sentence, at: int, letter: str, params: Params) -> Iterator[Hit]:
    """A letter beside a word that ends or begins with it: 人员员, 平平台."""
    start, flat = sentence.span.start + at, facts(folded)
    if flat[start + 2 : start + 3] * 2 == flat[start + 2 : start + 4] or flat[start - 1 : start] * 2 == flat[start - 2 : start]:
        return  # 团团伙伙
    if flat[start - 1 : start] == "一" or gain(facts, Span(start, start + 1), "") < _GAIN or _is_allowed(facts, Span(start, start + 2), letter, params):
        return  # 一批批, 山东东营, 立法法规定
    words = facts(tokens).of(sentence.span)
    left = next((word for word in words if word.span.end == start + 1), None)
    right = next((word for word in words if word.span.start == start + 1), None)
    if left and left.tag == "ns" and right and len(right.word) == 1:
        return  # 延安安塞区: a place in a place
    if left and right and (len(left.word) == 1) != (len(right.word) == 1) and not _is_short_name(words, left):
        yield Hit(Span(start, start + 2), {"word": letter}, entry=letter)


def _is_short_name(words: tuple[Token, ...], last: Token) -> bool:
    """Whether a letter makes a short name with the one before it: 住建 before 建设, 残联 before 联合."""
    before = next((word for word in words if word.span.end == last.span.start), None)
    return len(last.word) == 1 and before is not None and len(before.word) == 1 and "\u4e00" <= before.word <= "\u9fff" and before.tag not in _FUNCTION


def _is_allowed(facts: Facts, span: Span, word: str, params: Params) -> bool:
    around = facts(folded)[max(0, span.start - 4) : span.end + 4]
    return any(allowed in around for allowed in params.allowed if word * 2 in allowed)


def _phrases(facts: Facts, sentence: Sentence, words: str, params: Params) -> Iterator[Hit]:
    """A verb and its object said twice in one sentence."""
    if len(words) < 2 * params.length:
        return
    starts = [start for match in _HAN.finditer(words) for start in range(match.start(), match.end() - params.length + 1)]
    keys = [words[start : start + params.length] for start in starts]
    if len(set(keys)) == len(keys):  # as in most sentences
        return
    seen: dict[str, int] = {}
    reported = 0
    for start, key in zip(starts, keys, strict=True):
        first = seen.setdefault(key, start)
        if start < first + params.length or start < reported:
            continue
        length = _shared(words, first, start)
        reported = start + length
        hit = _phrase_hit(facts, sentence, Span(first, first + length), Span(start, start + length), params)
        if hit is not None:
            yield hit


def _shared(words: str, first: int, second: int) -> int:
    """How many letters two places have in common, without their running into each other."""
    length = 0
    while first + length < second and second + length < len(words) and words[first + length] == words[second + length]:
        if not "\u4e00" <= words[second + length] <= "\u9fff":
            break
        length += 1
    return length


def _phrase_hit(facts: Facts, sentence: Sentence, one: Span, two: Span, params: Params) -> Hit | None:
    base, flat = sentence.span.start, facts(folded)
    first, second = Span(base + one.start, base + one.end), Span(base + two.start, base + two.end)
    phrase = second.of(flat)
    if any(allowed in phrase or phrase in allowed for allowed in params.allowed) or not any(verb in phrase for verb in params.verbs):
        return None
    if in_title(flat, first) or in_title(flat, second) or _quoted(flat, sentence, first) or _quoted(flat, sentence, second):
        return None
    cut = facts(tokens).of(sentence.span)
    chosen = _predicate(cut, second, params.verbs)
    if chosen is not None and _NAMED.search(chosen.of(flat)):
        return None
    if chosen is None or _predicate(cut, first, params.verbs) is None:
        return None
    return Hit(chosen, {"phrase": chosen.of(flat)}, related=(Related(first, "前一处"),), entry="")


def _quoted(flat: str, sentence: Sentence, span: Span) -> bool:
    """Whether `span` stands between quotes: the name of an honour or a slogan."""
    before = flat[sentence.span.start : span.start]
    return before.count("“") > before.count("”")


def _predicate(words: tuple[Token, ...], span: Span, verbs: list[str]) -> Span | None:
    """The part of `span` that is whole words from one of `verbs` to a noun and at least six letters, where such a part ends it."""
    inside = [word for word in words if span.start <= word.span.start and word.span.end <= span.end]
    while inside and inside[0].word not in verbs:
        inside = inside[1:]
    if len(inside) < 2 or inside[-1].tag not in _NOUNS or inside[-1].word == inside[0].word:
        return None
    found = Span(inside[0].span.start, inside[-1].span.end)
    following = next((word for word in words if word.span.start >= found.end), None)
    whole = following is None or following.tag in ("m", "x", "c") or following.word in _END_OF_PHRASE or following.word in "“《（"
    return found if whole and found.end - found.start >= 6 else None


def _heads(sentence: Sentence, words: str, heads: list[str], params: Params) -> Iterator[Hit]:
    """A count's noun that is its own attribute: 完成47个……审批项目审批."""
    for head in heads:
        if not _is_near(words, head):
            continue
        for match in _again(head).finditer(words):
            if match[3] not in params.allowed and not match[3].startswith(("和", "与", "及", "的")):
                start = sentence.span.start + match.start()
                yield Hit(Span(start, sentence.span.start + match.end()), {"word": head}, entry=head)


@lru_cache(maxsize=64)
def _again(head: str) -> re.Pattern[str]:
    return late(rf"(\d+[个件项起份次家宗]|各类|所有|全部)([\u4e00-\u9fff]{{0,12}}){head}([\u4e00-\u9fff]{{2,4}}){head}(?=[，。；、（]|$)")


def _is_near(words: str, head: str) -> bool:
    """Whether it stands two to four letters after itself; for each head is a pattern, and most are not asked for."""
    length, at = len(head), words.find(head)
    while at >= 0:
        if words.find(head, at + length + 2, at + 2 * length + 4) >= 0:
            return True
        at = words.find(head, at + 1)
    return False


def _ended(facts: Facts, sentence: Sentence, params: Params) -> Iterator[Hit]:
    """A phrase that ends with a word of it: 经济损失3.4亿元损失, 落实39项任务落实, after one of `verbs` 给予了答复意见答复."""
    flat = facts(folded)
    for clause in () if sentence.heading else sentence.clauses:
        words = clause.of(flat).rstrip("。；，")
        word, before = words[-2:], words[:-2]
        at = before.rfind(word)
        if at < 0 or not _HAN.fullmatch(word) or words.endswith(tuple(params.allowed)):
            continue
        gap = before[at + 2 :]
        if _LAST_OF_A_LIST.search(before[:at]) and word in before[:at]:
            continue
        told = _AGAIN.match(gap) or (_OF_A_FEW.fullmatch(gap) and _is_object(before[:at], params.verbs))
        span = Span(clause.start + at, clause.start + len(words))
        if told and facts(tokens).aligned(Span(span.end - 2, span.end), sentence.span) and not in_title(flat, span):
            yield Hit(span, {"word": word}, entry=word)


def _is_object(before: str, verbs: list[str]) -> bool:
    """Whether a verb stands before whose object this is."""
    return any(late(f"{verb}了?{_PHRASE}{{0,12}}$").search(before) for verb in verbs if verb in before)
