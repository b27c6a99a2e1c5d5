"""What a figure counts: the verb before it and the noun beside it, read off the words of its own clause."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from linter.document import Span
from linter.late import late

# verbs that reports count with; the longest that ends furthest right before the figure is taken
VERBS = tuple(
    sorted(
        set(
            "受理 接收 收到 收案 接到 接访 登记 立案 做出 办结 结案 审结 办理 处理 处置 查处 查办 处罚 作出 下达 移送 移交 抽查 检查 核查 排查 巡查 督查 开展 举办 组织"
            " 召开 制定 出台 修订 印发 审查 审核 审批 批准 完成 核发 公开 公布 公示 发布 发放 发出 出动 约谈 帮扶 调解 化解 整改 培训 参加 参训 清理 废止"
            " 修改 保留 失效 检测 抽检 监测 答复 回复 采纳 提出 出具 听取 研究 讨论 主持 批示 督办 召集 聘请 配备 聘任 接受 接待 解答 服务 走访 约见 报送 备案"
            " 评查 抽取 评定 查封 扣押 罚没 罚款 没收 责令 撤销 维持 驳回 受教育 覆盖 惠及 发现 录入 归集 收集 征集 推送 调查 侦办 侦破 破获 拘留 起诉 追究"
            " 赔偿 追回 挽回 减免 免除 投入 安排 拨付 建成 建立 新建 设立 成立 培育 培养 选派 抽调 签订 审议 评估 编制 编印 制作 张贴 悬挂 播放 推广 归档"
            " 处分 问责 通报 曝光 警示 警告 取消 新增 调整 划转 下放 承接 承办 交办 转办 转交 申请 送达 注销 变更 认定 查阅 录制 参评 纳入 执行 修复 启动 磋商"
            " 出庭 应诉 败诉 胜诉 开庭 增加 减少 提高 降低 下降 增长 推进 落实 解决 获评 获得 荣获 摸排 筛查 梳理 劝导 劝阻 转移 疏散 救助 安置".split()
        ),
        key=lambda verb: (-len(verb), verb),
    )
)
_VERB = late("|".join(VERBS))
# what makes the next verb part of a noun: 行政处罚案件, 现场检查笔录, 申请人
_NOUN_BEFORE = "行政 执法 现场 专项 当场 日常 双随机 信用 环评 项目 集中 集体 专题 联合 复议 诉讼 信息 视频 法治 业务 资格 岗位 法律 矛盾 纠纷 违法 犯罪 自查 案卷".split()
_NOUN_AFTER = "人率员费书单表证权类型项者方时期"
_LEADING = late(
    r"^(?:其中|今年|本年度?|全年|年内|当年|上半年|下半年|截至[^，]{0,14}|截止[^，]{0,14}|20\d\d年度?(?:以来)?|我[局委厅县区市镇办]|累计|共计|合计|总计|已经|已|共|均|也|并|又|再|先后"
    r"|分别|及时|依法|现有|现(?!场|行)|有|还|另外?|为|对|将|向|和|及|与|以及|的|了|至|达到?|是|仅|只| )+"
)
_TRAILING = late(
    r"(?:共计|合计|总计|累计|一共|共|达到?|(?<![行作认])为|是|有|了|均|各|已|约|仅|只|超|等|：|分别|至|到|增至|减至|降至|的|由|从| )+$"
)
_NOUN_END = late(
    r"[，。；、：（）()“”《》！？]|均|已|全部|被|由|进行|开展|参加|不予|予以|实施|建立|建设|实行|得到|获|因|未|尚|正在|仍|占|同比|较|比|至|的|达|并|和|与|及|中|时|后|内|其中"
)
_MODIFIER = late(r"^(?:各级各类|各类|各种|各项|各渠道|各|全部|所有|相关|有关|上述|多|等)+")


class Subject(Struct, frozen=True):
    """`verb` and `noun` as read; either may be empty. `text` joins them as they would be said: 办结信访举报件."""

    verb: str
    noun: str

    @property
    def text(self) -> str:
        return self.verb + self.noun


def subject(flat: str, lead: Span, tail: Span) -> Subject:
    """From the words between the previous mark or figure and the number, and those after the unit."""
    return _read(lead.of(flat), tail.of(flat))


@lru_cache(maxsize=1 << 12)  # years change their figures, not what they count
def _read(before: str, behind: str) -> Subject:
    verb, noun = _split(before)
    if len(noun) < 2:
        head = _NOUN_END.split(behind.lstrip("的"), maxsplit=1)[0]
        later = _VERB.match(head)
        if later and later.end() < len(head):  # 14件立案案件: the verb stands behind
            verb, head = verb or later[0], head[later.end() :]
        noun = head if 1 < len(head) <= 20 else noun
    return Subject(verb, _MODIFIER.sub("", noun))


def _split(words: str) -> tuple[str, str]:
    """The first verb that is one here, with the verbs run on to it (抽取检查 is 检查), and the words after it."""
    found = [match for match in _VERB.finditer(words) if _is_verb(words, match)]
    if not found:
        return "", _clean(words)
    head, *later = found
    for match in later:
        if match.start() != head.end() or not _clean(words[match.end() :]):
            break
        head = match
    return head[0], _clean(words[head.end() :])


def _is_verb(words: str, match: re.Match[str]) -> bool:
    before, after = words[: match.start()], words[match.end() : match.end() + 1]
    return not (after and after in _NOUN_AFTER) and not before.endswith(tuple(_NOUN_BEFORE))


def _clean(words: str) -> str:
    bare = _MODIFIER.sub("", words.strip(" ，。；、：（）“”"))
    return _TRAILING.sub("", _MODIFIER.sub("", _LEADING.sub("", bare)))
