"""One rule explained: why, on what basis, what to write, right and wrong examples, how to switch it off.

`account` is what is said; the terminal and the documentation pages print the same.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from linter.review import CATEGORIES, KIND_NAMES, KINDS, LEVEL_NAMES, SEVERITY_NAMES, STAGE_NAMES, TRACE_NAMES, VERDICT_NAMES
from linter.ruleset.entries import entries_of, names_of
from linter.ruleset.model import Example, ExampleTrace, ItemSpec, Rule, Ruleset

FAMILY_NAMES: dict[str, str] = dict(
    zip(CATEGORIES, ("法定内容", "主题", "实效", "数字", "用词", "固定表述", "格式", "残留", "日期", "隐私与保密", "输入"), strict=True)
)
CERTAINTY_NAMES = {"verified": "经核实", "secondary": "二手", "memory": "凭记忆，引用前请核对"}
CONFIDENCE_NAMES = {"high": "高", "medium": "中", "low": "低"}
STATUS_NAMES = {"preview": "试行，加 --preview 才用", "stable": "正式", "deprecated": "将取消"}
EXPECTATION_NAMES = {"must": "必须写", "should": "应当写", "if-any": "有则写、无则写明", "optional": "可写可不写", "n/a": "不适用"}
PLACE_NAMES = {
    "title": "标题", "opening": "开头", "achievements": "主要举措和成效", "problems": "不足", "causes": "原因", "leader": "第一责任人履职",
    "plan": "下一年度安排", "signoff": "落款", "whole": "整份报告",
}

_PLACEHOLDER = re.compile(r"\{\w+[^}]*\}")

MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*_<>#|"})  # characters that mean something in Markdown

ENTRIES = "词条"
SHOWN_ENTRIES = 30
SHOWN_IN_WINDOW = 6

Form = Literal["lines", "list", "examples"]


class Part(Struct, frozen=True):
    """A heading and what stands under it: lines of prose, a list, or examples (which may have several lines each)."""

    title: str
    lines: tuple[str, ...]
    form: Form = "lines"


def explain_text(rule: Rule, ruleset: Ruleset, entry: str | None = None, *, everything: bool = True) -> str:
    """Everything about a rule, for a terminal: plain text that ends with a newline.

    With `entry` of its words only that one; without `everything` only the first of a long list.
    """
    blocks = [f"{rule.id}  {rule.spec.title}\n{summary(rule)}"]
    for part in account(rule, ruleset):
        chosen = _chosen(part, entry, everything)
        lines = [indented for line in chosen for indented in _indented(line, part.form)]
        blocks.append("\n".join([part.title, *lines]))
    return "\n\n".join(blocks) + "\n"


def explain_markdown(rule: Rule, ruleset: Ruleset, entry: str | None = None) -> str:
    """The same for a small window that shows Markdown: of a long list only the first."""
    blocks = [f"**{rule.id}　{rule.spec.title.translate(MARKDOWN)}**", summary(rule)]
    for part in account(rule, ruleset):
        lines = _chosen(part, entry, everything=True)
        if not lines:  # the entry is no word of a list
            continue
        rest = len(lines) - SHOWN_IN_WINDOW
        shown = replace(part, lines=lines if rest <= 0 else (*lines[:SHOWN_IN_WINDOW], f"另有 {rest} 个，见 fazhi-lint explain {rule.id} --all"))
        blocks.append("\n".join([f"**{part.title}**", "", *markdown(shown)]))
    return "\n\n".join(blocks) + "\n"


def markdown(part: Part) -> list[str]:
    """The lines of a part as Markdown: a paragraph each, or a list."""
    if part.form == "lines":
        return [line.translate(MARKDOWN) for line in part.lines]
    lines: list[str] = []
    for line in part.lines:
        first, *rest = line.translate(MARKDOWN).split("\n")
        lines.append(f"- {first}{'  ' if rest else ''}")
        lines += [f"  {more}{'  ' if more is not rest[-1] else ''}" for more in rest]
    return lines


def _chosen(part: Part, entry: str | None, everything: bool) -> tuple[str, ...]:
    if part.title != ENTRIES:
        return part.lines
    if entry is not None:
        return tuple(line for line in part.lines if line.startswith(f"{entry} →"))
    rest = len(part.lines) - SHOWN_ENTRIES
    return part.lines if everything or rest <= 0 else (*part.lines[:SHOWN_ENTRIES], f"另有 {rest} 个，加 --all 列出")


def summary(rule: Rule) -> str:
    """One line: severity, confidence, family, since when."""
    spec = rule.spec
    severity = SEVERITY_NAMES[spec.severity] + ("（以此为上限）" if spec.item else "")
    parts = [
        f"级别：{severity}",
        f"把握：{CONFIDENCE_NAMES[spec.confidence]}",
        f"族：{FAMILY_NAMES[spec.category]}（{spec.id[0]}）",
        f"{STATUS_NAMES[spec.status]}，{spec.since} 版起",
    ]
    if spec.replaced_by:
        parts.append(f"由 {spec.replaced_by} 接替")
    return "　".join(parts)


def account(rule: Rule, ruleset: Ruleset) -> list[Part]:
    """What there is to say of a rule; parts without content are left out."""
    spec = rule.spec
    parts = [
        Part("为什么", (spec.why,) if spec.why else ()),
        Part("依据", basis_lines(rule), "list"),
        Part("管哪些年度", (f"报告年度 {_years(spec.applies.years)}",) if spec.applies.years else ()),
        Part("问谁、多严", _asked(ruleset.applicability.items[spec.item]) if spec.item else (), "list"),
        Part("怎么说", _words(spec.messages), "list"),
        Part("怎么改", _words(spec.suggest), "list"),
        Part(ENTRIES, entry_lines(rule), "list"),
        Part("认得的表述、文件和会议", tuple(dict.fromkeys(names_of(rule))), "list"),
        Part("应报的例子", _examples(spec.examples.bad), "examples"),
        Part("不应报的例子", _examples(spec.examples.good), "examples"),
        Part("已知会漏的例子", _examples(spec.examples.known_miss), "examples"),
        Part("已知会误报的例子", _examples(spec.examples.known_false_alarm), "examples"),
        Part("怎样关闭", off_lines(rule), "list"),
    ]
    return [part for part in parts if part.lines]


def basis_lines(rule: Rule) -> tuple[str, ...]:
    if isinstance(rule.spec.basis, str):
        return ("编者判断，没有成文依据",)
    return tuple(
        f"{entry.instrument}{f' {entry.clause}' if entry.clause else ''}（{CERTAINTY_NAMES[entry.certainty]}）" for entry in rule.spec.basis
    )


def entry_lines(rule: Rule) -> tuple[str, ...]:
    """What the rule holds to be wrong, and what to write."""
    lines = []
    for entry in entries_of(rule):
        exceptions = entry.given.get("unless") or []
        without = f"（{'、'.join(exceptions)} 除外）" if exceptions else ""
        lines.append(f"{entry.wrong} → {entry.right or '删去或改写'}{without}")
    return tuple(dict.fromkeys(lines))


def off_lines(rule: Rule) -> tuple[str, ...]:
    if rule.spec.category == "input":
        return ("程序自身的提示，不能作为例外登记",)
    lines = [f"这一次不看：fazhi-lint check --ignore {rule.id} 报告.txt"]
    first = next(iter(entries_of(rule)), None)
    if first is not None:
        lines.append(f"只不看一个词条：--ignore {rule.id}:{first.wrong}")
    lines.append(f"在自己的规则集里关闭：overrides: {{{rule.id}: {{status: off}}}}")
    if rule.spec.item:
        lines.append("对照表照常列出这一项，不受 --ignore 影响")
    return tuple(lines)


def _asked(item: ItemSpec) -> tuple[str, ...]:
    """Kinds of agency by what is asked of them, and since which report year."""
    lines = []
    for expectation, name in EXPECTATION_NAMES.items():
        kinds = [KIND_NAMES[kind] for kind in KINDS if item.expect.get(kind) == expectation]
        if kinds:
            lines.append(f"{name}：{'各类机关' if len(kinds) == len(KINDS) else '、'.join(kinds)}")
    if item.when:
        lines.append("另按机关特征、阶段和年度有所增减，见 rulesets/applicability.yaml")
    if item.since:
        lines.append(f"{item.since}年度起问，此前可写可不写")
    graded = [f"{_situation(name)} {SEVERITY_NAMES[level]}" for name, level in item.severity.items() if level != "none"]
    lines.append("级别：" + ("、".join(graded) if graded else "只列入对照表，不出结论"))
    return tuple(lines)


def _words(words: str | dict[str, str]) -> tuple[str, ...]:
    if isinstance(words, str):
        return (_blanked(words),) if words else ()
    return tuple(dict.fromkeys(_when(variant) + _blanked(said) for variant, said in words.items()))


def _when(variant: str) -> str:
    """A rung or verdict is named before what is said of it; the name of another variant is for rule writers alone."""
    name = _situation(variant)
    return f"{name}：" if name != variant else ""


def _blanked(words: str) -> str:
    """A message with what is filled in shown as a gap."""
    return _PLACEHOLDER.sub("…", words)


def _situation(name: str) -> str:
    return {**VERDICT_NAMES, **LEVEL_NAMES}.get(name, name)


def _years(interval: str) -> str:
    first, dots, last = interval.partition("..")
    if not dots:
        return f"{first}年"
    return f"{first}年至{last}年" if first and last else f"{first}年起" if first else f"{last}年及以前"


def _examples(examples: list[str | Example]) -> tuple[str, ...]:
    return tuple(_example(Example(text=example) if isinstance(example, str) else example) for example in examples)


def _example(example: Example) -> str:
    expect = example.expect
    notes = [
        f"{example.year}年度" if example.year else "",
        example.agency or "",
        KIND_NAMES[example.kind] if example.kind else "",
        f"{STAGE_NAMES[example.stage]}阶段" if example.stage else "",
        f"写在{PLACE_NAMES[example.section]}" if example.section not in ("achievements", "whole") else "",
        "、".join(_trace(trace) for trace in example.traces),
        f"判为{LEVEL_NAMES[expect.level]}" if expect.level else "",
        f"判为{VERDICT_NAMES[expect.verdict]}" if expect.verdict else "",
        f"级别为{SEVERITY_NAMES[expect.severity]}" if expect.severity else "",
        f"报{expect.count}处" if expect.count is not None else "",
    ]
    said = "，".join(note for note in notes if note)
    text = (example.text if example.text is not None else f"文件 {example.file}").strip("\n").replace("\\【", "【").replace("\\】", "】")
    return f"{text}（{said}）" if said and "\n" not in text else f"{text}\n（{said}）" if said else text


def _indented(line: str, form: Form) -> list[str]:
    first, *rest = line.split("\n")
    lead = "  " if form == "lines" else "  · "
    return [lead + first, *("    " + more for more in rest)]


def _trace(trace: ExampleTrace) -> str:
    who = f"{trace.author}的" if trace.author else ""
    return f"{who}{TRACE_NAMES[trace.kind]}{f'“{trace.text}”' if trace.text else ''}"
