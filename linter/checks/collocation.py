"""Words that do not go together: verb and object, subject and predicate, an adverb without its verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from linter.checks import Hit
from linter.checks._lexical import in_title
from linter.checks._pairs import Key, Pair, Params, Prepared, prepare
from linter.document import Span
from linter.facts import Facts
from linter.facts.clauses import clauses
from linter.facts.folded import folded
from linter.facts.phrases import index
from linter.facts.sentences import Sentence, sentences
from linter.facts.tokens import Token, tokens
from linter.late import late
from linter.review import Severity

_GAP = 24  # letters between verb and object; beyond that another verb usually governs
_LISTED = late("[^平同高中初优上下均]等")  # a list before the noun: 打击盗采等多种行为
_DURING = late("中(?![心层共央小])")  # 召开中, not 召开中心组学习
_WITHIN = late("[^其集]中的")  # 推进法治建设中的核心作用: the verb tells when, the noun is another's object
_ANOTHER = late("并(?:组织|开展|召开|举办|进行|实施)")  # 修订预案并组织演练: the second verb governs
_RELATIVE = late("的(?:重要|根本|首要|主要|基本|关键|具体|各项|相关|有关|新|最大|强大|强劲|不竭|内在|内生|核心|直接|唯一)?$")
_PREDICATE = late("[是为](?:我[们省市县区旗镇乡局委厅办]|全[省市县区旗镇乡]|各级|他们|其)?$")  # 就是我们加快发展的最大动力
_COUNTED = late(r"\d+余?[项个种类条张套][\u4e00-\u9fff]{2}")  # 建立清单、督办3项制度: what is counted is the object
_JOINTS = ("和", "与", "及", "、")
_ATTRIBUTE = ("的", "等", "、", "和", "或", "者", "及", "过程", "率", "性", "度", "后", "前", "时", "情况")  # after a verb: it is part of a noun or of a relative clause


class Place(NamedTuple):
    """A head with a partner after it in one clause; offsets are the clause's."""

    head: str
    start: int
    end: int
    noun: str
    at: int


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, every = facts(folded), facts(sentences).all
    prepared = prepare(Key(params))
    for clause in facts(clauses).holding(facts(index).phrases(prepared.table)):
        words = clause.span.of(flat)
        if params.ask == "predicate":
            for match in prepared.heads.finditer(words):
                yield from _predicates(clause.span, words, match, prepared.table[match[0]], params)
        else:
            yield from _objects(facts, every[clause.sentence], clause.span, words, prepared, params)


def _objects(
    facts: Facts, sentence: Sentence, clause: Span, words: str, prepared: Prepared, params: Params
) -> Iterator[Hit]:
    heads, nouns = prepared.both(words)
    for head in heads:
        partners = prepared.table[head[0]]
        for noun in nouns:
            pair = partners.get(noun[0])
            if pair is None or not 0 <= noun.start() - head.end() <= _GAP or not _closes(words, noun.end(), params.breaks, prepared.partners):
                continue
            gap = words[head.end() : noun.start()]
            if gap.startswith(_ATTRIBUTE) or _DURING.match(gap) or (gap.startswith("与") and not gap.endswith("的")) or (not gap and not pair.adjacent) or prepared.breaks.search(_reach(gap, noun[0], params)):
                continue
            place = Place(head[0], head.start(), head.end(), noun[0], noun.start())
            hit = _object_hit(facts, sentence, clause, words, place, pair, prepared, params)
            if hit is not None:
                yield hit
                break


def _object_hit(
    facts: Facts, sentence: Sentence, clause: Span, words: str, place: Place, pair: Pair, prepared: Prepared, params: Params
) -> Hit | None:
    flat, gap = facts(folded), words[place.end : place.at]
    if _is_attribute(words[: place.start], "的" in gap or pair.plain, params.governors) or _LISTED.search(gap) or _WITHIN.search(gap) or _ANOTHER.search(gap):
        return None
    rest = words[place.at + len(place.noun) :]
    if _is_half(rest, prepared, place.head) or _is_governed(words[: place.start], "的" in gap, pair.right, prepared.partners) or _is_quoted(gap):
        return None
    if any(compound in words[place.start : place.at + len(place.noun)] for compound in params.compounds):
        return None
    if any(object_ in gap and place.head in verbs for object_, verbs in params.takes.items()):
        return None
    verb = Span(clause.start + place.start, clause.start + place.end)
    noun = Span(clause.start + place.at, clause.start + place.at + len(place.noun))
    if in_title(flat, verb) or in_title(flat, noun):
        return None
    cut = facts(tokens).of(sentence.span)
    if not _aligned(cut, verb) or not _ends_word(cut, noun):
        return None
    if gap.startswith(tuple(params.series)) or (not gap.startswith("了") and place.head in params.turns and _is_subject(cut, verb, params.agents)):
        return None
    between = [word for word in cut if verb.end <= word.span.start and word.span.end <= noun.start]
    if between and between[-1].tag == "v" and len(between[-1].word) == 1:
        return None  # 推进……防风险
    if between and between[0].tag[:1] == "a" and place.head in params.describing:
        return None  # 丰富多样的形式
    describes = place.head in params.attributive and not (place.start == 0 and gap.startswith("了"))  # a clause that begins with 拓展了 says what was done
    if _RELATIVE.search(gap) and not pair.relative and (describes or _has_clause(between, params.nounlike)):
        return None
    if (pair.plain and "的" in gap) or _has_own_verb(cut, gap, noun, params.nounlike) or (_joint(rest) and _tag(cut, noun) == "v"):
        return None
    severity: Severity | None = "info" if _is_second(gap, place.head, prepared) else pair.severity
    return Hit(
        Span(verb.start, noun.end), {"head": place.head, "partner": place.noun, "right": pair.right},
        entry=f"{place.head}…{place.noun}", severity=severity,
    )


def _reach(gap: str, noun: str, params: Params) -> str:
    """The gap without a verb that the noun is the quality of: 应急处置水平."""
    verb = next((verb for verb in params.compounding if gap.endswith(verb)), "") if noun in params.qualities else ""
    return gap.removesuffix(verb)


def _aligned(cut: Iterable[Token], span: Span) -> bool:
    return any(word.span.start == span.start for word in cut) and any(word.span.end == span.end for word in cut)


def _ends_word(cut: Iterable[Token], noun: Span) -> bool:
    """Whether `noun` is words, or the last part of one: 法治意识."""
    last = next((word for word in cut if word.span.end == noun.end), None)
    return last is not None and (last.span.start <= noun.start or any(word.span.start == noun.start for word in cut))


def _is_subject(cut: Iterable[Token], verb: Span, agents: list[str]) -> bool:
    """Whether a noun that does nothing stands right before the verb: 民生改善迈出步伐, 债务化解任务."""
    before = next((word for word in cut if word.span.end == verb.start), None)
    return before is not None and before.tag[:1] in "nj" and before.tag != "nr" and not before.word.endswith(tuple(agents))


def _has_clause(between: list[Token], nounlike: list[str]) -> bool:
    """Whether a verb stands before 的 with an object or a subject of its own: 提高处置险情的能力, but not 加强执法的水平."""
    return any(word.tag == "v" and word.word not in nounlike for word in between)


def _is_second(gap: str, head: str, prepared: Prepared) -> bool:
    """Whether the noun only follows another one that goes with the verb: 增强法治意识和水平 is careless, not wrong."""
    cut = max(gap.rfind(joint) for joint in _JOINTS)
    before = gap[:cut] if cut > 0 else ""
    first = next((match for match in prepared.partners.finditer(before) if match.end() == len(before)), None)
    return first is not None and first[0] not in prepared.table[head]


def _is_half(rest: str, prepared: Prepared, head: str) -> bool:
    """Whether the noun shares a head with another that the verb does go with: 发挥监管和自律作用."""
    joint = _joint(rest)
    member = rest[len(joint) :].split("、", maxsplit=1)[0] if joint else ""
    last = next((noun for noun in prepared.partners.finditer(member) if noun.end() == len(member)), None)
    return last is not None and last[0] not in prepared.table[head]


def _is_governed(before: str, relative: bool, right: str, nouns: re.Pattern[str]) -> bool:
    """Whether a verb that goes with the noun stands before and still wants one: 发挥带动就业、促进交流作用, 总结打击犯罪的经验."""
    if relative and _PREDICATE.search(before):
        return True
    for verb in right.split("、"):
        at = before.rfind(verb)
        if at >= 0 and (relative or ("、" in before[at:] and nouns.search(before, at + len(verb)) is None)):
            return True
    return False


def _is_quoted(gap: str) -> bool:
    """Whether a quotation ends between, or begins and holds more than the noun; or a bracket that only one of the two stands in begins or ends."""
    opening, closing = gap.rfind("“"), gap.rfind("”")
    return gap.count("（") != gap.count("）") or ("“" not in gap[:closing] if closing >= 0 else False) or (opening > closing and opening < len(gap) - 1)


def _joint(rest: str) -> str:
    return next((joint for joint in ("以及", "和", "与", "及") if rest.startswith(joint)), "")


def _has_own_verb(cut: Iterable[Token], gap: str, noun: Span, nounlike: list[str]) -> bool:
    """Whether the last member of a list before the noun has a verb of its own, or an adjective for one: 规范权力运行、浓厚法治氛围."""
    if "、" not in gap or "的" in gap[gap.rfind("、") :]:
        return False
    start = noun.start - len(gap) + gap.rfind("、") + 1
    member = [token for token in cut if start <= token.span.start and token.span.end <= noun.start]
    governing = member[:-1] if len(member) > 1 else member  # 地方病防治能力
    return bool(member) and (member[0].tag[:1] in "adz" or any(token.tag == "v" and token.word not in nounlike for token in governing))


def _tag(cut: Iterable[Token], span: Span) -> str:
    return next((token.tag for token in cut if token.span == span), "")


def _closes(words: str, end: int, verbs: Iterable[str], nouns: re.Pattern[str]) -> bool:
    """Whether a noun that ends here is a head: the clause ends, or what follows joins another noun or another verb on."""
    rest = words[end:].lstrip("”’）")
    if not rest or rest[0].isdigit():
        return _COUNTED.match(rest) is None
    if rest[0] == "、":
        return rest.startswith(tuple(verbs), 1)
    joint = next((joint for joint in ("和", "与", "以及", "并") if rest.startswith(joint)), None)
    if joint is None or len(rest) < len(words) - end:
        return False
    second = rest[len(joint) :]
    return second.startswith(tuple(verbs)) or ("的" not in second and any(noun.end() == len(second) for noun in nouns.finditer(second)))


def _is_attribute(before: str, relative: bool, governors: list[str]) -> bool:
    """Whether another verb before this one governs the phrase: 提高落实政策的能力, 提高执法、化解矛盾的能力."""
    if not relative:
        before = before[max(before.rfind("、"), before.rfind("并")) + 1 :]
    before = before.replace("以来", "")  # tells when; 以 governs
    return any(word in before for word in governors)


def _predicates(clause: Span, words: str, match: re.Match[str], partners: dict[str, Pair], params: Params) -> Iterator[Hit]:
    rest = words[match.end() :]
    skipped, between = 0, tuple(params.between)
    while rest.startswith(between, skipped):
        skipped += len(next(word for word in between if rest.startswith(word, skipped)))
    for partner, pair in partners.items() if rest.startswith(tuple(partners), skipped) else ():
        if rest.startswith(partner, skipped) and (skipped + len(partner) == len(rest) or rest[skipped + len(partner)] in "、的”了"):
            end = clause.start + match.end() + skipped + len(partner)
            yield Hit(
                Span(clause.start + match.start(), end), {"head": match[0], "partner": partner, "right": pair.right},
                entry=f"{match[0]}…{partner}", severity=pair.severity,
            )
            return
