"""What kind of text this is. Only what is plainly something else is not a yearly report on 法治政府建设."""

from __future__ import annotations

import re
from itertools import takewhile

from msgspec import Struct

from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.title import SUBJECT, title
from linter.late import late

ANNUAL_REPORT = "annual-report"
# what a title says that makes it another text, though it may speak of the rule of law
_NOT_REPORTS = late(
    r"(工作要点|实施方案|工作方案|行动方案|实施意见|实施纲要|规划|责任清单|任务清单|任务分工|指标体系|管理办法|工作规定|通知|讲话|公告|解读|征求意见稿)(?:（[^（）]*）)?$"
)
_TITLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("政府信息公开工作年度报告", late(r"(?:政府)?信息公开.{0,12}(?:报告|年报|总结)|政务公开.{0,8}(?:报告|年报|总结)")),
    ("普法工作总结", late(r"(?:普法|法治宣传|法制宣传|法律[六七八]进|[五六七八九]五”?普).{0,24}(?:总结|报告|情况|汇报)")),
    ("行政执法统计年报", late(r"行政执法.{0,14}(?:统计|数据|年报|总体情况)|行政(?:处罚|检查|许可).{0,10}(?:统计|数据)")),
    ("行政执法工作总结", late(r"(?:行政)?执法(?:监管|监督)?工作.{0,10}(?:总结|报告|情况|汇报)")),
    ("行政复议应诉工作报告", late(r"行政(?:复议|应诉).{0,14}(?:总结|报告|分析|白皮书)")),
    ("人大或法检工作报告", late(r"(?:人民代表大会|人大常委会|人民法院|人民检察院).{0,16}工作报告")),
    ("政府工作报告", late(r"政府工作报告|在.{4,40}人民代表大会.{0,20}会议上")),
    ("述职述法报告", late(r"述(?:职|法|廉|责).{0,8}报告")),
    ("预算决算报告", late(r"(?:预算|决算|财政).{0,20}报告")),
    ("国民经济和社会发展计划报告", late(r"国民经济和社会发展.{0,30}报告|统计公报")),
    ("党建或党风廉政工作总结", late(r"(?:党建|党风廉政|意识形态|全面从严治党).{0,14}(?:总结|报告|情况)")),
)
_DELEGATES = late(r"^ *各位代表[：！，]")
_GOVERNMENT_REPORT = late(r"政府工作报?|代表(?:国务院|.{2,12}人民政府).{0,20}报告")
_ARTICLE = late(r"^ *第[一二三四五六七八九十百零]{1,7}条[ 　]")
_STATUTE_TITLE = late(r"(?:法|条例|规定|办法|细则|规则)(?:（[^（）]*）)?$")
_ENDING = late(r"(?:报告|总结|汇报|年报|情况|计划|要点|公告|函|纪要)(?:（[^（）]*）)?$")
_LABELLED = late(r"^(?:第?[一二三四五六七八九十]{1,3}[、.章部]|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、])")
_OURS = late(r"法治政府|依法行政|法治建设|第一责任人|依法全面履行政府职能")
# what such reports treat; with so many of these a text without a title, or whose title says nothing, is one
_MATTERS = late(
    r"习近平法治思想|法治化|法治工作|规范性文件|合法性审[查核]|法制审核|行政(?:复议|应诉|诉讼|执法|处罚|审批|许可)|重大行政决策|普法|学法|法治(?:宣传|培训|素养|思维)"
    r"|权力?责任?清单|法律顾问|政府信息公开|政务公开|“?放管服”?改革|双随机|矛盾纠纷"
)
_ENOUGH = 6
_HEAD = 8  # lines from the top that may say what the text is


class Genre(Struct, frozen=True):
    """`name` is annual-report or a Chinese name for what the text is instead, with the words that prove it."""

    name: str = ANNUAL_REPORT
    span: Span | None = None


def genre(facts: Facts) -> Genre:
    flat, heading = facts(folded), facts(title)
    head = [(block.span, re.sub(r"[# ]", "", block.span.of(flat))) for block in facts(body)[:_HEAD]]
    head = [(span, line) for span, line in head if 2 <= len(line) <= 60]
    for span, line in head[:4]:
        match = _NOT_REPORTS.search(line)
        if match and SUBJECT.search(line) and heading is None:
            return Genre(f"法治政府建设{match[1]}" if "法治" in line else match[1], span)
    if heading is not None and SUBJECT.search(heading.text):
        return Genre()
    if sum(1 for block in facts(body) if _ARTICLE.match(block.span.of(flat))) >= 5:
        named = next((span for span, line in head if _STATUTE_TITLE.search(line)), None)
        return Genre("法律法规文本", named or (head[0][0] if head else None))
    for span, line in takewhile(lambda row: not _LABELLED.match(row[1]), head):
        if "。" in line or _OURS.search(line):
            continue
        for name, pattern in _TITLES:
            if pattern.search(line):
                return Genre(name, span)
    for span, line in head:
        if _DELEGATES.match(line):
            return Genre("政府工作报告" if _GOVERNMENT_REPORT.search(flat, 0, 1000) else "会议报告", span)
    if _OURS.search(flat) is None and flat.strip() and len(set(_MATTERS.findall(flat))) < _ENOUGH:
        named = next((span for span, line in head if _ENDING.search(line)), None)
        return Genre("其他材料", named)
    return Genre()
