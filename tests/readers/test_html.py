"""Web pages: the report is found whole, the page's frame is left out but kept, and every word knows its place in the file."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable
from contextlib import suppress
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import batch
from linter.document import Document
from linter.facts import Facts, Overrides
from linter.facts.furniture import body
from linter.facts.profile import profile
from linter.readers import Unreadable, html, mht, read
from tests.reading import REPORT
from tests.support import BAD, ROOT, SEEDS, Ran, held

PAGES = ROOT / "tests" / "fixtures" / "pages"
TITLE, *LINES = REPORT.split("\n")


def in_word(line: str) -> str:
    """As pasted from Word: figures in spans of their own, rows of the source broken anywhere."""
    spans = ["".join(part) for _, part in groupby(line, str.isascii)]
    marked = "".join(
        f'<span lang="EN-US" style="FONT-FAMILY: 仿宋_GB2312"><font size="3">{span}</font></span>' if span.isascii() else f'<span style="mso-bidi-font-size:\n 16.0pt">{span[:7]}\n  {span[7:]}</span>'
        for span in spans
    )
    return f'<p class="MsoNormal" style="TEXT-INDENT: 32pt"><a name="_Toc1"></a>{marked}<span lang="EN-US"><o:p></o:p></span></p>'


def in_headings(line: str) -> str:
    level = 2 if re.match("[一二三四]、", line) else 0
    return f"<h{level}>{line}</h{level}>" if level else f"<p>\n   {line}\n</p>"


# page: how it writes a line, what joins lines, its charset, what else of the page counts as text, the day of publication
STYLES = {
    "trs": (lambda line: f'<p style="text-align: justify; text-indent: 2em;"><span>&emsp;&emsp;{line}</span></p>', "\n", "utf-8", [f"附件：{TITLE}.docx"], "2025-03-18"),
    "tables": (lambda line: f"<P>&nbsp;&nbsp;&nbsp; <FONT size=3>{line}</FONT>", "\r\n", "gb18030", [], "2025-03-20"),
    "word": (in_word, "\n", "utf-8", [], "2025-03-25"),
    "soup": (lambda line: f"<div><div><span>{line}</span></div></div>", "", "utf-8", [], "2025-02-27"),
    "zoom": (lambda line: f"　　{line}", "<br/>", "gbk", [], "2025-02-12"),
    "semantic": (in_headings, "\n      ", "utf-8", [], "2025-03-31"),
}


def page(name: str, lines: list[str]) -> bytes:
    wrapped, joint, charset, _, _ = STYLES[name]
    rows = [wrapped(entities.escape(line, quote=False)) for line in ([TITLE, *lines] if name == "word" else lines)]
    source = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    return source.replace("{title}", TITLE).replace("{body}", joint.join(rows)).encode(charset)


def texts(document: Document, kinds: str = "title heading paragraph cell") -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind in kinds.split()]


@pytest.mark.parametrize("name", STYLES)
def test_the_report_is_found_whole_and_the_frame_is_left_out(name: str) -> None:
    facts = Facts(read(page(name, LINES), "页面.html"))
    assert [block.span.of(facts.document.text).strip("　") for block in facts(body)] == [TITLE, *LINES, *STYLES[name][3]]
    assert facts(profile).title == TITLE
    assert facts(profile).stage == "publish"
    assert facts(profile).published == STYLES[name][4]


def test_summaries_beside_the_text_are_no_part_of_it() -> None:
    """Sentences of other articles, before and after, without a title that would tell where the text begins."""
    news = "".join(f"<div><h3><a href=n{i}>要闻</a></h3><div><div><p>县水务局召开会议部署第{i}季度工作，要求压实责任，确保完成全年任务。</p></div></div></div>" for i in (1, 2, 3))
    text = "".join(f"<p>{line}</p>" for line in LINES)
    source = f"<div><div><div>{news}</div></div></div><div><div><div><div>{text}</div></div></div></div><div><div><div><div>{news}</div></div></div></div>"
    assert texts(html.from_string(source)) == LINES


@pytest.mark.parametrize("name", STYLES)
def test_nothing_is_lost_in_silence(name: str) -> None:
    """What is shown and is not the report is kept as furniture, what is not shown is not there."""
    document = read(page(name, LINES), "页面.html")
    frame = "".join(texts(document, "furniture"))
    assert re.search("首\\s*页|平台", frame)
    assert re.search("版权所有|主办", frame + document.text)
    for unseen in ("欢迎您访问", "VIEWSTATE", "微信扫描", "版本过低", "启用脚本", "MM_preload", "请输入关键字", "WordDocument"):
        assert unseen not in document.text


@pytest.mark.parametrize("name", STYLES)
def test_every_word_knows_its_place(name: str) -> None:
    data = page(name, LINES)
    document = read(data, "页面.html")
    held(document)
    lines = data.decode(STYLES[name][2]).split("\n")
    for line in LINES:
        at = document.text.index(line)
        for offset in range(at, at + len(line)):
            place = document.position(offset)
            assert lines[place.line - 1][place.column - 1] == document.text[offset]


def test_a_report_whose_title_stands_in_the_text_has_one_title() -> None:
    source = page("trs", ["青山县水务局", "2024年法治政府建设情况报告", *LINES])
    document = read(source, "页面.html")
    assert texts(document, "title") == ["青山县水务局", "2024年法治政府建设情况报告"]
    assert TITLE in texts(document, "furniture")
    assert Facts(document)(profile).title == TITLE


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("<p>甲乙。<p>丙丁。", ["甲乙。", "丙丁。"]),
        ("<p>甲&nbsp;乙&amp;丙&#20008;&copy;。</p>", ["甲\xa0乙&丙丨©。"]),
        ("<p>一、做法<br>正文。<br><br/>再。</p>", ["一、做法", "正文。", "再。"]),
        ("<p>有甲\n   乙，a\n b，共 3 件。</p>", ["有甲乙，a b，共 3 件。"]),
        ("<p>甲<b>乙</b><i>丙</i> <u>丁</u>。</p>", ["甲乙丙 丁。"]),
        ("<ol><li>甲做了。<li>乙做了。</ol>", ["1. 甲做了。", "2. 乙做了。"]),
        ("<ol start=3 type=a><li><p>甲做了。</p><li value=7>乙做了。</ol>", ["c. 甲做了。", "g. 乙做了。"]),
        ("<ol style='list-style-type: simp-chinese-informal'><li>甲做了。<ol type=I><li>子项。</ol><li>乙做了。</ol>", ["一、甲做了。", "I. 子项。", "二、乙做了。"]),
        ("<ol reversed><li>甲做了。<li>乙做了。</ol><ol style='list-style:none'><li>丙做了。</ol><ul><li>丁做了。</ul>", ["2. 甲做了。", "1. 乙做了。", "丙做了。", "丁做了。"]),
        ("<p>共处罚6件。</p><table><tr><th>项目<th>件数<tr><td>处罚<td>6</table><p>以上。</p>", ["共处罚6件。", "项目", "件数", "处罚", "6", "以上。"]),
        ("<pre>甲做了。\n  乙做了。</pre>", ["甲做了。", "乙做了。"]),
        ("<p>甲<script>document.write('x')</script><style>p{}</style><!-- 注 -->乙。</p><template><p>丙。</p></template>", ["甲乙。"]),
        ("<p>甲。</p><p hidden>乙。</p><p style='DISPLAY : none'>丙。</p>", ["甲。"]),
        ("<p>甲<![if !supportLists]>乙<![endif]><?xml:namespace prefix = o />丙</p foo><!doctype html>丁，3<5。</p>", ["甲乙丙", "丁，3<5。"]),
        ("<p>甲。</p><!-- 没有完 <p>乙。", ["甲。"]),
        ("<table><tr>游离文字。<td>单元格里的话。</td></tr></table>", ["游离文字。", "单元格里的话。"]),
    ],
)
def test_what_a_browser_shows(source: str, blocks: list[str]) -> None:
    document = html.from_string(source)
    held(document)
    assert [words.strip() for words in texts(document)] == blocks


def test_kinds_and_levels() -> None:
    source = "<h1>某局2024年法治政府建设情况报告</h1><h2>一、做法</h2><p>做了事。</p><h3>（一）执法</h3><table><tr><td>件数<td>6</table>"
    document = html.from_string(source)
    assert [(block.kind, block.level) for block in document.blocks] == [("title", 1), ("heading", 2), ("paragraph", None), ("heading", 3), ("cell", None), ("cell", None)]


def test_a_number_of_a_list_is_generated() -> None:
    document = html.from_string("<ol>\n<li>甲做了。</ol>")
    number, words = document.pieces
    assert number.generated
    assert not words.generated
    assert (number.line, number.column) == (words.line, words.column) == (2, 5)


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("utf-8", "gb2312"), ("gb18030", "utf-8"), ("gb18030", "iso-8859-1"), ("gb18030", "gb2312"), ("big5", "big5"), ("utf-16", "utf-8"), ("utf-8-sig", "gbk")],
)
def test_charsets(charset: str, declared: str) -> None:
    words = "本局依法行政。" if charset == "big5" else "本局依法行政，推进法治政府建设。"
    source = f"<html><head><meta http-equiv='Content-Type' content='text/html; charset={declared}'></head><body><p>{words}</p>"
    document = html.read(source.encode(charset))
    assert document.text == words
    assert document.position(0).line == 1
    assert document.position(0).column == source.index(words) + 1


def test_the_day_of_metadata_is_evidence_where_the_page_shows_none() -> None:
    source = "<meta name=PubDate content='2025-03-02 10:00'><p>" + "</p><p>".join(REPORT.split("\n")) + "</p>"
    review = batch.review_bytes(source.encode(), "a.html", batch.Options()).review
    assert review is not None
    row = next(row for row in review.checklist if row.item == "deadline.publish")
    assert row.verdict == "met"
    assert [span.of(review.document.text) for span in row.evidence] == ["2025-03-02"]
    assert review.document.position(row.evidence[0].start).column == source.index("2025-03-02") + 1


def test_a_page_of_several_is_partly_read() -> None:
    text = "<p>" + "</p><p>".join(LINES) + "</p>"
    paged = "<div>上一页 <a href='a_1.html'>1</a> <a href='a_2.html'>2</a> <a href='a_2.html'>下一页</a></div>"
    assert batch.review_bytes((text + paged).encode(), "a.html", batch.Options()).status == "partly"
    assert batch.review_bytes((text + paged.replace("a_2.html'>下", "#'>下")).encode(), "a.html", batch.Options()).status == "checked"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<html><body><div id=app></div><script>render()</script>", "no-text"),
        ("<frameset><frame src=a.html></frameset>", "no-text"),
        ("<p><embed src=a.pdf></p>", "no-text"),
        ("<ul>" + "<li><a href=x>某局2024年法治政府建设情况报告</a>" * 20 + "</ul>", "no-text"),
        ("这不是网页", "not-html"),
        ("", "no-text"),
        ("<" * 300_000, "too-large"),
        ("<p>甲。" * 1_100_000, "too-large"),
        ("<p>" + "甲" * 3_000_000, "too-large"),
    ],
)
def test_what_cannot_be_checked_is_said(source: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(source.encode(), "a.html")
    assert refused.value.code in (code, "not-html" if not source else code)


@pytest.mark.parametrize("source", ["<div>" * 10_000 + "甲做了。", "<b><i><p>" * 2_000 + "甲做了。", "<table><tr><td>" * 2_000 + "甲做了。", "<ol><li>" * 4_000 + "甲做了。", "<ol>" + "<li>甲做了。" * 8_000], ids=["div", "b", "table", "ol", "li"])
def test_deep_and_long_pages_are_read(source: str) -> None:
    assert "甲做了。" in html.from_string(source).text


MARKUP = ["<p>", "</p>", "<div>", "</div>", "<br>", "<table>", "<tr>", "<td>", "</table>", "<ol>", "<li>", "<a href=x>", "</a>", "<h1>", "</h1>", "<pre>", "</pre>",
          "&nbsp;", "&amp", "&#x4e00;", "&copyx", "<!--", "-->", "<script>", "</script>", "<", ">", "\r\n", "\r", "\n", " ", "　", "甲乙。", "2024年", "a", "<select>", "<b>"]


@given(st.lists(st.one_of(st.sampled_from(MARKUP), st.text(max_size=4))).map("".join))
def test_any_markup_gives_a_document_or_a_refusal(source: str) -> None:
    try:
        document = html.from_string(source)
    except Unreadable:
        return
    held(document)


@given(st.lists(st.sampled_from(["<p>", "</p>", "<div>", "<td>", "<b>", "</b x>", "</3>", "<![if !x]>", "<![endif]>", "<?xml a?>", "<!-- a -->", "<o:p>", "</o:p>", "<!doctype html>", "<", "</ p>", "甲", "3<5", "&nbsp;"])).map("".join))
def test_places_do_not_change_what_is_read(source: str) -> None:
    """The parser mends markup otherwise when it is asked for places; what we blank beforehand makes both the same."""
    from justhtml import JustHTML

    def words(root: object) -> str:
        texts, stack = [], [root]
        while stack:
            node = stack.pop()
            texts.append(str(node.data) if node.name == "#text" else "")  # type: ignore[attr-defined]
            stack.extend(reversed(node.children or ()))  # type: ignore[attr-defined]
        return "".join("".join(texts).split())

    assert words(html._parsed(source)) == words(JustHTML(source, sanitize=False).root)


@given(st.lists(st.sampled_from(["<p>", "<b>", "</b>", "<br>", "&amp;", "<i>", "<div>", "\n", "甲乙。", "丙，丁；", "a b"]), min_size=1).map("".join))
def test_every_code_point_is_found_again(source: str) -> None:
    try:
        document = html.from_string(source)
    except Unreadable:
        return
    lines = source.split("\n")
    for block in document.blocks:
        for offset in range(*block.span):
            line, column = document.position(offset)
            there = lines[line - 1][column - 1 : column]
            assert there in (document.text[offset], "") or document.text[offset] == " "


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    for name in ("a.html", "a.mht"):
        with suppress(Unreadable):
            held(read(data, name))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_a_page_gets_the_findings_of_its_text(seed: Path) -> None:
    plain = seed.read_text(encoding="utf-8")
    source = "<body>" + "\n".join(f"<p>{entities.escape(line)}</p>" for line in plain.split("\n"))
    options = batch.Options(overrides=Overrides(stage="publish"))
    one, other = (batch.review_bytes(text.encode(), name, options).review for text, name in ((plain, "a.txt"), (source, "a.html")))
    assert one is not None
    assert other is not None
    said = [[(f.rule, f.text.strip()) for f in review.findings if f.rule != "R101"] for review in (one, other)]
    assert said[0] == said[1]
    assert [(row.item, row.verdict, row.level) for row in one.checklist] == [(row.item, row.verdict, row.level) for row in other.checklist]


def message(content: bytes, charset: str) -> bytes:
    whole = MIMEMultipart("related", type="text/html")
    whole["Subject"] = "页面"
    part = MIMEText(content.decode(charset), "html", charset)
    whole.attach(part)
    whole.attach(MIMEText("p{}", "css"))
    return whole.as_bytes()


@pytest.mark.parametrize("name", ["trs", "zoom"])
def test_a_page_saved_as_one_file(name: str) -> None:
    document = read(message(page(name, LINES), STYLES[name][2]), "页面.mht")
    plain = read(page(name, LINES), "页面.html")
    assert document.text == plain.text
    assert document.blocks == plain.blocks
    held(document)
    at = document.text.index("局长主持")
    piece = document.piece_at(at)
    assert dict(piece.location) == {"kind": "paragraph", "paragraph": document.position(at).line}
    assert document.position(at).column == 1


def test_a_message_without_a_page() -> None:
    with pytest.raises(Unreadable, match="没有网页"):
        mht.read(MIMEText("只有文字", "plain", "utf-8").as_bytes())
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (depth, depth) for depth in range(3000))
    with pytest.raises(Unreadable, match="没有网页"):
        mht.read(nested)


def test_what_is_left_out_is_counted_and_listed_on_demand(cli: Callable[..., Ran], desk: Path) -> None:
    frame = "<ul><li><a href=/>首页</a><li><a href=/>首页</a><li><a href=/a>办事服务</a></ul>"
    (desk / "页.html").write_text(frame + "".join(f"<p>{line}</p>" for line in BAD.split("\n")), encoding="utf-8")
    short = cli("check", "--ruleset", "tiny.yaml", "页.html").out
    assert "页眉、页脚、网页导航等 3处不作正文（--all 列出）" in short
    assert "办事服务" not in short
    assert "  第1行 首页（共2处）\n  第1行 办事服务\n" in cli("check", "--ruleset", "tiny.yaml", "--all", "页.html").out


def test_a_written_page_folds_the_frame_away(cli: Callable[..., Ran], desk: Path) -> None:
    (desk / "页.html").write_bytes(page("trs", LINES))
    written = cli("check", "--ruleset", "tiny.yaml", "--format", "html", "页.html").out
    assert '<details class="frame"><summary>页眉、页脚、网页导航等 12处，不作正文</summary>' in written
    assert written.index("走进青山</p>") < written.index("</details>") < written.index("局长主持")
