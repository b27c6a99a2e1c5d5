"""Page furniture: navigation, metadata and footer lines of a crawled web page, and page numbers on lines of their own.

What a reader knows to be furniture from the structure of its format is marked in the document. In a text without structure,
lines of a web page are recognised only at the head and the foot, and by what they say, so that a report's own words are
safe; lines of nothing but buttons (【打印】【关闭】) and page numbers (第 2 页 共 5 页, - 3 -, —3—) anywhere, by their form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from linter.document import Block, Span, Spans
from linter.facts import Facts
from linter.facts.folded import folded
from linter.late import late

_HEAD = late(
    r"欢迎(?:进入|访问|光临|您)|(?:您的|您当前|当前|您现在|现在|您)(?:的|所在)?(?:的)?位置|^今天是：?|\d日 ?星期[一二三四五六日]|农历[正一二三四五六七八九十冬腊]|^首页 ?[>＞»/|]|[>＞»] ?(?:首页|政务公开|通知公告)"
    r"|(?:发布|发文|生成|成文|公开)?(?:日期|时间)： ?(?:\d{4}|$)|^(?:信息|文章|稿件)?来源：|^作者：|^字体|字号：|字体大小|【字体|大 中 小|[加放]大字体|(?:简体|繁体) ?\||关怀版|访问量|阅读(?:次数|量)：?"
    r"|(?:浏览|点击)(?:次数|数|量|率)?：|^(?:索引 ?号|信息索引|信息名称|文 *号：|发布(?:机构|单位)|发文(?:机关|单位|字号)|主题分类|体裁分类|组配分类|信息分类|服务对象分类"
    r"|公开(?:方式|类别|范围|形式)|有效性|责任编辑|打印(?:本页|整页|内容)?(?:$| )|【打印|分享到|保护视力色|无障碍|繁体|登录)"
)
_FOOT = late(
    r"版权所有|网站标识码|备案号|ICP备|公网安备|返回顶部|^【?相关(?:稿件|链接|阅读|文章|文件|附件|信息|新闻)】?：?$|^(?:主办|承办|维护|技术支持)(?:单位|：)|网站地图"
    r"|^联系我们|关于我们|^【?(?:打印|关闭)(?:本页|窗口|】| |$)|【关闭|我要纠错|政府网站找错|扫一扫|分享(?:到|：)|^上一[篇条]|^下一[篇条]|建议使用.{0,20}浏览器|责任编辑"
    r"|^主办：|^承办：|^网站(?:声明|管理)|隐私声明|IPv6|^附件下载"
)
# a line of nothing but buttons is no part of any report, wherever it stands
_BUTTON = (
    r"(?:打印(?:本页|此页|文章|文本|正文)?|关闭(?:本页|窗口|页面)?|返回(?:顶部|首页|列表|上一页)|收藏本页|加入收藏|设为首页|分享(?:到|至)?：?|微信|微博|QQ空间|大|中|小|默认|A[-+]?|点赞|收藏|转发|评论|举报|关注我们|一键三连|字[体号](?:大小)?：?"
    r"|我要(?:纠错|评论|打印)|扫一扫(?:在手机打开当前页|分享本页|.{0,12}打开)?|无障碍(?:浏览|阅读)?|关怀版|长者模式|繁體?|繁体|简体|朗读|语音播报|下载|点击下载|查看原文|保护视力色：?|视力保护色：?|相关(?:阅读|稿件|链接|附件|新闻|文章|信息)：?)"
)
_BUTTONS = late(rf"(?:[\[【（(〔|/·、<＜《«‹>＞»› ]*{_BUTTON}[\]】）)〕|/·、： ]*)+")
_CREDIT = late(r"[（(【\[]?(?:责任编辑|责编|责任编校|值班编辑|编辑|审核|校对|供稿|初审|终审|信息来源)：[^，。；]{2,16}[）)】\]]?|(?:上一[篇条页]|下一[篇条页])：.{0,60}|(?:(?:阅读|浏览|点击|访问|点赞|转发)(?:次数|人数|量|数|率)?：? ?\d+次? *)+")
_DAY = r"(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})"
_DATE = late(_DAY)
_PUBLISHED = late(rf"(?:发布|公开|生成)?(?:日期|时间)： ?{_DAY}")
_PAGE = late(
    r"[-—–―·~] ?\d{1,3} ?[-—–―·~]|[-—–―]{2,} ?\d{1,3} ?[-—–―]{2,}|[(（]?第 ?(?:\d{1,3}|[一二三四五六七八九十]{1,3}) ?页[，,/、 ]*(?:[(（]?共 ?(?:\d{1,3}|[一二三四五六七八九十]{1,3}) ?页[)）]?)?[)）]?"
    r"|(?i:page|p\.) ?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?|\d{1,3} ?/ ?\d{1,3}"
)
_EDGE = 12  # lines from an end within which furniture is looked for
_CHOICES, _CHOICE = 6, 6  # buttons in a bracket, and letters of one
_LONGEST = 60  # letters of a line below the first footer line


class Furniture(Struct, frozen=True):
    """`stretches` are adjacent lines of a web page that stand as text, `pages` such page numbers; `marked` is what the reader told
    apart. `published` is the publication date that is stated, as (y, m, d)."""

    stretches: tuple[Span, ...] = ()
    published: tuple[int, int, int] | None = None
    published_at: Span | None = None
    pages: tuple[Span, ...] = ()
    marked: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """All that is no part of the report."""
        return tuple(sorted((*self.stretches, *self.pages, *self.marked)))


def furniture(facts: Facts) -> Furniture:
    flat = facts(folded)
    there = [block for block in facts.document.blocks if block.span.of(flat).strip()]
    blocks = [block for block in there if block.kind != "furniture"]
    chosen = [i for i in range(min(_EDGE, len(blocks))) if _is(_HEAD, blocks[i], flat)]
    chosen += [at for i in chosen for at in _in_bracket(blocks, i, flat)]
    chosen += [i for i, block in enumerate(blocks) if _is_button(block.span.of(flat).strip())]
    prose = max((i for i, block in enumerate(blocks) if _is_prose(block, flat)), default=-1)
    foot = [i for i in range(max(prose + 1, len(blocks) - _EDGE), len(blocks)) if _is(_FOOT, blocks[i], flat)]
    if foot:  # from the first footer line on nothing but short lines stands
        chosen += [i for i in range(foot[0], len(blocks)) if len(blocks[i].span.of(flat).strip()) <= _LONGEST or i in foot]
    chosen = sorted(set(chosen))
    stretches = _stretches(blocks, chosen)
    marked = _stretches(there, [i for i, block in enumerate(there) if block.kind == "furniture"])
    stated = facts.document.published
    date, where = _published(_DATE, flat, [stated]) if stated else _published(_PUBLISHED, flat, (blocks[i].span for i in chosen))
    return Furniture(stretches, date, where, tuple(_page_numbers(blocks, flat, stretches)), marked)


def _in_bracket(blocks: list[Block], first: int, flat: str) -> range:
    """The lines that a bracket opened in the `first` takes in: 【字号： / 加大 / 还原 / 】, a button a line."""
    line = blocks[first].span.of(flat)
    if line.count("【") <= line.count("】"):
        return range(0)
    rest = range(first + 1, min(first + 1 + _CHOICES, len(blocks)))
    last = next((i for i in rest if "】" in blocks[i].span.of(flat)), first)
    return range(first + 1, last + 1) if all(len(blocks[i].span.of(flat).strip()) <= _CHOICE for i in range(first + 1, last + 1)) else range(0)


def _published(pattern: re.Pattern[str], flat: str, places: Iterable[Span]) -> tuple[tuple[int, int, int] | None, Span | None]:
    for place in places:
        match = pattern.search(place.of(flat))
        if match:
            year, month, day = map(int, match.groups())
            return (year, month, day), Span(place.start + match.start(), place.start + match.end())
    return None, None


def body(facts: Facts) -> tuple[Block, ...]:
    """The blocks that are the report: neither blank nor furniture."""
    flat = facts(folded)
    apart = facts(furniture).spans
    return tuple(
        block
        for block in facts.document.blocks
        if block.span.of(flat).strip() and not any(block.span.overlaps(span) for span in apart)
    )


def places(facts: Facts) -> Spans:
    """Where the report itself stands."""
    return Spans(block.span for block in facts(body))


def prose(facts: Facts) -> str:
    """The folded text with its furniture blanked out, the same length: for what is looked for anywhere in the report."""
    flat = facts(folded)
    for stretch in facts(furniture).spans:
        flat = flat[: stretch.start] + " " * (stretch.end - stretch.start) + flat[stretch.end :]
    return flat


def _is(pattern: re.Pattern[str], block: Block, flat: str) -> bool:
    line = block.span.of(flat).strip()
    return len(line) <= 160 and pattern.search(line) is not None and "。" not in line


def _is_prose(block: Block, flat: str) -> bool:
    """Whether a block can only be the report's: before the last one nothing is a footer, so that a short text loses no heading."""
    line = block.span.of(flat)
    return len(line) > _LONGEST and "。" in line


def _is_button(line: str) -> bool:
    return len(line) <= 60 and (_CREDIT.fullmatch(line) is not None or (len(line) > 1 and _BUTTONS.fullmatch(line) is not None))


def _page_numbers(blocks: list[Block], flat: str, stretches: tuple[Span, ...]) -> Iterator[Span]:
    for block in blocks:
        line = block.span.of(flat)
        if block.kind != "cell" and len(line) <= _LONGEST and _PAGE.fullmatch(line.strip()) and not any(block.span.overlaps(other) for other in stretches):
            lead = len(line) - len(line.lstrip())
            yield Span(block.span.start + lead, block.span.start + len(line.rstrip()))


def _stretches(blocks: list[Block], chosen: list[int]) -> tuple[Span, ...]:
    result: list[Span] = []
    for position, index in enumerate(chosen):
        span = blocks[index].span
        if position and chosen[position - 1] == index - 1:
            result[-1] = Span(result[-1].start, span.end)
        else:
            result.append(span)
    return tuple(result)
