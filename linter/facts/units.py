"""Measure words: which characters after a numeral make it a figure, and which of them count the same thing.

They are grammar, like the numerals, and so stand here and not in a ruleset. Which measure word fits which noun is data
(`rulesets/lexicon/units.yaml`).
"""

from __future__ import annotations

PERCENT = frozenset({"%", "‰", "个百分点"})
MONEY = frozenset({"元", "美元", "欧元", "港元"})
TIME = frozenset("年 个月 个工作日 工作日 个季度 季度 个学期 周 天 日 小时 个小时 分钟 秒".split())
# quantities that cannot be added up or counted: marks, times, measures of size
NOT_ADDITIVE = PERCENT | TIME | frozenset("分 倍 分贝 摄氏度 页 字 个学时 学时 课时 岁".split())

# a measure word, and what may not follow it because the two would be another word: 5处罚 is not five 处
_COUNTERS: dict[str, str] = {
    "件次": "", "起次": "", "家次": "", "人次": "", "户次": "", "台次": "", "批次": "", "场次": "", "车次": "", "辆次": "", "艘次": "",
    "点次": "", "项次": "", "条次": "", "篇次": "", "班次": "", "企次": "", "份次": "", "例次": "", "个次": "", "店次": "",
    "件": "", "起": "[草诉来]", "次": "[于要]", "家": "[庭长属园]", "人": "民|大代表|工智能|口", "名": "[称单录]", "位": "一体|[置于列次数]",
    "份": "额", "个": "[别体性]|人信息|人隐私", "项": "", "条": "例|款|件", "户": "[籍口外]", "万户": "", "场": "[所地馆景]", "期": "[间限]",
    "批": "[准复示评]", "轮": "", "部": "[门委队分署级]", "篇": "", "处": "[罚理置室长以于]", "台": "[账帐风]", "套": "", "辆": "", "架": "[构]",
    "艘": "", "封": "[闭存口锁堵条]", "本": "[局市区县地年级行着单部身人院级次]", "册": "", "张": "", "块": "", "幅": "", "面": "[积向临对上宽]", "支": "[持部行付出撑]|队(?!伍)",
    "只": "[需要有能是]", "头": "", "宗": "[旨教]", "例": "[如会外行]", "卷": "宗", "段": "", "类": "[似型]", "种": "", "所": "[有以属需涉]",
    "座": "谈", "间": "", "栋": "", "幢": "", "组": "[织]", "笔": "录", "款": "", "幅次": "", "株": "", "棵": "", "根": "据", "枚": "", "瓶": "",
    "箱": "", "桶": "", "艇": "", "桩": "", "步": "", "集": "[中体团合成镇约市会]", "期次": "", "节": "", "堂": "", "课": "题", "班": "子", "对": "[^夫新男师，。；、：）（\n ]", "名次": "",
    "项次数": "", "点位": "", "万亩": "", "亩": "", "公顷": "", "平方公里": "", "平方千米": "", "平方米": "", "立方米": "", "公里": "", "千米": "",
    "米": "", "吨": "", "公斤": "", "千克": "", "克": "", "升": "", "千瓦时": "", "千瓦": "", "斤": "", "分贝": "", "摄氏度": "",
    "元": "[旦宵]", "美元": "", "欧元": "", "港元": "", "页": "", "字": "[号]", "岁": "", "倍": "", "分": "[别局类级析管公钟之]",
    "年": "[级]", "个月": "", "个工作日": "", "工作日": "", "个季度": "", "个学期": "", "个小时": "", "小时": "", "个学时": "", "学时": "", "课时": "",
    "分钟": "", "秒": "", "天": "[然津]", "周": "[边期年末密知一二三四五六日]", "日": "[常前报期均志]", "个百分点": "", "%": "", "‰": "",
}  # fmt: skip
UNITS = tuple(sorted(_COUNTERS, key=lambda unit: (-len(unit), unit)))

_SAME = {unit: names[0] for names in (("件", "起", "宗", "例"), ("人", "名", "位"), ("个月", "月"), ("个工作日", "工作日")) for unit in names}


def pattern() -> str:
    """An alternation of all measure words, longest first, each with what may not follow it."""
    return "|".join(unit + (f"(?!{_COUNTERS[unit]})" if _COUNTERS[unit] else "") for unit in UNITS)


def kind(unit: str) -> str:
    """What a measure word counts: 起 and 件 both count cases, 名 and 人 both people."""
    return _SAME.get(unit, unit)
