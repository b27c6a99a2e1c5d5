"""The name that signs is the name in the title: not shortened, and not another agency's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from linter.checks import Hit
from linter.checks import Params as Base
from linter.facts import Facts
from linter.facts.agency import in_title, parse
from linter.facts.signature import signature
from linter.facts.title import title


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`ask`: a name that is a shorter or longer form of the title's, or one that is another."""

    ask: Literal["short", "other"]


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    heading, signed = facts(title), facts(signature)
    titled = in_title(heading.text) if heading else ""
    if not titled or signed.agency is None or not signed.name or _bare(signed.name) == _bare(titled):
        return
    owner = parse(titled)
    if owner.kind == "government" and _bare(signed.name).startswith(f"{_bare(titled)}人民政府"):
        return  # 青山县2024年…, signed by its government
    values = {"signed": signed.name, "titled": titled}
    short = _shortens(_bare(signed.name), _bare(titled)) or _shortens(_bare(titled), _bare(signed.name))
    if short != (params.ask == "short"):
        return
    compiled = owner.kind == "government" and not signed.name.endswith("人民政府")  # an office may sign what it put together for the government
    yield Hit(signed.agency, values, severity="info" if compiled and not short else None)


def _bare(name: str) -> str:
    bare = name.partition("（")[0]
    return re.sub(r"^中共|(?:党组|党委|委员会)$", "", bare) if bare.startswith("中共") else bare


def _shortens(short: str, whole: str) -> bool:
    """Whether `short` is `whole` with letters left out: 区卫健委 of 区卫生健康委员会."""
    letters = iter(whole)
    return all(letter in letters for letter in short)
