"""What headings say: the words by which a heading announces one of the statutory contents. Data only."""

from __future__ import annotations

from linter.late import late

_HEAD = r"(?:党政)?(?:主要负责人|主要负责同志|主要领导(?:干部|同志)?|党政负责人|一把手|“一把手”)"
LEADER = late(
    rf"第一责任人|{_HEAD}.{{0,16}}(?:履|职责|述法|法治)|履行.{{0,8}}(?:法治|依法行政).{{0,10}}职责"
    r"|“?关键少数”?.{0,8}(?:履职|履责|履行)|负责人.{0,6}述法|述法(?:工作)?(?:开展|落实)?情况"
)
_PLAN_WORDS = r"(?:安排|打算|计划|思路|重点|举措|措施|部署|目标|任务|方向|工作|展望|谋划|设想|要点)"
PLAN = late(
    rf"(?:下一?步|下一?年度?|下一?阶段|今后|来年|明年|新的?一年).{{0,24}}{_PLAN_WORDS}|下一?步(?:工作)?$|^(?:工作)?(?:打算|安排|计划|思路|展望|谋划)"
    r"|20\d\d年.{0,30}(?:安排|打算|计划|思路|展望|谋划|设想)|主要安排$|工作(?:安排|打算)$|(?:努力|改进|工作)方向|(?:改进|整改)(?:措施|计划|打算|举措)"
    r"|对策(?:措施|建议)|工作展望|(?:打算|计划|谋划|展望|明年|来年)篇"
)
NOT_PLAN = late(r"(?:完成|落实|执行|进展|开展|推进)情况")
TASKS = late(r"(20\d\d)年.{0,30}(?:重点|目标|任务|举措|方向|要点|工作)")  # a plan only if the year is the next, or after the problems
PROBLEMS = late(
    r"(?:存在|面临|主要).{0,14}(?:问题|不足|短板|弱项|差距|困难)|(?:问题|不足|短板|弱项|差距)(?:和|及|与|、)原因|^(?:问题|不足|困难)(?:和|与|及|$)|薄弱环节"
)
PROBLEMS_BROAD = late(  # enough for a heading of the first level
    r"(?:问题|不足|短板|弱项|差距|困难|挑战)(?:之处|篇|和|与|及|、|$)|短板弱项|(?:需要?|有待|亟待|尚需)(?:进一步)?(?:改进|加强|完善|提升|提高|解决)的?(?:方面|地方|问题|环节)"
)
PROBLEMS_ALONE = late(r"^(?:存在)?的?(?:主要)?(?:问题|不足|短板|差距|困难)(?:之处)?(?:。|$)")
NOT_PROBLEMS = late(
    r"(?:解决|整改|化解|聚焦|围绕|破解|针对|整治|治理|回应|攻克|排查|纠正|查摆|补齐|疏解|纾解).{0,12}(?:问题|不足|短板|弱项|困难)|问题.{0,4}(?:整改|导向|解决|整治|治理)"
)
DONE = late(r"成效|举措|做法|成绩|亮点|特色|经验|回顾|(?:工作|开展|推进|落实|基本|总体)情况")
_CAUSE = "(?:原因|成因|症结|根源|根子)"
_CAUSE_TOLD = rf"(?:{_CAUSE}|(?:影响|制约|主观|客观|主客观|深层次?|思想)因素|由来)(?:的)?(?:分析|剖析|所在|何在|在于)?|(?:{_CAUSE}|归因|溯源|因素|深层次?|思想|深度|深刻)(?:的)?(?:分析|剖析)"
CAUSES = late(rf"原因|成因|症结|(?:{_CAUSE_TOLD})[。：]?$")
NOT_CAUSES_ALONE = late(  # the problems are told with their causes, or that causes were not looked for is itself a problem
    rf"(?:问题|不足|短板|弱项|差距|困难)(?:之处)?(?:和|与|及|以及|、|，|及其)(?:其)?(?:主要|产生)?(?:的)?{_CAUSE}|{_CAUSE}(?:和|与|及|、)(?:存在的?)?(?:主要)?(?:问题|不足)|{_CAUSE}[^，]{{0,8}}(?:不|未|缺|欠)"
)
CAUSE_LABEL = late(rf"[^，。；：、（]{{0,12}}?(?:{_CAUSE_TOLD})：?$")  # a line of its own
OTHER = late(r"其他(?:需要|应当|需)?.{0,6}(?:报告|说明)|^(?:工作)?(?:意见)?建议$|意见(?:和|与)?建议$")

_LONGEST_PLAIN = 30
_NO_HEADING = late(r"[。；：！？、，]$|：|，.*，|^(?:附|表|图|注)")
_PLAIN = (
    LEADER,
    PLAN,
    PROBLEMS,
    PROBLEMS_ALONE,
    PROBLEMS_BROAD,
    late(r"^(?:主要|问题)?(?:原因|成因)(?:分析|剖析)?$"),
    late(r"^20\d\d年.{0,16}(?:重点|目标|任务|方向|要点)$"),
    late(r"(?:做法|成效|举措|成绩|亮点|经验|回顾|特色工作|特色做法|(?:工作|开展|推进|落实|基本|总体)情况)$"),
)


def announces(line: str) -> bool:
    """Whether a line without a number can be a heading: short, no sentence, and it names one of the contents."""
    return len(line) <= _LONGEST_PLAIN and not _NO_HEADING.search(line) and any(pattern.search(line) for pattern in _PLAIN)
