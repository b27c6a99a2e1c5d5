"""Whose report this is, of which year, for which stage: the profile, each field with the words that prove it."""

from __future__ import annotations

from linter.document import Span
from linter.facts import Facts
from linter.facts.agency import Agency, agency, guessed_kind
from linter.facts.furniture import body, furniture, prose
from linter.facts.genre import genre
from linter.facts.report_year import can_be_signed, report_year
from linter.facts.signature import signature
from linter.facts.title import title
from linter.late import late
from linter.review import Kind, Profile, Proved, Stage

_SUBMITTED = frozenset({"docx", "doc", "wps", "ofd", "pdf", "rtf", "odt"})
_FORMS = {
    "text": "文本文件默认", "markdown": "Markdown文件默认", "md": "Markdown文件默认", "html": "网页文件默认", "docx": "Word文件默认", "doc": "Word文件默认",
    "wps": "WPS文件默认", "pdf": "PDF文件默认", "ofd": "OFD文件默认",
}
_SOURCES = {"title": "按标题里的单位名称", "signature": "按署名", "opening": "按首段里的单位名称", "path": "按所在的路径"}
_HIGH = frozenset({"city", "province", "national"})
_DEPARTMENTS: frozenset[Kind] = frozenset({"enforcing", "light-enforcing"})
# a county bureau whose cases the bureau above opens, reviews or decides
_ABOVE = late(
    r"(?:报|送|交|交由|提请|移送|报请)(?:送|经|至|到)?(?:市|州|盟|地区|省)(?:级|直)?[^，。；、]{0,10}局[^，。；]{0,14}(?:立案|法制审核|审核|审批|审理|审查|决定)"
    r"|(?:由|经)(?:市|州|盟|省)(?:级)?[^，。；、]{0,10}局[^，。；]{0,12}(?:法制审核|立案|作出.{0,6}(?:决定|处罚)|审核)"
    r"|以(?:市|州|盟|省)[^，。；、]{0,10}局(?:的)?名义(?:作出|实施|下达|进行)"
)
_CASES = late(r"案件|处罚|立案|法制审核|执法决定|案卷")
_DIVIDED = late(r"各县[（(]?(?:市|区)|各县、?区|县[（(]市、?区[）)]|各(?:区|县)(?:县|市)?(?:局|分局)|各派出(?:机构|分局)|市、县两级|市县两级")
_LEGISLATES = late(r"立法计划|立法项目|立法(?:工作)?(?:调研|任务)|(?:起草|修订|制定|出台|颁布)[^。；]{0,12}《[^》]{2,30}条例》|《[^》]{2,30}条例》[^。；]{0,14}(?:起草|立法)")
_OWN_COUNCIL = late(r"(?:市|省|州|自治区)人大(?:常委会)?[^。；]{0,16}立法|(?:市|省|州)政府(?:规章|立法)|地方性法规")


def profile(facts: Facts) -> Profile:
    """Everything known of the report's author and occasion. What the user says takes precedence."""
    owner, heading, year, signed, page = facts(agency), facts(title), facts(report_year), facts(signature), facts(furniture)
    overrides, kind_of_text = facts.overrides, facts(genre)
    proofs: dict[str, Proved] = {}
    if owner:
        proofs["agency"] = Proved(owner.name.text, owner.span, owner.how)
    kind, proofs["kind"] = _kind(facts, owner)
    level, proof = _level(facts, owner, kind)
    if proof:
        proofs["level"] = proof
    traits, trait_proofs = _traits(facts, owner, kind, level)
    proofs.update(trait_proofs)
    if owner and owner.name.domain:
        proofs["domain"] = Proved(owner.name.domain, owner.span, owner.how)
    if year.year is not None:
        how = year.proof.where if year.proof else "option" if overrides.year else "path"
        proofs["year"] = Proved(str(year.year), year.proof.span if year.proof else None, how)
    if heading:
        proofs["title"] = Proved(heading.text, heading.span)
    if signed.agency and signed.name:
        proofs["signature"] = Proved(signed.name, signed.agency)
    signing = signed.date if signed.date and (year.year is None or can_be_signed(signed.date, year.year)) else None
    if signing:  # a date that cannot be this report's would mislead whatever compares with it
        proofs["signed"] = Proved(signing.iso, signing.span)
    published = "-".join(f"{part:02d}" for part in page.published) if page.published else None
    if published:
        proofs["published"] = Proved(published, page.published_at)
    proofs["genre"] = Proved(kind_of_text.name, kind_of_text.span)
    stage, proofs["stage"] = _stage(facts)
    return Profile(
        agency=overrides.agency or (owner.name.text if owner else None),
        kind=kind,
        level=level,
        domain=owner.name.domain if owner else None,
        traits=traits,
        year=year.year,
        title=heading.text if heading else None,
        signature=signed.name or None,
        signed=(signing.iso or None) if signing else None,
        published=published,
        genre=kind_of_text.name,
        stage=stage,
        proofs=proofs,
    )


def _kind(facts: Facts, owner: Agency | None) -> tuple[Kind, Proved]:
    said = facts.overrides.kind or facts.overrides.filed.kind
    if said:
        return said, Proved(said, None, "option" if facts.overrides.kind else "path")
    if owner is None:
        kind, span = guessed_kind(facts)
        return kind, Proved(kind, span, "按文中自称" if span else "看不出是哪个单位，按要求最少的一类")
    return owner.name.kind, Proved(owner.name.kind, owner.span, _SOURCES.get(owner.how, owner.how))


def _level(facts: Facts, owner: Agency | None, kind: Kind) -> tuple[str | None, Proved | None]:
    """The rank by the name; a 市 of unknown rank is a large one where the text speaks of counties under it or of its own laws."""
    if kind in ("street", "township"):
        return "township", Proved("township", owner.span if owner else None, "kind")
    if owner is None:
        return None, None
    if owner.name.level is not None or owner.name.unit != "市":
        return owner.name.level, Proved(owner.name.level, owner.span, "name") if owner.name.level else None
    text = facts(prose)
    match = _DIVIDED.search(text) or _OWN_COUNCIL.search(text)
    return ("city", Proved("city", Span(*match.span()), "text")) if match else (None, None)


def _traits(facts: Facts, owner: Agency | None, kind: Kind, level: str | None) -> tuple[frozenset[str], dict[str, Proved]]:
    flat = facts(prose)
    proofs: dict[str, Proved] = {}
    where = owner.span if owner else None
    if level in _HIGH:
        proofs["municipal"] = Proved("municipal", where, "level")
        match = _LEGISLATES.search(flat)
        if match and (kind == "government" or kind in _DEPARTMENTS):
            proofs["legislative"] = Proved("legislative", Span(*match.span()), "text")
    if owner and owner.name.licensing:
        proofs["licensing"] = Proved("licensing", where, "name")
    if owner and owner.name.domain == "justice" and kind == "light-enforcing":
        proofs["justice"] = Proved("justice", where, "name")
    if kind == "branch" or (kind in _DEPARTMENTS and level not in _HIGH):
        above = _reviewed_above(facts, flat)
        if above:
            proofs["reviewed-above"] = Proved("reviewed-above", above, "text")
    return frozenset(proofs), proofs


def _reviewed_above(facts: Facts, flat: str) -> Span | None:
    for block in facts(body):
        for match in _ABOVE.finditer(flat, block.span.start, block.span.end):
            start = flat.rfind("。", block.span.start, match.start()) + 1 or block.span.start
            if _CASES.search(flat, start, match.end() + 10):
                return Span(*match.span())
    return None


def _stage(facts: Facts) -> tuple[Stage, Proved]:
    if facts.overrides.stage:
        return facts.overrides.stage, Proved(facts.overrides.stage, None, "option")
    form = facts.document.format
    stretches = facts(furniture).stretches
    if stretches and form != "html":
        return "publish", Proved("publish", stretches[0], "文中有网页导航文字")
    stage: Stage = "submit" if form in _SUBMITTED else "draft" if form in ("markdown", "md") else "publish"
    return stage, Proved(stage, None, _FORMS.get(form, f"{form}文件默认"))
